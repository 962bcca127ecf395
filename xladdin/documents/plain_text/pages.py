"""What stands between a document's pages and belongs to no field: page numbers, running titles."""

import re
from collections import Counter
from itertools import groupby, pairwise

from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.labels import ANY_LABEL
from xladdin.documents.plain_text.stream import Piece, Span, TextStream
from xladdin.documents.reasons import PAGE_HEADER, PAGE_NUMBER

_DASH = "[-—–―－_~·]"
_MARKED = re.compile(
    rf"{_DASH}+\d{{1,4}}{_DASH}+|第\d{{1,4}}页(?:[,/]?共\d{{1,4}}页)?|\d{{1,4}}/\d{{1,4}}页"
)
_BARE = re.compile(r"\d{1,4}")
_FIRST_PAGE = 20  # a document may be a part of another
_FEWEST_LINES = 8  # on a page
_REPEATED = 3  # pages that begin with the same line


def lines_of(stream: TextStream, start: int, end: int) -> list[list[Piece]]:
    """The pieces of a part of the text, line by line."""
    pieces = stream.pieces(start, end)
    return [list(line) for _, line in groupby(pieces, key=lambda piece: piece.line)]


def is_bare_number(stream: TextStream, piece: Piece) -> bool:
    """True for digits that are all of their line: maybe a page number, maybe a value."""
    after = stream.gap_at(piece.end)
    is_alone = piece.gap.ends_line and (after is None or after.ends_line)
    if not (is_alone and _BARE.fullmatch(piece.text)):
        return False
    return int(piece.text) <= _FIRST_PAGE + stream.line_at(len(stream) - 1) // _FEWEST_LINES


def hide_page_numbers(stream: TextStream, claims: Claims, start: int, end: int) -> None:
    """Take out digits alone on a line: for parts of the text where no value can stand."""
    for piece in stream.pieces(start, end):
        if is_bare_number(stream, piece):
            _hide(stream, claims, [piece], PAGE_NUMBER)


def hide_page_marks(stream: TextStream, claims: Claims) -> None:
    """Take out what is sure to stand between pages: marked page numbers, and by form feeds."""
    lines = lines_of(stream, 0, len(stream))
    tops = Counter(_text(stream, line) for line in lines if line[0].gap.is_page)
    for line, following in pairwise([*lines, []]):
        text = _text(stream, line)
        is_top = line[0].gap.is_page
        is_at_edge = is_top or bool(following and following[0].gap.is_page)
        if _MARKED.fullmatch(text) or (is_at_edge and _BARE.fullmatch(text)):
            _hide(stream, claims, line, PAGE_NUMBER)
        elif is_top and tops[text] >= _REPEATED and not ANY_LABEL.search(text):
            _hide(stream, claims, line, PAGE_HEADER)


def _text(stream: TextStream, line: list[Piece]) -> str:
    return stream.folded[line[0].start : line[-1].end]


def _hide(stream: TextStream, claims: Claims, line: list[Piece], reason: str) -> None:
    stream.hide(line[0].start, line[-1].end)
    claims.leave(Span(line[0].start, line[-1].end), reason)
