"""What the pass over a sheet finds out, seen through the guard."""

import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.workbook.packages import (
    sheet_part,
    strings_part,
    styles_part,
    workbook,
    written,
)
from xladdin.domain.entry import FormulaState
from xladdin.form.grid import Area
from xladdin.workbook.guard import inspect_package
from xladdin.workbook.sheet_scan import SheetFacts


def facts_of(tmp_path: Path, rows: str = "", **changed: str) -> SheetFacts:
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    data = workbook(rows, {names.get(name, f"xl/{name}.xml"): xml for name, xml in changed.items()})
    (sheet,) = inspect_package(written(tmp_path / "a.xlsx", data)).sheets
    return sheet


def test_merged_and_hidden(tmp_path: Path) -> None:
    sheet = facts_of(
        tmp_path,
        sheet=sheet_part(
            '<row r="3" hidden="1"/><row r="4" hidden="0"/><row hidden="true"/>',
            '<cols><col min="2" max="4" hidden="1"/><col min="5" max="9" width="0"/></cols>',
            '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="D9:B7"/></mergeCells>',
        ),
    )

    assert sheet.merged == (Area(1, 1, 2, 3), Area(7, 2, 9, 4))
    assert sheet.hidden_rows == {3, 5}
    assert sheet.hidden_columns == {2, 3, 4}


def test_error_cells_keep_their_codes(tmp_path: Path) -> None:
    sheet = facts_of(
        tmp_path,
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>X()</f><v>#SPILL!</v></c>'
        '<c r="C1"><v>5</v></c><c r="D1" t="e"/></row>',
    )

    assert sheet.errors == {(1, 1): "#REF!", (1, 2): "#SPILL!"}
    assert sheet.filled == {(1, 3)}


FORMULAS = {
    "number": ("<c r='A1'><f>B1</f><v>3</v></c>", FormulaState.CALCULATED),
    "text": ("<c r='A1' t='str'><f>B1</f><v>字</v></c>", FormulaState.CALCULATED),
    "empty text": ("<c r='A1' t='str'><f>B1</f><v></v></c>", FormulaState.CALCULATED),
    "inline text": ("<c r='A1' t='inlineStr'><f>B1</f><is><t/></is></c>", FormulaState.CALCULATED),
    "error": ("<c r='A1' t='e'><f>B1</f><v>#N/A</v></c>", FormulaState.CALCULATED),
    "array": ("<c r='A1'><f t='array' ref='A1:A3'>B1:B3</f><v>1</v></c>", FormulaState.CALCULATED),
    "shared": ("<c r='A1'><f t='shared' si='0'/><v>1</v></c>", FormulaState.CALCULATED),
    "no value": ("<c r='A1'><f>B1</f></c>", FormulaState.NOT_CALCULATED),
    "no value in a text": ("<c r='A1' t='str'><f>B1</f></c>", FormulaState.NOT_CALCULATED),
    "empty value": ("<c r='A1'><f>B1</f><v/></c>", FormulaState.NOT_CALCULATED),
    "shared, no value": ("<c r='A1'><f t='shared' si='0'/></c>", FormulaState.NOT_CALCULATED),
}


@pytest.mark.parametrize("case", FORMULAS)
def test_formulas_with_and_without_a_result(case: str, tmp_path: Path) -> None:
    cell, state = FORMULAS[case]

    sheet = facts_of(tmp_path, f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')

    assert sheet.formulas == {(1, 1): state}


@pytest.mark.parametrize(
    ("number_format", "is_percent"),
    [
        ("9", True),
        ("10", True),
        ("2", False),
        ("0.0%", True),
        ("0.00%;[Red]-0.00%", True),
        ('0"%"', False),
        ('0"个"%', True),
        (r"0\%", False),
        ("0_%", False),
        ("[$%-804]0", False),
        ("[红色]0%", True),
    ],
)
def test_percent_formats(number_format: str, is_percent: bool, tmp_path: Path) -> None:
    sheet = facts_of(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>1</v></c></row>',
        styles=styles_part(number_format),
    )

    assert sheet.percents == ({(1, 2)} if is_percent else set())


TEXTS = {
    "shared": ('t="s"><v>0</v>', "<t>字</t>", True),
    "shared, rich": ('t="s"><v>0</v>', "<r><t/></r><r><t>字</t></r>", True),
    "shared, empty": ('t="s"><v>0</v>', "", False),
    "shared, phonetic guide only": ('t="s"><v>0</v>', "<t/><rPh sb='0'><t>zi</t></rPh>", False),
    "inline": ('t="inlineStr"><is><t>字</t></is>', "", True),
    "inline, rich": ('t="inlineStr"><is><r><t>字</t></r></is>', "", True),
    "inline, blank": ('t="inlineStr"><is><t> </t></is>', "", False),
    "inline, phonetic guide only": ('t="inlineStr"><is><rPh><t>zi</t></rPh></is>', "", False),
    "character reference": ('t="str"><v>&#23383;</v>', "", True),
    "nothing": ('t="s">', "", False),
}


@pytest.mark.parametrize("case", TEXTS)
def test_what_counts_as_a_text(case: str, tmp_path: Path) -> None:
    cell, shared, is_filled = TEXTS[case]

    sheet = facts_of(
        tmp_path, f'<row r="1"><c r="A1" {cell}</c></row>', strings=strings_part(shared)
    )

    assert sheet.filled == ({(1, 1)} if is_filled else set())


def test_a_workbook_by_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "项目"
    sheet["A1"] = "文字"
    sheet["B1"] = 0.5
    sheet["B1"].number_format = "0.00%"
    sheet["C1"] = "=B1*2"
    sheet.merge_cells("A2:C3")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["E"].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)

    (facts,) = inspect_package(written(tmp_path / "a.xlsx", buffer.getvalue())).sheets

    assert facts.name == "项目"
    assert facts.filled == {(1, 1), (1, 2)}
    assert facts.formulas == {(1, 3): FormulaState.NOT_CALCULATED}
    assert facts.percents == {(1, 2)}
    assert facts.merged == (Area(2, 1, 3, 3),)
    assert facts.hidden_rows == {5}
    assert facts.hidden_columns == {5}


def test_a_workbook_by_xlsxwriter(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("项目")
        sheet.write("A1", "文字")
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C1", '=""', None, "")  # which asks readers to calculate
        sheet.write("D1", 0.5, book.add_format({"num_format": "0%"}))
        sheet.set_column("F:G", None, None, {"hidden": True})

    (facts,) = inspect_package(path).sheets

    assert facts.filled == {(1, 1), (1, 4)}
    assert facts.errors == {(1, 2): "#DIV/0!"}
    assert facts.formulas == {
        (1, 2): FormulaState.CALCULATED,
        (1, 3): FormulaState.NOT_CALCULATED,
    }
    assert facts.percents == {(1, 4)}
    assert facts.hidden_columns == {6, 7}
