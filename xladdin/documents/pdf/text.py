"""The text of a PDF in the order in which it was printed: cell by cell where there are tables.

It is what remains of tables that have no borders: a line of the page a line, cells side by side
with blanks between.
"""

from collections.abc import Iterable

from xladdin.documents.pdf.lines import Char, plain

_SAME_LINE = 0.5  # of the font's size
_GAP_OF_CELLS = 0.6
_CELLS_APART = "  "


def printed_text(chars: Iterable[Char]) -> str:
    """The characters of a page as lines of text."""
    text = ""
    before: Char | None = None
    for char in chars:
        if before is not None:
            text += _between(before, char)
        text += plain(char["text"])
        before = char
    return text


def _between(before: Char, char: Char) -> str:
    size = max(before["size"], char["size"])
    if abs(char["bottom"] - before["bottom"]) > _SAME_LINE * size:
        return "\n"
    gap = char["x0"] - before["x1"]
    if gap < -_SAME_LINE * size:
        return "\n"
    return _CELLS_APART if gap > _GAP_OF_CELLS * size else ""
