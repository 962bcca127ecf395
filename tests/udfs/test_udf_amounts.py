"""PT_AMOUNT and PT_PLAN_AMOUNTS: exact amounts in 万元."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from tests.udfs.excel_process import Excel, currency, date, error, percent, selected
from tests.udfs.tables import CENTS, amount
from xladdin.domain.money import WAN_EXPONENTS, AmountError, parse_amount_with_unit

NO_AMOUNT = "不是带单位的金额：请写成数字加单位，如 360元、3万元、0.5亿元"
UNIT_PRICE = "是单价，不是总额：请乘以数量后填写总额，如 3万元"
QUARTERS = [0.25, 0.5, 0.75, 1.0]
numbers = st.from_regex(r"\A(0|[1-9][0-9]{0,7})(\.[0-9]{1,6})?\Z")
wrappings = st.sampled_from(
    [("", ""), ("≤", ""), ("不超过", ""), ("", "以内"), ("￥", ""), (" ", "。")]
)
shares = st.lists(st.integers(0, 100), min_size=3, max_size=3).map(lambda got: [*sorted(got), 100])


def amount_of(excel: Excel, text: Any) -> Any:
    ((result,),) = excel.call("PT_AMOUNT", selected([text]))
    return result


def plan_of(excel: Excel, budget: Any, *plan: Any) -> list[Any]:
    (amounts,) = excel.call("PT_PLAN_AMOUNTS", selected([budget]), selected(plan))
    assert isinstance(amounts, list)
    return amounts


# --- PT_AMOUNT -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("360元", 0.036),
        ("≤3万元", 3.0),
        ("3万元以内", 3.0),
        ("不超过 3 万元", 3.0),
        ("0.5亿元", 5000.0),
        ("￥1,234.5元", 0.12345),
        ("１２３元", 0.0123),
        ("3千元", 0.3),
        ("0元", 0.0),
        ("2000万", 2000.0),
        ("3万元。", 3.0),
    ],
)
def test_a_text_with_its_unit_becomes_wan(excel: Excel, text: str, wan: float) -> None:
    assert amount_of(excel, text) == wan


@pytest.mark.parametrize(
    "text", ["≥95%", "优秀", "5-10万元", "约3万元", "3万元左右", "1e5元", "12个"]
)
def test_what_is_no_one_amount_says_so(excel: Excel, text: str) -> None:
    assert amount_of(excel, text) == f"“{text}”{NO_AMOUNT}"


@pytest.mark.parametrize("text", ["360元/年/村", "≤10万元/年", "3元/人·月"])
def test_a_price_per_something_is_no_total(excel: Excel, text: str) -> None:
    assert amount_of(excel, text) == f"“{text}”{UNIT_PRICE}"


@pytest.mark.parametrize("number", [3.0, "3", "≤3", currency("3"), "３"])
def test_a_number_without_unit_is_not_guessed(excel: Excel, number: Any) -> None:
    assert amount_of(excel, number) == "“3”没有写单位：请在数字后写明元、万元或亿元"


@pytest.mark.parametrize("text", ["9999999999999万元", "1000000000000亿元", f"{'9' * 500}元"])
def test_a_number_too_large_for_the_form_is_refused(excel: Excel, text: str) -> None:
    assert amount_of(excel, text) == "金额过大，整数部分超过 12 位：请核对数字，单位是万元"


def test_each_cell_of_a_range_gets_its_own_amount(excel: Excel) -> None:
    cells = selected(["0.1万元", None], [error("#N/A"), "2亿元"])

    assert excel.call("PT_AMOUNT", cells) == [
        [0.1, ""],
        ["单元格是错误值 #N/A：请先改正该单元格", 20000.0],
    ]


@given(number=numbers, unit=st.sampled_from(list(WAN_EXPONENTS)), around=wrappings)
def test_an_amount_is_exact_whatever_stands_around_it(
    excel: Excel, number: str, unit: str, around: tuple[str, str]
) -> None:
    before, behind = around

    exact = Fraction(number) * Fraction(10) ** WAN_EXPONENTS[unit]
    result = amount_of(excel, f"{before}{number}{unit}{behind}")
    assert result == (float(exact) if exact < 10**12 else parse_refusal(f"{number}{unit}"))


def parse_refusal(text: str) -> str:
    with pytest.raises(AmountError) as refused:
        parse_amount_with_unit(text)
    return refused.value.reason


@given(
    before=st.sampled_from(["", "-", "＋", "￥", "人民币 "]),
    number=st.text("0123456789０９.,，", min_size=1, max_size=6),
    unit=st.sampled_from(["元", " 万元", "亿元", "千元", "万"]),
)
def test_what_the_domain_takes_for_an_amount_is_the_same_here(
    excel: Excel, before: str, number: str, unit: str
) -> None:
    text = f"{before}{number}{unit}"
    try:
        exact = parse_amount_with_unit(text)
    except AmountError:
        reject()
    assert amount_of(excel, text) == float(exact)


# --- PT_PLAN_AMOUNTS -----------------------------------------------------------------------------


def test_each_month_has_its_share_of_the_budget(excel: Excel) -> None:
    assert plan_of(excel, 100.89, *QUARTERS) == [25.2225, 50.445, 75.6675, 100.89]


def test_shares_may_be_percentages_or_texts(excel: Excel) -> None:
    exact = [3.37, 6.74, 10.11, 13.48]

    assert plan_of(excel, 13.48, *map(percent, QUARTERS)) == exact
    assert plan_of(excel, 13.48, "25%", "50%", "75%", "100%") == exact
    assert plan_of(excel, currency("13.48"), *QUARTERS) == exact


def test_leading_blanks_are_nothing_and_those_after_all_is_spent_are_all(excel: Excel) -> None:
    assert plan_of(excel, 13.48, None, None, 1.0, None) == [0.0, 0.0, 13.48, 13.48]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ([0.1, None, 0.3, 1.0], "6月底的支出计划未填，前后各月都有数，无法确定累计比例"),
        ([0.1, 0.2, 0.3, None], "支出计划最后累计到 30%，没有达到 100%"),
        ([None, 0.3, None, None], "支出计划最后累计到 30%，没有达到 100%"),
        ([None] * 4, "资金支出计划未填"),
        ([25.0, 50.0, 75.0, 100.0], "3月底的支出计划“25”不是 0% 至 100% 之间的百分数。改为 25%"),
        ([0.1, 0.2, error("#N/A"), 1.0], "10月底是错误值 #N/A"),
        ([0.1, 0.2, date("2024-10-31"), 1.0], "10月底的支出计划“2024-10-31”不是"),
        (["3月底", "6月底", "10月底", "12月底"], "3月底的支出计划“3月底”不是"),
    ],
)
def test_a_share_that_is_not_known_is_told_and_not_guessed(
    excel: Excel, plan: list[Any], said: str
) -> None:
    complaint, *rest = plan_of(excel, 5.0, *plan)

    assert complaint.startswith(said)
    assert rest == ["", "", ""]


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (None, "预算数未填"),
        ("2000万", "预算数“2000万”带有单位。本栏单位是万元，只填数字，请改为 2000.00"),
        (error("#REF!"), "预算数是错误值 #REF!"),
        (date("2024-01-01"), "预算数不是数字，而是日期或时间"),
        (True, "预算数不是数字，而是逻辑值"),
        (1e13, "金额过大，整数部分超过 12 位"),
    ],
)
def test_a_budget_that_is_no_amount_is_told(excel: Excel, budget: Any, said: str) -> None:
    complaint, *rest = plan_of(excel, budget, *QUARTERS)

    assert complaint.startswith(said)
    assert rest == ["", "", ""]


def test_many_projects_at_once_each_with_its_own_complaint(excel: Excel) -> None:
    budgets = selected([13.48], [None], [2.0], [None])
    plans = selected(QUARTERS, QUARTERS, [1.0, None, None, None], [None] * 4)

    first, second, third, fourth = excel.call("PT_PLAN_AMOUNTS", budgets, plans)
    assert first == [3.37, 6.74, 10.11, 13.48]
    assert second[0].startswith("预算数未填")
    assert third == [2.0, 2.0, 2.0, 2.0]
    assert fourth == ["", "", "", ""]


def test_the_merged_cells_of_the_form_can_be_selected_whole(excel: Excel) -> None:
    merged = selected([0.25, None, 0.5, 0.75, None, 1.0])  # B7:G7, merged B:C and E:F

    assert excel.call("PT_PLAN_AMOUNTS", 13.48, merged) == [[3.37, 6.74, 10.11, 13.48]]
    assert excel.call("PT_PLAN_AMOUNTS", selected([None]), selected([None] * 6)) == [[""] * 4]


FOUR = "支出计划应为 4 列（3月底、6月底、10月底、12月底），现为 {} 列：请只选这四格"


@pytest.mark.parametrize(
    ("budget", "plan", "said"),
    [
        ([5.0], [0.25, 0.3, 0.5, 0.75, None, 1.0], FOUR.format(6)),
        ([5.0], [0.25, 0.5, 0.75, 1.0, 1.0], FOUR.format(5)),
        ([5.0], [1.0], FOUR.format(1)),
        ([1.0, 2.0], QUARTERS, "预算数应为一列，现为 2 列：请只选预算数一列"),
    ],
)
def test_another_shape_is_explained(
    excel: Excel, budget: list[Any], plan: list[Any], said: str
) -> None:
    assert excel.call("PT_PLAN_AMOUNTS", selected(budget), selected(plan)) == [[said]]


def test_as_many_budgets_as_plans_are_wanted(excel: Excel) -> None:
    budgets, plans = selected([5.0], [6.0]), selected(QUARTERS)

    assert excel.call("PT_PLAN_AMOUNTS", budgets, plans) == [
        ["预算数有 2 行，支出计划有 1 行：请选同样多的行"]
    ]


@given(budget=CENTS, plan=shares)
def test_plan_amounts_are_exact(excel: Excel, budget: int, plan: list[int]) -> None:
    exact = [float(Fraction(budget * share, 10_000)) for share in plan]

    assert plan_of(excel, amount(budget), *(share / 100 for share in plan)) == exact
