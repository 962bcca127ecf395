"""One workbook open in LibreOffice, as a person sees it there.

UNO's objects carry no types. They stay inside this class; `component` is the door for a test that
needs more than what is offered here.
"""

from dataclasses import dataclass
from typing import Any

_FORMULA_RESULT_ERROR = 4  # com.sun.star.sheet.FormulaResult.ERROR


@dataclass(frozen=True)
class Cell:
    """What one cell shows and what stands behind it."""

    value: float | str | None
    """A number (what a date or a truth value is in LibreOffice) or a text; None for an error."""
    formula: str | None
    """As LibreOffice writes it, with semicolons ("=LEFT(A2;1)"); a typed value has none."""
    error: int
    """LibreOffice's own number (524 #REF!, 525 #NAME?, 532 #DIV/0!, 32767 #N/A); 0: no error."""


class Document:
    """One workbook open in LibreOffice."""

    def __init__(self, component: Any) -> None:
        self.component = component

    @property
    def sheet_names(self) -> list[str]:
        """Names of all sheets in their order, the hidden ones too."""
        return list(self.component.Sheets.ElementNames)

    def recalculate(self) -> None:
        """Compute every formula anew, whatever result the file brought along."""
        self.component.calculateAll()

    def cells(self, sheet_name: str) -> dict[str, Cell]:
        """Give the filled cells of a sheet by their address ("C7")."""
        used = self._sheet(sheet_name).createCursor()
        used.gotoStartOfUsedArea(False)
        used.gotoEndOfUsedArea(True)
        first = used.RangeAddress
        errors = _error_numbers(used)
        filled = {}
        for row, line in enumerate(
            zip(used.DataArray, used.FormulaArray, strict=True), first.StartRow
        ):
            for column, (value, formula) in enumerate(zip(*line, strict=True), first.StartColumn):
                if formula:
                    address = _address(column, row)
                    error = errors.get(address, 0)
                    filled[address] = Cell(
                        value=None if error else value,
                        formula=formula if formula.startswith("=") else None,
                        error=error,
                    )
        return filled

    def set_value(self, sheet_name: str, address: str, value: float | str) -> None:
        """Type a number or a text into a cell.

        Raises:
            PermissionError: the cell is locked, a person couldn't type there.
        """
        sheet = self._sheet(sheet_name)
        cell = sheet.getCellRangeByName(address)
        # UNO itself writes through a sheet's protection
        if sheet.isProtected() and cell.CellProtection.IsLocked:
            raise PermissionError(f"{sheet_name}!{address} is locked")
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value

    def close(self) -> None:
        """Close the workbook without saving."""
        self.component.close(True)

    def _sheet(self, name: str) -> Any:
        if name not in self.sheet_names:
            raise LookupError(f"no sheet {name!r}; there are {', '.join(self.sheet_names)}")
        return self.component.Sheets.getByName(name)


def _error_numbers(cells: Any) -> dict[str, int]:
    return {
        _address(column, row): cells.Spreadsheet.getCellByPosition(column, row).getError()
        for area in cells.queryFormulaCells(_FORMULA_RESULT_ERROR).RangeAddresses
        for row in range(area.StartRow, area.EndRow + 1)
        for column in range(area.StartColumn, area.EndColumn + 1)
    }


def _address(column: int, row: int) -> str:
    """Name a cell by its position, counted from 0: (2, 6) is "C7"."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
