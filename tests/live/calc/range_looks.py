"""How a range looks: its rows' heights, merged cells, number format, colours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import base_classes

from tests.live.calc import looks
from tests.live.calc.area import MAX_COLUMNS, MAX_ROWS, Area
from tests.live.calc.bridge import common, is_mixed
from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    from typing import Self

    from tests.live.calc.sheet import Sheet


Value = TypeVar("Value")


class LooksOfRange(base_classes.Range):
    """The half of `Range` that contents don't matter to."""

    sheet: "Sheet"
    area: Area

    @property
    def uno(self) -> Any:
        """UNO's range."""
        raise NotImplementedError

    def __init__(self, sheet: "Sheet", area: Area, uno: Any = None) -> None:
        self.sheet = sheet
        self.area = area
        self._uno = uno

    # rows and columns

    @property
    def row_hidden(self) -> bool | None:
        line = self.sheet.cursor.at(Area(self.area.row, 1, self.area.rows, MAX_COLUMNS))
        shown = {(at.StartRow, at.EndRow) for at in line.queryVisibleCells().RangeAddresses}
        return _are_hidden(shown, self.area.rows)

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._refuse_if_protected()
        self.uno.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        line = self.sheet.cursor.at(Area(1, self.area.column, MAX_ROWS, self.area.columns))
        shown = {(at.StartColumn, at.EndColumn) for at in line.queryVisibleCells().RangeAddresses}
        return _are_hidden(shown, self.area.columns)

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._refuse_if_protected()
        self.uno.Columns.IsVisible = not value

    @property
    def row_height(self) -> float | None:
        return _common(looks.points(row.Height) for row in self.uno.Rows)

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._refuse_if_protected()
        self.uno.Rows.Height = looks.hundredths_of_mm(value)

    @property
    def column_width(self) -> float | None:
        return _common(looks.characters(column.Width) for column in self.uno.Columns)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._refuse_if_protected()
        self.uno.Columns.Width = looks.column_width(value)

    def autofit(self, axis: str | None = None) -> None:
        """Fit widths and heights; a filtered row stays hidden, which Calc would show."""
        self._refuse_if_protected()
        if axis in {None, "c", "columns"}:
            self.uno.Columns.OptimalWidth = True
        if axis in {None, "r", "rows"}:
            document = self.sheet.book.uno
            was_enabled = document.IsAdjustHeightEnabled
            document.IsAdjustHeightEnabled = True
            for seen in self.uno.queryVisibleCells():
                seen.Rows.OptimalHeight = True
            document.IsAdjustHeightEnabled = was_enabled

    # merged cells

    @property
    def merge_area(self) -> "Self":
        return type(self)(self.sheet, self.sheet.cursor.merged_around(self.area))

    @property
    def merge_cells(self) -> bool | None:
        """None, as in Excel, where only some of the cells are merged."""
        return self.sheet.cursor.is_merged(self.area)

    def merge(self, across: bool) -> None:
        self._refuse_if_protected()
        lines = self._lines() if across else [self.uno]
        for line in lines:
            line.merge(True)

    def unmerge(self) -> None:
        self._refuse_if_protected()
        self.uno.merge(False)

    # looks

    @property
    def number_format(self) -> str | None:
        key = common(self.sheet.cursor.at(self.area), "NumberFormat")
        return None if key is None else self.sheet.book.formats.code(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._refuse_if_protected()
        self.uno.NumberFormat = self.sheet.book.formats.key(value)

    @property
    def color(self) -> looks.Colour | None:
        """The fill; Excel calls cells of several colours black."""
        if is_mixed(self.uno, "CellBackColor"):
            return 0, 0, 0
        return looks.colour_of(self.uno.CellBackColor)

    @color.setter
    def color(self, value: looks.Colour | str | int | None) -> None:
        self._refuse_if_protected()
        self.uno.CellBackColor = looks.colour_number(value)

    @property
    def font(self) -> looks.Font:
        return looks.Font(self.uno, is_locked=self.sheet.uno.isProtected())

    @property
    def wrap_text(self) -> bool | None:
        is_wrapped: bool | None = common(self.uno, "IsTextWrapped")
        return is_wrapped

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._refuse_if_protected()
        self.uno.IsTextWrapped = value

    @property
    def left(self) -> float:
        return looks.points(self.uno.Position.X)

    @property
    def top(self) -> float:
        return looks.points(self.uno.Position.Y)

    @property
    def width(self) -> float:
        return looks.points(self.uno.Size.Width)

    @property
    def height(self) -> float:
        return looks.points(self.uno.Size.Height)

    def _lines(self) -> list[Any]:
        last = self.area.columns - 1
        rows = range(self.area.rows)
        return [self.uno.getCellRangeByPosition(0, row, last, row) for row in rows]

    def _refuse_if_protected(self) -> None:
        if self.sheet.uno.isProtected():
            raise ExcelRefusedError(
                f"{self.sheet.name} is protected: take the protection off first"
            )


def _common(values: Iterable[Value]) -> Value | None:
    """What all of them are, None if they differ."""
    first, *others = set(values)
    return None if others else first


def _are_hidden(shown: set[tuple[int, int]], count: int) -> bool | None:
    """Of so many rows or columns these runs, first and last, are shown; None: some are hidden."""
    seen = sum(last - first + 1 for first, last in shown)
    return None if 0 < seen < count else seen == 0
