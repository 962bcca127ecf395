"""A department's own checks, asked of project sheets and their rows."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.project import BudgetProject, share_of
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import budget_of, is_judged, part_of_budget, sheet_of
from xladdin.rules.own_checks import OwnCheck
from xladdin.rules.own_checks.evaluation import Facts, Value, holds
from xladdin.rules.own_checks.vocabulary import GOAL_COUNT, INDICATOR_COUNT, TARGET_UNIT
from xladdin.rules.registry import Certainty, Problem, Problems, ProjectCheck, Rule

_FIX = "按本部门的规定改正；确需保留的，写审核说明"


def own_rules(checks: tuple[OwnCheck, ...]) -> list[Rule[ProjectCheck]]:
    """The checks as rules of project sheets."""
    return [
        Rule(check.id, check.severity, "本部门校验", Certainty.CERTAIN, _Asked(check))
        for check in checks
    ]


class _Asked:
    """A check as rules are called."""

    def __init__(self, check: OwnCheck) -> None:
        self._check = check

    def __call__(self, project: BudgetProject, context: Context) -> Problems:
        rows = context.rows(project)
        about_project = _ProjectFacts(project, rows)
        if not self._check.parsed.is_about_rows:
            yield from self._problems(about_project)
            return
        for row in rows:
            yield from self._problems(about_project, row)

    def _problems(self, known: "_ProjectFacts", row: JudgedRow | None = None) -> Iterator[Problem]:
        line, entries = self._check.parsed, known.entries(row)
        facts = known.facts(row, entries)
        if line.condition is not None and holds(line.condition, facts) is not True:
            return
        if holds(line.requirement, facts) is not False:
            return
        named = [entries[field] for field in line.fields if field in entries]
        said = self._check.message or f"不符合本部门的规定“{self._check.line}”"
        yield Problem(
            next(iter(named), sheet_of(known.project)),
            said + _values_named(line.fields, facts),
            _FIX,
            evidence=tuple(named[1:]),
        )


def _values_named(fields: tuple[str, ...], facts: Facts) -> str:
    """What the fields of the line hold, so that a clerk sees why it fails."""
    told = [
        f"{field} {value.normalize():f}"
        if isinstance(value, Decimal)
        else f"{field}{quoted(value or '')}"
        for field in fields
        if (value := facts.values[field]) is not None
    ]
    return f"（{'，'.join(told)}）" if told else ""


class _ProjectFacts:
    """What a project sheet states, by the names of the language."""

    def __init__(self, project: BudgetProject, rows: Sequence[JudgedRow]) -> None:
        self.project = project
        self._rows = rows
        self._entries = _project_entries(project)
        self._values = _project_values(project, len(rows))

    def entries(self, row: JudgedRow | None) -> dict[str, Entry]:
        """The cells of the sheet and, where there is one, of the row."""
        return self._entries | (_row_entries(row) if row is not None else {})

    def facts(self, row: JudgedRow | None, entries: Mapping[str, Entry]) -> Facts:
        """What holds for the sheet and, where there is one, for the row."""
        return Facts(
            self._values | (_row_values(row) if row is not None else {}),
            count=lambda name: Decimal(len(self._of_class(name))),
            named=lambda text: Decimal(sum(text in row.level3 for row in self._rows)),
            total=self._total,
            given=lambda field: field in entries and not entries[field].is_blank,
        )

    def _of_class(self, name: str) -> list[JudgedRow]:
        return [row for row in self._rows if name in {row.level1, row.level2}]

    def _total(self, name: str) -> Decimal:
        amounts = (row.target.amount_wan for row in self._of_class(name))
        return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _project_entries(project: BudgetProject) -> dict[str, Entry]:
    plan = zip(layout.SPENDING_PLAN.values(), project.spending_plan.entries, strict=True)
    entries = {
        layout.PROJECT_CODE.label: project.project_code,
        layout.PROJECT_NAME.label: project.project_name,
        layout.BUDGET.label: project.budget,
        layout.FISCAL.defined_name: project.fiscal,
        layout.OTHER.label: project.other,
        layout.FUND_USE.label: project.fund_use,
        **{field.label: entry for field, entry in plan},
    }
    if project.goals:
        entries |= {layout.GOALS.label: project.goals[0], GOAL_COUNT: project.goals[0]}
    if project.indicators:
        entries[INDICATOR_COUNT] = project.indicators[0].level1
    return {label: entry for label, entry in entries.items() if entry.origin.cell}


def _project_values(project: BudgetProject, row_count: int) -> dict[str, Value]:
    plan = zip(layout.SPENDING_PLAN.values(), project.spending_plan.entries, strict=True)
    texts = {
        layout.PROJECT_CODE.label: project.project_code,
        layout.PROJECT_NAME.label: project.project_name,
        layout.FUND_USE.label: project.fund_use,
    }
    goals = "".join(squeeze(goal.text) for goal in project.goals)
    return {
        **{label: _text(entry) for label, entry in texts.items()},
        layout.BUDGET.label: budget_of(project),
        layout.FISCAL.defined_name: part_of_budget(project.fiscal),
        layout.OTHER.label: part_of_budget(project.other),
        **{field.label: _percent(entry) for field, entry in plan},
        layout.GOALS.label: goals,
        GOAL_COUNT: Decimal(sum(not goal.is_blank for goal in project.goals)),
        INDICATOR_COUNT: Decimal(row_count),
    }


def _text(entry: Entry) -> str | None:
    return squeeze(entry.text) if is_judged(entry) else None


def _percent(entry: Entry) -> Decimal | None:
    share = share_of(entry)
    return share * 100 if share is not None else None


def _row_entries(row: JudgedRow) -> dict[str, Entry]:
    labels = (column.label for column in layout.INDICATOR_COLUMNS)
    entries = dict(zip(labels, row.cells.entries, strict=True))
    return entries | {TARGET_UNIT: row.cells.target_value}


def _row_values(row: JudgedRow) -> dict[str, Value]:
    return {
        layout.LEVEL1.label: row.level1 or _text(row.cells.level1),
        layout.LEVEL2.label: row.level2 or _text(row.cells.level2),
        layout.LEVEL3.label: row.level3,
        layout.DESCRIPTION.label: row.description,
        layout.TARGET_VALUE.label: row.target.number,
        TARGET_UNIT: row.target.unit,
        layout.BASIS.label: row.basis,
    }
