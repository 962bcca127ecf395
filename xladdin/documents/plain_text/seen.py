"""What the document shows elsewhere: its words, its columns' texts and how wide the columns are."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import sqrt

from xladdin.documents.plain_text.stream import Piece, folded, text_width

COLUMNS = 4
_MANY = 5  # the same text in a column more often says no more
_SAME_TEXT = 1.0
_KNOWN_WORD = 1.5
_UNKNOWN_WORD = -0.7
_HAD_ROOM = -3.0
_IS_FULL = 1.0
_TOO_WIDE = -4.0
_MOST_AGREE = 0.5  # of the broken lines have the width that is taken for the column's
_UNBREAKABLE = re.compile(
    r"[(\[《〔【“]*(?:[\w≥≤.,%/\-]+(?<=[ -~≥≤])|.)[)\]》〕】”,.;:、。%]*", re.ASCII
)


class Seen:
    """The words of a document's unbroken pieces; ``add`` tells it of cells that were found."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pairs: set[str] = set()
        for piece in pieces:
            text = piece.text
            self._pairs.update(text[place : place + 2] for place in range(len(text) - 1))
            self._pairs.update(text[place : place + 4] for place in range(len(text) - 3))
        self._texts: tuple[Counter[str], ...] = tuple(Counter() for _ in range(COLUMNS))
        self._full_lines: tuple[Counter[int], ...] = tuple(Counter() for _ in range(COLUMNS))
        self._widths: list[int | None] = [None] * COLUMNS

    def add(self, cells: Sequence[Sequence[Piece]]) -> None:
        """Learn from a row's four cells."""
        for column, cell in enumerate(cells):
            self._texts[column][folded("".join(piece.text for piece in cell))] += 1
            lines = _lines(cell)
            self._full_lines[column].update(_line_width(line) for line in lines[:-1])

    def settle(self) -> None:
        """Take the columns' widths from the lines at which cells were broken."""
        for column, lines in enumerate(self._full_lines):
            width, count = lines.most_common(1)[0] if lines else (0, 0)
            near = sum(number for other, number in lines.items() if abs(other - width) <= 1)
            is_clear = count > 1 and near >= _MOST_AGREE * lines.total()
            self._widths[column] = width if is_clear else None

    def word_odds(self, left: str, right: str) -> float:
        """Whether two lines make a word that stands elsewhere; above zero where they do."""
        if not (left[-1].isalpha() and right[0].isalpha()):
            return 0.0
        if left[-1] + right[0] not in self._pairs:
            return _UNKNOWN_WORD
        is_long = len(left) > 1 and len(right) > 1 and left[-2:] + right[:2] in self._pairs
        return _KNOWN_WORD * (2 if is_long else 1)

    def text_fit(self, column: int, text: str, *, but_once: bool) -> float:
        """Whether a text stands in this column in other rows; ``but_once`` leaves out this row."""
        count = self._texts[column][text] - but_once
        return _SAME_TEXT * sqrt(min(max(count, 0), _MANY))

    def width_fit(self, column: int, cell: Sequence[Piece]) -> float:
        """Whether a cell's lines are as long as its column is wide, where that is known."""
        width = self._widths[column]
        if width is None or not cell:
            return 0.0
        lines = _lines(cell)
        score = sum(_TOO_WIDE for line in lines if _line_width(line) > width + 2)
        for line, following in pairwise(lines):
            next_word = _UNBREAKABLE.match(following[0].text)
            needed = text_width(next_word[0]) if next_word else 2
            has_room = _line_width(line) + needed <= width - 1
            score += _HAD_ROOM if has_room else _IS_FULL
        return score


def _lines(cell: Sequence[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    for piece in cell:
        if lines and not piece.gap.ends_line:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _line_width(line: Sequence[Piece]) -> int:
    return sum(piece.width for piece in line)
