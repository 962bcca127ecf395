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
        here = cursor.RangeAddress
        if (here.StartRow, here.StartColumn) != (here.EndRow, here.EndColumn):
            cursor.collapseToSize(1, 1)
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

    def is_merged(self, area: Area) -> bool | None:
        """Whether all cells are in one merged area; None where only some are in any."""
        around = self.merged_around(area)
        if around.size > 1:
            return True if around.joined(area) == around else None
        self._uno.collapseToSize(area.columns, area.rows)  # it stands on the first cell
        return None if self._uno.IsMerged else False
