import datetime as dt
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
    calculated,
    project,
    said_by,
)
from xladdin.domain.finding import Edit, Finding

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

    [finding] = said_by("S01", project(budget=budget, fiscal=fiscal, other=other))

    assert (finding.severity.value, finding.origin.cell) == ("error", "C4")
    assert arithmetic in finding.message


@given(MONEY, MONEY)
def test_s01_an_exact_sum_is_never_reported(fiscal: Decimal, other: Decimal) -> None:
    assert said_by("S01", project(budget=fiscal + other, fiscal=fiscal, other=other)) == []


@given(MONEY, MONEY, st.decimals(min_value="0.01", max_value=10**6, places=2))
def test_s01_any_difference_is_reported(
    fiscal: Decimal, other: Decimal, difference: Decimal
) -> None:
    budget = fiscal + other + difference

    assert said_by("S01", project(budget=budget, fiscal=fiscal, other=other)) != []


def test_s01_counts_a_number_kept_as_text() -> None:
    assert said_by("S01", project(fiscal="1.80")) == []
    assert said_by("S01", project(fiscal="1.70")) != []


@pytest.mark.parametrize("value", [NOT_CALCULATED, FORMULA_ERROR, PASTED_ERROR, "2000万", True])
@pytest.mark.parametrize("field", ["budget", "fiscal", "other"])
def test_s01_is_silent_where_an_amount_cannot_be_read(field: str, value: object) -> None:
    changed: dict[str, Any] = {field: value}

    assert said_by("S01", project(**changed)) == []


def said_of_title(title: object, **values: Any) -> list[Finding]:
    return said_by("S19", project(title=title, **values))


@pytest.mark.parametrize(
    ("title", "message", "fix"),
    [
        (None, "标题未填", f"标题改为“{NAME}绩效目标表”"),
        (NAME, "没有以“绩效目标表”结尾", f"标题改为“{NAME}绩效目标表”"),
        (
            "大厅宽带费用绩效目标表",
            f"“大厅宽带费用”与项目名称“{NAME}”不一致",
            f"标题改为“{NAME}绩效目标表”",
        ),
        (f"8.{NAME}绩效目标表", "标题序号是 8，但本表是第 1 张项目表", "序号改为 1，或去掉序号"),
        (
            "3、大厅宽带费用绩效目标表",
            "“大厅宽带费用”与项目名称",
            f"标题改为“1、{NAME}绩效目标表”",
        ),
    ],
)
def test_s19_says_what_differs_in_the_title(title: str | None, message: str, fix: str) -> None:
    [finding] = said_of_title(title)

    assert (finding.severity.value, finding.origin.cell) == ("error", "A1")
    assert message in finding.message
    assert finding.fix == fix


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
    assert said_of_title(title) == []


@pytest.mark.parametrize("name", ["2024年政务大厅宽带费用", "3.5万千瓦光伏电站建设"])
def test_s19_a_number_in_the_name_is_no_number_of_the_sheet(name: str) -> None:
    assert said_of_title(calculated(f"{name}绩效目标表"), project_name=name) == []
    [finding] = said_of_title(f"{name}绩效目标", project_name=name)
    assert finding.fix == f"标题改为“{name}绩效目标表”"


@pytest.mark.parametrize(
    ("title", "after"),
    [
        ("大厅宽带费用绩效目标表", f"{NAME}绩效目标表"),
        (f"8.{NAME}绩效目标表", f"1.{NAME}绩效目标表"),
        (None, f"{NAME}绩效目标表"),
    ],
)
def test_s19_mends_a_typed_title(title: str | None, after: str) -> None:
    [finding] = said_of_title(title)

    assert finding.edits == (Edit(finding.origin, title or "", after),)


def test_s19_mends_no_formula_and_not_from_a_name_that_needs_mending() -> None:
    [by_formula] = said_of_title(calculated("大厅宽带费用绩效目标表"))
    [of_two_lines] = said_of_title("大厅宽带", project_name="政务大厅\n宽带费用")

    assert (by_formula.edits, of_two_lines.edits) == ((), ())


@pytest.mark.parametrize("title", [NOT_CALCULATED, FORMULA_ERROR, dt.date(2024, 1, 3)])
def test_s19_leaves_an_unreadable_title_to_other_rules(title: object) -> None:
    assert said_of_title(title) == []


def test_s19_a_missing_name_is_c05s_matter() -> None:
    assert said_of_title("大厅宽带费用绩效目标表", project_name=None) == []
