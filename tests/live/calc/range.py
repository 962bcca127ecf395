"""A range of cells of the running Calc."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.live.calc import cells
from tests.live.calc.area import MAX_COLUMNS, MAX_ROWS, Area
from tests.live.calc.bridge import enum, struct
from tests.live.calc.native import NativeRange
from tests.live.calc.range_looks import LooksOfRange
from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    import xlwings as xw

    from tests.live.calc.names import Name
    from tests.live.calc.sheet import Sheet

_CONTENTS, _FORMATS, _EVERYTHING = 1 | 2 | 4 | 16, 32 | 64 | 256, 1023  # CellFlags
_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


class Range(LooksOfRange):
    """Cells of one sheet by their place; the place stays when rows are inserted above."""

    def __init__(self, sheet: "Sheet", area: Area, uno: Any = None) -> None:
        super().__init__(sheet, area, uno)
        self.options: dict[str, Any] = {}  # xlwings puts its converters here

    @property
    def uno(self) -> Any:
        """UNO's range; an empty slice has none."""
        if self._uno is None and self.area.size:
            self._uno = self.sheet.uno.getCellRangeByPosition(*self.area.positions)
        return self._uno

    @property
    def api(self) -> NativeRange | None:
        return NativeRange(self) if self.area.size else None

    # place

    @property
    def row(self) -> int:
        return self.area.row

    @property
    def column(self) -> int:
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.rows, self.area.columns

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        return self.sheet.uno, self.row, self.column, *self.shape

    def __len__(self) -> int:
        return self.area.size

    def __call__(self, arg1: int, arg2: int | None = None) -> "Range":
        """One cell, by row and column or by its number along the rows, all from 1."""
        row, column = divmod(arg1 - 1, self.area.columns) if arg2 is None else (arg1 - 1, arg2 - 1)
        return Range(self.sheet, Area(self.row + row, self.column + column))

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        address = self.area.address(row_absolute=row_absolute, column_absolute=col_absolute)
        if not external:
            return address
        place = f"[{self.sheet.book.name}]{self.sheet.name}"
        return (
            f"{place}!{address}" if place.isascii() and " " not in place else f"'{place}'!{address}"
        )

    @property
    def address(self) -> str:
        return self.get_address(row_absolute=True, col_absolute=True, external=False)

    # contents

    @property
    def raw_value(self) -> Any:
        """As Range.Value gives it: one value for one cell, else rows of values."""
        if not self.area.size:
            return None
        values = cells.read_values(self.uno, self.sheet.book.formats)
        return values[0][0] if self.area.size == 1 else values

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        if not self.area.size:
            return
        self._refuse_if_locked()
        if not isinstance(data, Sequence) or isinstance(data, str):
            if isinstance(data, str) and data.startswith("=") and self.area.size > 1:
                cells.fill(self.uno, data)
                return
            data = [[data] * self.area.columns] * self.area.rows
        rows = data if data and isinstance(data[0], list | tuple) else [data]
        if (len(rows), len(rows[0])) != self.shape:
            raise ExcelRefusedError(f"{len(rows)} x {len(rows[0])} values for {self.shape} cells")
        cells.write(self.uno, rows, self.sheet.book.formats)
        if any(str(value).startswith("=") for row in rows for value in row):
            self._calculate_what_was_entered()

    @property
    def formula(self) -> Any:
        if not self.area.size:
            return None
        formulas = cells.read_formulas(self.uno)
        return formulas[0][0] if self.area.size == 1 else formulas

    @formula.setter
    def formula(self, value: object) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def has_array(self) -> bool:
        return bool(self.uno.ArrayFormula)

    def clear_contents(self) -> None:
        self._clear(_CONTENTS)

    def clear_formats(self) -> None:
        self._clear(_FORMATS)

    def clear(self) -> None:
        self._clear(_EVERYTHING)

    @property
    def hyperlink(self) -> str:
        fields = self.uno.getCellByPosition(0, 0).TextFields
        if not fields.Count:
            raise ExcelRefusedError("The cell doesn't seem to contain a hyperlink!")
        return str(next(iter(fields)).URL)

    def add_hyperlink(
        self,
        address: str,
        text_to_display: str | None = None,
        screen_tip: str | None = None,  # noqa: ARG002 -- Calc has none
    ) -> None:
        """Show a link in the first cell; a link inside the workbook begins with "#"."""
        self._refuse_if_locked()
        cell = self.uno.getCellByPosition(0, 0)
        cell.setString("")
        field = self.sheet.book.uno.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display or address
        cell.insertTextContent(cell.createTextCursor(), field, False)

    # inserting, deleting, copying

    def insert(
        self,
        shift: str | None = None,
        copy_origin: str | None = None,  # noqa: ARG002 -- Calc knows the first way only
    ) -> None:
        """Whole rows or columns insert their like; new cells look as those above or left."""
        self._refuse_if_protected()
        mode = self._whole() or {"right": "RIGHT"}.get(shift or "", "DOWN")
        self.sheet.uno.insertCells(self.uno.RangeAddress, enum("sheet.CellInsertMode", mode))

    def delete(self, shift: str | None = None) -> None:
        self._refuse_if_protected()
        if whole := self._whole():
            mode = enum("sheet.CellDeleteMode", whole)
            self.sheet.uno.removeRange(self.uno.RangeAddress, mode)
            return
        # removing part of a row or column would shrink every sheet object that anybody holds
        area = self.area
        if shift == "up" or (shift is None and area.columns >= area.rows):
            rest = Area(area.last_row + 1, area.column, MAX_ROWS - area.last_row, area.columns)
        else:
            rest = Area(area.row, area.last_column + 1, area.rows, MAX_COLUMNS - area.last_column)
        self.sheet.uno.moveRange(self._place(), Range(self.sheet, rest).uno.RangeAddress)

    def copy(self, destination: "xw.Range | None" = None) -> None:
        """Copy with all looks, once, to where the destination begins in the same workbook.

        Raises:
            NotImplementedError: to the clipboard, or into another workbook.
        """
        if destination is None or destination.impl.sheet.book.uno != self.sheet.book.uno:
            raise NotImplementedError("the double copies inside one workbook only")
        target = Range(
            destination.impl.sheet,
            Area(destination.row, destination.column, *self.shape),
        )
        target._refuse_if_locked()
        target.sheet.uno.copyRange(target._place(), self.uno.RangeAddress)

    # finding one's way

    @property
    def current_region(self) -> "Range":
        cursor = self.sheet.uno.createCursorByRange(self.uno)
        cursor.collapseToCurrentRegion()
        return Range(self.sheet, Area.of_uno(cursor.RangeAddress), cursor)

    def end(self, direction: str) -> "Range":
        """Where Ctrl and an arrow key lead from the first cell."""
        name = next(name for name in _STEPS if name.startswith(direction))
        down, right = _STEPS[name]
        edge = {"down": MAX_ROWS, "up": 1, "right": MAX_COLUMNS, "left": 1}[name]
        here = self.row if down else self.column
        filled = self._filled_line(is_column=bool(down))
        step = down or right
        ahead = (
            [at for at in range(here + step, edge + step, step) if at in filled] if filled else []
        )
        there = ahead[0] if ahead else edge
        if here in filled and there == here + step:
            while there + step in filled:
                there += step
        return Range(self.sheet, Area(there, self.column) if down else Area(self.row, there))

    def select(self) -> None:
        if self.sheet.book.sheets.active.name != self.sheet.name:
            raise ExcelRefusedError(
                f"select needs the active sheet: activate {self.sheet.name} first"
            )
        self.sheet.book.uno.CurrentController.select(self.uno)

    @property
    def name(self) -> "Name | None":
        """The name that stands for exactly this range."""
        return self.sheet.book.names.of_range(self)

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, f"='{self.sheet.name}'!{self.address}")

    @property
    def table(self) -> None:
        """Calc has no tables."""

    # help

    def _filled_line(self, *, is_column: bool) -> set[int]:
        """Numbers of the filled cells in the first cell's column or row."""
        used = self.sheet.used_range.area
        if is_column:
            line = Area(1, self.column, used.last_row, 1)
        else:
            line = Area(self.row, 1, 1, used.last_column)
        formulas = self.sheet.uno.getCellRangeByPosition(*line.positions).FormulaArray
        flat = [formula for row in formulas for formula in row]
        return {number for number, formula in enumerate(flat, 1) if formula}

    def _place(self) -> Any:
        """The CellAddress of the first cell."""
        left, top, *_ = self.area.positions
        return struct("table.CellAddress", self.sheet.index - 1, left, top)

    def _calculate_what_was_entered(self) -> None:
        """Excel calculates a formula at its entry, whatever the mode; Calc only when it is on."""
        document = self.sheet.book.uno
        if not document.isAutomaticCalculationEnabled():
            document.calculate()

    def _whole(self) -> str | None:
        if self.area.is_whole_rows:
            return "ROWS"
        return "COLUMNS" if self.area.is_whole_columns else None

    def _clear(self, what: int) -> None:
        self._refuse_if_locked()
        self.uno.clearContents(what)

    def _refuse_if_locked(self) -> None:
        if self.sheet.uno.isProtected() and NativeRange(self).Locked is not False:
            raise ExcelRefusedError(f"{self.sheet.name}!{self.address} is locked")
