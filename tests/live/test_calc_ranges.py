"""Ranges of xlwings' public interface, live against Calc: contents and looks."""

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pytest
import xlwings as xw

from tests.live.calc.values import ExcelRefusedError


@pytest.fixture
def book(excel: xw.App) -> xw.Book:
    return excel.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]


def test_ten_thousand_cells_go_as_whole_ranges(sheet: xw.Sheet) -> None:
    rows = [
        [f"文本{row}" if column % 3 else row + column / 8 for column in range(10)]
        for row in range(1000)
    ]
    sheet["B2"].value = rows

    assert sheet["B2:K1001"].value == rows
    assert sheet.used_range.address == "$B$2:$K$1001"
    assert sheet["B2"].expand().shape == (1000, 10)
    assert sheet["E7"].current_region.address == "$B$2:$K$1001"
    assert sheet["B2"].end("down").address == "$B$1001"
    assert sheet["K9"].end("left").address == "$B$9"
    assert sheet["A1"].end("down").address == "$A$1048576"


def test_values_come_back_in_their_types(sheet: xw.Sheet) -> None:
    noon = datetime(2024, 3, 1, 12, 30, 15)
    sheet["A1"].value = [16.53, "绩效", noon, date(2024, 7, 31), True, None, 3]

    assert sheet["A1:G1"].value == [16.53, "绩效", noon, datetime(2024, 7, 31), True, None, 3.0]
    assert sheet["A1:G1"].raw_value == (
        (16.53, "绩效", noon, datetime(2024, 7, 31), True, None, 3.0),
    )
    assert sheet["D1"].options(dates=date).value == date(2024, 7, 31)
    assert sheet["A1:G1"].options(numbers=int, empty="").value[-2:] == ["", 3]
    assert [sheet[cell].number_format for cell in ("A1", "D1", "E1")] == [
        "General",
        "yyyy/m/d",
        "General",
    ]
    assert sheet["A1"].options(ndim=2).value == [[16.53]]
    sheet["A5"].value = np.array([[1.5, np.nan]])
    assert sheet["A5:B5"].value == [1.5, None]


def test_a_text_that_looks_like_something_else_becomes_it(sheet: xw.Sheet) -> None:
    sheet["B1:B4"].number_format = "@"
    for column in "AB":
        sheet[f"{column}1"].options(transpose=True).value = ["316001", "7-1", "50%", "是"]

    year = date.today().year
    assert sheet["A1:A4"].value == [316001.0, datetime(year, 7, 1), 0.5, "是"]
    assert sheet["B1:B4"].value == ["316001", "7-1", "50%", "是"]
    sheet["C1"].value = "'316001"
    assert sheet["C1"].value == "316001"


def test_formulas_are_excels(book: xw.Book, sheet: xw.Sheet) -> None:
    book.sheets.add("汇 总", after=sheet)
    sheet["A1"].value = [[1], [2], [3]]
    sheet["B1"].value = '=IFERROR(SUM(A1:A3,4),"错,误")'
    sheet["C1:D2"].formula = "=$A1*2"
    sheet["A5"].formula = [["=SUM('汇 总'!A1,1)", "说明"]]

    assert sheet["B1"].value == 10.0
    assert sheet["B1"].formula == '=IFERROR(SUM(A1:A3,4),"错,误")'
    assert rows_of(sheet["C1:D2"].formula) == [["=$A1*2", "=$A1*2"], ["=$A2*2", "=$A2*2"]]
    assert sheet["C1:D2"].value == [[2.0, 2.0], [4.0, 4.0]]
    assert rows_of(sheet["A5:B5"].formula) == [["=SUM('汇 总'!A1,1)", "说明"]]
    assert rows_of(sheet["A1:A2"].formula) == [["1"], ["2"]]


def rows_of(formulas: Sequence[str | Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in formulas]


def test_errors_come_as_excel_gives_them(sheet: xw.Sheet) -> None:
    sheet["A1"].value = ["=1/0", "=NA()", "=NOSUCH(1)", '=INDIRECT("没有")', "=10^400", "#N/A"]
    errors = sheet["A1:F1"]

    assert errors.raw_value[0][:2] == (-2146826281, -2146826246)
    assert errors.value == [None] * 6
    texts = ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#NUM!", "#N/A"]
    assert errors.options(err_to_str=True).value == texts


def test_computed_dates_and_truths(sheet: xw.Sheet) -> None:
    sheet["A1"].value = date(2024, 1, 31)
    sheet["B1"].value = ["=A1+1", "=A1>0", '=""', "=1=1"]
    sheet["B1"].number_format = "yyyy-mm-dd"

    assert sheet["B1:E1"].raw_value == ((datetime(2024, 2, 1), True, "", True),)
    assert sheet["B1:E1"].value == [datetime(2024, 2, 1), True, None, True]


def test_merged_cells(sheet: xw.Sheet) -> None:
    sheet["B2:C3"].merge()

    assert sheet["C3"].merge_area.address == "$B$2:$C$3"
    assert sheet["C3"].merge_cells
    assert sheet["A1:C3"].merge_cells is None
    assert not sheet["A1"].merge_cells
    assert sheet["A1"].merge_area.address == "$A$1"
    sheet["B2"].merge_area.unmerge()
    assert not sheet["B2"].merge_cells


def test_rows_and_columns_come_and_go(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["一", 1], ["二", 2], ["三", 3]]
    sheet["C1"].formula = "=SUM(B1:B3)"
    sheet["2:3"].insert("down")
    assert sheet["A1:A5"].value == ["一", None, None, "二", "三"]
    assert sheet["C1"].formula == "=SUM(B1:B5)"
    sheet["2:3"].delete()
    assert sheet["A1:A3"].value == ["一", "二", "三"]
    sheet["A2"].insert("right")
    assert sheet["A2:C2"].value == [None, "二", 2.0]
    sheet["A2"].delete("left")
    sheet["A1:B1"].copy(sheet["A8"])
    assert sheet["A8:B8"].value == ["一", 1.0]
    sheet["A:A"].delete()
    assert sheet["A1:A3"].value == [1.0, 2.0, 3.0]
    sheet["A1:A2"].clear_contents()
    assert sheet["A1:A3"].value == [None, None, 3.0]


def test_rows_are_hidden_and_sized(sheet: xw.Sheet) -> None:
    sheet["2:3"].rows.hidden = True
    assert sheet["A2"].rows.hidden
    assert sheet["A1:A2"].rows.hidden is None
    assert not sheet["A1"].rows.hidden
    sheet["4:5"].row_height = 30
    assert sheet["A4"].row_height == 30
    assert sheet["A1:A5"].row_height is None
    sheet["B:B"].column_width = 20
    assert sheet["B1"].column_width == pytest.approx(20, abs=0.1)
    sheet["D:D"].columns.hidden = True
    assert sheet["D1"].columns.hidden


def test_looks(sheet: xw.Sheet) -> None:
    cells = sheet["A1:A2"]
    assert cells.color is None
    sheet["A1"].color = "#FFC7CE"
    assert sheet["A1"].color == (255, 199, 206)
    assert cells.color == (0, 0, 0)  # Excel's answer to several colours
    sheet["A1"].color = None
    assert sheet["A1"].color is None

    font = sheet["A1"].font
    assert font.color == (0, 0, 0)
    font.set(bold=True, italic=True, size=14, color="#9C0006", name="仿宋")
    assert (font.bold, font.italic, font.size, font.color, font.name) == (
        True,
        True,
        14,
        (156, 0, 6),
        "仿宋",
    )
    assert cells.font.bold is None

    cells.number_format = "0.00"
    assert cells.number_format == "0.00"
    sheet["A2"].number_format = "yyyy-mm-dd"
    assert cells.number_format is None
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    cells.wrap_text = True
    assert cells.wrap_text


def test_hyperlinks(sheet: xw.Sheet) -> None:
    sheet["A1"].add_hyperlink("#项目1!B4", "项目1!B4")
    assert sheet["A1"].value == "项目1!B4"
    assert sheet["A1"].hyperlink == "#项目1!B4"
    sheet["A2"].value = '=HYPERLINK("#项目1!B5","去")'
    assert (sheet["A2"].value, sheet["A2"].hyperlink) == ("去", "#项目1!B5")
    with pytest.raises(ExcelRefusedError):
        _ = sheet["A3"].hyperlink
