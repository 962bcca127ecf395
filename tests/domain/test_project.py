"""Amounts and cumulative plans of a project, from cells as they stand."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.entry import CellValue, Entry, ErrorValue, FormulaState
from xladdin.domain.origin import Origin
from xladdin.domain.project import (
    PlanMonth,
    SpendingPlan,
    amount_of,
    share_of,
    split_goals,
)


def entry(value: CellValue) -> Entry:
    return Entry(value, Origin("a.xlsx", "项目1", "C4"))


def plan(*shares: CellValue) -> SpendingPlan:
    return SpendingPlan(*(entry(share) for share in shares))


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (Decimal("13.48"), Decimal("13.48")),
        ("13.48", Decimal("13.48")),
        ("１，２３４．５", Decimal("1234.5")),
        ("2000万", None),
        (None, None),
        ("", None),
        (True, None),
        (dt.date(2024, 1, 3), None),
        (ErrorValue("#REF!"), None),
    ],
)
def test_an_amount_is_a_number_or_nothing(value: CellValue, amount: Decimal | None) -> None:
    assert amount_of(entry(value)) == amount


def test_a_formula_that_was_never_calculated_is_no_amount_and_no_share() -> None:
    saved = replace(entry(Decimal(1)), formula=FormulaState.NOT_CALCULATED)
    assert amount_of(saved) is None
    assert share_of(saved) is None


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (Decimal("0.25"), Decimal("0.25")),
        (Decimal(1), Decimal(1)),
        ("25%", Decimal("0.25")),
        (" 12.5％ ", Decimal("0.125")),
        (Decimal(25), None),
        (Decimal("-0.1"), None),
        ("120%", None),
        ("≥25%", None),
        ("20%-30%", None),
        ("25%左右", None),
        ("25", None),
        (None, None),
    ],
)
def test_a_share_is_a_number_up_to_one_or_a_plain_percentage(
    value: CellValue, share: Decimal | None
) -> None:
    assert share_of(entry(value)) == share


@pytest.mark.parametrize(
    ("shares", "filled"),
    [
        ((None, None, Decimal(1), None), "0 0 1 1"),
        ((None, Decimal(1), None, None), "0 1 1 1"),
        ((Decimal("0.5"), Decimal("0.75"), Decimal(1), None), "0.5 0.75 1 1"),
        ((Decimal("0.25"), None, Decimal("0.75"), Decimal(1)), "0.25 0.25 0.75 1"),
        ((None, None, None, None), "0 0 0 0"),
    ],
)
def test_blanks_of_a_plan_count_as_published_forms_mean_them(
    shares: tuple[Decimal | None, ...], filled: str
) -> None:
    found = plan(*shares).cumulative_shares
    assert list(found) == list(PlanMonth)
    assert [str(share) for share in found.values()] == filled.split()


@given(st.lists(st.none() | st.decimals(0, 1, places=3), min_size=4, max_size=4))
def test_a_filled_plan_keeps_every_share_that_is_stated(shares: list[Decimal | None]) -> None:
    found = plan(*shares).cumulative_shares.values()
    assert all(own is None or own == cum for own, cum in zip(shares, found, strict=True))


def test_goals_of_one_cell_are_its_lines() -> None:
    assert split_goals("1.甲\r\n\n 2.乙 \n") == ["1.甲", "2.乙"]
