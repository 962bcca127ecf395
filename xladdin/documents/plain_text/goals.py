"""Numbered paragraphs: where a new one begins, and where a line only goes on."""

import re
from dataclasses import dataclass
from itertools import pairwise

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.stream import Piece, Span, TextStream
from xladdin.domain.numerals import chinese_number

_CHINESE = "[一二三四五六七八九十百]{1,4}"
_STYLES = (  # 2.5万元 is no second paragraph, 2.2024年 is
    re.compile(r"(?P<digits>\d{1,2})(?:[,、]|\.(?!\d)|\.(?=(?:19|20)\d\d(?:\D|$)))"),
    re.compile(r"\((?P<digits>\d{1,2})\)"),
    re.compile(r"(?P<digits>\d{1,2})\)"),
    re.compile(rf"(?P<word>{_CHINESE})[、.]"),
    re.compile(rf"\((?P<word>{_CHINESE})\)"),
    re.compile(r"(?P<circle>[①-⑳])"),
)
_PARAGRAPH = 2.0  # evidence for the end of a paragraph that is enough without a number


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with its number, which ends at ``text_start``."""

    start: int
    text_start: int
    end: int


def numbered_paragraphs(stream: TextStream, start: int, end: int) -> list[Numbered]:
    """The paragraphs numbered through from one, in the style of the first."""
    for style in _styles_in_order(stream, start, end):
        starts = _starts(stream, start, end, style)
        if starts:
            ends = [begin.start for begin in starts[1:]] + [end]
            return [
                Numbered(begin.start, begin.end, finish)
                for begin, finish in zip(starts, ends, strict=True)
            ]
    return []


def split_goals(stream: TextStream, breaks: Breaks, start: int, end: int) -> list[Span]:
    """The goals in their cell: numbered ones, else the paragraphs as far as they can be told."""
    numbered = numbered_paragraphs(stream, start, end)
    begins = [item.start for item in numbered]
    if not numbered or numbered[0].start > start:
        first_end = begins[0] if begins else end
        begins = _paragraphs(stream, breaks, start, first_end) + begins
    return [Span(*pair) for pair in pairwise([*begins, end])]


def _paragraphs(stream: TextStream, breaks: Breaks, start: int, end: int) -> list[int]:
    pieces = stream.pieces(start, end)
    later = [
        piece.start
        for piece in pieces[1:]
        if piece.gap.ends_line and breaks.evidence(piece.gap) > _PARAGRAPH
    ]
    return [pieces[0].start, *later] if pieces else []


def _styles_in_order(stream: TextStream, start: int, end: int) -> list[re.Pattern[str]]:
    """The styles that paragraphs begin with, the first one found first."""
    styles: list[re.Pattern[str]] = []
    for piece in stream.pieces(start, end):
        styles += [s for s in _STYLES if s not in styles and _number(stream, piece, s)]
    return styles


def _starts(stream: TextStream, start: int, end: int, style: re.Pattern[str]) -> list[Span]:
    starts: list[Span] = []
    for piece in stream.pieces(start, end):
        found = _number(stream, piece, style)
        if found and found[0] == len(starts) + 1:
            starts.append(Span(piece.start, piece.start + found[1]))
    return starts


def _number(stream: TextStream, piece: Piece, style: re.Pattern[str]) -> tuple[int, int] | None:
    """The number that a piece begins with and how long it is as written."""
    is_circle = "circle" in style.groupindex
    text = stream.text if is_circle else stream.folded
    found = style.match(text, piece.start, piece.end)
    if found is None:
        return None
    if is_circle:
        return ord(found[0]) - ord("①") + 1, 1
    if "digits" in style.groupindex:
        return int(found["digits"]), len(found[0])
    number = chinese_number(found["word"])
    return (int(number), len(found[0])) if number is not None else None
