"""PT_PARSE_VALUE: four columns for each target value."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.udfs.excel_process import Excel, currency, error, selected


def parts_of(excel: Excel, value: Any) -> list[Any]:
    (parts,) = excel.call("PT_PARSE_VALUE", selected([value]))
    assert isinstance(parts, list)
    return parts


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("≥95%", ["≥", 95.0, "%", "百分比"]),
        ("95%以上", ["≥", 95.0, "%", "百分比"]),
        ("不超过3万元", ["≤", 3.0, "万元", "数值"]),
        ("360元/年/村", ["", 360.0, "元/年/村", "数值"]),
        ("１，２３４．５元", ["", 1234.5, "元", "数值"]),
        ("百分之九十五", ["", 95.0, "%", "百分比"]),
        ("-5℃", ["", -5.0, "°C", "数值"]),
        ("7月底", ["", "", "", "月份"]),
        ("2024年", ["", "", "", "日期"]),
        ("优秀", ["", "", "", "分级"]),
        ("大幅提升", ["", "", "", "文字"]),
        (5.0, ["", 5.0, "", "数值"]),
        ("5", ["", 5.0, "", "数值"]),
        (currency("2.50"), ["", 2.5, "", "数值"]),
        (True, ["", "", "", "文字"]),
    ],
)
def test_comparison_number_unit_and_kind(excel: Excel, value: Any, parts: list[Any]) -> None:
    assert parts_of(excel, value) == parts


def test_a_range_of_numbers_is_text(excel: Excel) -> None:
    assert parts_of(excel, "5-10人") == ["", "5-10", "人", "数值"]
    assert parts_of(excel, "90%~95%") == ["", "90-95", "%", "百分比"]


def test_a_column_gives_a_row_for_each_value_blanks_too(excel: Excel) -> None:
    column = selected(["≥95%"], [None], [error("#N/A")], ["3个"])

    assert excel.call("PT_PARSE_VALUE", column) == [
        ["≥", 95.0, "%", "百分比"],
        ["", "", "", ""],
        ["单元格是错误值 #N/A：请先改正该单元格", "", "", ""],
        ["", 3.0, "个", "数值"],
    ]


def test_several_columns_are_refused(excel: Excel) -> None:
    assert excel.call("PT_PARSE_VALUE", selected(["≥95%", "3个"])) == [
        ["指标值应为一列：请只选一列，结果在右侧占四列"]
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("123456789012345个", 123456789012345.0),
        ("1234567890123456个", "1234567890123456"),  # a cell would keep ...450
        ("0.30000000000000004个", "0.30000000000000004"),
        (f"1.{'0' * 30}1个", f"1.{'0' * 30}1"),
        (f"{'9' * 400}个", "9" * 400),
    ],
)
def test_a_number_that_a_cell_would_cut_stays_text(excel: Excel, text: str, number: Any) -> None:
    assert parts_of(excel, text)[1] == number


@given(st.decimals(0, 10**15, allow_nan=False, places=12), st.integers(0, 12))
def test_no_digit_is_lost(excel: Excel, number: Decimal, places: int) -> None:
    text = f"{number:.{places}f}"

    result = parts_of(excel, f"{text}个")[1]
    assert Decimal(result if isinstance(result, str) else repr(result)) == Decimal(text)
