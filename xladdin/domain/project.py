"""A budget project's performance targets as its sheet states them (预算项目绩效目标表)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from xladdin.domain.entry import Entry
from xladdin.domain.money import AmountError, parse_amount
from xladdin.domain.origin import Origin
from xladdin.domain.target_value import TargetValue, parse_target_value

FULL = Decimal(1)


def amount_of(entry: Entry) -> Decimal | None:
    """Amount in 万元 that a money cell states; None when it is blank or can't be read.

    A plain number kept as text counts with its value (C07 still reports it); a text such as
    ``2000万`` is not a number and gives None, never 0; so does a formula never calculated.
    """
    if entry.is_unreadable:
        return None
    value = entry.value
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        return None
    try:
        return parse_amount(value)
    except AmountError:
        return None


def _amount_or_zero(entry: Entry) -> Decimal | None:
    is_left_out = entry.is_blank and not entry.is_unreadable
    return Decimal(0) if is_left_out else amount_of(entry)


class PlanMonth(StrEnum):
    """The four columns of 资金支出计划; each holds the share spent by the end of that month."""

    MAR = "mar"
    JUN = "jun"
    OCT = "oct"
    DEC = "dec"


@dataclass(frozen=True, slots=True)
class SpendingPlan:
    """资金支出计划（%）: cumulative shares of the budget."""

    mar: Entry
    jun: Entry
    oct: Entry
    dec: Entry

    @property
    def entries(self) -> tuple[Entry, Entry, Entry, Entry]:
        """The four cells in the order of the months."""
        return (self.mar, self.jun, self.oct, self.dec)

    @property
    def shares(self) -> tuple[Decimal | None, ...]:
        """The share each cell states, 0 to 1; None for a blank or unreadable cell."""
        return tuple(share_of(entry) for entry in self.entries)

    @property
    def cumulative_shares(self) -> dict[PlanMonth, Decimal]:
        """The share spent by each month with blanks filled.

        A leading blank counts 0, a blank after 100% counts 100% (published forms leave both
        out). A blank anywhere else keeps the share before it, the least it can be, and S11 or S10
        reports it.
        """
        reached = Decimal(0)
        filled: dict[PlanMonth, Decimal] = {}
        for month, share in zip(PlanMonth, self.shares, strict=True):
            reached = reached if share is None else share
            filled[month] = reached
        return filled


def share_of(entry: Entry) -> Decimal | None:
    """Share 0 to 1 that a plan cell states: the number 0.25, or the text ``25%``; else None."""
    if entry.is_unreadable:
        return None
    if isinstance(entry.value, Decimal):
        return entry.value if 0 <= entry.value <= FULL else None
    if isinstance(entry.value, str):
        target = parse_target_value(entry.value)
        is_one_number = target.unit == "%" and target.upper_number is None
        is_plain = target.comparison is None and not target.remainder
        if is_one_number and is_plain and target.number is not None:
            share = target.number / 100
            return share if 0 <= share <= FULL else None
    return None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator table."""

    row: int
    level1: Entry
    level2: Entry
    level3: Entry
    description: Entry
    target_value: Entry
    basis: Entry

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The six cells from left to right."""
        return (
            self.level1,
            self.level2,
            self.level3,
            self.description,
            self.target_value,
            self.basis,
        )

    @property
    def target(self) -> TargetValue:
        """The target value taken apart."""
        return parse_target_value(self.target_value.text)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something on a sheet that the form has no place for, or a part of the form not found."""

    origin: Origin
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class BudgetProject:
    """A project sheet. Every field keeps the cell that it came from, blank ones too.

    ``position`` is the sheet's place among the workbook's project sheets, from 1.
    """

    sheet: str
    position: int
    title: Entry
    unit_line: Entry
    amount_unit: Entry
    project_code: Entry
    project_name: Entry
    budget: Entry
    fiscal: Entry
    other: Entry
    fund_use: Entry
    spending_plan: SpendingPlan
    goals: tuple[Entry, ...]
    indicators: tuple[Indicator, ...]
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def budget_amount(self) -> Decimal | None:
        """预算数 in 万元; None when the cell states no number."""
        return amount_of(self.budget)

    @property
    def fiscal_amount(self) -> Decimal | None:
        """财政资金 in 万元; a blank cell counts 0."""
        return _amount_or_zero(self.fiscal)

    @property
    def other_amount(self) -> Decimal | None:
        """其他资金 in 万元; a blank cell counts 0."""
        return _amount_or_zero(self.other)

    @property
    def plan_amounts(self) -> Mapping[PlanMonth, Decimal]:
        """Cumulative amount in 万元 by the end of each month, exact."""
        budget = self.budget_amount or Decimal(0)
        shares = self.spending_plan.cumulative_shares
        return {month: budget * share for month, share in shares.items()}

    def entries(self) -> Iterator[Entry]:
        """Every cell of the form on this sheet, in reading order."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Entry):
                yield value
            elif isinstance(value, SpendingPlan):
                yield from value.entries
        yield from self.goals
        for indicator in self.indicators:
            yield from indicator.entries


def split_goals(text: str) -> list[str]:
    """The goals in one cell: a line each, blank lines dropped."""
    return [line.strip() for line in text.splitlines() if line.strip()]
