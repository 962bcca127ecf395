"""The open workbook, read live, against the same workbook read as a file."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from tests.live.open_books import open_unit, sample_unit, save_as
from tests.test_injected_defects import DEFECTS, UNIT, Edit, both
from tests.workbook.contents import (
    NOBODY,
    sample_department,
    sample_units,
    troubled_unit,
)
from xladdin.domain.content import UnitContent
from xladdin.domain.entry import CellValue, ErrorValue, FormulaState
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.live.reading import read_open_workbook, read_program_sheets
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook
from xladdin.workbook.templates.form_sheet import FormSheet

Build = Callable[[Path], None]

BUILDERS: dict[str, Build] = {
    **{
        code: lambda path, unit=unit: build_unit_workbook(path, unit)  # type: ignore[misc]
        for code, unit in sample_units().items()
    },
    "everything wrong": lambda path: build_unit_workbook(path, troubled_unit()),
    "blank": lambda path: build_unit_workbook(path, UnitContent(NOBODY, "", ""), blank_projects=2),
    "department": lambda path: build_department_workbook(path, sample_department()),
}


TYPED_ERROR = "error typed over a value"  # Calc saves it as a formula, so has a test of its own


def seen(sheet: SheetGrid) -> dict[str, object]:
    """All of a sheet that anybody asks for; merged or hidden cells of lists nobody does."""
    cells: dict[str, object] = {entry.origin.cell: entry for entry in sheet.cells.values()}
    is_asked = sheet.name not in layout.PROGRAM_SHEETS and sheet.cells
    rows, columns = range(1, sheet.last_row + 1), range(1, sheet.last_column + 1)
    return cells | {
        "name": sheet.name,
        "hidden": sheet.is_hidden,
        "merged": sorted(sheet.merged) if is_asked else [],
        "hidden rows": sheet.hidden_rows.intersection(rows) if is_asked else (),
        "hidden columns": sheet.hidden_columns.intersection(columns) if is_asked else (),
    }


def differences(live: WorkbookGrid, file: WorkbookGrid) -> list[tuple[str, str, object, object]]:
    """Sheet, cell or other fact, and what each says of it."""
    found: list[tuple[str, str, object, object]] = []
    for read_live, read_file in zip(live.sheets, file.sheets, strict=True):
        one, other = seen(read_live), seen(read_file)
        facts = sorted(one.keys() | other.keys())
        pairs = ((fact, one.get(fact), other.get(fact)) for fact in facts)
        found += [(read_live.name, *told) for told in pairs if told[1] != told[2]]
    return found


def assert_alike(live: WorkbookGrid, file: WorkbookGrid) -> None:
    assert live.file == file.file
    assert differences(live, file) == []
    one, other = read_submission(live), read_submission(file)
    assert one == other
    assert one.digest == other.digest
    assert check_submission(one) == check_submission(other)


def assert_read_as_its_file(book: xw.Book, path: Path) -> None:
    """What is open is what a person would send: the saved file says the same."""
    save_as(book, path)
    assert_alike(read_open_workbook(book), read_workbook(path))


@pytest.mark.parametrize("name", BUILDERS)
def test_a_workbook_is_read_as_its_file(excel: xw.App, tmp_path: Path, name: str) -> None:
    path = tmp_path / "316001.xlsx"
    BUILDERS[name](path)
    assert_alike(read_open_workbook(excel.books.open(path)), read_workbook(path))


def defects_together() -> Iterator[tuple[str, Edit]]:
    """The injected defects, as many in one workbook as concern different cells."""
    groups: list[tuple[list[str], list[Edit], set[tuple[str, str]]]] = []
    for name, edit, expected in DEFECTS:
        if name == TYPED_ERROR:
            continue
        cells = {(sheet, cell) for _, sheet, cell in expected}
        group = next((g for g in groups if not g[2] & cells), ([], [], set()))
        if not group[0]:
            groups.append(group)
        group[0].append(name)
        group[1].append(edit)
        group[2].update(cells)
    for names, edits, _ in groups:
        yield "; ".join(names), both(*edits)


@pytest.mark.parametrize(
    "edit", [pytest.param(edit, id=names) for names, edit in defects_together()]
)
def test_defects_are_read_as_in_the_file(excel: xw.App, tmp_path: Path, edit: Edit) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    unit = sample_units()[UNIT]
    build_unit_workbook(path, replace(unit, projects=unit.projects[:2]))
    edit(path)
    assert_read_as_its_file(excel.books.open(path), tmp_path / "saved.xlsx")


def test_a_typed_error_is_no_formula(excel: xw.App, tmp_path: Path) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    build_unit_workbook(path, sample_units()[UNIT])
    (edit,) = (edit for name, edit, _ in DEFECTS if name == TYPED_ERROR)
    edit(path)
    live, file = read_open_workbook(excel.books.open(path)), read_workbook(path)
    assert project_sheet(live).at(10, 5) == project_sheet(file).at(10, 5)
    assert project_sheet(live).at(10, 5).value == ErrorValue("#REF!")


def project_sheet(grid: WorkbookGrid) -> SheetGrid:
    found = grid.sheet("项目1")
    assert found is not None
    return found


ODD_CELLS: dict[str, tuple[object, str, CellValue]] = {  # content, number format, what is read
    "A1": ("007", "@", "007"),
    "A2": ("1-3", "@", "1-3"),
    "A3": ("13030624P00585110564P", "@", "13030624P00585110564P"),
    "A4": ("=B1+1", "@", "=B1+1"),
    "A5": ("#N/A", "@", "#N/A"),
    "A6": ("  两端有空格 ", "", "  两端有空格 "),
    "A7": ("第一行\n第二行", "", "第一行\n第二行"),
    "B1": (0.1 + 0.2, "", Decimal("0.3")),
    "B2": (0.255, "0.0%", Decimal("0.255")),
    "B3": (0.5, '0"%"', Decimal("0.5")),
    "B4": (123456789012345680, "", Decimal("1.23456789012346E+17")),
    "B5": (True, "", True),
    "B6": (1234.56789, '"¥"#,##0.00', Decimal("1234.56789")),
    "C1": (dt.datetime(2024, 7, 31), "yyyy-mm-dd", dt.date(2024, 7, 31)),
    "C2": (dt.datetime(2024, 7, 31, 12, 30), "yyyy/m/d h:mm", dt.datetime(2024, 7, 31, 12, 30)),
    "C3": (0.25, "h:mm", dt.time(6)),
    "C4": (1.5, "[h]:mm", dt.timedelta(days=1, hours=12)),
    "C5": (45294, 'm"月"d"日"', dt.date(2024, 1, 3)),
}
FORMULAS: dict[str, tuple[str, str, str | float, CellValue]] = {  # formula, format, result, read
    "E1": ("=1/0", "", "#DIV/0!", ErrorValue("#DIV/0!")),
    "E2": ("=NA()", "", "#N/A", ErrorValue("#N/A")),
    "E3": ('=""', "", "", None),
    "E4": ('="真"', "", "真", "真"),
    "E5": ("=B2*2", "0%", 0.51, Decimal("0.51")),
    "E6": ("=C1+1", "yyyy-mm-dd", 45505, dt.date(2024, 8, 1)),
}


@pytest.fixture
def odd_workbook(tmp_path: Path) -> Path:
    """Cells of every kind, hidden and merged ones, a hidden sheet and an empty one."""
    path = tmp_path / "各种.xlsx"
    other = tmp_path / "旧表.xlsx"
    with xlsxwriter.Workbook(other) as book:
        book.add_worksheet("汇总").write("A1", 5)
    with xlsxwriter.Workbook(path) as book:
        book.worksheet_class = FormSheet  # which keeps an empty text that is a result
        sheet = book.add_worksheet("表")
        for address, (content, code, _) in ODD_CELLS.items():
            style = book.add_format({"num_format": code or "General"})
            write = sheet.write_string if isinstance(content, str) else sheet.write
            write(address, content, style)
        for address, (formula, code, result, _) in FORMULAS.items():
            style = book.add_format({"num_format": code or "General"})
            sheet.write_formula(address, formula, style, result)
        sheet.write_formula("E7", f"='{tmp_path}/[旧表.xlsx]汇总'!A1", None, 5)
        sheet.merge_range("B10:C12", "合并")
        sheet.merge_range("D10:D11", "")
        sheet.write("A14", "藏在行里")
        sheet.set_row(13, None, None, {"hidden": True})
        sheet.write("G2", "藏在列里")
        sheet.set_column("G:G", None, None, {"hidden": True})
        book.add_worksheet("空")
        hidden = book.add_worksheet("藏")
        hidden.write("C3", 1)
        hidden.hide()
    return path


def test_cells_of_every_kind(excel: xw.App, odd_workbook: Path) -> None:
    book = excel.books.open(odd_workbook)
    live = read_open_workbook(book)

    cells = {entry.origin.cell: entry for entry in live.sheets[0].cells.values()}
    typed = {address: cells[address].value for address in ODD_CELLS}
    assert typed == {address: value for address, (*_, value) in ODD_CELLS.items()}
    calculated = {address: cells[address].value for address in FORMULAS}
    assert calculated == {address: value for address, (*_, value) in FORMULAS.items()}
    formulas = {at for at, entry in cells.items() if entry.formula is FormulaState.CALCULATED}
    assert formulas == {*FORMULAS, "E7"}
    assert {at for at, entry in cells.items() if entry.is_percent} == {"B2", "E5"}

    assert differences(live, read_workbook(odd_workbook)) == []


def test_links_to_other_files_are_told_by_their_paths(excel: xw.App, odd_workbook: Path) -> None:
    book = excel.books.open(odd_workbook)
    assert read_open_workbook(book).external_links == (str(odd_workbook.with_name("旧表.xlsx")),)
    assert read_open_workbook(excel.books.add()).external_links == ()


def test_unsaved_edits_are_read(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, sample_unit(3))
    saved = tmp_path / "316001.xlsx"
    untouched = read_workbook(saved)
    one, two, three = (book.sheets[f"项目{number}"] for number in (1, 2, 3))
    for sheet in (one, two, three):
        sheet.api.Unprotect()
    one["C4"].value = 20.5
    one["B7"].value = "25%"
    one["E10"].value = "1-3"  # in a cell of the format text
    one["F11"].number_format = "General"
    one["F11"].value = "7-1"  # becomes a date
    two["12:12"].insert("down")
    two["A12:F12"].value = ["产出指标", "数量指标", "新增指标", "说明", "≥3个", "计划"]
    two["14:14"].delete()
    two["13:13"].rows.hidden = True
    two["D:D"].columns.hidden = True
    three["A10:A12"].merge()
    three["C11:D11"].merge()
    three["A3:A3"].value = "项目代号"
    book.sheets["封面"]["C4"].value = "316009"
    three.visible = False
    assert read_workbook(saved) == untouched

    edited = project_sheet(read_open_workbook(book))
    assert edited.at(4, 3).value == Decimal("20.5")
    assert edited.at(11, 6).is_date
    assert_read_as_its_file(book, tmp_path / "edited.xlsx")


def test_a_content_far_away_is_told(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, sample_unit(1))
    book.sheets["项目1"].api.Unprotect()
    book.sheets["项目1"]["K150000"].value = "忘在这里"
    with pytest.raises(UsageError, match=r"“项目1”.*K150000"):
        read_open_workbook(book)


def test_a_workbook_that_was_never_saved_goes_by_its_name(excel: xw.App) -> None:
    book = excel.books.add()
    book.sheets[0]["B2"].value = "预算数"
    read = read_open_workbook(book)
    assert read.file == book.name
    assert str(read.sheets[0].at(2, 2).origin) == f"{book.name}!{book.sheets[0].name}!B2"


def test_the_list_of_findings_is_read_alone(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path)
    whole = read_open_workbook(book)
    alone = read_program_sheets(book)
    assert [sheet.name for sheet in alone.sheets] == [layout.FINDINGS_SHEET, layout.IDENTITY_SHEET]
    assert list(alone.sheets) == [whole.sheet(sheet.name) for sheet in alone.sheets]
