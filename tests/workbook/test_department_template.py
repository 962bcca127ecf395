"""The department's own workbook as a file."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.workbook.contents import NOBODY, sample_department
from xladdin.domain.content import DepartmentContent, SubGoalContent
from xladdin.domain.submission import WorkbookKind
from xladdin.form import layout
from xladdin.form.version import current_identity
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_department_workbook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "department.xlsx"
    build_department_workbook(path, sample_department())
    return path


@pytest.fixture
def book(path: Path) -> Workbook:
    return load_workbook(path)


def test_what_was_filled_in_is_read_again(path: Path) -> None:
    content = sample_department()
    read = read_submission_file(path)

    assert read.kind is WorkbookKind.DEPARTMENT
    assert read.anomalies == ()
    assert read.projects == ()
    assert read.targets is not None
    assert read.targets.overall_goal.text == content.overall_goal
    assert [(g.goal.text, g.indicators.text) for g in read.targets.sub_goals] == [
        (goal.goal, goal.indicators) for goal in content.sub_goals
    ]
    assert [(m.heading.text, m.text.text) for m in read.targets.measures] == [
        (measure.heading, measure.text) for measure in content.measures
    ]
    assert read.cover is not None
    assert read.cover.year == 2024
    assert read.cover.department_code.text == "316"


def test_its_sheets(book: Workbook) -> None:
    assert book.sheetnames == ["封面", "整体目标", "校验结果", "xladdin"]
    assert book["xladdin"].sheet_state == "veryHidden"
    identity = [tuple(cell.value for cell in line) for line in book["xladdin"]["A1:B3"]]
    assert tuple(identity) == current_identity(WorkbookKind.DEPARTMENT).rows


def test_the_cover_asks_nothing_of_a_unit(book: Workbook) -> None:
    texts = {cell.value for cells in book["封面"].iter_rows() for cell in cells}
    assert "部门编码" in texts
    assert not texts & {"单位编码", "单位名称", "指标体系", "工作表"}
    rows = [int(field.value_cell[1:]) for field in layout.DEPARTMENT_COVER_FIELDS]
    assert rows == [3, 3, 4, 4, 5, 5, 6]


def test_rows_are_numbered_and_can_be_inserted(path: Path, book: Workbook) -> None:
    sheet = book["整体目标"]
    values = load_workbook(path, data_only=True)["整体目标"]
    assert [values[f"A{row}"].value for row in range(4, 10)] == [
        "分项绩效目标",
        "序号",
        1,
        2,
        3,
        None,
    ]
    assert not sheet.protection.insertRows
    assert not sheet.protection.deleteRows
    assert not any(cell.protection.locked for cell in sheet["A6":"C6"][0])
    assert sheet["A5"].protection.locked
    names = {name: item.attr_text for name, item in sheet.defined_names.items()}
    assert names["分项绩效目标"] == "'整体目标'!$B$5:$B$9"


def test_a_blank_one_has_room_to_write(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    build_department_workbook(path, DepartmentContent(NOBODY))
    sheet = load_workbook(path)["整体目标"]
    captions = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    between = captions["工作保障措施"] - captions["分项绩效目标"]
    assert between == 1 + layout.BLANK_SUB_GOALS + 1 + 1  # heading, rows, closing row
    values = load_workbook(path, data_only=True)["整体目标"]
    assert values["A2"].value is None
    assert values["A6"].value is None


def test_a_half_filled_row_has_its_number(tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    goals = (SubGoalContent("", "指标"), SubGoalContent("目标", ""), SubGoalContent("", ""))
    build_department_workbook(path, DepartmentContent(NOBODY, sub_goals=goals))
    values = load_workbook(path, data_only=True)["整体目标"]
    assert [values[f"A{row}"].value for row in (6, 7, 8)] == [1, 2, None]
