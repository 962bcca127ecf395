from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.builders import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    Cell,
    calculated,
    percent,
    project,
    said_by,
    table,
    where,
)
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import PlanMonth
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds

PLAN_RULES = ("S10", "S11", "S12", "S13")
QUARTERS = ("0.25", "0.5", "0.75", "1")
Shares = Sequence[str | None]


def cells(plan: Shares) -> list[Cell | None]:
    return [None if share is None else percent(share) for share in plan]


@pytest.mark.parametrize(
    ("plan", "cell", "message"),
    [
        (("0.5", "0.25", "0.75", "1"), "D7", "25% 小于前面的 50%"),
        (("0.25", "0.5", "1", "0.75"), "G7", "75% 小于前面的 100%"),
        (("0.25", "0.25", "0.25", "0.25"), "G7", "最后累计到 25%，没有达到 100%"),
        (("0.25", "0.5", "0.75", "0.995"), "G7", "最后累计到 99.5%"),
        (("0.25", "0.5", None, None), "D7", "最后累计到 50%"),
        ((None, None, None, None), "B7", "资金支出计划未填"),
        ((None, None, None, "0"), "G7", "最后累计到 0%"),
    ],
)
def test_s10_shares_rise_to_the_whole(plan: Shares, cell: str, message: str) -> None:
    [finding] = said_by("S10", project(plan=cells(plan)))

    assert (finding.severity.value, finding.origin.cell) == ("error", cell)
    assert message in finding.message


@pytest.mark.parametrize(
    ("plan", "cell", "message", "fix"),
    [
        (
            (None, None, "1", None),
            "B7",
            "3月底按 0% 计、6月底按 0% 计、12月底按 100% 计",
            "B7 填 0%、D7 填 0%、G7 填 100%",
        ),
        (("0.5", "0.75", "1", None), "G7", "12月底按 100% 计", "G7 填 100%"),
        ((None, "1", None, None), "B7", "3月底按 0% 计、10月底按 100% 计、12月底按 100% 计", "E7"),
        ((None, "0.5", "0.75", "1"), "B7", "3月底按 0% 计", "B7 填 0%"),
    ],
)
def test_s11_harmless_blanks_are_one_info(plan: Shares, cell: str, message: str, fix: str) -> None:
    [finding] = said_by("S11", project(plan=cells(plan)))

    assert (finding.severity.value, finding.origin.cell) == ("info", cell)
    assert message in finding.message
    assert fix in finding.fix


def test_s11_fills_the_blanks_with_what_they_count() -> None:
    [finding] = said_by("S11", project(plan=cells((None, "1", None, None))))

    assert [(edit.origin.cell, edit.before, edit.after_text) for edit in finding.edits] == [
        ("B7", "", "0%"),
        ("E7", "", "100%"),
        ("G7", "", "100%"),
    ]
    assert [edit.after for edit in finding.edits] == [Decimal(0), Decimal(1), Decimal(1)]


def test_s11_fills_no_cell_that_a_formula_leaves_blank() -> None:
    [finding] = said_by("S11", project(plan=(calculated(""), None, percent("1"), percent("1"))))

    assert finding.edits == ()


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (("0.25", None, "0.75", "1"), [("S11", "error", "D7")]),
        (("0.25", None, None, "1"), [("S11", "error", "D7"), ("S11", "error", "E7")]),
        ((None, "0.5", None, "1"), [("S11", "error", "E7"), ("S11", "info", "B7")]),
        (("0.25", None, "0.5", None), [("S11", "error", "D7")]),
    ],
)
def test_s11_a_blank_between_values_is_an_error(
    plan: Shares, found: list[tuple[str, str, str]]
) -> None:
    assert where(said_by("S11", project(plan=cells(plan)))) == found


@given(st.lists(st.none() | st.decimals(0, 1, places=2), min_size=4, max_size=4))
def test_what_s11_says_a_blank_counts_is_what_sums_count(plan: list[Decimal | None]) -> None:
    sheet = project(plan=plan)
    counted = sheet.spending_plan.cumulative_shares
    findings = said_by("S11", sheet)

    for finding in findings:
        for month, label in zip(PlanMonth, ("3月底", "6月底", "10月底", "12月底"), strict=True):
            if f"：{label}按 " in finding.message or f"、{label}按 " in finding.message:
                assert f"{label}按 {counted[month] * 100:.0f}% 计" in finding.message
    is_sound = said_by("S10", sheet) == [] and all(f.severity.value == "info" for f in findings)
    if is_sound:
        assert list(counted.values()) == sorted(counted.values())
        assert [share for share in plan if share is not None][-1] == 1


@pytest.mark.parametrize("value", ["二成", Decimal(25), NOT_CALCULATED, FORMULA_ERROR])
@pytest.mark.parametrize("rule", ["S10", "S11"])
def test_s10_and_s11_are_silent_while_a_cell_cannot_be_read(rule: str, value: object) -> None:
    assert said_by(rule, project(plan=(value, None, percent("0.5"), None))) == []


@pytest.mark.parametrize("rule", PLAN_RULES)
def test_plan_rules_are_silent_where_the_sheet_lacks_the_plan(rule: str) -> None:
    absent = Entry(None, Origin("316001.xlsx", "项目1"))
    sheet = project()
    plan = replace(sheet.spending_plan, mar=absent, jun=absent, oct=absent, dec=absent)

    assert said_by(rule, replace(sheet, spending_plan=plan)) == []


def said_of_row(
    row: str, plan: Shares = ("0.5", "1", "1", "1"), year: str = "2024"
) -> list[Finding]:
    sheet = project(rows=table(row), plan=cells(plan))
    return said_by("S12", sheet, budget_year=year)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("时效|工程完工时间|竣工验收的时间|2024年10月底|合同", "“工程完工时间”到 10 月才完成"),
        ("时效|完成时限|完成全部检测|12月31日前|合同", "到 12 月才完成（“12月31日前”）"),
        ("时效|补贴发放时间|发放时间|≤十一月底|方案", "到 11 月才完成"),
        ("时效|项目验收|验收|年底|方案", "到 12 月才完成"),
        ("时效|系统交付时间|交付|2024.09.30|合同", "到 9 月才完成"),
    ],
)
def test_s12_what_is_paid_before_it_is_done(row: str, message: str) -> None:
    [finding] = said_of_row(row)

    assert (finding.severity.value, finding.origin.cell) == ("info", "E10")
    assert message in finding.message
    assert "支出计划到6月底已达 100%（本表 D7），疑似不衔接" in finding.message


@pytest.mark.parametrize(
    "row",
    [
        "时效|工程完工时间|竣工|6月底|合同",
        "时效|工程完工时间|竣工|1年|合同",
        "时效|工程完工时间|竣工|≤200天|合同",
        "时效|工程开工时间|开工|9月底|合同",
        "时效|续费时间|续费时间|7月底|合同",
        "时效|项目完成时间|完成|2025年10月底|合同",
        "时效|项目完成时间|完成|不早于9月1日|合同",
        "时效|维修完成及时率|及时完成|100%|合同",
        "数量|完成任务月份|完成|12月|合同",
    ],
)
def test_s12_other_times_say_nothing_of_the_payment(row: str) -> None:
    assert said_of_row(row) == []


def test_s12_paid_at_the_end_of_the_year_nothing_is_late() -> None:
    assert said_of_row("时效|工程完工时间|竣工|12月底|合同", QUARTERS) == []


def test_s12_a_low_payment_rate_against_a_plan_of_the_whole() -> None:
    [finding] = said_of_row("成本|评审费用支付率|已付占应付|≥60%|台账", QUARTERS)

    assert finding.message == (
        "“评审费用支付率”只要求“≥60%”，支出计划到12月底达 100%（本表 G7），疑似不衔接"
    )


@pytest.mark.parametrize(
    "row",
    [
        "成本|评审费用支付率|已付占应付|≥95%|台账",
        "时效|预算执行率|执行率|≥80%|台账",
        "成本|人员经费支出率|占比|≤60%|台账",
    ],
)
def test_s12_near_the_whole_or_another_rate_is_fine(row: str) -> None:
    assert said_of_row(row, QUARTERS) == []


def test_s12_how_low_a_payment_rate_is_told_is_a_setting() -> None:
    sheet = project(rows=table("成本|评审费用支付率|已付占应付|≥95%|台账"))
    strict = Settings(thresholds=Thresholds(lowest_payment_rate=Decimal(100)))

    assert said_by("S12", sheet, settings=strict) != []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("2024年劳务派遣人员费用", "劳务派遣"),
        ("政务中心保安服务费", "保安"),
        ("乡镇公益性岗位补贴", "公益性岗位"),
        ("聘用人员工资", "聘用人员"),
    ],
)
def test_s13_wages_that_are_paid_before_the_year_ends(name: str, word: str) -> None:
    [finding] = said_by("S13", project(project_name=name, plan=cells(("0.5", "0.75", "1", None))))

    assert (finding.severity.value, finding.origin.cell) == ("info", "E7")
    assert f"“{word}”" in finding.message
    assert "支出计划到10月底已达 100%，疑似提前付完" in finding.message


@pytest.mark.parametrize(
    ("name", "plan"),
    [
        ("2024年劳务派遣人员费用", QUARTERS),
        ("政府采购评审专家劳务费", ("0.5", "1", "1", "1")),
        ("大厅宽带费用", (None, "1", None, None)),
        ("聘用人员工资", (None, None, None, None)),
    ],
)
def test_s13_wages_of_a_whole_year_and_other_costs_are_fine(name: str, plan: Shares) -> None:
    assert said_by("S13", project(project_name=name, plan=cells(plan))) == []
