from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.consolidation.departments import (
    department,
    sample_department,
    unit_submission,
)
from tests.workbook import contents
from xladdin.consolidation.tables import department_totals, exact_sum
from xladdin.domain.content import ProjectContent
from xladdin.domain.project import PlanMonth

AMOUNTS = st.decimals(0, Decimal(10) ** 12 - 1, places=6)
SHARES = st.decimals(0, 1, places=9)
PROJECTS = st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, SHARES, SHARES)
UNITS = st.lists(st.lists(PROJECTS, min_size=1, max_size=3), max_size=3)
Amounts = tuple[Decimal, Decimal, Decimal, Decimal, Decimal]


def project_of(amounts: Amounts) -> ProjectContent:
    budget, fiscal, other, first, last = (f"{amount:f}" for amount in amounts)
    plan = (None, first, last, None)
    return contents.project(budget=budget, fiscal=fiscal, other=other, shares=plan)


@given(UNITS)
def test_total_is_the_sum_of_units_and_of_projects(units: list[list[Amounts]]) -> None:
    sent = department(
        *(
            unit_submission(f"{n}.xlsx", f"31600{n}", f"单位{n}", [project_of(p) for p in projects])
            for n, projects in enumerate(units)
        )
    )
    lines, total = department_totals(sent)
    everything = [amounts for projects in units for amounts in projects]

    assert [line.projects for line in lines] == [len(projects) for projects in units]
    assert total.projects == len(everything)
    for name, place in (("budget", 0), ("fiscal", 1), ("other", 2)):
        amount = getattr(total, name)
        assert amount == exact_sum(amounts[place] for amounts in everything)
        assert amount == exact_sum(getattr(line, name) for line in lines)
    for month, place in ((PlanMonth.JUN, 3), (PlanMonth.DEC, 4)):
        assert total.plan[month] == exact_sum(a[0] * a[place] for a in everything)
        assert total.plan[month] == exact_sum(line.plan[month] for line in lines)


@given(st.lists(AMOUNTS, max_size=50))
def test_an_exact_sum_is_that_of_whole_numbers(amounts: list[Decimal]) -> None:
    millionths = sum(int(amount.scaleb(6)) for amount in amounts)

    assert exact_sum(amounts) == Decimal(millionths).scaleb(-6)


def test_a_sum_of_products_loses_no_digit() -> None:
    product = Decimal("0.1234567890123456789012345678")

    assert exact_sum([Decimal(10) ** 20, product]) - Decimal(10) ** 20 == product.scaleb(0)
    assert str(exact_sum([Decimal(10) ** 20, product])).endswith("1234567890123456789012345678")


def test_the_sample() -> None:
    (first, second), total = department_totals(sample_department())

    assert (first.unit_code, first.projects, first.indicators) == ("316001", 7, 64)
    assert (second.unit_code, second.projects, second.indicators) == ("316003", 6, 57)
    assert (first.budget, second.budget) == (Decimal("100.89"), Decimal("76.69"))
    assert (total.budget, total.fiscal, total.other) == (
        Decimal("177.58"),
        Decimal("177.58"),
        Decimal(0),
    )
    assert list(total.plan.values()) == [
        Decimal("47.235"),
        Decimal("91.905"),
        Decimal("145.195"),
        Decimal("177.58"),
    ]
    assert (first.plan[PlanMonth.OCT], second.plan[PlanMonth.OCT]) == (
        Decimal("86.4625"),
        Decimal("58.7325"),
    )
    assert total.unread == 0


def test_what_cannot_be_read_counts_nothing_and_is_counted() -> None:
    projects = [
        contents.project(),
        contents.project(budget="2000万"),
        contents.project(budget=None, fiscal=None),
        contents.project(other="约3"),
        contents.project(shares=("约一半", None, None, "1")),
    ]

    (unit,), total = department_totals(department(unit_submission("a", "316001", "甲", projects)))

    assert unit.budget == Decimal("13.48") * 3
    assert unit.unread == total.unread == 4


def test_two_workbooks_of_one_unit_are_one_line() -> None:
    one, two = (unit_submission(name, "316001", "甲", [contents.project()]) for name in "ab")

    (unit,), _ = department_totals(department(one, two))

    assert (unit.projects, unit.budget) == (2, Decimal("26.96"))


def test_a_department_without_units_totals_nothing() -> None:
    units, total = department_totals(department())

    assert units == []
    assert (total.unit_name, total.projects, total.budget) == ("合计", 0, Decimal(0))
    assert total.plan == dict.fromkeys(PlanMonth, Decimal(0))


def test_a_blank_other_amount_is_no_trouble() -> None:
    submission = unit_submission("a", "316001", "甲", [contents.project(other=None)])

    (unit,), _ = department_totals(department(submission))

    assert (unit.other, unit.unread) == (Decimal(0), 0)
