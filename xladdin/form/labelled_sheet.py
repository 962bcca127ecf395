"""A sheet read by its labels, keeping account of every cell that was taken."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.project import Unplaced
from xladdin.form.grid import Area, SheetGrid
from xladdin.form.layout import Column, Field, label_key, label_keys

Labelled = Field | Column
Cell = tuple[int, int]


class LabelledSheet:
    """Finds labels and the values that belong to them; what nobody took is left over."""

    def __init__(self, grid: SheetGrid) -> None:
        self.grid = grid
        self._taken: set[Cell] = set()
        self._rows: dict[int, dict[int, Entry]] = {}
        self._labels: dict[str, list[Cell]] = {}
        for row, column, entry in grid.filled():
            self._rows.setdefault(row, {})[column] = entry
            if isinstance(entry.value, str):
                self._labels.setdefault(label_key(entry.value), []).append((row, column))

    def blank(self) -> Entry:
        """An entry for a field that the sheet has no cell for."""
        return Entry(None, Origin(self.grid.file, self.grid.name))

    def find(self, field: Labelled, rows: Container[int] | None = None) -> Cell | None:
        """First cell, in reading order, that carries the field's label."""
        cells = (cell for key in label_keys(field) for cell in self._labels.get(key, ()))
        return min((cell for cell in cells if rows is None or cell[0] in rows), default=None)

    def find_text(self, label: str, after: int = 0) -> Cell | None:
        """First cell below row ``after`` that carries a caption that is no field."""
        cells = self._labels.get(label_key(label), ())
        return next((cell for cell in cells if cell[0] > after), None)

    def find_row(self, fields: Sequence[Labelled], at_least: int, after: int = 0) -> int | None:
        """First row after ``after`` that carries at least that many of the labels."""
        for row in self._rows:
            if row > after and len(self.labels_in_row(row, fields)) >= at_least:
                return row
        return None

    def labels_in_row(self, row: int, fields: Sequence[Labelled]) -> dict[str, Area]:
        """Areas of the labels in a row by the key of their field."""
        found = ((field.key, self.find(field, (row,))) for field in fields)
        return {key: self.grid.area_at(*cell) for key, cell in found if cell is not None}

    def rows_with_entries(self) -> list[int]:
        """Numbers of the rows that hold anything, ascending."""
        return list(self._rows)

    def filled_in(self, area: Area) -> list[tuple[Cell, Entry]]:
        """Cells with content in an area that nobody took yet, in reading order."""
        rows = (row for row in range(area.top, area.bottom + 1) if row in self._rows)
        cells = (((row, col), entry) for row in rows for col, entry in self._rows[row].items())
        return [(c, entry) for c, entry in cells if c in area and c not in self._taken]

    def take(self, cell: Cell) -> Entry:
        """The entry of a cell, marked as placed."""
        self._taken.add(cell)
        return self.grid.at(*cell)

    def take_area(self, area: Area) -> Entry:
        """The first content of an area, marked as placed; blank at its first cell if there is none.

        A second content in the area stays untaken and so becomes a finding.
        """
        for cell, _ in self.filled_in(area):
            return self.take(cell)
        return self.grid.anchored(area.top, area.left)

    def take_all(self, is_placed: Callable[[Cell, Entry], bool]) -> None:
        """Mark every cell as placed for which the function says so."""
        self._taken.update(cell for cell, entry in self._cells() if is_placed(cell, entry))

    def _cells(self) -> Iterator[tuple[Cell, Entry]]:
        for row, entries in self._rows.items():
            for column, entry in entries.items():
                yield (row, column), entry

    def value_right_of(self, label: Cell, others: Sequence[Labelled]) -> Entry:
        """The value that a label names: the first content right of it, before the next label.

        Blank cells between the two, as after an inserted column, are passed over.
        """
        self.take(label)
        row, first = label[0], self.grid.area_at(*label).right + 1
        for column in range(first, self.grid.last_column + 1):
            entry = self._rows[row].get(column)
            if entry is None or (row, column) in self._taken:
                continue
            key = label_key(entry.text)
            if any(key in label_keys(other) for other in others):
                break
            return self.take((row, column))
        return self.grid.anchored(row, first)

    def left_over(self, reason: str) -> tuple[Unplaced, ...]:
        """Everything that nobody took."""
        return tuple(
            Unplaced(entry.origin, entry.text, reason)
            for cell, entry in self._cells()
            if cell not in self._taken
        )


def part_of(entry: Entry, text: str) -> Entry:
    """An entry that holds a part of another's text, at the same cell."""
    return replace(entry, value=text)
