from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.rules.builders import FORMULA_ERROR, NOT_CALCULATED, ROWS, check, project, submission
from xladdin.domain.finding import Finding
from xladdin.rules.engine import check_submission

Cost = tuple[str, object]


def sheet_rows(costs: Sequence[Cost], level1: str, level2: str) -> list[Sequence[object]]:
    rows = [(level1, level2, name, f"{name}情况", value, "合同约定") for name, value in costs]
    return [*ROWS[:2], *ROWS[3:], *rows]


def check_costs(budget: str, *costs: Cost) -> list[Finding]:
    amount = Decimal(budget)
    rows = sheet_rows(costs, "产出指标", "成本指标")
    return check(project(budget=amount, fiscal=amount, rows=rows))


@pytest.mark.parametrize(
    ("budget", "costs", "severity", "message"),
    [
        (
            "53.83",
            [("保安费用", "≤27.11万元"), ("保洁费用", "≤26.73万元")],
            "warning",
            "27.11 + 26.73 = 53.84 万元，比预算数 53.83 多 0.01 万元（疑似四舍五入所致）",
        ),
        (
            "3.06",
            [("消防维保费用", "≤1.58万元"), ("消防检测费用", "≤1.47万元")],
            "info",
            "1.58 + 1.47 = 3.05 万元，比预算数 3.06 少 0.01 万元（疑似四舍五入所致）",
        ),
        ("3.00", [("维保费用", "≤1.58万元")], "info", "少 1.42 万元（疑似有支出未列入成本指标）"),
        ("8.00", [("印刷费用", "3万元"), ("差旅费用", "60000元")], "error", "3.00 + 6.00 = 9.00"),
        ("8.00", [("印刷费用", "≤9万元")], "error", "多 1.00 万元，疑似超预算"),
    ],
)
def test_s14_compares_the_sum_with_the_budget(
    budget: str, costs: list[Cost], severity: str, message: str
) -> None:
    [finding] = check_costs(budget, *costs)

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("S14", severity, "C4")
    assert message in finding.message
    assert "疑似" in finding.message
    assert finding.message.startswith("成本指标（E14")


@pytest.mark.parametrize(
    ("excess", "severity"), [("0.01", "warning"), ("0.015", "warning"), ("0.02", "error")]
)
def test_s14_the_tolerance_is_half_a_cent_a_row_and_the_budget(excess: str, severity: str) -> None:
    amount = Decimal(4) + Decimal(excess)

    [finding] = check_costs("8.00", ("印刷费用", "4万元"), ("差旅费用", f"{amount}万元"))

    assert finding.severity.value == severity


@pytest.mark.parametrize(
    ("budget", "costs"),
    [
        ("8.00", [("印刷费用", "≤3万元"), ("宣传费用", "≤1万元"), ("差旅费用", "≤4万元")]),
        ("8.00", []),
        ("8.00", [("支出控制率", "100%")]),
        ("13.48", [("网络费用", "360元/年/村"), ("总共费用", "≤20万元")]),
        ("19.71", [("基本工资", "2200元")]),
        ("15.00", [("单套价格", "245元"), ("邮寄费用", "≤2万元")]),
        ("15.00", [("每人培训费", "0.2万元"), ("场地费用", "≤2万元")]),
        ("5.00", [("评审费用", "≤1000元/人"), ("场地费用", "1万元")]),
        ("8.00", [("项目成本", "≤8万元"), ("印刷费用", "≤5万元"), ("差旅费用", "≤3万元")]),
    ],
)
def test_s14_is_silent_on_equal_sums_and_beside_unit_prices(budget: str, costs: list[Cost]) -> None:
    assert check_costs(budget, *costs) == []


def test_s14_unit_prices_do_not_hide_an_excess() -> None:
    [finding] = check_costs("1.00", ("单套价格", "245元"), ("场地费用", "2万元"))

    assert finding.severity.value == "error"
    assert "比预算数 1.00 多 1.00 万元" in finding.message


def test_s14_a_row_as_high_as_the_budget_is_a_total_only_if_the_others_add_up_to_it() -> None:
    [finding] = check_costs("8.00", ("印刷费用", "8万元"), ("差旅费用", "1万元"))

    assert "8.00 + 1.00 = 9.00 万元，比预算数 8.00 多 1.00 万元，疑似超预算" in finding.message


def test_s14_two_rows_as_high_as_the_budget_are_no_total_and_part() -> None:
    [finding] = check_costs("8.00", ("印刷费用", "8万元"), ("差旅费用", "8万元"))

    assert "8.00 + 8.00 = 16.00 万元" in finding.message
    assert "写明“总”字" in finding.fix


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("≤3万元请示批复", "R03"),
        ("≤3", "R04"),
        (NOT_CALCULATED, "W06"),
        (FORMULA_ERROR, "W06"),
    ],
)
def test_s14_waits_until_every_cost_can_be_read(value: object, rule: str) -> None:
    assert [f.rule for f in check_costs("8.00", ("印刷费用", "9万元"), ("差旅费用", value))] == [
        rule
    ]


def test_s14_waits_until_every_class_is_known() -> None:
    rows = [*sheet_rows([("印刷费用", "9万元")], "产出指标", "成本类"), *ROWS[2:3]]

    assert [finding.rule for finding in check(project(rows=rows))] == ["C14"]


@pytest.mark.parametrize("budget", ["2000万", None, NOT_CALCULATED])
def test_s14_waits_until_the_budget_can_be_read(budget: object) -> None:
    assert len(check(project(budget=budget))) == 1


def test_s14_in_the_taxonomy_of_2021_costs_are_a_level1() -> None:
    rows = sheet_rows([("印刷费用", "9万元")], "成本指标", "经济成本指标")
    sent = submission(project(rows=rows), taxonomy="2021版")

    [finding] = check_submission(sent)

    assert (finding.rule, finding.severity.value) == ("S14", "error")
    assert "合计 9.00 万元，比预算数 1.80 多 7.20 万元" in finding.message
