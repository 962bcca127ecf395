"""The sheets of a workbook."""

from collections.abc import Iterator
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes

from tests.live.calc.area import MAX_COLUMNS, MAX_ROWS, Area
from tests.live.calc.cursor import Cursor
from tests.live.calc.imported import name_anew
from tests.live.calc.names import Names
from tests.live.calc.native import NativeSheet
from tests.live.calc.range import Range
from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    from tests.live.calc.book import Book

Place = str | tuple[int, ...] | Range
_LONGEST_NAME = 31
VISIBLE, HIDDEN, VERY_HIDDEN = -1, 0, 2  # XlSheetVisibility


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: "Book", uno: Any) -> None:
        self._book = book
        self.uno = uno

    @property
    def book(self) -> "Book":
        return self._book

    @cached_property
    def cursor(self) -> Cursor:
        """What is asked many times is asked of it."""
        return Cursor(self.uno)

    @property
    def api(self) -> NativeSheet:
        return NativeSheet(self)

    @property
    def name(self) -> str:
        return str(self.uno.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.book.refuse_if_structure_is_protected()
        self.uno.Name = value

    @property
    def names(self) -> Names:
        return Names(self.book, self)

    @property
    def index(self) -> int:
        return int(self.uno.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> int:
        """As Excel says it: -1 visible, 0 hidden, 2 very hidden (which Calc's menu would show)."""
        if self.uno.IsVisible:
            return VISIBLE
        return VERY_HIDDEN if self.book.is_very_hidden(self.name) else HIDDEN

    @visible.setter
    def visible(self, value: int) -> None:
        self.book.refuse_if_structure_is_protected()
        if value in {HIDDEN, VERY_HIDDEN}:
            self._refuse_if_last_visible()
        self.book.note_very_hidden(self.name, is_very_hidden=value == VERY_HIDDEN)
        self.uno.IsVisible = value not in {HIDDEN, VERY_HIDDEN}

    @property
    def cells(self) -> Range:
        return Range(self, Area(1, 1, MAX_ROWS, MAX_COLUMNS))

    @property
    def used_range(self) -> Range:
        """From the first to the last cell with a content or a look of its own."""
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range(self, Area.of_uno(cursor.RangeAddress), cursor)

    def range(self, arg1: Place, arg2: Place | None = None) -> Range:
        """Cells by address, by name, by (row, column) or (row, column, rows, columns)."""
        first = self._place(arg1)
        if arg2 is None:
            return first
        return Range(first.sheet, first.area.joined(self._place(arg2).area))

    def activate(self) -> None:
        if not self.uno.IsVisible:
            raise ExcelRefusedError(f"{self.name} is hidden")
        self.book.uno.CurrentController.setActiveSheet(self.uno)

    select = activate

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        self.used_range.clear_formats()

    def clear(self) -> None:
        self.used_range.clear()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.book.refuse_if_structure_is_protected()
        self._refuse_if_last_visible()
        self.book.uno.Sheets.removeByName(self.name)

    def copy(self, before: "Sheet | None", after: "Sheet | None") -> None:
        """Copy with everything on it; the copy is called "Name (2)" and becomes the active one."""
        target, position = _position(before, after)
        target.refuse_if_structure_is_protected()
        name = target.sheets.free_name(self.name)
        if target.uno == self.book.uno:
            self.book.uno.Sheets.copyByName(self.name, name, position)
        else:
            sheets, source = target.uno.Sheets, self.book.uno
            target.app.main_thread.run(lambda: sheets.importSheet(source, self.name, position))
            copied = target.sheets(position + 1).uno
            copied.Name = name
            name_anew(self.uno, copied)
        if self.uno.IsVisible:
            target.sheets(name).activate()

    def move(self, before: "Sheet | None", after: "Sheet | None") -> None:
        self.book.refuse_if_structure_is_protected()
        self.book.uno.Sheets.moveByName(self.name, _position(before, after)[1])

    def _place(self, place: Place) -> Range:
        if isinstance(place, Range):
            return place
        if isinstance(place, tuple):
            return Range(self, Area(*place))
        sheet, _, cells = place.rpartition("!")
        if sheet:
            return self.book.sheets(sheet.strip("'").replace("''", "'")).range(cells)
        if area := Area.of_text(place):
            return Range(self, area)
        for names in (self.names, self.book.names):
            if names.contains(place):
                return names(place).refers_to_range
        raise NoSuchObjectError(f"The address/named range '{place}' doesn't exist.")

    def _refuse_if_last_visible(self) -> None:
        others = (sheet for sheet in self.book.sheets if sheet.name != self.name)
        if not any(sheet.uno.IsVisible for sheet in others):
            raise ExcelRefusedError("a workbook keeps at least one visible sheet")


class Sheets(base_classes.Sheets):
    """All sheets in their order, the hidden ones too."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def api(self) -> Any:
        return self._book.uno.Sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.uno.CurrentController.ActiveSheet)

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self._book, uno) for uno in self.api)

    def __contains__(self, name: str) -> bool:
        return self._known(name) is not None

    def __call__(self, name_or_index: int | str) -> Sheet:
        if isinstance(name_or_index, str):
            if (name := self._known(name_or_index)) is None:
                raise NoSuchObjectError(f"Sheet {name_or_index} doesn't exist.")
            return Sheet(self._book, self.api.getByName(name))
        if not 1 <= name_or_index <= len(self):
            raise NoSuchObjectError(f"Sheet {name_or_index} doesn't exist.")
        return Sheet(self._book, self.api.getByIndex(name_or_index - 1))

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        """Insert an empty sheet, before the active one if nothing is said, and activate it."""
        self._book.refuse_if_structure_is_protected()
        if before is None and after is None:
            before = self.active
        numbered = (f"Sheet{number}" for number in count(len(self) + 1))
        name = name or next(free for free in numbered if free not in self)
        self.api.insertNewByName(name, _position(before, after)[1])
        added = self(name)
        added.activate()
        return added

    def free_name(self, name: str) -> str:
        """The name itself if nobody has it, else "Name (2)" and so on."""
        free, number = name, 1
        while free in self:
            number += 1
            suffix = f" ({number})"
            free = name[: _LONGEST_NAME - len(suffix)] + suffix
        return free

    def _known(self, name: str) -> str | None:
        """A sheet's name as it is written; Excel finds it in any case."""
        names = self.api.ElementNames
        return next((known for known in names if known.casefold() == name.casefold()), None)


def _position(before: Sheet | None, after: Sheet | None) -> "tuple[Book, int]":
    """The workbook, and before the how-manieth of its sheets (from 0) to insert."""
    if before is not None:
        return before.book, before.index - 1
    if after is not None:
        return after.book, after.index
    raise ValueError("before or after which sheet?")
