"""Exact totals by unit and of the department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from xladdin.domain.department import Department
from xladdin.domain.project import BudgetProject, PlanMonth, share_of
from xladdin.domain.submission import Submission
from xladdin.form.summary_form import TOTAL

_WIDE = 200  # digits; a sum of products of 15-digit numbers stays exact in them


@dataclass(frozen=True, slots=True)
class UnitTotals:
    """What a unit's projects add up to, exact, in 万元.

    ``plan`` is the cumulative amount by the end of each month. ``unread`` counts projects with an
    amount or a share that can't be read; the amount counts 0 here and a finding reports it.
    """

    unit_code: str
    unit_name: str
    projects: int
    indicators: int
    budget: Decimal
    fiscal: Decimal
    other: Decimal
    plan: dict[PlanMonth, Decimal]
    unread: int = 0


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """The sum without any rounding."""
    with localcontext(prec=_WIDE):
        return sum(amounts, Decimal(0))


def department_totals(department: Department) -> tuple[list[UnitTotals], UnitTotals]:
    """Totals by unit in the order of the unit codes, and the department's."""
    units: dict[str, list[Submission]] = {}
    for submission in department.used:
        units.setdefault(submission.unit_code, []).append(submission)
    lines = [_unit_totals(submissions) for submissions in units.values()]
    return lines, _sum_of_totals("", TOTAL, lines)


def _unit_totals(submissions: Sequence[Submission]) -> UnitTotals:
    first = submissions[0]
    projects = (project for submission in submissions for project in submission.projects)
    lines = [_project_totals(project) for project in projects]
    return _sum_of_totals(first.unit_code, first.unit_name, lines)


def _project_totals(project: BudgetProject) -> UnitTotals:
    return UnitTotals(
        "",
        "",
        projects=1,
        indicators=len(project.indicators),
        budget=project.budget_amount or Decimal(0),
        fiscal=project.fiscal_amount or Decimal(0),
        other=project.other_amount or Decimal(0),
        plan=dict(project.plan_amounts),
        unread=int(_has_unread(project)),
    )


def _sum_of_totals(unit_code: str, unit_name: str, lines: Sequence[UnitTotals]) -> UnitTotals:
    return UnitTotals(
        unit_code,
        unit_name,
        projects=sum(line.projects for line in lines),
        indicators=sum(line.indicators for line in lines),
        budget=exact_sum(line.budget for line in lines),
        fiscal=exact_sum(line.fiscal for line in lines),
        other=exact_sum(line.other for line in lines),
        plan={month: exact_sum(line.plan[month] for line in lines) for month in PlanMonth},
        unread=sum(line.unread for line in lines),
    )


def _has_unread(project: BudgetProject) -> bool:
    amounts = (project.budget_amount, project.fiscal_amount, project.other_amount)
    shares = (e for e in project.spending_plan.entries if not e.is_blank)
    return None in amounts or any(share_of(entry) is None for entry in shares)
