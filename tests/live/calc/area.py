"""A rectangle of cells as Excel counts it: from 1."""

import re
from dataclasses import dataclass
from typing import Any, Self

from xladdin.domain.origin import column_letters

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d*)")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")
_ROW = re.compile(r"\$?([1-9]\d*)")


@dataclass(frozen=True)
class Area:
    """First row and column, counted from 1, and size; an empty slice has 0 rows or columns."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def __post_init__(self) -> None:
        if self.row < 1 or self.column < 1:
            raise IndexError("ranges count their rows and columns from 1")

    @classmethod
    def of_uno(cls, address: Any) -> Self:
        """The area of a CellRangeAddress, which counts from 0 and names the last cell."""
        return cls.between(
            (address.StartRow + 1, address.StartColumn + 1),
            (address.EndRow + 1, address.EndColumn + 1),
        )

    @classmethod
    def between(cls, one: tuple[int, int], other: tuple[int, int]) -> Self:
        """The smallest area with both cells (row, column), whichever stands first."""
        (top, bottom), (left, right) = (sorted(pair) for pair in zip(one, other, strict=True))
        return cls(top, left, bottom - top + 1, right - left + 1)

    @classmethod
    def of_text(cls, text: str) -> Self | None:
        """The area of an address ("B2", "$A$1:C3", "A:C", "2:5"); a name is none: None."""
        first, _, last = text.partition(":")
        one, other = _corners(first, 1), _corners(last or first, -1)
        if one is None or other is None or (not last and not _CELL.fullmatch(first)):
            return None
        return cls.between(one, other)

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1

    @property
    def size(self) -> int:
        return self.rows * self.columns

    @property
    def is_whole_rows(self) -> bool:
        return self.columns == MAX_COLUMNS

    @property
    def is_whole_columns(self) -> bool:
        return self.rows == MAX_ROWS

    @property
    def positions(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom, counted from 0: what getCellRangeByPosition takes."""
        return self.column - 1, self.row - 1, self.last_column - 1, self.last_row - 1

    def joined(self, other: "Area") -> "Area":
        """The smallest area with both."""
        return Area.between(
            (min(self.row, other.row), min(self.column, other.column)),
            (max(self.last_row, other.last_row), max(self.last_column, other.last_column)),
        )

    def moved(self, rows: int, columns: int) -> "Area":
        return Area(self.row + rows, self.column + columns, self.rows, self.columns)

    def address(self, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """The address as Excel writes it: $A$1, $A$1:$C$3, $A:$C, $2:$5."""
        row, column = "$" * row_absolute, "$" * column_absolute
        lefts_and_tops = (self.column, self.row), (self.last_column, self.last_row)
        letters = [f"{column}{column_letters(at)}" for at, _ in lefts_and_tops]
        numbers = [f"{row}{at}" for _, at in lefts_and_tops]
        if self.is_whole_rows:
            return ":".join(numbers)
        if self.is_whole_columns:
            return ":".join(letters)
        cells = ["".join(pair) for pair in zip(letters, numbers, strict=True)]
        return cells[0] if self.size == 1 else ":".join(cells)


def _corners(text: str, edge: int) -> tuple[int, int] | None:
    """Row and column of one end of an address; a bare letter or number reaches to the edge."""
    if cell := _CELL.fullmatch(text):
        return int(cell[2]), _column_number(cell[1])
    if column := _COLUMN.fullmatch(text):
        return (1 if edge > 0 else MAX_ROWS), _column_number(column[1])
    if row := _ROW.fullmatch(text):
        return int(row[1]), (1 if edge > 0 else MAX_COLUMNS)
    return None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
