"""现场校验 put into the open workbook and taken out again."""

import zipfile
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.open_books import open_unit, save_as
from tests.live.snapshots import Snapshot, changes, names_of, snapshot
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.reading import read_submission
from xladdin.workbook.live.live_check import put_live_checks, take_live_checks
from xladdin.workbook.live.reading import live_check_cells, read_open_workbook
from xladdin.workbook.live.unit import read_unit

COLUMN = "I"  # right of the check column
HEADING = layout.INDICATOR_HEADING_ROW
FIRST = layout.FIRST_INDICATOR_ROW


@pytest.fixture
def book(excel: xw.App, tmp_path: Path) -> xw.Book:
    """Two of the sample's projects."""
    return open_unit(excel, tmp_path)


def checks_in(taken: Snapshot) -> dict[str, dict[str, str]]:
    """The live checks of each project's sheet."""
    return {
        name: {at: formula for at, formula in sheet.formulas.items() if at.startswith(COLUMN)}
        for name, sheet in taken.sheets.items()
        if name.startswith("项目")
    }


def expected_checks(first: int, last: int) -> dict[str, str]:
    rows = range(first, last + 1)
    formulas = {f"{COLUMN}{row}": f"=PT_CHECK_ROW(A{row}:F{row},指标体系)" for row in rows}
    return {f"{COLUMN}{HEADING}": layout.LIVE_CHECK_NAME, **formulas}


def last_row(book: xw.Book, sheet: str) -> int:
    grid = read_open_workbook(book).sheet(sheet)
    assert grid is not None
    return grid.last_row


def test_every_row_has_its_check_until_they_are_taken_out(book: xw.Book, tmp_path: Path) -> None:
    book.sheets["项目2"].activate()
    before, read, names = snapshot(book), read_open_workbook(book), names_of(book)
    assert put_live_checks(read_unit(book)) == 2

    with_checks = snapshot(book)
    assert checks_in(with_checks) == {
        sheet: expected_checks(FIRST, last_row(book, sheet)) for sheet in ("项目1", "项目2")
    }
    assert with_checks.view == before.view
    assert all(with_checks.sheets[sheet].is_protected for sheet in ("项目1", "项目2"))
    assert read_open_workbook(book) == read
    assert read_submission(read_open_workbook(book)).digest == read_submission(read).digest

    assert take_live_checks(book) == 2
    assert changes(before, snapshot(book)) == []
    assert names_of(book) == names
    cells = book.sheets["项目1"][f"{COLUMN}{HEADING}:{COLUMN}{last_row(book, '项目1')}"]
    assert cells.number_format == "General"
    with zipfile.ZipFile(save_as(book, tmp_path / "saved.xlsx")) as package:
        parts = "".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )
    assert "PT_" not in parts.upper()
    assert layout.LIVE_CHECK_NAME not in parts


def test_put_again_they_follow_the_rows(book: xw.Book) -> None:
    before = read_open_workbook(book)
    put_live_checks(read_unit(book))
    sheet = book.sheets["项目1"]
    sheet.api.Unprotect()
    sheet[f"{FIRST + 1}:{FIRST + 2}"].insert("down")
    sheet[f"A{FIRST + 1}"].value = ["产出指标", "数量指标", "新增", "", "1个", "计划"]
    assert put_live_checks(read_unit(book)) == 2
    assert checks_in(snapshot(book))["项目1"] == expected_checks(FIRST, last_row(book, "项目1"))

    sheet[f"{FIRST + 1}:{FIRST + 2}"].delete()
    assert take_live_checks(book) == 2
    assert read_open_workbook(book) == before


def test_a_sheet_copied_with_its_checks_loses_them_too(book: xw.Book) -> None:
    put_live_checks(read_unit(book))
    copied = book.sheets["项目1"].copy(after=book.sheets["项目2"])
    assert take_live_checks(book) == 3
    assert checks_in(snapshot(book)) == {"项目1": {}, "项目2": {}, copied.name: {}}


def test_checks_whose_cells_were_deleted_are_no_trouble(book: xw.Book) -> None:
    before, read = snapshot(book), read_open_workbook(book)
    put_live_checks(read_unit(book))
    sheet = book.sheets["项目1"]
    sheet.api.Unprotect()
    sheet[f"{COLUMN}:{COLUMN}"].delete()
    sheet.api.Protect()

    assert [place.name for place, _ in live_check_cells(book)] == ["项目2"]
    assert read_open_workbook(book) == read
    assert take_live_checks(book) == 2
    assert changes(before, snapshot(book)) == []


def test_without_checks_there_is_nothing_to_take(book: xw.Book) -> None:
    before = snapshot(book)
    assert take_live_checks(book) == 0
    assert changes(before, snapshot(book)) == []


def test_a_password_on_one_sheet_stops_all(book: xw.Book) -> None:
    unit = read_unit(book)
    second = book.sheets["项目2"]
    second.api.Unprotect()
    second.api.Protect("机密")
    before = snapshot(book)
    with pytest.raises(UsageError, match="“项目2”的保护设有密码"):
        put_live_checks(unit)
    assert changes(before, snapshot(book)) == []

    second.api.Unprotect("机密")
    put_live_checks(unit)
    second.api.Protect("机密")
    before = snapshot(book)
    with pytest.raises(UsageError, match="“项目2”的保护设有密码"):
        take_live_checks(book)
    assert changes(before, snapshot(book)) == []


def test_a_table_of_another_make_gets_none(book: xw.Book) -> None:
    """A row under a merged 一级指标 would be told to lack it."""
    merged = book.sheets["项目1"]
    merged.api.Unprotect("")
    merged[f"A{FIRST}:A{FIRST + 2}"].merge()

    assert put_live_checks(read_unit(book)) == 1
    assert checks_in(snapshot(book))["项目1"] == {}

    moved = book.sheets["项目2"]
    moved.api.Unprotect("")
    moved[f"E{HEADING}"].value, moved[f"F{HEADING}"].value = "指标值确定依据", "指标值"
    take_live_checks(book)
    assert put_live_checks(read_unit(book)) == 0
