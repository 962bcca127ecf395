"""One range object of a sheet that is moved about.

A new object takes Calc and Python a millisecond, a call of one that is there a tenth of it; Excel
makes no such difference. So questions that are asked many times are asked of a cursor.
"""

from typing import Any

from tests.live.calc.area import Area


class Cursor:
    """Any area of a sheet, one at a time."""

    def __init__(self, sheet: Any) -> None:
        self._uno = sheet.createCursor()

    def at(self, area: Area) -> Any:
        """The cursor on an area: to be asked at once, before it goes elsewhere."""
        cursor = self._uno
        cursor.collapseToSize(1, 1)
        here = cursor.RangeAddress
        right, down = area.column - 1 - here.StartColumn, area.row - 1 - here.StartRow
        if right or down:
            cursor.gotoOffset(right, down)
        if area.size > 1:
            cursor.collapseToSize(area.columns, area.rows)
        return cursor

    def merged_around(self, area: Area) -> Area:
        """The merged area that the first cell is in, or that cell alone."""
        cursor = self.at(Area(area.row, area.column))
        cursor.collapseToMergedArea()
        return Area.of_uno(cursor.RangeAddress)
