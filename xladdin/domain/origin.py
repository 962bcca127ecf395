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


@cache
def column_number(letters: str) -> int:
    """1-based number of a column by its letters: A is 1, AA is 27; 0 where it is no column."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= len("XFD")):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_address(row: int, column: int) -> str:
    """Relative address of a 1-based row and column, as Excel writes it: (7, 3) is C7."""
    return f"{column_letters(column)}{row}"


def cell_position(address: str) -> tuple[int, int] | None:
    """1-based row and column of a relative address: C7 is (7, 3); None where it is none."""
    letters = address.rstrip("0123456789")
    digits = address[len(letters) :]
    column = column_number(letters)
    return (int(digits), column) if digits and column else None


def quote_sheet(name: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'" + name.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a file; ``sheet`` and ``cell`` are empty where a whole file or sheet is meant."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)
