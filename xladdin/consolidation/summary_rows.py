"""The rows of a summary's sheets, found below their headings."""

from collections.abc import Iterator, Mapping

from xladdin.domain.entry import Entry
from xladdin.form.grid import SheetGrid, WorkbookGrid


def rows_below(
    workbook: WorkbookGrid, sheet: str, names: Mapping[str, str]
) -> list[dict[str, Entry]] | None:
    """The rows below the headings that are needed, by their keys; None without the headings."""
    grid = workbook.sheet(sheet)
    found = _heading_row(grid, names) if grid is not None else None
    return list(_rows(grid, *found)) if grid is not None and found is not None else None


def _heading_row(sheet: SheetGrid, names: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row with all the headings, and their columns by key."""
    wanted = {heading: name for name, heading in names.items()}
    rows: dict[int, dict[str, int]] = {}
    for row, column, entry in sheet.filled():
        name = wanted.get(entry.text.strip())
        if name is not None:
            rows.setdefault(row, {})[name] = column
            if len(rows[row]) == len(wanted):
                return row, rows[row]
    return None


def _rows(sheet: SheetGrid, heading: int, columns: dict[str, int]) -> Iterator[dict[str, Entry]]:
    for number in range(heading + 1, sheet.last_row + 1):
        yield {name: sheet.at(number, column) for name, column in columns.items()}
