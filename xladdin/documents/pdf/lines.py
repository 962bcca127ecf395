"""Characters on a page -> lines of text, and lines -> the text that somebody typed.

A page's typesetting adds what nobody typed: gaps between Chinese and other characters, and line
breaks. Geometry tells them from what was typed: a line that had room for more ended on purpose.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from xladdin.documents.wrapping import ItemCount, joined

Char = Mapping[str, Any]
"""A character as pdfplumber gives it."""

_GAP_OF_WORDS = 0.2  # of the font's size: between two Latin words
GAP_OF_SCRIPTS = 0.25
"""Of the font's size: what is put between Chinese and Latin characters."""
_GAP_OF_PARTS = 1.2  # of the font's size: between two parts of a line, such as a tab makes
_SAME_LINE = 0.4  # of the font's size: how far the middles of one line's characters lie apart
FIT = 0.6
"""Points by which widths may differ from what a program reckoned with."""
_NO_LINE_START = frozenset("，。、；：？！）〕】》〉”’」』%％)]},.;:?!…—~～·")
_NO_LINE_END = frozenset("（〔【《〈“‘「『([{￥¥")
_GLUE = frozenset("/“”‘’\"'")
_LATIN = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,%+-/_@#&'()[]<>=:;≥≤"
)


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line on a page; ``chars`` are its visible characters from left to right."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    chars: tuple[Char, ...]
    ends_in_space: bool = False

    @property
    def width(self) -> float:
        """From the first character to the last."""
        return self.x1 - self.x0

    @property
    def end(self) -> float:
        """Where it ends, a closing punctuation mark aside: that may hang over the margin."""
        last = self.chars[-1]
        return float(last["x0"] if last["text"] in _NO_LINE_START else last["x1"])

    @property
    def first_piece(self) -> float:
        """Width of what no program would have torn off the line's beginning."""
        end = 0
        while end < len(self.chars) - 1 and _holds_together(self.chars[end], self.chars[end + 1]):
            end += 1
        return float(self.chars[end]["x1"]) - self.x0


def lines_of(chars: Iterable[Char], *, keeps_spaces: bool) -> list[PdfLine]:
    """The lines that characters stand on, from top to bottom.

    ``keeps_spaces`` where spaces between Chinese and other characters were typed by a person;
    some programs put them there.
    """
    rows: list[list[Char]] = []
    middle = bottom = 0.0
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        own = (char["top"] + char["bottom"]) / 2
        is_blank_beside = char["text"].isspace() and char["top"] < bottom
        if rows and (own < middle + _SAME_LINE * char["size"] or is_blank_beside):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle, bottom = own, float(char["bottom"])
    return [line for row in rows if (line := _line(row, keeps_spaces=keeps_spaces)) is not None]


def text_of(lines: Sequence[PdfLine], width: float) -> str:
    """The text of a cell that is ``width`` wide."""
    count = ItemCount()
    text = ""
    for number, line in enumerate(lines):
        is_next = count.is_next(line.text)
        if number:
            text += "\n" if is_next else break_between(lines[number - 1], line, width)
        text += line.text
    return text


def break_between(line: PdfLine, following: PdfLine, width: float) -> str:
    """What was typed between two lines: a line break, a space or nothing."""
    if has_room_for(line, following, width):
        return "\n"
    is_cut_word = width - line.width < following.chars[0]["width"] and " " not in line.text
    if is_cut_word and not line.ends_in_space:
        return ""
    if line.ends_in_space and _is_latin(line.chars[-1]) and _is_latin(following.chars[0]):
        return " "
    return joined(line.text[-1:], following.text[:1])[1:-1]


def has_room_for(line: PdfLine, following: PdfLine, width: float) -> bool:
    """Whether a line ended before it was full."""
    is_mixed = _is_latin(line.chars[-1]) != _is_latin(following.chars[0])
    gap = GAP_OF_SCRIPTS * line.size if is_mixed else 0
    return width - line.width > following.first_piece + gap + FIT


def _holds_together(left: Char, right: Char) -> bool:
    """Whether no line ends between two characters; where programs differ, whether none may."""
    one, other = left["text"][:1], right["text"][:1]
    if one in _GLUE or other in _GLUE or one in _NO_LINE_END or other in _NO_LINE_START:
        return True
    if _is_latin(right):
        is_word = _is_latin(left) and right["x0"] - left["x1"] < _GAP_OF_WORDS * left["size"]
        return is_word or one in _NO_LINE_START
    return str(one).isdecimal()  # a number and its unit


def _line(row: list[Char], *, keeps_spaces: bool) -> PdfLine | None:
    ordered = sorted(row, key=lambda c: c["x0"])
    visible = tuple(char for char in ordered if not char["text"].isspace())
    if not visible:
        return None
    pieces = [plain(visible[0]["text"])]
    spaces = [char for char in ordered if char["text"].isspace()]
    for left, right in pairwise(visible):
        is_typed = any(_middle(left) < _middle(space) < _middle(right) for space in spaces)
        pieces.append(_between(left, right, is_typed=is_typed, keeps_spaces=keeps_spaces))
        pieces.append(plain(right["text"]))
    return PdfLine(
        "".join(pieces),
        float(visible[0]["x0"]),
        float(visible[-1]["x1"]),
        float(min(char["top"] for char in visible)),
        float(max(char["bottom"] for char in visible)),
        float(max(char["size"] for char in visible)),
        visible,
        ordered[-1]["text"].isspace(),
    )


def _between(left: Char, right: Char, *, is_typed: bool, keeps_spaces: bool) -> str:
    """The space between two characters, as far as somebody typed it."""
    gap = right["x0"] - left["x1"]
    size = max(left["size"], right["size"])
    if gap > _GAP_OF_PARTS * size:
        return "  "
    are_latin = _is_latin(left), _is_latin(right)
    if all(are_latin):
        return " " if is_typed or gap > _GAP_OF_WORDS * size else ""
    if any(are_latin) and not keeps_spaces:
        return ""
    return " " if is_typed else ""


def _middle(char: Char) -> float:
    return float(char["x0"] + char["x1"]) / 2


def _is_latin(char: Char) -> bool:
    return char["text"][:1] in _LATIN


def plain(text: str) -> str:
    """A character as it is typed: some fonts give the radical (⽅) for the character (方)."""
    if text and "\u2e80" <= text[0] <= "\u2fdf":
        return unicodedata.normalize("NFKC", text)
    return text
