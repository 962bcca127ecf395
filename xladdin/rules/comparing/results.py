"""What a comparison gives: each sender and each project then and now, with its changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from xladdin.domain.project import BudgetProject
from xladdin.form import layout
from xladdin.rules.comparing.changes import Change
from xladdin.rules.comparing.editions import EVERY_PART, Edition, Part, Statement
from xladdin.rules.comparing.names import name_without_year

_NONE = Decimal(0)


class State(StrEnum):
    """What happened to a project."""

    ADDED = "新增"
    REMOVED = "删除"
    RENAMED = "更名"
    CHANGED = "变更"
    UNCHANGED = "未变"


class Basis(StrEnum):
    """What a project was known again by."""

    CODE = "项目编码"
    NAME = "项目名称"
    NAME_OF_ANOTHER_YEAR = "项目名称（年度不同）"
    LIKENESS = "名称和指标相似"
    SHEET = "工作表"


@dataclass(frozen=True, slots=True)
class AmountPair:
    """An amount of a project then and now; None where it isn't there or can't be read."""

    label: str
    old: Decimal | None
    new: Decimal | None

    @property
    def difference(self) -> Decimal:
        """New minus old, exact; what is missing counts 0."""
        return (self.new or _NONE) - (self.old or _NONE)


Amounts = tuple[Decimal | None, ...]
"""预算数, 财政资金 and 其他资金."""
AMOUNT_LABELS = (layout.BUDGET.label, layout.FISCAL.defined_name, layout.OTHER.label)


def amounts_of(project: BudgetProject | None) -> Amounts:
    """The three amounts of a project; None for one that can't be read, or without a project."""
    if project is None:
        return (None,) * len(AMOUNT_LABELS)
    return (project.budget_amount, project.fiscal_amount, project.other_amount)


def amount_pairs(old: Amounts, new: Amounts) -> tuple[AmountPair, ...]:
    """The three amounts side by side."""
    return tuple(map(AmountPair, AMOUNT_LABELS, old, new))


@dataclass(frozen=True)
class ComparedProject:
    """A project then and now. ``moved`` counts indicator rows that only stand elsewhere.

    ``from_unit`` is the unit's code where another unit had the project before.
    """

    old: BudgetProject | None
    new: BudgetProject | None
    basis: Basis | None = None
    changes: tuple[Change, ...] = ()
    moved: int = 0
    from_unit: str = ""

    @property
    def shown(self) -> BudgetProject:
        """The project as it is now; as it was where it is gone."""
        project = self.new or self.old
        if project is None:
            msg = "a compared project has an old or a new side"
            raise ValueError(msg)
        return project

    @cached_property
    def state(self) -> State:
        """What happened to it; a name that differs by the year alone is no other name."""
        if self.old is None:
            return State.ADDED
        if self.new is None:
            return State.REMOVED
        if self.is_renamed:
            return State.RENAMED
        return State.CHANGED if self.changes else State.UNCHANGED

    @property
    def is_renamed(self) -> bool:
        """Whether it goes by another name."""
        if self.old is None or self.new is None:
            return False
        names = (project.project_name.text for project in (self.old, self.new))
        return len({name_without_year(name) for name in names}) > 1

    @property
    def amounts(self) -> tuple[AmountPair, ...]:
        """预算数, 财政资金 and 其他资金."""
        return amount_pairs(amounts_of(self.old), amounts_of(self.new))


@dataclass(frozen=True, slots=True)
class ComparedStatement:
    """A sender then and now; ``changes`` are those outside the projects' sheets.

    ``moved`` counts sheets of projects that only stand elsewhere.
    """

    old: Statement | None
    new: Statement | None
    changes: tuple[Change, ...] = ()
    projects: tuple[ComparedProject, ...] = ()
    moved: int = 0

    @property
    def shown(self) -> Statement:
        """The sender as of now; as of then where nothing came now."""
        statement = self.new or self.old
        if statement is None:
            msg = "a compared statement has an old or a new side"
            raise ValueError(msg)
        return statement

    @property
    def has_changes(self) -> bool:
        """Whether anything but the order differs."""
        is_on_one_side = self.old is None or self.new is None
        return is_on_one_side or next(self.all_changes(), None) is not None

    @property
    def is_unchanged_copy(self) -> bool:
        """Whether the two workbooks say the same to the letter."""
        old, new = self.old, self.new
        return old is not None and new is not None and old.digest == new.digest != ""

    @property
    def moved_rows(self) -> int:
        """Indicator rows of all projects that only stand elsewhere."""
        return sum(project.moved for project in self.projects)

    @property
    def totals(self) -> tuple[AmountPair, ...]:
        """The three amounts of all projects that it stated, exact; what can't be read counts 0."""
        return amount_pairs(*(_total([one]) for one in (self.old, self.new)))

    def all_changes(self) -> Iterator[tuple[ComparedProject | None, Change]]:
        """Every change, with the project that it is in, if it is in one."""
        for change in self.changes:
            yield None, change
        for project in self.projects:
            for change in project.changes:
                yield project, change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions and what became of each sender, in the order of unit codes."""

    old: Edition
    new: Edition
    senders: tuple[ComparedStatement, ...]

    @property
    def has_changes(self) -> bool:
        """Whether anything but the order differs."""
        return any(sender.has_changes for sender in self.senders)

    @property
    def projects(self) -> list[ComparedProject]:
        """All projects."""
        return [project for sender in self.senders for project in sender.projects]

    @property
    def totals(self) -> tuple[AmountPair, ...]:
        """The three amounts of all projects, exact; what can't be read counts 0."""
        old, new = ([sides[n] for sides in self._sides] for n in range(2))
        return amount_pairs(_total(old), _total(new))

    @property
    def unread(self) -> int:
        """Number of projects, old and new ones, with an amount that can't be read."""
        projects = (p for side in self._sides for one in side if one for p in one.projects)
        return sum(None in amounts_of(project) for project in projects)

    @property
    def _sides(self) -> list[tuple[Statement | None, Statement | None]]:
        return [(sender.old, sender.new) for sender in self.senders]

    @property
    def untold(self) -> tuple[Part, ...]:
        """Parts of the form that could not be compared: one of the sides doesn't tell them."""
        pairs = [sender for sender in self.senders if sender.old and sender.new]
        told = [
            statement.parts
            for sender in pairs
            for statement in (sender.old, sender.new)
            if statement is not None and not statement.is_own
        ]
        whole = EVERY_PART.intersection(*told)
        return tuple(part for part in Part if part not in whole)

    def count(self, state: State) -> int:
        """Number of projects with which that happened."""
        return sum(project.state is state for project in self.projects)


def _total(statements: Iterable[Statement | None]) -> Amounts:
    projects = [amounts_of(project) for one in statements if one for project in one.projects]
    places = range(len(AMOUNT_LABELS))
    return tuple(sum((amounts[n] or _NONE for amounts in projects), _NONE) for n in places)
