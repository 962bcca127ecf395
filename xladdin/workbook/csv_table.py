"""Tables of texts as CSV that Excel opens: it knows the encoding, and no text becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"  # by which Excel knows UTF-8
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """The lines of a table, without the mark that a file begins with."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    for row in rows:
        writer.writerow([_as_text(text) for text in row])
    return lines.getvalue()


def _as_text(text: str) -> str:
    """A stranger's text that would be a formula in Excel stays a text."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
