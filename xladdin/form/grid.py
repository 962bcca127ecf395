"""Sheets as grids of entries: what reading works on, whatever the values were read with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin, cell_address


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle of cells, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet: its entries by 1-based (row, column), its merged areas, what is hidden."""

    file: str
    name: str
    cells: Mapping[tuple[int, int], Entry]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    _areas: dict[tuple[int, int], Area] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        areas = {(area.top, area.left): area for area in self.merged}
        object.__setattr__(self, "_areas", areas)

    def at(self, row: int, column: int) -> Entry:
        """The entry of a cell; a blank one, with its origin, where the cell holds nothing."""
        found = self.cells.get((row, column))
        return found or Entry(None, Origin(self.file, self.name, cell_address(row, column)))

    def area_at(self, row: int, column: int) -> Area:
        """The merged area whose first cell this is, else the cell alone."""
        return self._areas.get((row, column), Area(row, column, row, column))

    def anchored(self, row: int, column: int) -> Entry:
        """The entry that a reader sees in a cell: of a merged area, its first cell's."""
        for area in self.merged:
            if (row, column) in area:
                return self.at(area.top, area.left)
        return self.at(row, column)

    def filled(self) -> Iterator[tuple[int, int, Entry]]:
        """Row, column and entry of every cell that is not blank, in reading order."""
        for row, column in sorted(self.cells):
            entry = self.cells[row, column]
            if not entry.is_blank or entry.is_unreadable:
                yield row, column, entry

    @property
    def last_row(self) -> int:
        """Number of the last row with an entry; 0 on an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """Number of the last column with an entry; 0 on an empty sheet."""
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class WorkbookGrid:
    """A workbook as a program read it, before anybody looked for the form in it."""

    file: str
    sheets: tuple[SheetGrid, ...]
    external_links: tuple[str, ...] = ()

    def sheet(self, name: str) -> SheetGrid | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
