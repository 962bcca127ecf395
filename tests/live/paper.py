"""What is printed, and where: the words of each page with their places."""

import html
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.live.office import Office
from xladdin.domain.text import squeeze

_PAGE_WIDTH = 595.3  # points: A4
_MARGINS = 2 * 0.59 * 72
_FOOTER = 45  # points from below: between the footer and the bottom margin of 54
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')
_PAGE_BREAK = re.compile(r'<page width="[\d.]+" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    middle: float
    text: str


@dataclass(frozen=True)
class Page:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """All words from top to bottom, without white space."""
        return _joined(self.words)

    def below(self, label: str) -> "Page":
        """What stands under the first line that has a word of that text."""
        top = next(word.top for word in self.words if word.text == label)
        return Page(tuple(word for word in self.words if word.top > top + 5))

    def column(self, widths: Mapping[str, float], left: str, right: str = "") -> str:
        """The words of one or several columns from top to bottom; all widths in characters."""
        start, end = _edges(widths, left, right or left)
        return _joined(tuple(word for word in self.words if start <= word.middle <= end))


def printed_pages(office: Office, workbook: Path) -> list[Page]:
    """Print a workbook and read its pages; page numbers are left out."""
    pdf = office.convert_to_pdf(workbook, workbook.parent)
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return [_page(words, float(height)) for height, words in _PAGE_BREAK.findall(done.stdout)]


def _page(said: str, height: float) -> Page:
    words = []
    for left, top, right, bottom, text in _WORD.findall(said):
        if float(bottom) < height - _FOOTER:
            middle = (float(left) + float(right)) / 2
            words.append(Word(float(left), float(top), middle, html.unescape(text)))
    return Page(tuple(sorted(words, key=lambda word: (round(word.top / 4), word.left))))


def _joined(words: tuple[Word, ...]) -> str:
    return squeeze("".join(word.text for word in words))


def _edges(widths: Mapping[str, float], first: str, last: str) -> tuple[float, float]:
    """Left edge of the first column and right edge of the last, in points."""
    points = {letter: (8 * width + 5) * 0.75 for letter, width in widths.items()}
    scale = min(1, (_PAGE_WIDTH - _MARGINS) / sum(points.values()))
    margin = (_PAGE_WIDTH - scale * sum(points.values())) / 2
    left = sum(width for letter, width in points.items() if letter < first)
    right = sum(width for letter, width in points.items() if letter <= last)
    return margin + scale * left, margin + scale * right
