"""The registry: every rule with its identity, its documentation and its check."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from inspect import cleandoc
from typing import Generic, NamedTuple, TypeVar

from xladdin.domain.department import Department
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Edit, Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Submission
from xladdin.domain.target_value import ValueKind
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.evidence import content_of


class Level(StrEnum):
    """What a rule looks at, in the order of the catalogue."""

    CELL = "cell"
    ROW = "row"
    SHEET = "sheet"
    WORKBOOK = "workbook"
    DEPARTMENT = "department"


OWN_CHECKS = "X"
"""First letter of the ids of a department's own checks, which no catalogue has."""
_LEVELS = {level.value[0].upper(): level for level in Level} | {OWN_CHECKS: Level.SHEET}
_ORDER_OF_LETTERS = "".join(_LEVELS)


class Certainty(StrEnum):
    """Whether a program decides the fact, or only suspects it (the message then says 疑似)."""

    CERTAIN = "certain"
    HEURISTIC = "heuristic"


class Problem(NamedTuple):
    """What a rule says: the place, the sentence and the mend.

    ``severity`` is given only where a case is graver or milder than the rule. ``evidence`` are the
    other cells that the judgement rests on: an explanation lapses when one of them changes.
    ``edits`` are the mend itself, where it is certain.
    """

    at: Entry | Origin
    message: str
    fix: str
    severity: Severity | None = None
    evidence: tuple[Entry, ...] = ()
    edits: tuple[Edit, ...] = ()


Problems = Iterable[Problem]
RowCheck = Callable[[JudgedRow, Context], Problem | None]
ProjectCheck = Callable[[BudgetProject, Context], Problems]
WorkbookCheck = Callable[[Submission, Context], Problems]
DepartmentCheck = Callable[[Department, Context], Problems]
CheckT = TypeVar("CheckT", RowCheck, ProjectCheck, WorkbookCheck, DepartmentCheck)


class RowSort(NamedTuple):
    """Rows by the kind of their target value and by their 二级指标; any, where none are named."""

    kinds: Collection[ValueKind] = ()
    classes: Collection[str] = ()

    def among(self, rows: Sequence[JudgedRow]) -> Sequence[JudgedRow]:
        """The rows that are of this sort."""
        kinds, classes = self
        if kinds:
            rows = [row for row in rows if row.target.kind in kinds]
        return [row for row in rows if row.level2 in classes] if classes else rows


EVERY_ROW = RowSort()
NUMERIC = frozenset({ValueKind.NUMBER, ValueKind.PERCENT})
"""Kinds of target values that state a number."""

_DOCUMENTATION = re.compile(
    r"(?P<what>.+?)\n\n(?:(?P<why>.+?)\n\n)?来源：(?P<source>.+)", re.DOTALL
)


@dataclass(frozen=True)
class Documentation:
    """What a rule checks, why, and which regulation or practice it comes from; in Chinese."""

    what: str
    why: str
    source: str

    @classmethod
    def of(cls, docstring: str) -> "Documentation":
        """Take a docstring apart: what is checked, blank line, why, blank line, 来源：source.

        Raises ValueError for one of another form.
        """
        found = _DOCUMENTATION.fullmatch(cleandoc(docstring))
        if found is None:
            msg = f"not the documentation of a rule: {docstring!r}"
            raise ValueError(msg)
        return cls(*("".join(map(str.strip, (part or "").splitlines())) for part in found.groups()))


def level_of(rule_id: str) -> Level:
    """What a rule looks at, by the first letter of its id."""
    return _LEVELS[rule_id[0]]


@cache
def catalogue_place(rule_id: str) -> tuple[int, int]:
    """Sort key of rules: the order of the catalogue, a department's own checks behind it."""
    return _ORDER_OF_LETTERS.index(rule_id[0]), int(rule_id[1:])


@dataclass(frozen=True)
class Rule(Generic[CheckT]):
    """A rule of the catalogue: ``check`` finds the problems, its docstring explains the rule.

    ``hides`` names the rules whose finding at the same cell and of the same severity gives way.
    A rule of rows says nothing of others than those it is ``asked_of``.
    """

    id: str
    severity: Severity
    title: str
    certainty: Certainty
    check: CheckT
    hides: frozenset[str] = frozenset()
    asked_of: RowSort = EVERY_ROW

    @property
    def level(self) -> Level:
        """What the rule looks at."""
        return level_of(self.id)

    @cached_property
    def documentation(self) -> Documentation:
        """What the check's docstring says."""
        return Documentation.of(self.check.__doc__ or "")

    def finding(self, problem: Problem, chosen: Severity | None = None) -> Finding:
        """A problem as a finding of this rule.

        ``chosen`` is the severity that the settings give the rule: it takes the place of the rule's
        own, and no case is graver than it.
        """
        at = problem.at
        severity = problem.severity or chosen or self.severity
        if chosen is not None and severity.gravity > chosen.gravity:
            severity = chosen
        return Finding(
            self.id,
            severity,
            problem.message,
            problem.fix,
            at.origin if isinstance(at, Entry) else at,
            content=content_of(at, problem.evidence, problem.message),
            edits=problem.edits,
        )


class RuleSet(Generic[CheckT]):
    """The rules that take the same arguments; an instance is the decorator that registers them."""

    def __init__(self) -> None:
        self.rules: list[Rule[CheckT]] = []

    def __call__(
        self,
        rule_id: str,
        severity: Severity,
        title: str,
        *,
        certainty: Certainty = Certainty.CERTAIN,
        hides: Iterable[str] = (),
        asked_of: RowSort = EVERY_ROW,
    ) -> Callable[[CheckT], CheckT]:
        """Register the decorated function under its catalogue id."""
        hidden = frozenset(hides)

        def register(check: CheckT) -> CheckT:
            self.rules.append(Rule(rule_id, severity, title, certainty, check, hidden, asked_of))
            return check

        return register


row_rule: RuleSet[RowCheck] = RuleSet()
project_rule: RuleSet[ProjectCheck] = RuleSet()
workbook_rule: RuleSet[WorkbookCheck] = RuleSet()
department_rule: RuleSet[DepartmentCheck] = RuleSet()
