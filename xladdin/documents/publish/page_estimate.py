"""On which pages headings stand, counted from what the styles say about heights and widths.

Lines have fixed heights and Chinese characters are square, so that the count comes out as in Word
and LibreOffice but for a table that fills a page to the last millimetre.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xladdin.documents.publish.styles import (
    CELL_MARGINS,
    LOOKS,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    Look,
)
from xladdin.documents.publish.table import LOWEST_ROW
from xladdin.documents.publish.wordml import Element, name

_LOOKS = {look.id: look for look in LOOKS}
_RULE = 10  # what a row's border adds
_NOT_AT_LINE_START = frozenset("，。、；：？！）》」』】〕％%…”’·")


def estimated_pages(body: Sequence[Element]) -> list[int]:
    """The page of each heading (what is bookmarked) in a body, from 1."""
    page = _Page()
    found: list[int] = []
    for block in body:
        if block.tag == name("tbl"):
            page.add_table(block)
        elif block.tag == name("p"):
            page.add_paragraph(block)
            if block.find(name("bookmarkStart")) is not None:
                found.append(page.number)
    return found


@dataclass(slots=True)
class _Page:
    """The page that is being filled, and how much of it is."""

    number: int = 1
    filled: int = 0

    def turn(self) -> None:
        self.number += 1
        self.filled = 0

    def add(self, height: int, *, repeated: int = 0) -> None:
        """Something that is divided only where a page can't hold it.

        ``repeated`` is what a new page begins with.
        """
        fits_a_page = repeated + height <= TEXT_HEIGHT
        if fits_a_page and self.filled + height > TEXT_HEIGHT:
            self.turn()
            self.filled = repeated
        self.filled += height
        while self.filled > TEXT_HEIGHT:
            rest = self.filled - TEXT_HEIGHT
            self.turn()
            self.filled = repeated + rest

    def add_paragraph(self, block: Element) -> None:
        look = _look_of(block)
        own = block.find(f"{name('pPr')}/{name('pageBreakBefore')}")
        if (look.starts_page or own is not None) and self.filled:
            self.turn()
        lines = _lines(block, look, TEXT_WIDTH - look.left - look.right)
        if look.keeps_next and self.filled + (lines + 1) * look.line > TEXT_HEIGHT:
            self.turn()
        self.filled += look.before
        for _ in range(lines):
            self.add(look.line)
        self.filled += look.after

    def add_table(self, table: Element) -> None:
        widths = [int(column.get(name("w"), 0)) for column in table.iter(name("gridCol"))]
        rows = list(table.iter(name("tr")))
        heights = list(_row_heights(rows, widths))
        is_repeated = rows[0].find(f"{name('trPr')}/{name('tblHeader')}") is not None
        for height in heights:
            self.add(height, repeated=heights[0] if is_repeated else 0)


def _look_of(block: Element) -> Look:
    style = block.find(f"{name('pPr')}/{name('pStyle')}")
    return _LOOKS[style.get(name("val"), "") if style is not None else "Normal"]


def _row_heights(rows: Sequence[Element], widths: Sequence[int]) -> Iterator[int]:
    """Heights of rows; a merged cell that is higher than its rows stretches the last of them."""
    merged = 0  # of the merged cell in the first column, what is left for rows to come
    for row in rows:
        cells = list(row.iter(name("tc")))
        height, column = LOWEST_ROW, 0
        for cell in cells:
            span = cell.find(f"{name('tcPr')}/{name('gridSpan')}")
            count = int(span.get(name("val"), 1)) if span is not None else 1
            merge = cell.find(f"{name('tcPr')}/{name('vMerge')}")
            if merge is None:
                needed = _cell_height(cell, sum(widths[column : column + count]))
                height = max(height, needed)
            elif merge.get(name("val")) == "restart":
                merged = _cell_height(cell, widths[column])
            column += count
        merged -= height
        yield height + _RULE


def _cell_height(cell: Element, width: int) -> int:
    room = width - CELL_MARGINS["left"] - CELL_MARGINS["right"]
    text = 0
    for block in cell.iter(name("p")):
        look = _look_of(block)
        text += _lines(block, look, room) * look.line
    return text + CELL_MARGINS["top"] + CELL_MARGINS["bottom"]


def _lines(block: Element, look: Look, room: int) -> int:
    """Lines of a paragraph; ends of lines within it begin a new one."""
    said = [""]
    for item in block.iter(name("t"), name("br")):
        if item.tag == name("br"):
            said.append("")
        else:
            said[-1] += item.text or ""
    indents = [look.indent] + [0] * (len(said) - 1)
    return sum(_wrapped(*pair, look, room) for pair in zip(said, indents, strict=True))


def _wrapped(text: str, indent: int, look: Look, room: int) -> int:
    """Lines that a text takes; a number is only divided where a line is too short for it."""
    em = look.size * 10
    lines, used = 1, float(indent)
    for word in _words(text):
        width = sum(_em_width(character) for character in word) * em
        if used and used + width > room and word[0] not in _NOT_AT_LINE_START:
            lines, used = lines + 1, 0
        if width > room:
            more = math.ceil(width / room) - 1
            lines, used = lines + more, 0
            width -= more * room
        used += width
    return lines


def _words(text: str) -> Iterator[str]:
    """Chinese characters one by one, runs of Latin letters and digits whole."""
    word = ""
    for character in text:
        if character.isascii() and not character.isspace():
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word


def _em_width(character: str) -> float:
    return 1 if unicodedata.east_asian_width(character) in "WFA" else 0.5
