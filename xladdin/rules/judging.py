"""What several rules need to know about a form: which cells they may judge, what a sheet totals."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Indicator, amount_of
from xladdin.domain.submission import Cover, DepartmentTargets, Submission
from xladdin.domain.text import squeeze
from xladdin.form import layout

LabelledEntry = tuple[str, Entry]


def is_judged(entry: Entry) -> bool:
    """False for a text field that C13, W03 or W06 reports: an error, no value yet, a date."""
    if isinstance(entry.value, str):  # nearly always
        return entry.formula is not FormulaState.NOT_CALCULATED
    return not entry.is_unreadable and not entry.is_date


def judged_text(entry: Entry) -> str:
    """A text field squeezed; empty where there is none to judge."""
    value = entry.value
    if value.__class__ is str and entry.formula is FormulaState.NONE:  # nearly always
        return squeeze(value)
    return squeeze(entry.text) if is_judged(entry) else ""


def is_missing(entry: Entry) -> bool:
    """True for a blank cell; not where the sheet lacks the whole field, which W03 reports."""
    return entry.is_blank and not entry.is_unreadable and entry.origin.cell != ""


def sheet_of(project: BudgetProject) -> Origin:
    """A project sheet as a whole, for what concerns no cell of it."""
    return Origin(project.title.origin.file, project.sheet)


def head_texts(project: BudgetProject) -> Iterator[LabelledEntry]:
    """The text fields above the indicator table that people fill in, by label."""
    yield layout.PROJECT_CODE.label, project.project_code
    yield layout.PROJECT_NAME.label, project.project_name
    yield layout.FUND_USE.label, project.fund_use
    for goal in project.goals:
        yield layout.GOALS.label, goal


def row_texts(row: Indicator) -> Iterator[LabelledEntry]:
    """The cells of an indicator row by the heading of their column."""
    for column, entry in zip(layout.INDICATOR_COLUMNS, row.entries, strict=True):
        yield column.label, entry


def texts(project: BudgetProject) -> Iterator[LabelledEntry]:
    """All text fields of a project sheet that people fill in, by label."""
    yield from head_texts(project)
    for row in project.indicators:
        yield from row_texts(row)


def amounts(project: BudgetProject) -> Iterator[LabelledEntry]:
    """The money and percentage cells of a project sheet, by label."""
    yield layout.BUDGET.label, project.budget
    yield layout.FISCAL.defined_name, project.fiscal
    yield layout.OTHER.label, project.other
    for field, entry in zip(
        layout.SPENDING_PLAN.values(), project.spending_plan.entries, strict=True
    ):
        yield field.label, entry


def headings(project: BudgetProject) -> Iterator[LabelledEntry]:
    """The lines over the form, which the template fills in itself."""
    yield "标题", project.title
    yield "单位行", project.unit_line
    yield "金额单位", project.amount_unit


def cover_inputs(cover: Cover) -> Iterator[LabelledEntry]:
    """The cover's fields that people fill in, by label."""
    for field in layout.UNIT_COVER_FIELDS:
        yield field.label, getattr(cover, field.key)


def cover_totals(cover: Cover) -> Iterator[LabelledEntry]:
    """The totals of the cover's index, by the heading of their column."""
    yield layout.INDEX_BUDGET.label, cover.total_budget
    yield layout.INDEX_FISCAL.label, cover.total_fiscal
    yield layout.INDEX_OTHER.label, cover.total_other


def target_texts(targets: DepartmentTargets) -> Iterator[LabelledEntry]:
    """The department's own targets, by label."""
    yield layout.OVERALL_GOAL.label, targets.overall_goal
    for sub_goal in targets.sub_goals:
        yield layout.SUB_GOALS_LABEL, sub_goal.goal
        yield layout.SUB_GOAL_INDICATORS.label, sub_goal.indicators
    for measure in targets.measures:
        yield layout.MEASURES_LABEL, measure.heading
        yield layout.MEASURES_LABEL, measure.text


def budget_of(project: BudgetProject) -> Decimal | None:
    """预算数 in 万元; None where the cell states none."""
    return amount_of(project.budget)


def part_of_budget(entry: Entry) -> Decimal | None:
    """财政资金 or 其他资金 in 万元, blank counting 0; None where the cell can't be read."""
    if entry.is_unreadable:
        return None
    return Decimal(0) if entry.is_blank else amount_of(entry)


def total(parts: Iterable[Decimal | None]) -> Decimal | None:
    """Exact sum; None as soon as one part is unknown (its own rule reports that)."""
    known: list[Decimal] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)
    return sum(known, Decimal(0))


def total_budget(submission: Submission) -> Decimal | None:
    """Σ 预算数 of all project sheets in 万元; None where one of them is unknown."""
    return total(budget_of(project) for project in submission.projects)


def place_of_total(submission: Submission) -> Entry | None:
    """Where a finding on the unit's total belongs: the cover's total, else the first 预算数."""
    cover = submission.cover
    total_cell = cover.total_budget if cover is not None else None
    if total_cell and total_cell.origin.cell and not total_cell.is_unreadable:
        return total_cell
    return submission.projects[0].budget if submission.projects else None
