"""Heights of rows of wrapped text: programs that write workbooks must say them."""

import math
import unicodedata
from collections.abc import Iterable, Mapping

DIGIT_PIXELS = 8  # width of a digit in 宋体 11, the unit that column widths are counted in
_LINE = 1.4  # height of a line in font sizes: fonts that stand in for 宋体 need that much
_PADDING = 5  # points above and below the lines


def row_height(
    texts: Iterable[tuple[str, float]], font_size: float = 10, lowest: float = 0
) -> float:
    """Height in points in which every text, wrapped in its width, is seen whole.

    Each text comes with the width of its cell in characters as Excel counts them (the sum of the
    columns' widths where the cell is merged).
    """
    lines = max((line_count(text, width, font_size) for text, width in texts), default=1)
    return max(lowest, round(lines * font_size * _LINE + _PADDING, 2))


def line_count(text: str, width: float, font_size: float = 10) -> int:
    """Number of lines that a text takes in a cell of that width, never too few.

    A full-width character is as wide as the font is high, any other one half of that. A text that
    takes several lines is counted with lines one character short, since punctuation mustn't begin
    a line.
    """
    half = font_size * 96 / 72 / 2
    room = max(4, int(width * DIGIT_PIXELS / half))
    return sum(_wrapped(_half_widths(line), room) for line in text.split("\n"))


def _wrapped(half_widths: int, room: int) -> int:
    return 1 if half_widths <= room else math.ceil(half_widths / (room - 2))


def _half_widths(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def area_width(area: str, widths: Mapping[str, float]) -> float:
    """Width in characters of an area such as ``B3:C3``, given the widths of its columns."""
    first, _, last = area.partition(":")
    left, right = (cell.rstrip("0123456789") for cell in (first, last or first))
    return sum(width for letter, width in widths.items() if left <= letter <= right)
