"""A copy with mends: the cells, what depends on them, and not a byte more."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection
from openpyxl.worksheet.formula import ArrayFormula

from tests.workbook.contents import sample_units
from tests.workbook.packages import rels, workbook, written, zipped
from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Edit
from xladdin.domain.origin import Origin, cell_position
from xladdin.form import layout
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.rules.fixes import Mend
from xladdin.workbook.cell_xml import local_name
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.fixed_copy import FixableFile
from xladdin.workbook.package_copy import parse_part
from xladdin.workbook.templates import build_unit_workbook

COVER_PART, FIRST_PART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
CORE_PART = "docProps/core.xml"


def edit(
    cell: str, after: str | Decimal | None, sheet: str = "项目1", *, is_percent: bool = False
) -> Edit:
    return Edit(Origin("", sheet, cell), "", after, is_percent)


def mend(*edits: Edit) -> Mend:
    return Mend("C07", "预算数带有单位", edits)


def fixed(source: Path, *edits: Edit) -> Path:
    target = source.with_name("副本.xlsx")
    FixableFile(source).write_copy(target, read_workbook(source), [mend(*edits)])
    return target


def members(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_parts(source: Path, copy: Path) -> set[str]:
    before, after = members(source), members(copy)
    assert list(before) == list(after)
    return {name for name in before if before[name] != after[name]}


def entry_at(path: Path, cell: str, sheet: str = "项目1") -> Entry:
    grid, position = read_workbook(path).sheet(sheet), cell_position(cell)
    assert grid is not None
    assert position is not None
    return grid.at(*position)


def value(path: Path, cell: str, sheet: str = "项目1") -> object:
    return entry_at(path, cell, sheet).value


def calculates_when_opened(path: Path) -> bool:
    return b'fullCalcOnLoad="1"' in members(path)["xl/workbook.xml"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The sample's first unit; the budget of 项目1 is a text with a unit."""
    unit = sample_units()["316001"]
    first, *others = unit.projects
    path = tmp_path / "316001.xlsx"
    build_unit_workbook(path, replace(unit, projects=(replace(first, budget="13.48万"), *others)))
    return path


BUDGET = edit("C4", Decimal("13.48"))
LAST_INDEX_CELL = f"E{layout.FIRST_INDEX_ROW + layout.INDEX_ROWS + 1}"


def test_only_what_must_change_is_rewritten(source: Path) -> None:
    before = source.read_bytes()

    copy = fixed(source, edit("E11", "100%"))

    assert changed_parts(source, copy) == {FIRST_PART, CORE_PART}
    assert value(copy, "E11") == "100%"
    assert source.read_bytes() == before
    old, new = (load_workbook(path)["项目1"] for path in (source, copy))
    assert new["E11"].style_id == old["E11"].style_id
    others = [
        cell.coordinate
        for row in old.iter_rows()
        for cell in row
        if cell.value != new[cell.coordinate].value
    ]
    assert others == ["E11"]


def test_what_the_forms_formulas_give_is_written_anew(source: Path) -> None:
    assert entry_at(source, LAST_INDEX_CELL, layout.COVER_SHEET).value == Decimal("87.41")

    copy = fixed(source, BUDGET, edit("E3", "政务外网"), edit("B5", None))

    assert changed_parts(source, copy) == {COVER_PART, FIRST_PART, CORE_PART}
    assert entry_at(copy, "C4").value == Decimal("13.48")
    assert entry_at(copy, "E10", layout.COVER_SHEET).value == Decimal("13.48")
    assert entry_at(copy, LAST_INDEX_CELL, layout.COVER_SHEET).value == Decimal("100.89")
    assert value(copy, "A1") == "1.政务外网绩效目标表"
    assert value(copy, "D10", layout.COVER_SHEET) == "政务外网"
    assert value(source, "H4") == "预算数应填数字（万元）"
    assert value(copy, "H4") is None
    assert value(copy, "H5") == "请填写资金用途"
    assert calculates_when_opened(copy)


def test_nothing_is_found_that_is_only_out_of_date(source: Path) -> None:
    found = check_submission(read_submission(read_workbook(fixed(source, BUDGET))))

    whole = source.with_name("原样.xlsx")
    build_unit_workbook(whole, sample_units()["316001"])
    wanted = check_submission(read_submission(read_workbook(whole)))
    assert [(f.rule, f.origin.sheet, f.origin.cell) for f in found] == [
        (f.rule, f.origin.sheet, f.origin.cell) for f in wanted
    ]


def test_the_copy_is_newer_than_its_source(source: Path) -> None:
    saved = load_workbook(fixed(source, BUDGET)).properties.modified
    created = load_workbook(source).properties.modified
    assert saved is not None
    assert created is not None
    assert saved > created


def test_locked_cells_of_protected_sheets_are_closed(source: Path) -> None:
    file = FixableFile(source)

    assert not file.is_closed(Origin("", "项目1", "C4"))
    assert not file.is_closed(Origin("", "项目1", "E11"))
    assert file.is_closed(Origin("", "项目1", "A1"))
    assert file.is_closed(Origin("", "项目1", ""))
    assert file.is_closed(Origin("", "没有这张表", "A1"))


# --- workbooks of another make --------------------------------------------------------------------


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "项目1"
    sheet["A1"], sheet["A1"].number_format = "13.48万", "@"
    sheet["A2"], sheet["A2"].number_format = "25%", "@"
    sheet["B1"] = "=A1*2"
    sheet["B2"] = '=INDIRECT("C9")'
    sheet["B3"] = "=C9*2"
    sheet["D1"] = ArrayFormula("D1:D3", "=A1:A3")
    path = tmp_path / "别家.xlsx"
    book.save(path)
    return with_results(path)


def with_results(path: Path) -> Path:
    """The file as if a program had calculated it: every formula gives 7."""
    content = members(path)
    part = "xl/worksheets/sheet1.xml"
    xml = content[part].replace(b"<v />", b"<v>7</v>").replace(b"<v></v>", b"<v>7</v>")
    path.write_bytes(zipped({**content, part: xml.replace(b"<v/>", b"<v>7</v>")}))
    return path


def test_a_result_that_nobody_here_can_compute_is_taken_out(foreign: Path) -> None:
    assert value(foreign, "B1") == 7

    copy = fixed(foreign, edit("A1", Decimal("13.48")))

    for cell in ("B1", "B2", "D1"):
        assert entry_at(copy, cell).formula is FormulaState.NOT_CALCULATED, cell
    assert value(copy, "B3") == 7  # reads none of it
    assert calculates_when_opened(copy)


def test_a_number_gets_a_style_that_shows_it(foreign: Path) -> None:
    copy = fixed(
        foreign, edit("A1", Decimal("13.48")), edit("A2", Decimal("0.25"), is_percent=True)
    )
    sheet = load_workbook(copy)["项目1"]
    assert (sheet["A1"].value, sheet["A1"].number_format) == (13.48, "General")
    assert (sheet["A2"].value, sheet["A2"].number_format) == (0.25, "0%")
    assert entry_at(copy, "A2").text == "25%"


def test_a_cell_in_an_area_of_one_formula_is_closed(foreign: Path) -> None:
    file = FixableFile(foreign)

    assert file.is_closed(Origin("", "项目1", "D2"))
    assert not file.is_closed(Origin("", "项目1", "A1"))  # locked, but nothing is protected


def test_locking_counts_on_a_protected_sheet_only(foreign: Path) -> None:
    book = load_workbook(foreign)
    sheet = book["项目1"]
    sheet["A2"].protection = Protection(locked=False)
    sheet.protection.enable()
    book.save(foreign)

    file = FixableFile(foreign)
    assert file.is_closed(Origin("", "项目1", "A1"))
    assert not file.is_closed(Origin("", "项目1", "A2"))


def test_a_file_without_styles_and_properties_is_mended_too(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>１</t></is></c><c r="B1"><f>A1</f></c></row>'
    sheet_only = rels(("r1", "worksheet", "worksheets/sheet1.xml"))
    bare = {"xl/styles.xml": None, "xl/_rels/workbook.xml.rels": sheet_only}
    path = written(tmp_path / "简.xlsx", workbook(rows, bare))

    copy = fixed(path, edit("A1", Decimal(1), "表"))

    assert value(copy, "A1", "表") == 1
    root = parse_part(members(copy)["xl/workbook.xml"], "workbook.xml")
    assert [local_name(node) for node in root] == ["sheets", "calcPr"]
