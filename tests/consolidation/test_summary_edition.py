"""A summary read back says what the workbooks said, as far as it tells it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.consolidation.departments import department, sample_department, unit_submission
from tests.consolidation.summaries import unit, write
from tests.rules.comparing.editions import SAMPLE, changes
from tests.workbook import contents
from xladdin.consolidation.summary_edition import edition_of_summary
from xladdin.domain.department import Department
from xladdin.domain.origin import Origin
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import Edition, Part, edition_of_department
from xladdin.workbook.file_reader import read_workbook


def read_back(path: Path) -> Edition:
    edition = edition_of_summary(read_workbook(path), path.name)
    assert edition is not None
    return edition


def summary_of(folder: Path, sent: Department) -> Edition:
    return read_back(write(folder, sent))


def test_the_sample_comes_back_unchanged(tmp_path: Path) -> None:
    sent = sample_department()
    summary, now = summary_of(tmp_path, sent), edition_of_department(sent, "收件箱")

    for comparison in (compare(summary, now), compare(now, summary), compare(summary, summary)):
        assert not comparison.has_changes
        assert len(comparison.projects) == 13
        assert [sender.shown.is_own for sender in comparison.senders] == [False, False, True]
        assert not any(sender.is_unchanged_copy for sender in comparison.senders)
        assert set(comparison.untold) == {Part.COVER, Part.FUND_USE, Part.GOALS}
    assert compare(now, now).untold == ()


def test_every_value_keeps_its_cell_of_the_summary(tmp_path: Path) -> None:
    summary = summary_of(tmp_path, sample_department())

    project = summary.statements[0].projects[0]
    file = str(tmp_path / "汇总表.xlsx")
    assert project.budget.origin == Origin(file, "项目", "F4")
    assert project.spending_plan.mar.origin == Origin(file, "支出计划", "F4")
    assert project.indicators[0].target_value.origin == Origin(file, "指标", "H4")
    assert project.sheet == "项目1"


def test_changes_since_a_summary_are_found_by_meaning(tmp_path: Path) -> None:
    summary = summary_of(tmp_path, department(unit(*SAMPLE[:2])))
    rows = SAMPLE[0].indicators
    more = contents.row(level3="疏浚里程", description="河道疏浚", target_value="9公里")
    now = replace(
        SAMPLE[0], indicators=(more, replace(rows[1], basis="新合同"), rows[0], *rows[2:])
    )

    comparison = compare(summary, edition_of_department(department(unit(SAMPLE[1], now)), ""))

    assert changes(comparison) == [
        ("新增", "指标", "", "产出指标｜数量指标｜疏浚里程｜河道疏浚｜9公里｜工作计划"),
        ("改动", "指标值确定依据", rows[1].basis, "新合同"),
    ]
    (sender,) = comparison.senders
    assert (sender.moved, sender.moved_rows) == (1, 1)


def test_blanks_that_a_summary_fills_are_no_change(tmp_path: Path) -> None:
    sparse = contents.project(fiscal=None, other=None, shares=(None, "0.5", "1", None))
    sent = department(unit(sparse, *contents.TROUBLED_PROJECTS))

    comparison = compare(summary_of(tmp_path, sent), edition_of_department(sent, ""))

    assert not comparison.has_changes


def test_sheets_that_somebody_took_out_are_not_compared(tmp_path: Path) -> None:
    sent = sample_department()
    path = write(tmp_path, sent)
    book = load_workbook(path)
    del book["指标"]
    del book["整体目标"]
    book.save(path)

    comparison = compare(read_back(path), edition_of_department(sent, ""))

    assert Part.INDICATORS in comparison.untold
    assert [len(sender.changes) for sender in comparison.senders] == [0, 0, 0]
    assert comparison.senders[-1].old is None


def test_what_is_no_summary_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    Workbook().save(path)

    assert edition_of_summary(read_workbook(path), "a.xlsx") is None


names = st.text("甲乙丙=+-@123 ", min_size=1, max_size=6).filter(str.strip)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(names, names), max_size=4))
def test_any_texts_come_back(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str]]
) -> None:
    projects = [
        contents.project(code=f"{n}", name=name, indicators=(contents.row(level3=text),))
        for n, (name, text) in enumerate(told)
    ]
    sent = department(unit_submission("a.xlsx", "316001", "甲", projects))
    folder = tmp_path_factory.mktemp("summary")

    comparison = compare(summary_of(folder, sent), edition_of_department(sent, ""))

    assert not comparison.has_changes or not projects
