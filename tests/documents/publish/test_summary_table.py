from dataclasses import replace
from decimal import Decimal

from tests.documents.publish.made import opened, publication, sample_publication
from xladdin.documents.publish.document import build_document
from xladdin.documents.publish.summary_table import summary_rows
from xladdin.domain.content import ProjectContent


def texts(*projects: ProjectContent) -> list[list[str]]:
    rows = summary_rows(publication(*projects, has_summary_table=True).projects)
    return [["\n".join(cell.lines) for cell in row.cells] for row in rows]


def test_projects_stand_under_their_unit_with_exact_sums() -> None:
    rows = summary_rows(sample_publication().projects)
    lines = [["".join(cell.lines) for cell in row.cells] for row in rows]

    assert lines[0] == ["序号", "项目编码", "项目名称", "预算数", "财政资金", "其他资金"]
    assert lines[1] == ["316001 秦皇岛市抚宁区行政审批局本级", "100.89", "100.89", "0.00"]
    assert lines[2][:1] == ["1"]
    assert lines[9][0].startswith("316003 ")
    assert lines[9][1] == "76.69"
    assert lines[-1] == ["合计", "177.58", "177.58", "0.00"]
    assert len(lines) == 1 + 2 + 13 + 1


def test_sums_are_not_rounded_and_a_text_adds_nothing() -> None:
    small = [ProjectContent(budget=Decimal("0.000001")) for _ in range(3)]

    assert texts(*small, ProjectContent(budget="2000万"))[-1] == [
        "合计",
        "0.000003",
        "0.00",
        "0.00",
    ]
    assert texts(ProjectContent(budget="2000万"))[2][3] == "2000万"


def test_it_stands_before_the_projects_where_it_is_wished_for() -> None:
    with_table = build_document(replace(sample_publication(), has_summary_table=True)).content
    headings = [
        p.text
        for p in opened(with_table).paragraphs
        if p.style is not None and p.style.name == "项目表标题"
    ]

    assert headings[0] == "预算项目汇总表"
    assert len(headings) == 14
