"""Page numbers counted without looking at pages; tests/live/test_publishing_live.py looks."""

from dataclasses import replace
from decimal import Decimal

from tests.documents.publish.made import publication, sample_publication
from xladdin.documents.publish.document import build_document
from xladdin.domain.content import IndicatorContent, ProjectContent


def pages(*projects: ProjectContent, has_summary_table: bool = False) -> tuple[int, ...]:
    """Pages of the projects' headings; the first comes after four pages of the first part."""
    made = build_document(publication(*projects, has_summary_table=has_summary_table))
    return made.pages[8:]


def project(rows: int, text: str = "指标") -> ProjectContent:
    indicator = IndicatorContent("产出指标", "数量指标", "个数", text, "≥5个", "计划")
    return ProjectContent(name="项目", budget=Decimal(1), indicators=(indicator,) * rows)


def test_the_sample() -> None:
    made = build_document(sample_publication())

    assert made.pages[:8] == (1, 2, 2, 2, 2, 2, 3, 4)
    assert made.pages[8:] == (5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18)


def test_each_project_begins_a_page_and_a_long_one_takes_more() -> None:
    assert pages(project(3), project(3), project(3)) == (5, 6, 7)
    assert pages(project(40), project(3)) == (5, 7)
    assert pages(project(3, "长" * 180), project(3)) == (5, 8)
    assert pages(project(1, "长" * 400), project(3)) == (5, 7)  # a row that no page can hold


def test_long_texts_of_the_first_part_move_the_projects() -> None:
    targets = sample_publication().targets
    assert targets is not None
    longer = replace(targets, overall_goal=targets.overall_goal * 4)
    made = build_document(replace(sample_publication(), targets=longer))

    assert made.pages[8] == 7


def test_a_summary_table_stands_before_them() -> None:
    assert pages(project(1), project(1), has_summary_table=True) == (5, 6, 7)
    assert pages(*[project(1)] * 60, has_summary_table=True)[:2] == (5, 8)
