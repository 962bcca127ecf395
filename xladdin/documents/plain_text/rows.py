"""From a row's pieces to its cells, also where class names or page numbers are not as usual."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xladdin.documents.plain_text.cells import Cut, Cutter
from xladdin.documents.plain_text.classes import RowPieces
from xladdin.documents.plain_text.plausible import BASIS, LEVEL3, TARGET_VALUE
from xladdin.documents.plain_text.stream import Piece

_CLOSE = 1.5  # two ways to cut a row whose scores are closer than this are both likely
_NO_PAGE_NUMBER = 1.0  # what speaks against taking a number out of a row
_BELONGS = -2.0  # odds of a cut that are as good as none
_CLASS_LIKE = 2.0
_NOT_CLASS_LIKE = -2.0
_NO_CLASS = -3.0
_MOST_CLASS_PIECES = 4
_NEW_ROW = -5.0  # without a class name in front of it
_STRAIN = 3.0  # joined against the odds: there may be more than one row
_FEWEST = 3  # pieces of a row
_MOST = 14
_LONGEST_SEARCH = 40
_MOST_NUMBERS = 2  # on lines of their own in one row


@dataclass(frozen=True, slots=True)
class Row:
    """A row's pieces by column, as far as they were printed."""

    level1: tuple[Piece, ...]
    level2: tuple[Piece, ...]
    cells: tuple[tuple[Piece, ...], ...]
    margin: float  # of the score to that of the next best way to cut the row
    page_numbers: tuple[Piece, ...] = ()
    has_class: bool = True  # False where the class is that of the row above

    @property
    def is_close(self) -> bool:
        """True where another way to cut the row is about as likely."""
        return self.margin < _CLOSE

    @property
    def is_doubtful(self) -> bool:
        """True where the cut is close, or leaves empty a cell that every row needs."""
        return self.is_close or not all(self.cells[at] for at in (LEVEL3, TARGET_VALUE, BASIS))

    @property
    def columns(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces of all six columns."""
        return (self.level1, self.level2, *self.cells)


class RowReader:
    """Cuts the rows of one document's tables."""

    def __init__(self, cutter: Cutter, is_bare_number: Callable[[Piece], bool]) -> None:
        self._cutter = cutter
        self._is_bare_number = is_bare_number

    def read(self, row: RowPieces) -> list[Row]:
        """The row, or the rows where further ones follow without a class name of their own."""
        if not row.others:
            return [Row(row.level1, row.level2, ((), (), (), ()), 0.0)]
        if not row.level2:
            row = self._with_level2(row)
        pieces, numbers = self._without_page_numbers(row.others)
        cut = self._cutter.cut(pieces)
        cuts = [cut]
        if self._strain(cut) > _STRAIN and len(pieces) >= 2 * _FEWEST:
            cuts = self._several(pieces, cut)
        first = Row(row.level1, row.level2, cuts[0].cells, cuts[0].margin, numbers)
        more = [Row((), (), more.cells, more.margin, has_class=False) for more in cuts[1:]]
        return [first, *more]

    def _with_level2(self, row: RowPieces) -> RowPieces:
        """A class of the department's own behind a known 一级指标."""
        pieces = row.others
        best, best_score = 0, _NO_CLASS + self._cutter.cut(pieces).score
        for count in range(1, min(_MOST_CLASS_PIECES, len(pieces) - 1) + 1):
            text = "".join(piece.text for piece in pieces[:count])
            score = _CLASS_LIKE if text.endswith("指标") else _NOT_CLASS_LIKE
            score += self._cutter.odds(pieces[count - 1], pieces[count])
            score += self._cutter.cut(pieces[count:]).score
            if score > best_score:
                best, best_score = count, score
        return replace(row, level2=pieces[:best], others=pieces[best:])

    def _without_page_numbers(
        self, pieces: tuple[Piece, ...]
    ) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The pieces, and the bare numbers that are no cell by themselves or not needed as one."""
        numbers: list[Piece] = []
        bare = [piece for piece in pieces if self._is_bare_number(piece)]
        for number in bare if len(bare) <= _MOST_NUMBERS else []:
            place = next(p for p, piece in enumerate(pieces) if piece.start == number.start)
            rest = _taken_out(pieces, place)
            with_it = self._cutter.cut(pieces)
            cell = next(cell for cell in with_it.cells if pieces[place] in cell)
            score = self._cutter.cut(rest).score
            if self._is_loose(cell, pieces[place]) or score > with_it.score + _NO_PAGE_NUMBER:
                pieces = rest
                numbers.append(number)
        return pieces, tuple(numbers)

    def _is_loose(self, cell: Sequence[Piece], number: Piece) -> bool:
        """True where a number is only a part of a cell, and nothing says that it belongs there."""
        odds = [self._cutter.odds(*pair) for pair in pairwise(cell) if number in pair]
        return bool(odds) and min(odds) > _BELONGS

    def _strain(self, cut: Cut) -> float:
        return sum(
            max(0.0, self._cutter.odds(left, right))
            for cell in cut.cells
            for left, right in pairwise(cell)
        )

    def _several(self, pieces: Sequence[Piece], single: Cut) -> list[Cut]:
        """The row as one, or as several that share its class, whichever scores better."""
        count = len(pieces)
        if count > _LONGEST_SEARCH:
            return [single]
        best: list[tuple[float, list[Cut]] | None] = [(0.0, []), *([None] * count)]
        begins = [0, *(p for p in range(1, count) if pieces[p].gap.ends_line)]
        for start in begins:
            before = best[start]
            for end in [*begins, count] if before is not None else []:
                if before is None or not _FEWEST <= end - start <= _MOST:
                    continue
                cut = self._cutter.cut(pieces[start:end])
                score = before[0] + cut.score
                if start:
                    score += _NEW_ROW + self._cutter.odds(pieces[start - 1], pieces[start])
                known = best[end]
                if known is None or score > known[0]:
                    best[end] = (score, [*before[1], cut])
        whole = best[count]
        return whole[1] if whole is not None and whole[0] > single.score else [single]


def _taken_out(pieces: tuple[Piece, ...], place: int) -> tuple[Piece, ...]:
    after = pieces[place + 1 :]
    if after:
        gap = replace(pieces[place].gap, is_page=True)
        after = (replace(after[0], gap=gap), *after[1:])
    return pieces[:place] + after
