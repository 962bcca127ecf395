"""Lines of running text on pages -> paragraphs, by indentation and by what a line had room for."""

import re
from collections import Counter
from collections.abc import Sequence

from xladdin.documents.blocks import Line
from xladdin.documents.form_reading import AMOUNT_UNIT
from xladdin.documents.pdf.lines import PdfLine, break_between, has_room_for
from xladdin.documents.wrapping import ItemCount
from xladdin.domain.text import squeeze

_INDENT = 0.9  # of the font's size
_SAME_SIZE = 0.6  # points
_CENTRED = 4.0
_FULL_TITLE = 0.75  # of the text's width: what the first of two centred lines fills
_LEADER = re.compile(r"[.…·．]{4,}\s*[\divxlIVXL]*\s*$")
_CONTENTS = "目录"


class Paragraphs:
    """Collects lines; ``end`` gives the paragraphs since the last time."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        self.left, self.right = _margins(lines)
        self._contents = _contents(lines)
        self._items = ItemCount()
        self._open: list[tuple[PdfLine, int]] = []

    @property
    def width(self) -> float:
        """Of the running text."""
        return self.right - self.left

    def add(self, line: PdfLine, page: int) -> None:
        """The next line, and the page that it stands on."""
        self._open.append((line, page))

    def end(self) -> list[Line]:
        """The paragraphs of the lines so far."""
        made: list[Line] = []
        before: PdfLine | None = None
        for line, page in self._open:
            is_contents = id(line) in self._contents
            is_next = not is_contents and self._items.is_next(line.text)
            if before is None or is_contents or is_next or self._begins(line, before):
                made.append(Line(line.text, f"第 {page} 页", is_contents))
            else:
                parting = break_between(before, line, self._room(before))
                made[-1] = Line(made[-1].text + parting + line.text, made[-1].where)
            before = None if is_contents else line
        self._open = []
        return made

    def _room(self, line: PdfLine) -> float:
        """How wide a line could be that begins where this one does."""
        return self.right - line.x0

    def _begins(self, line: PdfLine, before: PdfLine) -> bool:
        """Whether a line begins a paragraph."""
        if abs(line.size - before.size) > _SAME_SIZE:
            return True
        if AMOUNT_UNIT.search(line.text) or AMOUNT_UNIT.search(before.text):
            return True
        if self._is_centred(line) and self._is_centred(before):
            return before.width < _FULL_TITLE * self.width
        if line.x0 - self.left > _INDENT * line.size:
            return True
        return has_room_for(before, line, self._room(before))

    def _is_centred(self, line: PdfLine) -> bool:
        middle = (line.x0 + line.x1) / 2
        is_indented = line.x0 - self.left > _INDENT * line.size
        return is_indented and abs(middle - (self.left + self.right) / 2) < _CENTRED


def _margins(lines: Sequence[PdfLine]) -> tuple[float, float]:
    """Where running text begins and ends: the outermost places that several lines share."""
    lefts = Counter(round(line.x0) for line in lines)
    rights = Counter(round(line.end) for line in lines)
    if not lines:
        return 0.0, 0.0
    least = 2 if len(lines) > 3 else 1
    left = min((x for x, count in lefts.items() if count >= least), default=min(lefts))
    right = max((x for x, count in rights.items() if count >= least), default=max(rights))
    return float(left), float(right)


def _contents(lines: Sequence[PdfLine]) -> set[int]:
    """The lines of a 目录: from that word to the last line that ends in dots and a number."""
    last = max((n for n, line in enumerate(lines) if _LEADER.search(line.text)), default=None)
    if last is None:
        return set()
    starts = (n for n, line in enumerate(lines[:last]) if squeeze(line.text) == _CONTENTS)
    first = next(starts, None)
    if first is None:
        return {id(line) for line in lines if _LEADER.search(line.text)}
    return {id(line) for line in lines[first : last + 1]}
