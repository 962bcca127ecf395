import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.builders import (
    NOT_CALCULATED,
    Cell,
    calculated,
    check,
    found_by,
    percent,
    project,
    where,
)
from xladdin.domain.project import amount_of


@pytest.mark.parametrize(
    ("value", "message", "fix"),
    [
        (None, "预算数未填", "单位：万元"),
        ("", "预算数未填", "单位：万元"),
        ("1.80", "预算数是以文本形式存储的数字 1.80", "重新输入 1.80"),
        ("１，８００．５", "以文本形式存储的数字 1800.50", "重新输入 1800.50"),
        ("2000万", "预算数“2000万”带有单位", "请改为 2000.00"),
        ("854万(含税)", "预算数“854万(含税)”不是数字", "只填数字"),
        (Decimal("-1.80"), "预算数为负数 -1.80", "不小于 0"),
        (Decimal("1.805"), "预算数 1.805 万元的小数超过 2 位", "保留两位小数"),
        (True, "预算数不是数字，而是逻辑值 TRUE", "“数值”"),
        (dt.datetime(2024, 1, 3), "预算数不是数字，而是日期或时间 2024-01-03", "“数值”"),
    ],
)
def test_c07_a_budget_that_is_no_plain_amount(value: object, message: str, fix: str) -> None:
    [finding] = found_by("C07", check(project(budget=value)))

    assert (finding.severity.value, finding.origin.cell) == ("error", "C4")
    assert message in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize("value", ["0", "1.80", "1.8", "1.8000", "123456789.01"])
def test_c07_an_amount_of_two_decimals_is_fine(value: str) -> None:
    assert found_by("C07", check(project(budget=Decimal(value)))) == []


@given(st.text(max_size=12))
def test_c07_a_text_never_passes_for_an_amount(text: str) -> None:
    sheet = project(budget=text)

    assert where(found_by("C07", check(sheet))) == [("C07", "error", "C4")]
    if amount_of(sheet.budget) is None:
        assert found_by("S01", check(sheet)) == []


@pytest.mark.parametrize(
    ("unit", "message"),
    [("单位：元", "金额单位是“单位：元”"), ("单位：百万元", "百万元"), (None, "没有写明金额单位")],
)
def test_c07_the_sheet_counts_in_wan(unit: str | None, message: str) -> None:
    [finding] = found_by("C07", check(project(amount_unit=unit)))

    assert where([finding]) == [("C07", "error", "F2")]
    assert message in finding.message


@pytest.mark.parametrize("unit", ["单位：万元", "单位:万 元", "金额单位：人民币万元", "（万元）"])
def test_c07_knows_the_wordings_of_wan(unit: str) -> None:
    assert found_by("C07", check(project(amount_unit=unit))) == []


@pytest.mark.parametrize(
    ("changes", "cell", "message"),
    [
        ({"fiscal": "1.80"}, "E4", "财政资金是以文本形式存储的数字 1.80"),
        ({"fiscal": "全额"}, "E4", "财政资金“全额”不是数字"),
        ({"other": "—"}, "G4", "其他资金“—”不是数字"),
        ({"other": False}, "G4", "其他资金不是数字，而是逻辑值 FALSE"),
        ({"fiscal": Decimal("2.80"), "other": Decimal(-1)}, "G4", "其他资金为负数 -1.00"),
        ({"fiscal": Decimal("1.795"), "other": Decimal("0.005")}, "E4", "小数超过 2 位"),
    ],
)
def test_c08_a_part_that_is_no_plain_amount(
    changes: dict[str, Any], cell: str, message: str
) -> None:
    found = found_by("C08", check(project(**changes)))

    assert found[0].origin.cell == cell
    assert message in found[0].message


def test_c08_a_blank_part_counts_zero() -> None:
    assert found_by("C08", check(project(other=None))) == []
    assert found_by("C08", check(project(fiscal=None, other=Decimal("1.80")))) == []


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("1.80", "1.80"),
        (" １，８００．５ ", "1800.5"),
        ("2000万", "2000"),
        ("13.48 万元", "13.48"),
        ("2000元", None),  # the unit may be a mistake
        ("1.805", None),  # would be wrong as a number, too
        ("-1.80", None),
        ("十万元", None),
        ("1,80万元", None),
        (calculated("1.80"), None),
    ],
)
@pytest.mark.parametrize(("field", "rule"), [("budget", "C07"), ("other", "C08")])
def test_c07_c08_a_text_that_is_certainly_a_number_is_mended(
    field: str, rule: str, value: Any, after: str | None
) -> None:
    [finding] = found_by(rule, check(project(**{field: value})))

    assert [edit.after for edit in finding.edits] == ([Decimal(after)] if after else [])


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        (Decimal(25), "改为 25%"),
        (Cell(Decimal(25), is_percent=True), "改为 25%"),
        ("25", "改为 25%"),
        ("12.5", "改为 12.5%"),
        (Decimal("33.33"), "改为 33.33%"),
        ("0.125", "填写累计百分数"),  # 12.5% or 0.125%
        ("1", "填写累计百分数"),
        (Decimal("1.2"), "填写累计百分数"),
        ("１００", "改为 100%"),
        (Decimal(-1), "填写累计百分数"),
        (Decimal(250), "填写累计百分数"),
        ("120%", "填写累计百分数"),
        ("四分之一", "填写累计百分数"),
        (True, "填写累计百分数"),
        (dt.datetime(2024, 3, 31), "填写累计百分数"),
    ],
)
def test_c10_a_plan_cell_that_is_no_percentage(value: object, fix: str) -> None:
    plan = (value, percent("0.5"), percent("0.75"), percent("1"))

    [finding] = found_by("C10", check(project(plan=plan)))

    assert where([finding]) == [("C10", "error", "B7")]
    assert finding.message.startswith("3月底的支出计划“")
    assert fix in finding.fix
    assert len(finding.edits) == finding.fix.startswith("改为")


def test_c10_a_plan_up_to_100_is_in_percent_and_mended_as_such() -> None:
    findings = found_by("C10", check(project(plan=("25", Decimal(50), "75", Decimal(100)))))

    edits = [edit for finding in findings for edit in finding.edits]
    assert [(edit.before, edit.after, edit.is_percent) for edit in edits] == [
        ("25", Decimal("0.25"), True),
        ("50", Decimal("0.5"), True),
        ("75", Decimal("0.75"), True),
        ("100", Decimal(1), True),
    ]


@pytest.mark.parametrize("plan", [("3", "6", "9", "13"), (Decimal(25), None, None, None)])
def test_c10_a_plan_that_may_be_in_money_is_left_to_a_person(plan: tuple[Any, ...]) -> None:
    findings = found_by("C10", check(project(plan=plan)))

    assert findings
    assert [finding.edits for finding in findings if finding.edits] == []


@pytest.mark.parametrize("value", ["25%", "25 ％", Decimal("0.25"), percent("0.25"), Decimal(0)])
def test_c10_percentages_as_numbers_and_texts_are_fine(value: object) -> None:
    plan = (value, "50%", Decimal("0.75"), Decimal(1))

    assert found_by("C10", check(project(plan=plan))) == []


def test_amount_rules_leave_uncalculated_formulas_to_w06() -> None:
    plan = (NOT_CALCULATED,) * 4
    findings = check(project(budget=NOT_CALCULATED, fiscal=NOT_CALCULATED, plan=plan))

    assert [f.rule for f in findings if f.rule[0] == "C"] == []
