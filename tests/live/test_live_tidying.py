"""Rows, sheets and index of the open workbook put in order."""

from collections.abc import Callable
from dataclasses import astuple, replace
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.open_books import findings_sheet, open_unit, save_as
from tests.live.snapshots import changes, snapshot
from tests.workbook.contents import project, row, sample_units
from xladdin.domain.content import IndicatorContent, UnitContent, project_content
from xladdin.domain.finding import Finding, count_label
from xladdin.domain.origin import cell_position
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import read_findings
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.live.findings import require_list, write_findings
from xladdin.workbook.live.reading import read_open_workbook, read_program_sheets
from xladdin.workbook.live.tidying import Tidied, tidy
from xladdin.workbook.live.unit import read_unit

COVER = layout.COVER_SHEET
FIRST, SHEET = layout.FIRST_INDEX_ROW, layout.INDEX_SHEET.letter
FIRST_ROW = layout.FIRST_INDICATOR_ROW
BLANK = IndicatorContent()
IN_ORDER = (
    row(level3="村数", target_value="007"),
    row(level3="户数", target_value="1-3", description="=1+1"),
    row("产出指标", "质量指标", "合格率", "TRUE", "50%"),
    row("效益指标", "社会效益指标", "便利程度", "#N/A", "2024"),
    row("满意度指标", "服务对象满意度指标", "满意度", "", "≥95%"),
)
PLACES = (2, 4, 5, 0, 1)  # of those rows in a table out of order; the fourth is blank


def out_of_order() -> tuple[IndicatorContent, ...]:
    rows = [BLANK] * (max(PLACES) + 1)
    for place, content in zip(PLACES, IN_ORDER, strict=True):
        rows[place] = content
    return tuple(rows)


def unit_of(*tables: tuple[IndicatorContent, ...]) -> UnitContent:
    """The sample's unit with a project for each table."""
    sheets = (
        project(code="", name=f"项目{number}", indicators=rows)
        for number, rows in enumerate(tables, 1)
    )
    return replace(sample_units()["316001"], projects=tuple(sheets))


@pytest.fixture
def book(excel: xw.App, tmp_path: Path) -> xw.Book:
    """Three projects, the table of the second out of order."""
    return open_unit(excel, tmp_path, unit_of(IN_ORDER, out_of_order(), IN_ORDER[:1]))


def rows_of(book: xw.Book, sheet: str, folder: Path) -> list[tuple[str, ...]]:
    """The rows of a table with the cells of a fresh template, as the saved file has them."""
    saved = read_submission(read_workbook(save_as(book, folder / "saved.xlsx")))
    (found,) = (project for project in saved.projects if project.sheet == sheet)
    assert [item.row for item in found.indicators] == [
        FIRST_ROW + place for place in range(len(found.indicators))
    ]
    return [astuple(item) for item in project_content(found).indicators]


def test_rows_go_by_their_classes_and_stay_what_they_are(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["项目3"].activate()
    before = snapshot(book)
    assert tidy(read_unit(book)) == Tidied(("项目2",), False, False)

    after = snapshot(book)
    assert changes(before.without("项目2"), after.without("项目2")) == []
    assert after.sheets["项目2"].is_protected
    table = book.sheets["项目2"][f"A{FIRST_ROW}:F{FIRST_ROW + max(PLACES)}"]
    assert (table.number_format, table.api.Locked) == ("@", False)
    assert rows_of(book, "项目2", tmp_path) == [astuple(content) for content in IN_ORDER]


def test_texts_in_cells_of_another_format_stay_texts(book: xw.Book, tmp_path: Path) -> None:
    sheet = book.sheets["项目2"]
    sheet.api.Unprotect()
    table = sheet[f"A{FIRST_ROW}:F{FIRST_ROW + max(PLACES)}"]
    rows = table.value
    table.number_format = "General"
    table.value = [[value and f"'{value}" for value in line] for line in rows]
    sheet.api.Protect()

    tidy(read_unit(book))
    assert rows_of(book, "项目2", tmp_path) == [astuple(content) for content in IN_ORDER]
    assert sheet.api.ProtectContents


def test_a_class_that_is_said_once_is_said_in_every_row(excel: xw.App, tmp_path: Path) -> None:
    quality, amount = (row(level2=level2) for level2 in ("质量指标", "数量指标"))
    once = (quality, replace(amount, level1=""))
    book = open_unit(excel, tmp_path, unit_of(once))
    tidy(read_unit(book))
    assert rows_of(book, "项目1", tmp_path) == [astuple(amount), astuple(quality)]


def list_findings(book: xw.Book, findings: list[Finding]) -> None:
    listed = require_list(read_program_sheets(book))
    write_findings(book, listed, findings, count_label(findings))


def found_in(book: xw.Book) -> list[Finding]:
    return check_submission(read_submission(read_open_workbook(book)))


def test_explanations_follow_their_rows(book: xw.Book) -> None:
    explained = [
        replace(finding, explanation=f"说明{number}", edits=())
        for number, finding in enumerate(found_in(book))
    ]
    list_findings(book, explained)
    tidy(read_unit(book))

    new_rows = {FIRST_ROW + old: FIRST_ROW + new for new, old in enumerate(PLACES)}

    def new_cell(finding: Finding) -> str:
        at, column = cell_position(finding.origin.cell) or (0, 0)
        is_moved = finding.origin.sheet == "项目2" and at in new_rows
        letters = finding.origin.cell.rstrip("0123456789")
        return f"{letters}{new_rows[at]}" if is_moved and column else finding.origin.cell

    listed = read_findings(read_open_workbook(book))
    assert listed == [
        replace(finding, origin=replace(finding.origin, cell=new_cell(finding)))
        for finding in explained
    ]
    assert listed != explained
    assert {finding.explanation for finding in found_in(book)} == {
        finding.explanation for finding in explained
    }


def order_index(book: xw.Book, *names: str | None) -> None:
    cells = book.sheets[COVER][f"{SHEET}{FIRST}:{SHEET}{FIRST + 4}"]
    cells.value = [[name] for name in (*names, *[None] * (5 - len(names)))]


def index_of(book: xw.Book) -> list[str | None]:
    names: list[str | None] = book.sheets[COVER][f"{SHEET}{FIRST}:{SHEET}{FIRST + 4}"].value
    return names


def test_the_sheets_go_in_the_order_of_the_index(book: xw.Book, tmp_path: Path) -> None:
    order_index(book, "项目3", "项目1", "项目2")
    book.sheets["项目2"].activate()
    before = snapshot(book)
    assert tidy(read_unit(book)) == Tidied(("项目2",), True, False)

    after = snapshot(book)
    assert after.sheet_order == [COVER, "项目3", "项目1", "项目2", *before.sheet_order[4:]]
    assert after.view == before.view
    assert book.sheets["项目3"]["A1"].value == "1.项目3绩效目标表"
    saved = read_submission(read_workbook(save_as(book, tmp_path / "saved.xlsx")))
    assert saved.anomalies == ()


def test_the_index_lists_each_sheet_once_without_gaps(book: xw.Book) -> None:
    order_index(book, "项目3", None, "项目3", "没有的", "项目2")
    assert tidy(read_unit(book)) == Tidied(("项目2",), True, True)
    assert index_of(book) == ["项目3", "没有的", "项目2", "项目1", None]
    assert book.sheet_names[1:4] == ["项目3", "项目2", "项目1"]


def test_a_sheet_listed_twice_is_listed_once(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, unit_of(IN_ORDER))
    order_index(book, "项目1", "项目1")
    assert tidy(read_unit(book)) == Tidied((), False, True)
    assert index_of(book) == ["项目1", None, None, None, None]


def test_what_is_in_order_stays_untouched(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, unit_of(IN_ORDER, (), IN_ORDER[2:]))
    list_findings(book, found_in(book))
    before = snapshot(book)
    assert tidy(read_unit(book)) == Tidied((), False, False)
    assert changes(before, snapshot(book)) == []


def open_sheet(book: xw.Book) -> xw.Sheet:
    sheet = book.sheets["项目2"]
    sheet.api.Unprotect()
    return sheet


def put_text_into_overhang(book: xw.Book) -> None:
    open_sheet(book)["G12"].value = "另记"


def merge_rows(book: xw.Book) -> None:
    open_sheet(book)["A14:A15"].merge()


def put_date(book: xw.Book) -> None:
    open_sheet(book)["E15"].number_format = "General"
    book.sheets["项目2"]["E15"].value = "2024-1-3"


def put_formula(book: xw.Book) -> None:
    open_sheet(book)["E15"].number_format = "General"
    book.sheets["项目2"]["E15"].formula = '="≥"&3&"个"'


def protect_sheet_of_other_formats(book: xw.Book) -> None:
    sheet = open_sheet(book)
    sheet[f"A{FIRST_ROW}"].number_format = "General"
    sheet.api.Protect("机密")


def protect_list(book: xw.Book) -> None:
    list_findings(book, found_in(book))
    findings_sheet(book).api.Unprotect()
    findings_sheet(book).api.Protect("机密")


def protect_structure(book: xw.Book) -> None:
    order_index(book, "项目2", "项目1", "项目3")
    book.api.Protect("机密")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (put_text_into_overhang, "“项目2”的 G12"),
        (merge_rows, "“项目2”的指标表里有合并单元格"),
        (put_date, "“项目2”的 E15 是公式、数字或日期（2024-01-03）"),
        (put_formula, "“项目2”的 E15 是公式、数字或日期（≥3个）"),
        (protect_sheet_of_other_formats, "“项目2”的保护设有密码"),
        (protect_list, "“校验结果”的保护设有密码"),
        (protect_structure, "结构受保护"),
    ],
)
def test_where_something_would_be_lost_nothing_changes(
    book: xw.Book, spoil: Callable[[xw.Book], None], message: str
) -> None:
    spoil(book)
    unit = read_unit(book)
    before = snapshot(book)
    with pytest.raises(UsageError, match=message):
        tidy(unit)
    assert changes(before, snapshot(book)) == []
