"""Cells in a sheet part: found wherever they stand, written in any of the format's ways."""

from decimal import Decimal

import pytest
from lxml import etree

from tests.workbook.packages import MAIN, STRICT_MAIN, sheet_part
from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.cell_xml import SheetXml, write_content, write_result

ROWS = (
    '<row r="2" s="3" customFormat="1" spans="1:2"><c r="A2" s="1" t="s"><v>0</v></c>'
    '<c r="D2"><f>A2&amp;"!"</f><v>1</v></c></row>'
    '<row><c><v>5</v></c><c t="str"><f t="shared" si="0"/><v>x</v></c></row>'
)
COLUMNS = '<cols><col min="2" max="3" style="7" width="9"/></cols>'


def sheet(rows: str = ROWS, before: str = COLUMNS, after: str = "") -> SheetXml:
    return SheetXml(etree.fromstring(sheet_part(rows, before, after).encode()), "sheet1.xml")


def xml_of(node: etree._Element) -> str:
    return etree.tostring(node).decode().replace(f' xmlns="{MAIN}"', "")


def test_cells_without_an_address_stand_behind_the_one_before() -> None:
    assert sorted(sheet().cells) == [(2, 1), (2, 4), (3, 1), (3, 2)]
    assert sheet().formulas() == {(2, 4): 'A2&"!"', (3, 2): ""}


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("文字", '<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">文字</t></is></c>'),
        (Decimal("1E+2"), '<c r="A2" s="1"><v>100</v></c>'),
        (Decimal("13.480"), '<c r="A2" s="1"><v>13.480</v></c>'),
        (None, '<c r="A2" s="1"/>'),
        ("", '<c r="A2" s="1"/>'),
    ],
)
def test_a_content_takes_the_place_of_all_that_was_there(
    content: str | Decimal | None, written: str
) -> None:
    cell = sheet().cells[2, 1]
    write_content(cell, content)

    assert etree.tostring(cell, encoding="unicode").replace(f' xmlns="{MAIN}"', "") == written


def test_a_text_is_stored_so_that_it_is_read_as_it_was() -> None:
    cell = sheet().cells[2, 1]
    write_content(cell, " a\x00\n_x000D_<b>")

    text = cell[0][0]
    assert text.text == " a\n_x005F_x000D_<b>"


@pytest.mark.parametrize(
    ("result", "written"),
    [
        ("字", 't="str"><f>A2&amp;"!"</f><v>字</v></c>'),
        ("", 't="str"><f>A2&amp;"!"</f><v></v></c>'),
        (Decimal("0.5"), '><f>A2&amp;"!"</f><v>0.5</v></c>'),
        (3, '><f>A2&amp;"!"</f><v>3</v></c>'),
        (None, '><f>A2&amp;"!"</f></c>'),
    ],
)
def test_a_result_stands_behind_the_formula(
    result: str | Decimal | int | None, written: str
) -> None:
    cell = sheet().cells[2, 4]
    write_result(cell, result)

    assert etree.tostring(cell, encoding="unicode").endswith(written)


def test_a_missing_cell_is_added_in_its_place_and_style() -> None:
    changed = sheet()
    for place in ((2, 3), (1, 2), (9, 1)):
        write_content(changed.cell(place), Decimal(1))

    rows = list(changed.root[1])
    assert [row.get("r") for row in rows] == ["1", "2", None, "9"]
    assert [cell.get("r") for cell in rows[1]] == ["A2", "C2", "D2"]
    assert changed.cells[2, 3].get("s") == "3"  # the row's
    assert changed.cells[1, 2].get("s") == "7"  # the column's
    assert changed.cells[9, 1].get("s") is None
    assert rows[1].get("spans") is None


def test_the_strict_format_is_written_in_its_own_namespace() -> None:
    root = etree.fromstring(sheet_part(ROWS).replace(MAIN, STRICT_MAIN).encode())
    cell = SheetXml(root, "sheet1.xml").cells[2, 1]
    write_content(cell, "字")

    assert {etree.QName(node).namespace for node in cell.iter()} == {STRICT_MAIN}


def test_protection_and_areas_of_one_formula_are_known() -> None:
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2</f><v>1</v></c></row>'
    closed = sheet(rows, after='<sheetProtection sheet="1" objects="1"/>')

    assert closed.is_protected
    assert closed.array_at((2, 2)) is not None
    assert closed.array_at((3, 1)) is None
    assert not sheet(after='<sheetProtection objects="1"/>').is_protected


def test_a_part_without_cells_is_refused() -> None:
    with pytest.raises(UnreadableWorkbookError):
        SheetXml(etree.fromstring(f'<worksheet xmlns="{MAIN}"/>'), "sheet1.xml")
