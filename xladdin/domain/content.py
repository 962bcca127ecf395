"""What a form says, without cells: for filling workbooks and for comparing what was read."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.project import BudgetProject, Indicator, PlanMonth, amount_of, share_of
from xladdin.domain.taxonomy import Taxonomy

Amount = Decimal | str | None
"""An amount in 万元 or a share; a text where a document states something that is no number."""


@dataclass(frozen=True, slots=True)
class IndicatorContent:
    """One indicator row."""

    level1: str = ""
    level2: str = ""
    level3: str = ""
    description: str = ""
    target_value: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ProjectContent:
    """One project: amounts in 万元, the plan as cumulative shares 0 to 1."""

    code: str = ""
    name: str = ""
    budget: Amount = None
    fiscal: Amount = None
    other: Amount = None
    fund_use: str = ""
    plan: dict[PlanMonth, Amount] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    indicators: tuple[IndicatorContent, ...] = ()


@dataclass(frozen=True, slots=True)
class DepartmentIdentity:
    """Whose targets, for which year; the code is the first three digits of its units' codes."""

    code: str
    name: str
    year: int
    round: str = "一上"


@dataclass(frozen=True, slots=True)
class UnitContent:
    """What a unit's workbook holds."""

    department: DepartmentIdentity
    unit_code: str
    unit_name: str
    taxonomy: Taxonomy = Taxonomy.Y2015
    projects: tuple[ProjectContent, ...] = ()


@dataclass(frozen=True, slots=True)
class SubGoalContent:
    """分项绩效目标 with its indicators."""

    goal: str
    indicators: str


@dataclass(frozen=True, slots=True)
class MeasureContent:
    """One of the 工作保障措施."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class DepartmentContent:
    """What the department's own workbook holds."""

    department: DepartmentIdentity
    overall_goal: str = ""
    sub_goals: tuple[SubGoalContent, ...] = ()
    measures: tuple[MeasureContent, ...] = ()


def _amount(entry: Entry) -> Amount:
    amount = amount_of(entry)
    return amount if amount is not None else entry.text or None


def _share(entry: Entry) -> Amount:
    share = share_of(entry)
    return share if share is not None else entry.text or None


def _indicator(row: Indicator) -> IndicatorContent:
    return IndicatorContent(*(entry.text for entry in row.entries))


def project_content(project: BudgetProject) -> ProjectContent:
    """What a project's sheet says."""
    plan = zip(PlanMonth, project.spending_plan.entries, strict=True)
    return ProjectContent(
        code=project.project_code.text,
        name=project.project_name.text,
        budget=_amount(project.budget),
        fiscal=_amount(project.fiscal),
        other=_amount(project.other),
        fund_use=project.fund_use.text,
        plan={month: _share(entry) for month, entry in plan},
        goals=tuple(goal.text for goal in project.goals),
        indicators=tuple(_indicator(row) for row in project.indicators),
    )


def content_digest(texts: Iterable[str], projects: Iterable[ProjectContent]) -> str:
    """SHA-256 of contents, in hexadecimal: equal for two files that say the same."""

    def plain(value: object) -> str:
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"  # 8 and 8.00 say the same
        msg = f"no plain form of {type(value).__name__}"
        raise TypeError(msg)

    said = [list(texts), [asdict(project) for project in projects]]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=plain)
    return hashlib.sha256(text.encode()).hexdigest()
