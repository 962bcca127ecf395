"""Lists of a form, line by line: what came, what went, which cells of the others changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xladdin.domain.entry import Entry
from xladdin.domain.text import squeeze
from xladdin.rules.cell_goals import goal_of
from xladdin.rules.comparing.changes import Change, Kind, changed_cell, said_in_line
from xladdin.rules.comparing.likeness import weighted_likeness
from xladdin.rules.comparing.matching import Key, match
from xladdin.rules.judging import LabelledEntry


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its cells by label, and their texts, squeezed, for matching."""

    cells: tuple[LabelledEntry, ...]
    texts: tuple[str, ...]


def line_of(cells: Iterable[LabelledEntry]) -> Line:
    """A line of these cells."""
    kept = tuple(cells)
    return Line(kept, tuple(squeeze(entry.text) for _, entry in kept))


def text_at(*places: int) -> Key[Line]:
    """Key: the texts of some cells; none where the last of them is blank."""
    return lambda line: (
        tuple(line.texts[place] for place in places) if line.texts[places[-1]] else None
    )


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list of a form: its name, how its lines are known again, which of their cells names one.

    Lines that say the same are the same; others are known by ``keys`` and by the likeness of their
    texts, which ``weights`` weigh. Of a numbered list, the numbers in front tell nothing.
    """

    part: str
    name: str
    keys: tuple[Key[Line], ...]
    weights: tuple[float, ...]
    naming: int = 0
    is_numbered: bool = False

    def compare(self, old: Iterable[Line], new: Iterable[Line]) -> tuple[list[Change], int]:
        """What changed, in the order of the new lines; and how many only stand elsewhere."""
        was, now = ([line for line in lines if any(line.texts)] for lines in (old, new))
        matching = match(was, now, (self._whole, *self.keys), self._likeness)
        changes = {id(line): [self._one_line(Kind.ADDED, line)] for line in matching.added}
        is_shifted = bool(matching.added or matching.removed or matching.moved)
        for before, after in matching.pairs:
            if before.texts != after.texts:
                changes[id(after)] = list(self._changed(before, after, is_shifted))
        found = [change for line in now for change in changes.get(id(line), ())]
        found += (self._one_line(Kind.REMOVED, line) for line in matching.removed)
        return found, matching.moved

    def _whole(self, line: Line) -> tuple[str, ...]:
        if not self.is_numbered:
            return line.texts
        return tuple(_without_number(entry) for _, entry in line.cells)

    def _likeness(self, one: Line, other: Line) -> float:
        return weighted_likeness(self._whole(one), self._whole(other), self.weights)

    def _one_line(self, kind: Kind, line: Line) -> Change:
        name = line.cells[self.naming][1]
        whole = said_in_line([entry for _, entry in line.cells], name)
        old, new = (whole, None) if kind is Kind.REMOVED else (None, whole)
        return Change(kind, self.part, self.name, old, new, name.text)

    def _changed(self, before: Line, after: Line, is_shifted: bool) -> Iterator[Change]:
        line = after.cells[self.naming][1].text if len(after.cells) > 1 else ""
        for (label, old), (_, new) in zip(before.cells, after.cells, strict=True):
            follows = is_shifted and self.is_numbered
            if not (follows and _without_number(old) == _without_number(new)):
                yield from changed_cell(self.part, label, old, new, line)


def _without_number(entry: Entry) -> str:
    return squeeze(goal_of(entry.text).text)
