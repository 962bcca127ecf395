"""Where a value came from: file, sheet and cell."""

from dataclasses import dataclass
from functools import cache


@cache
def column_letters(column: int) -> str:
    """Letters of a 1-based column number: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Relative address of a 1-based row and column, as Excel writes it: (7, 3) is C7."""
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file; ``sheet`` and ``cell`` are empty where a whole file or sheet is meant."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)
