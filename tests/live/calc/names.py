"""Defined names, of the workbook or of one sheet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.live.calc.area import Area
from tests.live.calc.bridge import struct
from tests.live.calc.formulas import to_calc, to_excel
from tests.live.calc.range import Range
from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    from tests.live.calc.book import Book
    from tests.live.calc.sheet import Sheet


class Name(base_classes.Name):
    """One name; that of a sheet is called Sheet!Name, as in Excel."""

    def __init__(self, book: "Book", sheet: "Sheet | None", plain: str) -> None:
        self._book = book
        self._sheet = sheet
        self.plain = plain

    @property
    def api(self) -> Any:
        return self._list.getByName(self.plain)

    @property
    def name(self) -> str:
        return f"{quoted(self._sheet.name)}!{self.plain}" if self._sheet else self.plain

    @name.setter
    def name(self, value: str) -> None:
        plain = value.rpartition("!")[2]
        self.api.Name = plain
        self.plain = plain

    @property
    def refers_to(self) -> str:
        return to_excel("=" + self.api.Content)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.Content = to_calc(value).removeprefix("=")

    @property
    def refers_to_range(self) -> Range:
        """The range.

        Raises:
            ExcelRefusedError: the name stands for a number or a formula.
        """
        if (cells := self.api.ReferredCells) is None:
            raise ExcelRefusedError(f"{self.name} is no range but {self.refers_to}")
        address = cells.RangeAddress
        return Range(self._book.sheets(address.Sheet + 1), Area.of_uno(address))

    def delete(self) -> None:
        self._list.removeByName(self.plain)

    @property
    def _list(self) -> Any:
        return (self._sheet or self._book).uno.NamedRanges


class Names(base_classes.Names):
    """The names of a sheet, or all of a workbook with those of its sheets."""

    def __init__(self, book: "Book", sheet: "Sheet | None" = None) -> None:
        self._book = book
        self._sheet = sheet

    @property
    def api(self) -> Any:
        return (self._sheet or self._book).uno.NamedRanges

    def __iter__(self) -> Iterator[Name]:
        scopes = [self._sheet] if self._sheet else [None, *self._book.sheets]
        for scope in scopes:
            for plain in (scope or self._book).uno.NamedRanges.ElementNames:
                yield Name(self._book, scope, plain)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self]

    def __call__(self, name_or_index: int | str) -> Name:
        if isinstance(name_or_index, int):
            return list(self)[name_or_index - 1]
        if (found := self._find(name_or_index)) is None:
            raise KeyError(name_or_index)
        return found

    def contains(self, name_or_index: int | str) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._find(name_or_index) is not None

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, or say anew what it stands for; "Sheet!Name" belongs to that sheet."""
        scope, plain = self._scope_of(name)
        if (known := self._find(name)) and known.plain == plain:
            known.refers_to = refers_to
            return known
        content = to_calc(refers_to).removeprefix("=")
        listed = (scope or self._book).uno.NamedRanges
        listed.addNewByName(plain, content, struct("table.CellAddress"), 0)
        return Name(self._book, scope, plain)

    def of_range(self, cells: Range) -> Name | None:
        """The first name that stands for exactly these cells."""
        place = f"={quoted(cells.sheet.name)}!{cells.address}"
        return next((name for name in self if name.refers_to == place), None)

    def _find(self, name: str) -> Name | None:
        scope, plain = self._scope_of(name)
        listed = (scope or self._book).uno.NamedRanges.ElementNames
        known = next((at for at in listed if at.casefold() == plain.casefold()), None)
        return Name(self._book, scope, known) if known else None

    def _scope_of(self, name: str) -> "tuple[Sheet | None, str]":
        sheet, _, plain = name.rpartition("!")
        if not sheet:
            return self._sheet, plain
        return self._book.sheets(sheet.strip("'").replace("''", "'")), plain


def quoted(sheet_name: str) -> str:
    """A sheet's name as formulas write it: in quotes unless it is one plain word."""
    is_word = sheet_name.isidentifier()
    return sheet_name if is_word else "'" + sheet_name.replace("'", "''") + "'"
