"""The parts of the forms -> changes: head, goals and indicators of a project; cover; targets."""

from collections.abc import Iterable, Iterator

from xladdin.domain.project import BudgetProject, Indicator, PlanMonth
from xladdin.domain.submission import Cover, DepartmentTargets
from xladdin.form import layout
from xladdin.rules.comparing.changes import PROJECT_HEAD, Change, Kind, changed_cell, said_in_line
from xladdin.rules.comparing.editions import Part
from xladdin.rules.comparing.lists import Line, ListForm, line_of, text_at
from xladdin.rules.judging import cover_inputs, row_texts, target_texts

_LEVEL2, _LEVEL3 = 1, 2

INDICATOR_ROWS = ListForm(
    Part.INDICATORS.value,
    "指标",
    keys=(text_at(_LEVEL2, _LEVEL3), text_at(_LEVEL3)),
    # of 一级, 二级, 三级指标, 描述, 指标值, 依据: class and name alone make a row the same
    weights=(0.0, 0.1, 0.4, 0.2, 0.15, 0.15),
    naming=_LEVEL3,
)
_GOALS = ListForm(Part.GOALS.value, layout.GOALS.label, (), (1.0,), is_numbered=True)
_SUB_GOALS = ListForm(
    layout.TARGETS_SHEET, layout.SUB_GOALS_LABEL, (text_at(0),), (0.6, 0.4), is_numbered=True
)
_MEASURES = ListForm(
    layout.TARGETS_SHEET, layout.MEASURES_LABEL, (text_at(0),), (0.6, 0.4), is_numbered=True
)


def compare_cover(old: Cover, new: Cover) -> Iterator[Change]:
    """Changed inputs of the cover."""
    for (label, before), (_, after) in zip(cover_inputs(old), cover_inputs(new), strict=True):
        yield from changed_cell(layout.COVER_SHEET, label, before, after)


def compare_targets(old: DepartmentTargets, new: DepartmentTargets) -> Iterator[Change]:
    """Changes of the department's own targets."""
    part = layout.TARGETS_SHEET
    yield from changed_cell(part, layout.OVERALL_GOAL.label, old.overall_goal, new.overall_goal)
    yield from _SUB_GOALS.compare(_sub_goals(old), _sub_goals(new))[0]
    yield from _MEASURES.compare(_measures(old), _measures(new))[0]


def targets_that_came_or_went(kind: Kind, targets: DepartmentTargets) -> Change:
    """The department's own targets as a whole, where one side has none."""
    whole = said_in_line([entry for _, entry in target_texts(targets)], targets.overall_goal)
    old, new = (whole, None) if kind is Kind.REMOVED else (None, whole)
    return Change(kind, layout.TARGETS_SHEET, layout.TARGETS_TITLE, old, new)


def compare_project(
    old: BudgetProject, new: BudgetProject, parts: frozenset[Part], is_restated: bool
) -> tuple[list[Change], int]:
    """Changes of the parts that both sides tell; and how many indicator rows only moved."""
    changes = [
        *changed_cell(PROJECT_HEAD, layout.PROJECT_CODE.label, old.project_code, new.project_code),
        *changed_cell(PROJECT_HEAD, layout.PROJECT_NAME.label, old.project_name, new.project_name),
        *_amounts(old, new, is_restated),
    ]
    if Part.FUND_USE in parts:
        label = layout.FUND_USE.label
        changes += changed_cell(Part.FUND_USE.value, label, old.fund_use, new.fund_use)
    if Part.PLAN in parts:
        changes += _plan(old, new, is_restated)
    if Part.GOALS in parts:
        changes += _GOALS.compare(_goals(old), _goals(new))[0]
    moved = 0
    if Part.INDICATORS in parts and _texts(old.indicators) != _texts(new.indicators):
        found, moved = INDICATOR_ROWS.compare(_rows(old.indicators), _rows(new.indicators))
        changes += found
    return changes, moved


def _amounts(old: BudgetProject, new: BudgetProject, is_restated: bool) -> Iterator[Change]:
    for label, before, after, amounts in (
        (layout.BUDGET.label, old.budget, new.budget, (old.budget_amount, new.budget_amount)),
        (
            layout.FISCAL.defined_name,
            old.fiscal,
            new.fiscal,
            (old.fiscal_amount, new.fiscal_amount),
        ),
        (layout.OTHER.label, old.other, new.other, (old.other_amount, new.other_amount)),
    ):
        is_equal = amounts[0] is not None and amounts[0] == amounts[1]
        if not (is_restated and is_equal):
            yield from changed_cell(PROJECT_HEAD, label, before, after, amounts=amounts)


def _plan(old: BudgetProject, new: BudgetProject, is_restated: bool) -> Iterator[Change]:
    before, after = old.spending_plan, new.spending_plan
    were, are = before.cumulative_shares, after.cumulative_shares
    for month, was, now in zip(PlanMonth, before.entries, after.entries, strict=True):
        if not (is_restated and were[month] == are[month]):
            label = layout.SPENDING_PLAN[month].label
            yield from changed_cell(Part.PLAN.value, label, was, now)


def _goals(project: BudgetProject) -> Iterator[Line]:
    return (line_of([(layout.GOALS.label, goal)]) for goal in project.goals)


def _rows(rows: Iterable[Indicator]) -> Iterator[Line]:
    return (line_of(row_texts(row)) for row in rows)


def _texts(rows: Iterable[Indicator]) -> list[str]:
    return [entry.text for row in rows for entry in row.entries]


def _sub_goals(targets: DepartmentTargets) -> Iterator[Line]:
    labels = (layout.SUB_GOALS_LABEL, layout.SUB_GOAL_INDICATORS.label)
    for goal in targets.sub_goals:
        yield line_of(zip(labels, (goal.goal, goal.indicators), strict=True))


def _measures(targets: DepartmentTargets) -> Iterator[Line]:
    labels = (layout.MEASURES_LABEL, layout.MEASURE_TEXT.label)
    for measure in targets.measures:
        yield line_of(zip(labels, (measure.heading, measure.text), strict=True))
