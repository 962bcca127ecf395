"""Two editions -> Comparison: senders by their code, their projects by meaning, then the cells."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from xladdin.domain.pairing import Pairing
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.rules.comparing.changes import PROJECT_HEAD, Change, Kind, Said, project_as_a_whole
from xladdin.rules.comparing.editions import Edition, Part, Statement
from xladdin.rules.comparing.forms import (
    compare_cover,
    compare_project,
    compare_targets,
    targets_that_came_or_went,
)
from xladdin.rules.comparing.projects import Known, basis_of, known, match_projects
from xladdin.rules.comparing.results import ComparedProject, ComparedStatement, Comparison

_Sides = tuple[Statement | None, Statement | None]
_Told = TypeVar("_Told")


def compare(old: Edition, new: Edition) -> Comparison:
    """What changed from one edition to the other.

    Where one is a single workbook and the other speaks for a department, only that sender's
    statements are compared. A project that another unit has now is still the same project.
    """
    senders = [
        _Sender(before, after)
        for before, after in _sides(old, new)
        if (before or new.is_whole <= old.is_whole) and (after or old.is_whole <= new.is_whole)
    ]
    _follow_to_other_units(senders)
    senders.sort(key=lambda sender: sender.place)
    return Comparison(old, new, tuple(sender.compared() for sender in senders))


def compare_statements(old: Statement, new: Statement) -> ComparedStatement:
    """What a sender changed."""
    return _Sender(old, new).compared()


def _sides(old: Edition, new: Edition) -> Iterator[_Sides]:
    """The statements side by side; two single workbooks belong together whatever they say."""
    if not (old.is_whole or new.is_whole):
        yield from zip(old.statements, new.statements, strict=True)
        return
    pairing = Pairing(old.statements, new.statements)
    keys: tuple[Callable[[Statement], str | None], ...] = (
        lambda one: "" if one.is_own else None,
        lambda one: None if one.is_own else squeeze(one.unit_code) or None,
        lambda one: None if one.is_own else squeeze(one.unit_name) or None,
    )
    pairs = [pair for key in keys for pair in pairing.by(key, key)]
    yield from pairs
    paired = {id(one) for pair in pairs for one in pair}
    yield from ((one, None) for one in old.statements if id(one) not in paired)
    yield from ((None, one) for one in new.statements if id(one) not in paired)


class _Sender:
    """A sender's two statements while they are compared."""

    def __init__(self, old: Statement | None, new: Statement | None) -> None:
        self.old = old
        self.new = new
        matching = match_projects(*(known(one.projects) if one else [] for one in (old, new)))
        self.pairs = list(matching.pairs)
        self.removed = list(matching.removed)
        self.added = list(matching.added)
        self.moved = matching.moved
        self.from_units: dict[int, str] = {}  # by the place of the project in its new workbook
        told = [one for one in (old, new) if one is not None]
        self.is_restated = any(one.is_restated for one in told)
        self.parts = frozenset(Part).intersection(*(one.parts for one in told))

    @property
    def place(self) -> tuple[bool, str, str]:
        """Where it stands in lists: units by their code, the department's own targets last."""
        statement = self.new or self.old
        return (
            (statement.is_own, statement.unit_code, statement.file) if statement else (True, "", "")
        )

    def take_over(self, before: Known, after: Known, giver: "_Sender") -> None:
        """Have a project that another unit had before."""
        giver.removed.remove(before)
        self.added.remove(after)
        self.pairs.append((before, after))
        self.from_units[after.project.position] = giver.old.unit_code if giver.old else ""
        self.is_restated |= giver.is_restated
        self.parts &= giver.parts

    def compared(self) -> ComparedStatement:
        """What became of it."""
        added = [_on_one_side(Kind.ADDED, one) for one in self.added]
        there = [*map(self._compared_project, self.pairs), *added]
        there.sort(key=lambda project: project.shown.position)
        gone = [_on_one_side(Kind.REMOVED, one) for one in self.removed]
        return ComparedStatement(
            self.old, self.new, tuple(self._changes()), (*there, *gone), self.moved
        )

    def _compared_project(self, pair: tuple[Known, Known]) -> ComparedProject:
        before, after = (one.project for one in pair)
        changes, moved = compare_project(before, after, self.parts, self.is_restated)
        from_unit = self.from_units.get(after.position, "")
        if from_unit and self.new is not None:
            was = Said(from_unit, before.project_code.origin)
            now = Said(self.new.unit_code, after.project_code.origin)
            label = layout.UNIT_CODE.label
            changes.insert(0, Change(Kind.CHANGED, PROJECT_HEAD, label, was, now))
        return ComparedProject(before, after, basis_of(*pair), tuple(changes), moved, from_unit)

    def _changes(self) -> Iterator[Change]:
        if self.old is None or self.new is None:
            return
        if self.old.cover is not None and self.new.cover is not None and Part.COVER in self.parts:
            yield from compare_cover(self.old.cover, self.new.cover)
        before, after = self.old.targets, self.new.targets
        if before is not None and after is not None:
            yield from compare_targets(before, after)
        elif before is not None:
            yield targets_that_came_or_went(Kind.REMOVED, before)
        elif after is not None:
            yield targets_that_came_or_went(Kind.ADDED, after)


def _on_one_side(kind: Kind, one: Known) -> ComparedProject:
    old, new = (one.project, None) if kind is Kind.REMOVED else (None, one.project)
    return ComparedProject(old, new, changes=(project_as_a_whole(kind, one.project),))


def _follow_to_other_units(senders: Sequence[_Sender]) -> None:
    removed = [(sender, one) for sender in senders for one in sender.removed]
    added = [(sender, one) for sender in senders for one in sender.added]

    def code(of: tuple[_Sender, Known]) -> str | None:
        return of[1].code or None

    for (giver, before), (taker, after) in Pairing(removed, added).by(code, code):
        taker.take_over(before, after, giver)
