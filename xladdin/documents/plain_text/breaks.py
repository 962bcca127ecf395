"""How this text breaks a cell and how it ends one, learned from the form's own words.

One program leaves a blank at the end of every cell, another an empty line after it, a third nothing
at all. Where the class names and labels are broken, and what follows the whole ones, shows which.
"""

from collections import Counter
from collections.abc import Iterable
from math import log

from xladdin.documents.plain_text.stream import Gap

_Kind = tuple[str, int, int]
_SMOOTHING = 0.5
_LINE_KINDS = 4  # with a blank at the end or not, with an empty line or not
_BLANK_KINDS = 3


def _kind(gap: Gap) -> _Kind:
    if gap.ends_line:
        return "line", min(gap.blanks, 1), min(gap.line_ends - 1, 1)
    return "blanks", min(gap.blanks, _BLANK_KINDS), 0


class Breaks:
    """Counts white space known to end a cell and known to stand inside one."""

    def __init__(self) -> None:
        self._ends: Counter[_Kind] = Counter()
        self._inside: Counter[_Kind] = Counter()

    def ends_cell(self, gap: Gap) -> None:
        """Learn that this white space stood between two cells."""
        self._ends[_kind(gap)] += 1

    def is_inside(self, gaps: Iterable[Gap]) -> None:
        """Learn that white space like these stood inside a cell."""
        self._inside.update(_kind(gap) for gap in gaps)

    def evidence(self, gap: Gap) -> float:
        """Above zero: rather the end of a cell; below: rather inside; as a logarithm of odds."""
        if gap.is_page and gap.ends_line:  # what was taken out here had its own empty lines
            ends = min(gap.blanks, 1)
            return sum(self._odds(("line", ends, empty)) for empty in (0, 1)) / 2
        return self._odds(_kind(gap))

    def _odds(self, kind: _Kind) -> float:
        kinds = _LINE_KINDS if kind[0] == "line" else _BLANK_KINDS
        return log(self._share(self._ends, kind, kinds) / self._share(self._inside, kind, kinds))

    @staticmethod
    def _share(counts: Counter[_Kind], kind: _Kind, kinds: int) -> float:
        total = sum(count for other, count in counts.items() if other[0] == kind[0])
        return (counts[kind] + _SMOOTHING) / (total + _SMOOTHING * kinds)
