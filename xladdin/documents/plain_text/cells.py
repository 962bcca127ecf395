"""Cutting a row's pieces into its cells: every way to do so gets a score, the best one is taken.

A score adds up what speaks for it: the white space at the cuts (``Breaks``), whether the texts fit
their columns (``plausible``), whether two lines make a word known from elsewhere in the document,
and whether a line was full where its cell goes on in the next one (``Seen``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from math import inf

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.plausible import (
    BASIS,
    DESCRIPTION,
    LEVEL3,
    TARGET_VALUE,
    fit,
    likeness,
)
from xladdin.documents.plain_text.seen import Seen
from xladdin.documents.plain_text.stream import Gap, Piece, folded

_MOST_UNITS = 14  # more pieces than this are joined where that is likeliest
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_INLINE_ODDS = (  # of a cut at a blank within a line, by what stands on both its sides
    (_IDEOGRAPH, _IDEOGRAPH, 4.0),
    (re.compile(r"\d"), _IDEOGRAPH, -1.5),  # 374 个: a PDF's text has blanks between the two
    (_IDEOGRAPH, re.compile(r"\d"), -0.5),
    (re.compile("%"), _IDEOGRAPH, 2.0),
    (_IDEOGRAPH, re.compile("[≥≤<>=]"), 3.0),
    (re.compile(r"[A-Za-z0-9]"), re.compile(r"[A-Za-z0-9]"), -0.5),
)
_OTHER_INLINE_ODDS = 0.5

Unit = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A row cut into its four free cells, any of which may be empty."""

    cells: tuple[tuple[Piece, ...], ...]
    score: float
    margin: float  # to the next best cut


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    score: float


class Cutter:
    """Cuts rows of one document by what was learned from it.

    ``is_seen`` tells that the rows were added to ``seen`` before.
    """

    def __init__(self, breaks: Breaks, seen: Seen, *, is_seen: bool) -> None:
        self._breaks = breaks
        self._seen = seen
        self._is_seen = is_seen
        self._cells: dict[tuple[int, int, int, int], _Cell] = {}

    def cut(self, pieces: Sequence[Piece]) -> Cut:
        """The best way to cut a row's pieces."""
        units = self._units(pieces)
        best, second = nlargest(2, [*self._ways(units), (-inf, ())])
        cells = tuple(
            tuple(piece for unit in units[start:end] for piece in unit)
            for start, end in pairwise(best[1])
        )
        return Cut(cells, best[0], best[0] - second[0])

    def _ways(self, units: Sequence[Unit]) -> Iterator[tuple[float, tuple[int, ...]]]:
        """For the two first cuts the best ways to cut the rest: scores and places of the cuts."""
        end = len(units)
        odds = [0.0, *(self.odds(left[-1], right[0]) for left, right in pairwise(units)), 0.0]
        rests = []
        for second in range(end + 1):
            ways = []
            for third in range(second, end + 1):
                score = self._cell(TARGET_VALUE, units[second:third]).score
                score += self._cell(BASIS, units[third:]).score
                ways.append((score + (odds[third] if third > second else 0.0), third))
            rests.append(nlargest(2, ways))
        for first in range(end + 1):
            name = self._cell(LEVEL3, units[:first])
            for second in range(first, end + 1):
                description = self._cell(DESCRIPTION, units[first:second])
                score = name.score + description.score + likeness(name.text, description.text)
                score += odds[first] + (odds[second] if second > first else 0.0)
                for rest, third in rests[second]:
                    yield score + rest, (0, first, second, third, end)

    def _cell(self, column: int, units: Sequence[Unit]) -> _Cell:
        """A cell's text and how well it fits its column, worked out once."""
        if not units:
            return _Cell("", fit(column, ""))
        key = (column, units[0][0].start, units[-1][-1].end, sum(map(len, units)))
        cell = self._cells.get(key)
        if cell is None:
            pieces = [piece for unit in units for piece in unit]
            text = folded("".join(piece.text for piece in pieces))
            score = fit(column, text) + self._seen.width_fit(column, pieces)
            score += self._seen.text_fit(column, text, but_once=self._is_seen)
            cell = self._cells[key] = _Cell(text, score)
        return cell

    def odds(self, left: Piece, right: Piece) -> float:
        """Whether a cell ends between two pieces: above zero where that is likelier than not."""
        evidence = self._breaks.evidence(right.gap)
        if right.gap.ends_line:
            return evidence - self._seen.word_odds(left.text, right.text)
        return evidence + _inline_odds(left.text[-1], right.gap, right.text[0])

    def _units(self, pieces: Sequence[Piece]) -> list[Unit]:
        """The pieces, the likeliest joined until there are few enough to try every cut."""
        units: list[Unit] = [(piece,) for piece in pieces]
        while len(units) > _MOST_UNITS:
            odds = [self.odds(left[-1], right[0]) for left, right in pairwise(units)]
            place = odds.index(min(odds))
            units[place : place + 2] = [units[place] + units[place + 1]]
        return units


def _inline_odds(left: str, gap: Gap, right: str) -> float:
    if gap.blanks == 0:
        return 0.0
    for before, after, odds in _INLINE_ODDS:
        if before.match(left) and after.match(right):
            return odds
    return _OTHER_INLINE_ODDS
