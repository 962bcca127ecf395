"""A text without its white space, and what white space stood where.

Extracting a PDF's text puts blanks and line ends where none were and loses the borders of cells, so
labels are looked for in the text without blanks; the blanks are kept beside it as hints.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from xladdin.domain.text import BLANK_CHARACTERS

_LINE_END = re.compile(r"\r\n?|\n")
_PIECE = re.compile(rf"[^{re.escape(BLANK_CHARACTERS)}]+")
_PAGE_END = "\f"
_LETTER = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z0-9]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    r"\uff01-\uff60\uffe0-\uffe6]"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """The white space before a piece: blanks, then maybe line ends, then an indent."""

    blanks: int
    line_ends: int = 0
    indent: int = 0
    is_page: bool = False  # a page begins, or its number or a repeated heading was taken out here

    @property
    def ends_line(self) -> bool:
        """True where the next piece stands on another line."""
        return self.line_ends > 0


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text: the places of its first character and of the one behind it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without white space, as it stands on a line; ``start`` and ``end`` count no blanks."""

    start: int
    end: int
    text: str
    line: int
    column: int  # where it starts on its line, in halves of a 汉字
    gap: Gap

    @property
    def width(self) -> int:
        """Columns it takes."""
        return text_width(self.text)


class TextStream:
    """A document's text: ``text`` as written and ``folded`` in one width, both without blanks.

    ``blanks_break`` is for texts in which the lines of a cell were joined with blanks: every blank
    but those beside letters and digits then counts as the end of a line.
    """

    def __init__(self, source: str, *, blanks_break: bool = False) -> None:
        self._starts: list[int] = []
        self._gaps: list[Gap] = []
        self._lines: list[int] = []
        self._columns: list[int] = []
        self._hidden: set[int] = set()
        parts: list[str] = []
        place, line_ends, blanks, is_page = 0, 1, 0, False
        for number, line in enumerate(_LINE_END.split(source), 1):
            end = column = 0
            for found in _PIECE.finditer(line):
                is_first = line_ends > 0
                space = line[end : found.start()]
                is_page = is_page or _PAGE_END in space
                indent = len(space) if is_first else 0
                gap = Gap(blanks if is_first else len(space), line_ends, indent, is_page)
                if blanks_break and not is_first and _may_break(line[end - 1], found[0][0]):
                    gap = Gap(0, line_ends=1)
                column += text_width(space)
                self._starts.append(place)
                self._gaps.append(gap)
                self._lines.append(number)
                self._columns.append(column)
                parts.append(found[0])
                place += len(found[0])
                column += text_width(found[0])
                end, line_ends, is_page = found.end(), 0, False
            is_page = is_page or _PAGE_END in line[end:]
            blanks = len(line) - end if end else blanks
            line_ends += 1
        self.text = "".join(parts)
        self.folded = self.text.translate(_FOLDS)

    def __len__(self) -> int:
        return len(self.text)

    def gap_at(self, place: int) -> Gap | None:
        """White space in front of a character, None where there is none."""
        index = bisect_left(self._starts, place)
        if index < len(self._starts) and self._starts[index] == place:
            return self._gaps[index]
        return None

    def is_edge(self, place: int) -> bool:
        """True where white space, or the text's end, stands in front of a character."""
        return place >= len(self.text) or self.gap_at(place) is not None

    def line_at(self, place: int) -> int:
        """Number of the line a character stands on."""
        return self._lines[bisect_right(self._starts, place) - 1]

    def hide(self, start: int, end: int) -> None:
        """Take whole pieces, such as a page number, out of the text around them."""
        self._hidden.update(piece.start for piece in self.pieces(start, end))

    def pieces(self, start: int, end: int, *, with_hidden: bool = False) -> list[Piece]:
        """The pieces of a part of the text; one that begins in the middle has no gap there."""
        if start >= end:
            return []
        pieces: list[Piece] = []
        hidden: list[Gap] = []
        first = bisect_right(self._starts, start) - 1
        for index in range(first, bisect_left(self._starts, end)):
            piece = self._piece(index, start, end)
            if with_hidden or piece.start not in self._hidden:
                pieces.append(replace(piece, gap=_across(hidden, piece.gap)))
                hidden = []
            else:
                hidden.append(piece.gap)
        return pieces

    def _piece(self, index: int, start: int, end: int) -> Piece:
        whole_start = self._starts[index]
        is_last = index + 1 == len(self._starts)
        begin = max(whole_start, start)
        finish = min(len(self.text) if is_last else self._starts[index + 1], end)
        gap = self._gaps[index] if begin == whole_start else Gap(0)
        column = self._columns[index] + text_width(self.text[whole_start:begin])
        return Piece(begin, finish, self.text[begin:finish], self._lines[index], column, gap)

    def content(self, start: int, end: int) -> str:
        """A part's text with those blanks only that belong to it."""
        return joined(self.pieces(start, end))


def _may_break(left: str, right: str) -> bool:
    return not (_WORD.match(left) or _WORD.match(right))


def _across(hidden: list[Gap], gap: Gap) -> Gap:
    """The white space between two pieces that something between them was taken out of."""
    if not hidden:
        return gap
    line_ends = gap.line_ends + sum(other.line_ends for other in hidden)
    return Gap(hidden[0].blanks, line_ends, gap.indent, is_page=True)


def joined(pieces: list[Piece]) -> str:
    """The text of pieces that follow each other, with those blanks only that belong to it."""
    texts: list[str] = []
    for piece in pieces:
        if texts and _is_content(texts[-1][-1], piece.gap, piece.text[0]):
            texts.append(" ")
        texts.append(piece.text)
    return "".join(texts)


def _is_content(left: str, gap: Gap, right: str) -> bool:
    """True for a blank that somebody typed: a PDF's text has one between 汉字 and digits anyway."""
    if gap.ends_line:
        return bool(_LETTER.match(left) and _LETTER.match(right))
    if gap.blanks == 0:
        return False
    return bool(
        (_WORD.match(left) and _WORD.match(right))
        or (_IDEOGRAPH.match(left) and _IDEOGRAPH.match(right))
    )


def folded(text: str) -> str:
    """A text as it stands in ``TextStream.folded``."""
    return "".join(text.split()).translate(_FOLDS)


class _Folds(dict[int, int]):
    """One width for every character, of which none becomes two; filled as they come."""

    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFKC", chr(code))
        self[code] = ord(plain) if len(plain) == 1 else code
        return self[code]


_FOLDS = _Folds()


@lru_cache(maxsize=8192)
def text_width(text: str) -> int:
    """Width of a text in halves of a 汉字; quotation marks and dashes are as wide as one here."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
