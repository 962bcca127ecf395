"""The registry: every rule with its identity, and the context a rule judges in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from xladdin.domain.department import Department, Roster
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.submission import Submission
from xladdin.domain.taxonomy import Taxonomy


class Level(StrEnum):
    """What a rule looks at, in the order of the catalogue."""

    CELL = "cell"
    ROW = "row"
    SHEET = "sheet"
    WORKBOOK = "workbook"
    DEPARTMENT = "department"


_LEVELS = {level.value[0].upper(): level for level in Level}


class Certainty(StrEnum):
    """Whether a program decides the fact, or only suspects it (the message then says 疑似)."""

    CERTAIN = "certain"
    HEURISTIC = "heuristic"


@dataclass(frozen=True, slots=True)
class Context:
    """What rules know besides the part they judge: the classes in force, the unit list."""

    taxonomy: Taxonomy = Taxonomy.Y2015
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule says: the place, the sentence and the mend.

    ``severity`` is given only where a case is graver or milder than the rule.
    """

    at: Entry | Origin
    message: str
    fix: str
    severity: Severity | None = None


Problems = Iterable[Problem]
RowCheck = Callable[[Indicator, BudgetProject, Context], Problems]
ProjectCheck = Callable[[BudgetProject, Context], Problems]
WorkbookCheck = Callable[[Submission, Context], Problems]
DepartmentCheck = Callable[[Department], Problems]
CheckT = TypeVar("CheckT", RowCheck, ProjectCheck, WorkbookCheck, DepartmentCheck)


@dataclass(frozen=True, slots=True)
class Rule(Generic[CheckT]):
    """A rule of the catalogue: ``check`` finds the problems, its docstring explains the rule.

    ``hides`` names the rules whose finding at the same cell and of the same severity gives way.
    """

    id: str
    severity: Severity
    title: str
    source: str
    certainty: Certainty
    check: CheckT
    hides: frozenset[str]

    @property
    def level(self) -> Level:
        """What the rule looks at, by the first letter of its id."""
        return _LEVELS[self.id[0]]

    @property
    def catalogue_place(self) -> tuple[int, int]:
        """Sort key: the order of the catalogue."""
        return list(Level).index(self.level), int(self.id[1:])

    def findings(self, problems: Problems) -> Iterator[Finding]:
        """The problems as findings of this rule."""
        for problem in problems:
            origin = problem.at.origin if isinstance(problem.at, Entry) else problem.at
            severity = problem.severity or self.severity
            yield Finding(self.id, severity, problem.message, problem.fix, origin)


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
        source: str,
        certainty: Certainty = Certainty.CERTAIN,
        hides: Iterable[str] = (),
    ) -> Callable[[CheckT], CheckT]:
        """Register the decorated function under its catalogue id."""

        def register(check: CheckT) -> CheckT:
            hidden = frozenset(hides)
            self.rules.append(Rule(rule_id, severity, title, source, certainty, check, hidden))
            return check

        return register


row_rule: RuleSet[RowCheck] = RuleSet()
project_rule: RuleSet[ProjectCheck] = RuleSet()
workbook_rule: RuleSet[WorkbookCheck] = RuleSet()
department_rule: RuleSet[DepartmentCheck] = RuleSet()
