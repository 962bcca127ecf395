import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.builders import (
    FORMULA_ERROR,
    NAME,
    NOT_CALCULATED,
    PASTED_ERROR,
    ROWS,
    calculated,
    check,
    found_by,
    percent,
    project,
    rows_with,
    where,
)
from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.project import PlanMonth

COST_FREE = rows_with({2: {"target_value": "100%"}})
MONEY = st.decimals(min_value=0, max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("amounts", "arithmetic"),
    [
        (("13.48", "13.00", "0.40"), "13.48 ≠ 13.00 + 0.40，相差 0.08 万元"),
        (("13.48", "13.48", "0.01"), "13.48 ≠ 13.48 + 0.01，相差 0.01 万元"),
        (("13.48", None, None), "13.48 ≠ 0.00 + 0.00，相差 13.48 万元"),
        (("0", "0.0000001", None), "0.00 ≠ 0.0000001 + 0.00，相差 0.0000001 万元"),
    ],
)
def test_s01_shows_the_sum_and_the_difference(
    amounts: tuple[str | None, ...], arithmetic: str
) -> None:
    budget, fiscal, other = (None if text is None else Decimal(text) for text in amounts)

    [finding] = found_by(
        "S01", check(project(budget=budget, fiscal=fiscal, other=other, rows=COST_FREE))
    )

    assert (finding.severity.value, finding.origin.cell) == ("error", "C4")
    assert arithmetic in finding.message


@given(MONEY, MONEY)
def test_s01_an_exact_sum_is_never_reported(fiscal: Decimal, other: Decimal) -> None:
    sheet = project(budget=fiscal + other, fiscal=fiscal, other=other, rows=COST_FREE)

    assert check(sheet) == []


@given(MONEY, MONEY, st.decimals(min_value="0.01", max_value=10**6, places=2))
def test_s01_any_difference_is_reported(
    fiscal: Decimal, other: Decimal, difference: Decimal
) -> None:
    sheet = project(budget=fiscal + other + difference, fiscal=fiscal, other=other, rows=COST_FREE)

    assert where(check(sheet)) == [("S01", "error", "C4")]


def test_s01_counts_a_number_kept_as_text() -> None:
    assert [f.rule for f in check(project(fiscal="1.80"))] == ["C08"]
    assert found_by("S01", check(project(fiscal="1.70"))) != []


@pytest.mark.parametrize("value", [NOT_CALCULATED, FORMULA_ERROR, PASTED_ERROR, "2000万", True])
@pytest.mark.parametrize("field", ["budget", "fiscal", "other"])
def test_s01_is_silent_where_an_amount_cannot_be_read(field: str, value: object) -> None:
    changed: dict[str, Any] = {field: value}
    findings = check(project(**changed))

    assert [finding.rule for finding in findings if finding.rule[0] == "S"] == []
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("kept", "cell", "message"),
    [
        ((3, 4), "A10", "缺少产出指标："),
        ((0, 1, 2, 4), "A10", "缺少效益指标："),
        ((4,), "A10", "缺少产出指标和效益指标："),
        ((), "B8", "缺少产出指标和效益指标："),
    ],
)
def test_s02_output_and_outcome_are_both_needed(
    kept: Sequence[int], cell: str, message: str
) -> None:
    [finding] = check(project(rows=[ROWS[i] for i in kept]))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("S02", "error", cell)
    assert message in finding.message


def test_s02_a_row_without_a_name_is_no_indicator() -> None:
    findings = check(project(rows=rows_with({3: {"level3": None}})))

    assert where(findings) == [("S02", "error", "A10"), ("C15", "error", "C13")]


@pytest.mark.parametrize("level1", ["效益类", None, NOT_CALCULATED, FORMULA_ERROR])
def test_s02_waits_until_every_class_is_known(level1: object) -> None:
    assert found_by("S02", check(project(rows=rows_with({3: {"level1": level1}})))) == []


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
def test_s10_shares_rise_to_the_whole(plan: Sequence[str | None], cell: str, message: str) -> None:
    cells = [None if share is None else percent(share) for share in plan]

    [finding] = found_by("S10", check(project(plan=cells)))

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
def test_s11_harmless_blanks_are_one_info(
    plan: Sequence[str | None], cell: str, message: str, fix: str
) -> None:
    [finding] = check(project(plan=[None if s is None else percent(s) for s in plan]))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("S11", "info", cell)
    assert message in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (("0.25", None, "0.75", "1"), [("S11", "error", "D7")]),
        (("0.25", None, None, "1"), [("S11", "error", "D7"), ("S11", "error", "E7")]),
        ((None, "0.5", None, "1"), [("S11", "info", "B7"), ("S11", "error", "E7")]),
        (("0.25", None, "0.5", None), [("S11", "error", "D7"), ("S10", "error", "E7")]),
    ],
)
def test_s11_a_blank_between_values_is_an_error(
    plan: Sequence[str | None], found: list[tuple[str, str, str]]
) -> None:
    cells = [None if share is None else percent(share) for share in plan]

    assert where(check(project(plan=cells))) == found


@given(st.lists(st.none() | st.decimals(0, 1, places=2), min_size=4, max_size=4))
def test_what_s11_says_a_blank_counts_is_what_sums_count(plan: list[Decimal | None]) -> None:
    sheet = project(plan=plan)
    findings = check(sheet)
    counted = sheet.spending_plan.cumulative_shares

    for finding in found_by("S11", findings):
        for month, label in zip(PlanMonth, ("3月底", "6月底", "10月底", "12月底"), strict=True):
            if f"：{label}按 " in finding.message or f"、{label}按 " in finding.message:
                assert f"{label}按 {counted[month] * 100:.0f}% 计" in finding.message
    is_sound = not any(finding.severity.value == "error" for finding in findings)
    filled = [share for share in plan if share is not None]
    if is_sound:
        assert list(counted.values()) == sorted(counted.values())
        assert filled[-1] == 1


@pytest.mark.parametrize("value", ["二成", Decimal(25), NOT_CALCULATED, FORMULA_ERROR])
def test_plan_rules_are_silent_while_a_cell_cannot_be_read(value: object) -> None:
    findings = check(project(plan=(value, None, percent("0.5"), None)))

    assert len(findings) == 1
    assert findings[0].rule in {"C10", "W06"}


def test_s10_is_silent_where_the_sheet_lacks_the_plan() -> None:
    absent = Entry(None, Origin("316001.xlsx", "项目1"))
    sheet = project()
    plan = replace(sheet.spending_plan, mar=absent, jun=absent, oct=absent, dec=absent)

    assert check(replace(sheet, spending_plan=plan)) == []


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (None, "标题未填"),
        (NAME, "没有以“绩效目标表”结尾"),
        ("大厅宽带费用绩效目标表", "“大厅宽带费用”与项目名称“政务大厅宽带费用”不一致"),
        (f"8.{NAME}绩效目标表", "标题序号是 8，但本表是第 1 张项目表"),
        ("1.大厅宽带费用绩效目标表", "“大厅宽带费用”与项目名称"),
    ],
)
def test_s19_says_what_differs_in_the_title(title: str | None, message: str) -> None:
    [finding] = check(project(title=title))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("S19", "error", "A1")
    assert message in finding.message
    assert "标题改为“政务大厅宽带费用绩效目标表”" in finding.fix or "序号改为 1" in finding.fix


@pytest.mark.parametrize(
    "title",
    [
        f"{NAME}绩效目标表",
        f"1.{NAME}绩效目标表",
        f"1、{NAME} 绩效目标表",
        "政务大厅 宽带费用\n绩效目标表",
    ],
)
def test_s19_spaces_and_the_right_number_are_fine(title: str) -> None:
    assert check(project(title=title)) == []


def test_s19_a_year_in_front_is_no_number() -> None:
    name = "2024年政务大厅宽带费用"

    assert check(project(project_name=name, title=calculated(f"{name}绩效目标表"))) == []


@pytest.mark.parametrize("title", [NOT_CALCULATED, FORMULA_ERROR, dt.date(2024, 1, 3)])
def test_s19_leaves_an_unreadable_title_to_other_rules(title: object) -> None:
    assert found_by("S19", check(project(title=title))) == []


def test_s19_a_missing_name_is_c05s_matter() -> None:
    assert [f.rule for f in check(project(project_name=None))] == ["C05"]
