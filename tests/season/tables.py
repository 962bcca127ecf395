"""A summary's sheets as text, a line a row: what a person sees who reads it from top to bottom."""

from pathlib import Path

from openpyxl import load_workbook

EXPECTED = Path(__file__).with_name("summary.txt")
"""What every line of the summary must say, sheet by sheet, for a person to read and add up: the
amounts, shares and counts follow from units.py and story.py.
"""
_HEADING = "## "


def sheet_lines(summary: Path, sheet: str, *, but: str = "") -> list[str]:
    """Every row of a sheet with its cells in order; without the column headed ``but``."""
    rows = list(load_workbook(summary, data_only=True)[sheet].values)
    left_out = {n for row in rows for n, cell in enumerate(row) if but and cell == but}
    lines = []
    for row in rows:
        texts = [_shown(cell) for n, cell in enumerate(row) if n not in left_out]
        lines.append(" | ".join(texts).rstrip(" |"))
    return lines


def expected_sheets() -> dict[str, list[str]]:
    """The lines that the sheets must have, by the sheets' names."""
    sheets: dict[str, list[str]] = {}
    for section in EXPECTED.read_text(encoding="utf-8").split(_HEADING)[1:]:
        name, *lines = section.rstrip("\n").split("\n")
        sheets[name] = lines
    return sheets


def _shown(cell: object) -> str:
    """A cell; of a number all digits that a spreadsheet application keeps."""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return "" if cell is None else str(cell)
