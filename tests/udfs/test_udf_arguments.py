"""What a function is given for what is selected, and the help that Excel shows for it."""

import re

import pytest

import udfs
from tests.udfs.excel_process import (
    MISSING,
    Excel,
    FailedCallError,
    percent,
    selected,
    several_areas,
)
from tests.udfs.tables import GOOD, row_with

OPTIONAL = {
    "PT_CHECK_ROW": ["taxonomy"],
    "PT_CHECK_ROWS": ["taxonomy"],
    "PT_COST_TOTAL": ["budget", "taxonomy"],
    "PT_UNIT_TOTAL": ["field"],
}


@pytest.mark.parametrize("function", udfs.__all__)
def test_the_function_and_each_argument_have_help(excel: Excel, function: str) -> None:
    about = excel.help()[function]

    arguments = {each["name"]: each["help"] for each in about["arguments"]}
    assert len(arguments) >= 1
    for text in (about["help"], *arguments.values()):
        assert re.search(r"[\u4e00-\u9fff]{4}", text), text


@pytest.mark.parametrize("function", udfs.__all__)
def test_what_may_be_left_out(excel: Excel, function: str) -> None:
    arguments = excel.help()[function]["arguments"]

    left_out = [each["name"] for each in arguments if each["is_optional"]]
    assert left_out == OPTIONAL.get(function, [])


def test_a_single_cell_and_a_value_in_the_formula_are_the_same(excel: Excel) -> None:
    assert excel.call("PT_AMOUNT", selected(["360元"])) == [[0.036]]
    assert excel.call("PT_AMOUNT", "360元") == [[0.036]]


def test_an_array_in_the_formula_is_a_range(excel: Excel) -> None:
    assert excel.call("PT_CHECK_ROW", GOOD) == [[""]]  # {"产出指标",...}
    assert excel.call("PT_AMOUNT", [["1元", "2元"], ["3元", "4元"]]) == [
        [0.0001, 0.0002],
        [0.0003, 0.0004],
    ]


def test_an_optional_argument_can_be_left_out_or_be_a_blank_cell(excel: Excel) -> None:
    row = selected(row_with(target_value="≥95"))
    without = excel.call("PT_CHECK_ROW", row)

    assert "没有计量单位" in without[0][0]
    assert excel.call("PT_CHECK_ROW", row, MISSING) == without
    assert excel.call("PT_CHECK_ROW", row, selected([None])) == without


def test_a_number_reads_as_its_cell_shows_it(excel: Excel) -> None:
    values = selected([percent(0.95)], [0.95], [percent("95%")])

    assert excel.call("PT_PARSE_VALUE", values) == [
        ["", 95.0, "%", "百分比"],
        ["", 0.95, "", "数值"],
        ["", 95.0, "%", "百分比"],
    ]


def test_a_percentage_is_no_number_without_unit(excel: Excel) -> None:
    row = row_with(level2="质量指标", level3="检修合格率", target_value=percent(0.95))

    assert excel.call("PT_CHECK_ROW", selected(row)) == [[""]]


def test_several_areas_are_an_error_and_no_total_of_the_first(excel: Excel) -> None:
    areas = several_areas([[1.5], [2.5]], [[4.0]])

    with pytest.raises(FailedCallError, match="several areas"):
        excel.call("PT_UNIT_TOTAL", areas)
    assert excel.call("PT_UNIT_TOTAL", selected([1.5], [2.5])) == [[4.0]]
