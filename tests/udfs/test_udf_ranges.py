"""Cells of every kind: blank, error, date, logical, number, text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.udfs.excel_process import (
    ERROR_NUMBERS,
    Excel,
    currency,
    date,
    error,
    selected,
)
from tests.udfs.tables import BLANK, GOOD, HEADINGS, anything
from udfs.ranges import amount_cell
from xladdin.domain.money import AmountError

BLANKS = ["", " ", "\u3000", "\u200b", "\n", None]
tables = st.integers(1, 4).flatmap(
    lambda height: st.lists(
        st.lists(anything, min_size=6, max_size=6), min_size=height, max_size=height
    )
)


@pytest.mark.parametrize("blank", BLANKS)
def test_a_cell_that_looks_empty_gives_empty_texts(excel: Excel, blank: str | None) -> None:
    cell = selected([blank])

    assert excel.call("PT_CHECK_CODE", cell) == [[""]]
    assert excel.call("PT_AMOUNT", cell) == [[""]]
    assert excel.call("PT_PARSE_VALUE", cell) == [["", "", "", ""]]
    assert excel.call("PT_UNIT_TOTAL", cell) == [[""]]
    assert excel.call("PT_CHECK_ROW", selected([blank] * 6)) == [[""]]
    assert excel.call("PT_COST_TOTAL", selected([blank] * 6)) == [[""]]
    assert excel.call("PT_PLAN_AMOUNTS", cell, selected([blank] * 4)) == [["", "", "", ""]]


@pytest.mark.parametrize("shown", [text for text in ERROR_NUMBERS if text.startswith("#")])
def test_an_error_is_named_by_what_the_cell_shows(excel: Excel, shown: str) -> None:
    cell = selected([error(shown)])

    assert excel.call("PT_AMOUNT", cell) == [[f"单元格是错误值 {shown}：请先改正该单元格"]]
    (total,) = excel.call("PT_UNIT_TOTAL", cell)
    assert total == [f"第 1 行第 1 列：预算数是错误值 {shown}，不是填报内容。删除错误值，重新填写"]


def test_an_error_that_has_no_name_yet_is_an_error_all_the_same(excel: Excel) -> None:
    cell = selected([error("of next year")])

    (parts,) = excel.call("PT_PARSE_VALUE", cell)
    assert parts[0].startswith("单元格是错误值")
    (total,) = excel.call("PT_UNIT_TOTAL", cell)
    assert "预算数是错误值" in total[0]


@pytest.mark.parametrize(
    ("iso", "shown"), [("2024-07-31", "2024-07-31"), ("2024-07-31T08:30", "2024-07-31 08:30:00")]
)
def test_a_date_is_told_and_never_taken_for_its_number(excel: Excel, iso: str, shown: str) -> None:
    cell = selected([date(iso)])

    said = f"单元格是日期 {shown}，可能不是原来填写的内容：请设为文本格式后重新填写"
    assert excel.call("PT_AMOUNT", cell) == [[said]]
    assert excel.call("PT_PARSE_VALUE", cell) == [[said, "", "", ""]]
    (total,) = excel.call("PT_UNIT_TOTAL", cell)
    assert "预算数不是数字，而是日期或时间" in total[0]


def test_a_time_of_day_is_no_date_of_1899(excel: Excel) -> None:
    (said,) = excel.call("PT_AMOUNT", selected([date("1899-12-30T08:30")]))

    assert "单元格是日期 08:30:00" in said[0]


def test_a_logical_value_is_no_amount(excel: Excel) -> None:
    ((said,),) = excel.call("PT_UNIT_TOTAL", selected([True]))

    assert "不是数字，而是逻辑值 TRUE" in said


def test_numbers_of_every_format_add_exactly(excel: Excel) -> None:
    cells = selected([0.1], [currency("0.2")], ["０．３"], ["1,000"])

    assert excel.call("PT_UNIT_TOTAL", cells) == [[1000.6]]


def test_a_float_counts_by_the_digits_that_excel_shows(excel: Excel) -> None:
    assert excel.call("PT_UNIT_TOTAL", selected([0.1 + 0.2])) == [[0.3]]


def test_blank_rows_at_the_end_keep_the_height(excel: Excel) -> None:
    blank_rows = [BLANK] * 3000

    checked = excel.call("PT_CHECK_ROWS", selected(HEADINGS, GOOD, *blank_rows))
    assert checked == [[""]] * 3002


def test_a_range_where_one_cell_should_be_is_named(excel: Excel) -> None:
    two = selected(["2015版", "2021版"])
    amounts = selected([1.0], [2.0])

    assert excel.call("PT_CHECK_ROW", selected(GOOD), two) == [
        ["指标体系应为一个单元格，现为一个区域：请只选一格"]
    ]
    assert excel.call("PT_COST_TOTAL", selected(GOOD), amounts) == [
        ["预算数应为一个单元格，现为一个区域：请只选一格"]
    ]
    assert excel.call("PT_UNIT_TOTAL", amounts, two) == [
        ["合计的栏目应为一个单元格，现为一个区域：请只选一格"]
    ]


def shape(rows: list[list[object]]) -> tuple[int, int]:
    """Height and width of a result, all of whose cells Excel can show."""
    (width,) = {len(row) for row in rows}
    assert all(isinstance(cell, str | float) for row in rows for cell in row)
    return len(rows), width


@given(table=tables)
def test_whatever_stands_in_the_cells_the_result_has_its_shape(
    excel: Excel, table: list[list[object]]
) -> None:
    cells, height = selected(*table), len(table)
    column = selected(*([row[0]] for row in table))
    one_sentence = (1, 1)

    assert shape(excel.call("PT_CHECK_CODE", cells)) == (height, 6)
    assert shape(excel.call("PT_AMOUNT", cells)) == (height, 6)
    assert shape(excel.call("PT_PARSE_VALUE", column)) == (height, 4)
    assert shape(excel.call("PT_PLAN_AMOUNTS", column, cells)) in {(height, 4), one_sentence}
    assert shape(excel.call("PT_CHECK_ROWS", cells)) in {(height, 1), one_sentence}
    for function in ("PT_CHECK_ROW", "PT_COST_TOTAL", "PT_UNIT_TOTAL"):
        assert shape(excel.call(function, cells)) == one_sentence


def test_an_amount_is_the_nearest_number_that_a_cell_can_keep() -> None:
    assert amount_cell(Decimal("145.195")) == 145.195
    with pytest.raises(AmountError, match="金额过大"):
        amount_cell(Decimal("1e12"))
