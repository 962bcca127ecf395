"""PT_COST_TOTAL and PT_UNIT_TOTAL: exact totals in 万元, no amount twice, none taken for 0."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.udfs.excel_process import MISSING, Excel, currency, date, error, selected
from tests.udfs.tables import BLANK, CENTS, HEADINGS, Row, amount, cost, row_with

INDEX = ["序号", "项目名称", "预算数", "财政资金", "其他资金"]


def cost_total(excel: Excel, *rows: Row, budget: Any = MISSING) -> Any:
    ((total,),) = excel.call("PT_COST_TOTAL", selected(*rows), budget)
    return total


def unit_total(excel: Excel, *rows: Row, field: Any = MISSING) -> Any:
    ((total,),) = excel.call("PT_UNIT_TOTAL", selected(*rows), field)
    return total


# --- PT_COST_TOTAL -------------------------------------------------------------------------------


def test_costs_add_exactly(excel: Excel) -> None:
    assert cost_total(excel, cost("甲", "0.1万元"), cost("乙", "≤0.2万元")) == 0.3


def test_what_counts_is_what_the_rule_counts(excel: Excel) -> None:
    """S14 leaves out unit prices, wages in 元, rows named 总… and what is no cost."""
    table = [
        HEADINGS,
        cost("网络费用", "360元/年/村"),
        cost("总共费用", "≤13.48万元"),
        cost("工资", "3000元"),
        cost("印刷费", "≤8万元"),
        cost("节约程度", "显著"),
        row_with(target_value="5万元"),
    ]

    assert cost_total(excel, *table) == 8.0


def test_no_cost_with_a_total_gives_empty_text(excel: Excel) -> None:
    assert cost_total(excel, row_with()) == ""
    assert cost_total(excel, cost("网络费用", "360元/年/村")) == ""
    assert cost_total(excel, HEADINGS, BLANK) == ""


def test_with_the_budget_a_total_by_another_name_counts_once(excel: Excel) -> None:
    table = [cost("甲", "0.1万元"), cost("乙", "0.2万元"), cost("经费", "0.3万元")]

    assert cost_total(excel, *table) == 0.6
    assert cost_total(excel, *table, budget=0.3) == 0.3
    assert cost_total(excel, *table, budget=selected(["0.3"])) == 0.3
    assert cost_total(excel, *table, budget=selected([None])) == 0.6


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("2000万", "预算数“2000万”带有单位。本栏单位是万元，只填数字，请改为 2000.00"),
        (error("#N/A"), "预算数是错误值 #N/A，不是填报内容。删除错误值，重新填写"),
    ],
)
def test_a_budget_that_is_no_amount_is_told(excel: Excel, budget: Any, said: str) -> None:
    assert cost_total(excel, cost("甲", "1万元"), budget=budget) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (cost("乙", "3"), "第 2 行第 5 列：指标值“3”只有数字，没有计量单位"),
        (cost("乙", 3.0), "第 2 行第 5 列：指标值“3”只有数字，没有计量单位"),
        (cost("乙", "3万元左右"), "第 2 行第 5 列：指标值“3万元左右”在3万元之后夹带了“左右”"),
        (cost("乙", error("#REF!")), "第 2 行第 5 列：指标值是错误值 #REF!"),
        (cost("乙", date("2024-03-01")), "第 2 行第 5 列：指标值被存成了日期或时间"),
        (cost("乙", "3万元", level2="费用"), "第 2 行第 2 列：“费用”不是2015版的二级指标"),
        (cost("乙", "3万元", level2=None), "第 2 行第 2 列：二级指标未填"),
    ],
)
def test_a_cell_that_leaves_the_costs_open_is_told_with_its_place(
    excel: Excel, row: list[Any], said: str
) -> None:
    assert cost_total(excel, cost("甲", "1万元"), row).startswith(said)


def test_the_taxonomy_decides_what_a_cost_is(excel: Excel) -> None:
    rows = selected(cost("印刷费", "0.1万元", level1="成本指标", level2="经济成本指标"))

    assert excel.call("PT_COST_TOTAL", rows) == [[0.1]]
    assert excel.call("PT_COST_TOTAL", rows, MISSING, 2021.0) == [[0.1]]
    ((said,),) = excel.call("PT_COST_TOTAL", rows, MISSING, "2015版")
    assert said.startswith("第 1 行第 2 列：“经济成本指标”不是2015版的二级指标")


def test_a_second_table_in_the_range_is_not_passed_over(excel: Excel) -> None:
    title = ["2.宽带费用绩效目标表", *BLANK[1:]]
    table = [HEADINGS, cost("甲", "1万元")]

    said = cost_total(excel, *table, title, HEADINGS, cost("乙", "1万元"))
    assert said.startswith("第 3 行第 1 列的“2.宽带费用绩效目标表”读不进指标表：请只选一张指标表")


def test_a_total_too_large_for_the_form_is_refused(excel: Excel) -> None:
    halves = [cost(name, "600000000000万元") for name in ("甲", "乙")]

    assert cost_total(excel, *halves) == "金额过大，整数部分超过 12 位：请核对数字，单位是万元"


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=8))
def test_costs_in_yuan_and_wan_add_exactly(excel: Excel, fen: list[int]) -> None:
    texts = [
        f"{each // 100}.{each % 100:02}元"
        if number % 2
        else f"{each // 10**6}.{each % 10**6:06}万元"
        for number, each in enumerate(fen)
    ]
    rows = [cost(f"费用{number}", text) for number, text in enumerate(texts)]

    assert cost_total(excel, *rows) == float(Fraction(sum(fen), 10**6))


# --- PT_UNIT_TOTAL -------------------------------------------------------------------------------


def test_a_column_adds_exactly(excel: Excel) -> None:
    assert unit_total(excel, *([0.1] for _ in range(10))) == 1.0
    assert unit_total(excel, [0.1], [0.2]) == 0.3


def test_a_table_is_added_under_its_heading_without_its_total(excel: Excel) -> None:
    table: list[Row] = [
        ["项目目录", None, None, None, None],
        INDEX,
        [1.0, "宽带费用", 0.1, 0.1, None],
        [2.0, "印刷费用", 0.2, 0.1, 0.1],
        [None] * 5,
        ["合计", None, 0.3, 0.2, 0.1],
    ]

    assert unit_total(excel, *table) == 0.3
    assert unit_total(excel, *table, field="预算数") == 0.3
    assert unit_total(excel, *table, field=selected(["其中：财政资金"])) == 0.2
    assert unit_total(excel, *table, field="其他资金（万元）") == 0.1


@pytest.mark.parametrize(
    "label", ["合计", "总 计", "小计：", "共计", "一、局本级合计", "合计（2个项目）", "316001小计"]
)
def test_a_row_that_is_a_total_is_not_added_again(excel: Excel, label: str) -> None:
    table: list[Row] = [
        INDEX,
        [1.0, "宽带费用", 0.1, None, None],
        [2.0, "印刷费用", 0.2, None, None],
    ]

    assert unit_total(excel, *table, [None, label, 0.3, None, None]) == 0.3


def test_a_project_is_no_total_for_a_word_in_its_row(excel: Excel) -> None:
    headings = ["项目名称", "预算数", "用途"]
    rows = [["会计业务培训费", 0.1, "培训费合计"], ["统计小计算机更新", 0.2, "更新"]]

    assert unit_total(excel, headings, *rows) == 0.3


def test_the_heading_may_name_the_unit_if_it_is_wan(excel: Excel) -> None:
    assert unit_total(excel, ["序号", "预算数（万元）"], [1.0, 13.48]) == 13.48
    assert unit_total(excel, ["序号", "预算数（元）"], [1.0, 134800.0]) == (
        "区域中没有“预算数”一栏：请连同标题行一起选取，或只选金额一列"
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, "第 3 行第 2 列：预算数未填"),
        (
            "2000万",
            "第 3 行第 2 列：预算数“2000万”带有单位。本栏单位是万元，只填数字，请改为 2000.00",
        ),
        ("待定", "第 3 行第 2 列：预算数“待定”不是数字"),
        (error("#REF!"), "第 3 行第 2 列：预算数是错误值 #REF!"),
        (date("2024-01-01"), "第 3 行第 2 列：预算数不是数字，而是日期或时间"),
        (False, "第 3 行第 2 列：预算数不是数字，而是逻辑值"),
    ],
)
def test_an_amount_that_is_none_is_told_and_not_taken_for_0(
    excel: Excel, cell: Any, said: str
) -> None:
    total = unit_total(excel, ["项目名称", "预算数"], ["宽带费用", 1.8], ["印刷费用", cell])

    assert total.startswith(said)


def test_a_blank_part_of_the_budget_is_nothing(excel: Excel) -> None:
    table: list[Row] = [INDEX, [1.0, "宽带费用", 1.8, 1.8, None], [2.0, "印刷费用", 8.0, None, 8.0]]

    assert unit_total(excel, *table, field="其他资金") == 8.0
    assert unit_total(excel, INDEX, [1.0, "宽带费用", 1.8, 1.8, None], field="其他资金") == 0.0


def test_a_table_without_projects_gives_empty_text(excel: Excel) -> None:
    assert unit_total(excel, INDEX) == ""
    assert unit_total(excel, INDEX, [None] * 5, ["合计", None, 0.0, 0.0, 0.0]) == ""


def test_an_unknown_field_is_told(excel: Excel) -> None:
    assert unit_total(excel, [1.0], field="指标数") == (
        "没有“指标数”这一栏：请填 预算数、财政资金、其他资金 之一，或不填"
    )


def test_a_total_beyond_the_form_is_refused(excel: Excel) -> None:
    assert unit_total(excel, [999999999999.0], [1.0]) == (
        "金额过大，整数部分超过 12 位：请核对数字，单位是万元"
    )


@given(st.lists(CENTS, min_size=1, max_size=12))
def test_unit_totals_are_exact_with_and_without_headings(excel: Excel, cents: list[int]) -> None:
    exact = float(Fraction(sum(cents), 100))
    budgets = [amount(each) for each in cents]
    rows = [[number, f"项目{number}", each, each, None] for number, each in enumerate(budgets)]

    assert unit_total(excel, *([each] for each in budgets)) == exact
    assert unit_total(excel, INDEX, *rows, ["合计", None, exact, exact, None]) == exact


def test_currency_cells_add_exactly(excel: Excel) -> None:
    assert unit_total(excel, [currency("0.1")], [currency("0.2")]) == 0.3
