import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import openpyxl
import pytest
import xlsxwriter

from tests.workbook.packages import (
    MAIN,
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    parts,
    rels,
    sheet_part,
    strings_part,
    styles_part,
    workbook,
    workbook_part,
    written,
    zipped,
)
from xladdin.domain.entry import CellValue, Entry, ErrorValue, FormulaState
from xladdin.domain.origin import Origin
from xladdin.errors import UnreadableWorkbookError
from xladdin.form.grid import Area, SheetGrid
from xladdin.workbook.file_reader import read_workbook

CALCULATED, NOT_CALCULATED = FormulaState.CALCULATED, FormulaState.NOT_CALCULATED


def grid_of(tmp_path: Path, data: bytes) -> SheetGrid:
    (sheet,) = read_workbook(written(tmp_path / "a.xlsx", data)).sheets
    return sheet


def entry_of(tmp_path: Path, cell: str, **changed: str) -> Entry:
    """The entry of B2, whose XML is the inside of its row."""
    names = {"strings": "xl/sharedStrings.xml"}
    data = workbook(
        f'<row r="2">{cell}</row>',
        {names.get(name, f"xl/{name}.xml"): xml for name, xml in changed.items()},
    )
    return grid_of(tmp_path, data).at(2, 2)


VALUES: dict[str, tuple[str, CellValue]] = {
    "number": ('<c r="B2"><v>100.89</v></c>', Decimal("100.89")),
    "whole number": ('<c r="B2"><v>7</v></c>', Decimal(7)),
    "number of a calculation": ('<c r="B2"><v>0.30000000000000004</v></c>', Decimal("0.3")),
    "negative": ('<c r="B2"><v>-2.5</v></c>', Decimal("-2.5")),
    "with an exponent": ('<c r="B2"><v>1.2E-3</v></c>', Decimal("0.0012")),
    "a code of 18 digits": ('<c r="B2"><v>316001210000000000</v></c>', Decimal(316001210000000000)),
    "no number at all": ('<c r="B2"><v>INF</v></c>', ErrorValue("#NUM!")),
    "true": ('<c r="B2" t="b"><v>1</v></c>', True),
    "false": ('<c r="B2" t="b"><v>0</v></c>', False),
    "shared text": ('<c r="B2" t="s"><v>0</v></c>', "共享"),
    "text of a formula": ('<c r="B2" t="str"><f>A1</f><v> 甲&amp;乙 </v></c>', " 甲&乙 "),
    "inline text": ('<c r="B2" t="inlineStr"><is><t>甲&lt;乙&#10;丙</t></is></c>', "甲<乙\n丙"),
    "inline rich text": (
        '<c r="B2" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r></is></c>',
        "甲乙",
    ),
    "text with white space": (
        '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> 甲\u3000</t></is></c>',
        " 甲\u3000",
    ),
    "number stored as text": ('<c r="B2" t="str"><v>007</v></c>', "007"),
    "date": ('<c r="B2" s="1"><v>45292</v></c>', dt.date(2024, 1, 1)),
    "date and time": ('<c r="B2" s="1"><v>45292.5</v></c>', dt.datetime(2024, 1, 1, 12)),
    "Chinese month": ('<c r="B2" s="2"><v>45474</v></c>', dt.date(2024, 7, 1)),
    "time": ('<c r="B2" s="3"><v>0.75</v></c>', dt.time(18)),
    "duration": ('<c r="B2" s="4"><v>1.5</v></c>', dt.timedelta(hours=36)),
    "ISO date": ('<c r="B2" t="d"><v>2024-01-01</v></c>', dt.date(2024, 1, 1)),
    "amount in 万元": ('<c r="B2" s="5"><v>12.5</v></c>', Decimal("12.5")),
    "error": ('<c r="B2" t="e"><v>#REF!</v></c>', ErrorValue("#REF!")),
    "new error": ('<c r="B2" t="e"><f>A:A</f><v>#SPILL!</v></c>', ErrorValue("#SPILL!")),
    "error in a prefixed element": (
        '<x:c r="B2" t="e" xmlns:x="urn:x"><x:v >#GETTING_DATA</x:v></x:c>',
        ErrorValue("#GETTING_DATA"),
    ),
    "nothing": ('<c r="B2" s="1"/>', None),
    "empty text": ('<c r="B2" t="str"><v></v></c>', None),
}
FORMATS = styles_part("14", "57", "21", "46", '0.00"万元"')


@pytest.mark.parametrize("case", VALUES)
def test_values(case: str, tmp_path: Path) -> None:
    cell, expected = VALUES[case]

    entry = entry_of(tmp_path, cell, styles=FORMATS)

    assert entry.value == expected
    assert type(entry.value) is type(expected)


def test_rich_text_without_its_phonetic_guide(tmp_path: Path) -> None:
    strings = strings_part("<r><t>绩</t></r><r><t>效</t></r><rPh sb='0' eb='1'><t>jixiao</t></rPh>")

    assert entry_of(tmp_path, '<c r="B2" t="s"><v>0</v></c>', strings=strings).value == "绩效"


def test_empty_shared_strings_keep_their_places(tmp_path: Path) -> None:
    strings = strings_part("", "<t/>", "<t>第三</t>")

    assert entry_of(tmp_path, '<c r="B2" t="s"><v>2</v></c>', strings=strings).value == "第三"


def test_dates_that_count_from_1904(tmp_path: Path) -> None:
    book = workbook_part('name="表" r:id="r1"', properties='<workbookPr date1904="1"/>')

    entry = entry_of(tmp_path, '<c r="B2" s="1"><v>1</v></c>', styles=FORMATS, workbook=book)

    assert entry.value == dt.date(1904, 1, 2)


FORMULAS = {
    "a result": ("<c r='B2'><f>A1</f><v>3</v></c>", Decimal(3), CALCULATED),
    "an empty text": ("<c r='B2' t='str'><f>A1</f><v></v></c>", None, CALCULATED),
    "no result": ("<c r='B2'><f>A1</f></c>", None, NOT_CALCULATED),
    "an empty result": ("<c r='B2'><f>A1</f><v/></c>", None, NOT_CALCULATED),
    "a shared formula": ("<c r='B2'><f t='shared' si='0'/><v>4</v></c>", Decimal(4), CALCULATED),
    "an error": ("<c r='B2' t='e'><f>A1</f><v>#N/A</v></c>", ErrorValue("#N/A"), CALCULATED),
    "no formula": ("<c r='B2'><v>3</v></c>", Decimal(3), FormulaState.NONE),
}


@pytest.mark.parametrize("case", FORMULAS)
def test_formulas(case: str, tmp_path: Path) -> None:
    cell, value, state = FORMULAS[case]

    sheet = grid_of(tmp_path, workbook(f'<row r="2">{cell}</row>'))

    assert sheet.cells[2, 2].value == value
    assert sheet.cells[2, 2].formula is state
    assert sheet.cells[2, 2].is_unreadable == (case in {"no result", "an empty result", "an error"})


def test_a_percentage_reads_as_shown(tmp_path: Path) -> None:
    entry = entry_of(tmp_path, '<c r="B2" s="1"><v>0.25</v></c>', styles=styles_part("0.0%"))

    assert entry.is_percent
    assert entry.text == "25%"


def test_every_entry_tells_its_origin_as_the_file_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(Path("甲单位.xlsx"), workbook('<row r="30"><c r="AB30"><v>1</v></c></row>'))

    book = read_workbook(Path("甲单位.xlsx"))

    assert book.file == "甲单位.xlsx"
    assert book.sheets[0].at(30, 28).origin == Origin("甲单位.xlsx", "表", "AB30")


def test_what_the_sheet_and_the_book_say_besides(tmp_path: Path) -> None:
    data = workbook(
        changed={
            "xl/workbook.xml": workbook_part('name="隐&amp;藏" state="veryHidden" r:id="r1"'),
            "xl/_rels/workbook.xml.rels": rels(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "externalLink", "externalLinks/externalLink1.xml"),
            ),
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels(
                ("r1", "externalLinkPath", "file:///D:/旧表.xlsx")
            ),
            "xl/worksheets/sheet1.xml": sheet_part(
                '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>',
                '<cols><col min="2" max="2" hidden="1"/></cols>',
                '<mergeCells><mergeCell ref="A1:C2"/></mergeCells>',
            ),
        }
    )

    book = read_workbook(written(tmp_path / "a.xlsx", data))
    (sheet,) = book.sheets

    assert book.external_links == ("file:///D:/旧表.xlsx",)
    assert sheet.name == "隐&藏"
    assert sheet.is_hidden
    assert sheet.merged == (Area(1, 1, 2, 3),)
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {2}


CELLS = (
    '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" s="1"><v>45292</v></c>'
    '<c r="D2" t="e"><v>#N/A</v></c></row>'
)
LAYOUTS = {
    "usual": workbook(CELLS, {"xl/styles.xml": FORMATS}),
    "strict": zipped(
        {
            name: str(content).replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)
            for name, content in parts(CELLS, {"xl/styles.xml": FORMATS}).items()
        }
    ),
    "targets with dots": workbook(
        CELLS,
        {
            "xl/_rels/workbook.xml.rels": rels(
                ("r1", "worksheet", "./worksheets/../worksheets/sheet1.xml"),
                ("r2", "sharedStrings", "../xl/sharedStrings.xml"),
                ("r3", "styles", "/xl/styles.xml"),
            ),
            "xl/styles.xml": FORMATS,
        },
    ),
    "other names, and decoys under the usual ones": zipped(
        {
            **parts(changed={"xl/sharedStrings.xml": strings_part("<t>假</t>")}),
            "_rels/.rels": rels(("x", "officeDocument", "book/main.xml")),
            "book/main.xml": workbook_part('name="表" r:id="a"').replace("r:", "q:"),
            "book/_rels/main.xml.rels": rels(
                ("a", "worksheet", "first.xml"),
                ("b", "sharedStrings", "texts.xml"),
                ("c", "styles", "looks.xml"),
            ),
            "book/first.xml": sheet_part(CELLS),
            "book/texts.xml": strings_part("<t>共享</t>"),
            "book/looks.xml": FORMATS,
        }
    ),
}


@pytest.mark.parametrize("case", LAYOUTS)
def test_parts_are_found_wherever_they_stand(case: str, tmp_path: Path) -> None:
    data = LAYOUTS[case].replace(b"xmlns:r", b"xmlns:q") if "decoys" in case else LAYOUTS[case]

    sheet = grid_of(tmp_path, data)

    assert [sheet.at(2, column).value for column in (2, 3, 4)] == [
        "共享",
        dt.date(2024, 1, 1),
        ErrorValue("#N/A"),
    ]


LOST = {
    "value before its formula": '<c r="B2"><v>1</v><f>A1</f></c>',
    "number in CDATA": '<c r="B2"><v><![CDATA[1]]></v></c>',
    "number behind a comment": '<c r="B2"><v><!-- -->1</v></c>',
    "digit as a character reference": '<c r="B2"><v>&#49;2</v></c>',
    "value in another element's place": '<c r="B2" t="inlineStr"><v>字</v></c>',
    "cell of a second table": '</row></sheetData><sheetData><row r="2"><c r="B2"><v>1</v></c>',
}


@pytest.mark.parametrize("case", LOST)
def test_a_value_that_would_be_lost_is_named(case: str, tmp_path: Path) -> None:
    data = workbook(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{LOST[case]}</row>')

    with pytest.raises(UnreadableWorkbookError, match=r"工作表“表”的单元格 B2 .*另存为"):
        grid_of(tmp_path, data)


BEYOND_THE_LIBRARY = {
    "a date before all years": '<c r="B2" s="1"><v>-1e300</v></c>',
    "an endless duration": '<c r="B2" s="4"><v>1e300</v></c>',
    "a cell of an unknown type": '<c r="B2" t="z"><v>1</v></c>',
    "an element that no cell has": '<c r="B2"><v>1</v><x/></c>',
}


@pytest.mark.parametrize("case", BEYOND_THE_LIBRARY)
def test_what_the_library_fails_on(case: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError, match=r"程序读不了的内容.*另存为"):
        entry_of(tmp_path, BEYOND_THE_LIBRARY[case], styles=FORMATS)


def test_an_interruption_is_no_strange_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xladdin.workbook.file_reader.CalamineWorkbook.from_filelike", interrupt)

    with pytest.raises(KeyboardInterrupt):
        grid_of(tmp_path, workbook(CELLS))


def test_a_file_replaced_meanwhile_is_not_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.xlsx", workbook('<row r="1"><c r="A1"><v>1</v></c></row>'))
    newer = written(tmp_path / "b.xlsx", workbook('<row r="9"><c r="A9"><v>2</v></c></row>'))
    open_file = Path.open

    def open_then_replace(self: Path, mode: str) -> IO[Any]:
        file = open_file(self, mode)
        newer.replace(self)  # a second opening would find the newer one, a third none
        return file

    monkeypatch.setattr(Path, "open", open_then_replace)

    (sheet,) = read_workbook(path).sheets

    assert [(row, entry.value) for row, _, entry in sheet.filled()] == [(1, Decimal(1))]


def test_the_same_values_as_openpyxl_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(3):
            sheet = book.add_worksheet(f"项目{number}")
            for row in range(number, 30, 2):
                sheet.write(row, 1, f"第{row}行")
                sheet.write(row, 3 + number, row * 1.25)
                sheet.write_formula(row, 8, "=1", None, row % 2 == 0)

    grids = read_workbook(path).sheets
    other = openpyxl.load_workbook(path, data_only=True)

    for grid, sheet in zip(grids, other.worksheets, strict=True):
        assert {cell: entry.value for cell, entry in grid.cells.items()} == {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
