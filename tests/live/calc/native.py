"""What xlwings leaves to Excel's own objects (`.api`): the few members an add-in needs.

The names are Excel's, since the same code must run there. UNO's object is behind `uno`.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from tests.live.calc.area import MAX_ROWS
from tests.live.calc.bridge import common, properties, uno
from tests.live.calc.values import ExcelRefusedError

if TYPE_CHECKING:
    from tests.live.calc.book import Book
    from tests.live.calc.range import Range
    from tests.live.calc.sheet import Sheet

_ALLOWANCES = {
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowFiltering",
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingHyperlinks",
    "AllowInsertingRows",
    "AllowSorting",
    "AllowUsingPivotTables",
    "Contents",
    "DrawingObjects",
    "Scenarios",
    "UserInterfaceOnly",
}
_EXCEL_LINKS = 1  # XlLink


class NativeWindow:
    """Application.ActiveWindow: what part of the sheet is seen."""

    def __init__(self, controller: Any) -> None:
        self.uno = controller

    @property
    def ScrollRow(self) -> int:  # noqa: N802 -- Excel's name, as all below
        return int(self.uno.FirstVisibleRow) + 1

    @ScrollRow.setter
    def ScrollRow(self, row: int) -> None:  # noqa: N802
        self.uno.FirstVisibleRow = row - 1

    @property
    def ScrollColumn(self) -> int:  # noqa: N802
        return int(self.uno.FirstVisibleColumn) + 1

    @ScrollColumn.setter
    def ScrollColumn(self, column: int) -> None:  # noqa: N802
        self.uno.FirstVisibleColumn = column - 1


class NativeBook:
    """A Workbook."""

    def __init__(self, book: "Book") -> None:
        self.uno = book.uno
        self._book = book

    @property
    def Saved(self) -> bool:  # noqa: N802
        """Whether nothing was changed since the last save."""
        return not self.uno.isModified()

    @Saved.setter
    def Saved(self, value: bool) -> None:  # noqa: N802
        self.uno.setModified(not value)

    @property
    def FullName(self) -> str:  # noqa: N802
        """The path; for a workbook that was never saved only its name."""
        return self._book.fullname

    @property
    def Path(self) -> str:  # noqa: N802
        """The folder; empty for a workbook that was never saved."""
        return str(Path(self._book.fullname).parent) if self.uno.URL else ""

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return bool(self.uno.isReadonly())

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return bool(self.uno.isProtected())

    def SaveCopyAs(self, Filename: str) -> None:  # noqa: N802, N803
        """Write the workbook to another file; it stays the one that it is."""
        if Path(Filename).suffix.lower() != ".xlsx":
            raise NotImplementedError("the double saves copies as .xlsx only")
        options = properties(FilterName="Calc MS Excel 2007 XML", Overwrite=True)
        self.uno.storeToURL(Path(Filename).resolve().as_uri(), options)

    def LinkSources(self, Type: int) -> tuple[str, ...] | None:  # noqa: N802, N803
        """Paths of the workbooks that formulas refer to, None where there are none."""
        if Type != _EXCEL_LINKS:
            raise NotImplementedError("the double knows links to workbooks only")
        urls = self.uno.ExternalDocLinks.ElementNames
        return tuple(str(uno().fileUrlToSystemPath(url)) for url in urls) or None

    def Protect(self, Password: str = "", Structure: bool = True) -> None:  # noqa: N802, N803
        """Protect the sheets' names and order."""
        if Structure:
            self.uno.protect(Password)

    def Unprotect(self, Password: str = "") -> None:  # noqa: N802, N803
        _unprotect(self.uno, Password)


class NativeProtection:
    """A Protection: what the protected sheet allows, which Calc doesn't tell (see Protect)."""

    def __getattr__(self, name: str) -> bool:
        if name not in _ALLOWANCES:
            raise AttributeError(name)
        return False


class NativeSheet:
    """A Worksheet."""

    def __init__(self, sheet: "Sheet") -> None:
        self.uno = sheet.uno
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self.uno.isProtected())

    def Range(self, Cell1: str) -> "NativeRange | NativeAreas":  # noqa: N802, N803
        """Cells by their address, which may name several areas."""
        areas = [NativeRange(self._sheet.range(address)) for address in Cell1.split(",")]
        return NativeAreas(areas) if len(areas) > 1 else areas[0]

    @property
    def Protection(self) -> NativeProtection:  # noqa: N802
        return NativeProtection()

    @property
    def ProtectDrawingObjects(self) -> bool:  # noqa: N802
        return True

    @property
    def ProtectScenarios(self) -> bool:  # noqa: N802
        return True

    @property
    def ProtectionMode(self) -> bool:  # noqa: N802
        """Whether only the person is kept from it, and programs are not; Calc knows no such."""
        return False

    def Protect(self, Password: str = "", **allowances: bool) -> None:  # noqa: N802, N803
        """Protect the sheet again.

        Excel then allows what `allowances` say and nothing else; Calc keeps what the sheet
        allowed before, and tells nobody.
        """
        if unknown := allowances.keys() - _ALLOWANCES:
            raise TypeError(f"Worksheet.Protect has no {', '.join(sorted(unknown))} here")
        self.uno.protect(Password)

    def Unprotect(self, Password: str = "") -> None:  # noqa: N802, N803
        _unprotect(self.uno, Password)

    @property
    def FilterMode(self) -> bool:  # noqa: N802
        """Whether a filter hides rows."""
        return bool(self._filtered_rows())

    def ShowAllData(self) -> None:  # noqa: N802
        """Show the rows that a filter hides; there must be one."""
        filtered = self._filtered_rows()
        if not filtered:
            raise ExcelRefusedError("ShowAllData: nothing is filtered")
        for rows in filtered:
            rows.IsVisible = True

    def _filtered_rows(self) -> list[Any]:
        """Runs of rows, to the end of the filter, which is beyond the last content."""
        shown = self.uno.getCellRangeByPosition(0, 0, 0, MAX_ROWS - 1).queryVisibleCells()
        addresses = sorted(shown.RangeAddresses, key=lambda address: address.StartRow)
        firsts = [0, *(address.EndRow + 1 for address in addresses)]
        lasts = [*(address.StartRow - 1 for address in addresses), MAX_ROWS - 1]
        hidden = [(first, last) for first, last in zip(firsts, lasts, strict=True) if first <= last]
        runs = [self.uno.getCellRangeByPosition(0, first, 0, last).Rows for first, last in hidden]
        return [rows for rows in runs if rows.getByIndex(0).IsFiltered]

    @property
    def Visible(self) -> int:  # noqa: N802
        return self._sheet.visible

    @Visible.setter
    def Visible(self, value: int) -> None:  # noqa: N802
        self._sheet.visible = value


class NativeRange:
    """A Range. Its looks are asked as xlwings asks them of the same cells."""

    def __init__(self, cells: "Range") -> None:
        self._cells = cells

    @property
    def uno(self) -> Any:
        return self._cells.uno

    @property
    def Address(self) -> str:  # noqa: N802
        return self._cells.address

    @property
    def MergeCells(self) -> bool | None:  # noqa: N802
        return self._cells.merge_cells

    @property
    def MergeArea(self) -> "NativeRange":  # noqa: N802
        return NativeRange(self._cells.merge_area)

    @property
    def NumberFormat(self) -> str | None:  # noqa: N802
        return self._cells.number_format

    @property
    def EntireRow(self) -> "NativeLines":  # noqa: N802
        return NativeLines(self._cells.row_hidden)

    @property
    def EntireColumn(self) -> "NativeLines":  # noqa: N802
        return NativeLines(self._cells.column_hidden)

    @property
    def Locked(self) -> bool | None:  # noqa: N802
        """None where some cells are locked and some not."""
        protection = common(self.uno, "CellProtection")
        return None if protection is None else bool(protection.IsLocked)

    @Locked.setter
    def Locked(self, value: bool) -> None:  # noqa: N802
        if self.uno.Spreadsheet.isProtected():
            raise ExcelRefusedError("the sheet is protected: what is locked can't be changed")
        protection = self.uno.CellProtection
        protection.IsLocked = value
        self.uno.CellProtection = protection

    @property
    def Hyperlinks(self) -> "NativeHyperlinks":  # noqa: N802
        return NativeHyperlinks(self.uno)

    def ClearHyperlinks(self) -> None:  # noqa: N802
        """Links go, contents stay; Calc has no links but contents, which a new one replaces."""
        if self.uno.Spreadsheet.isProtected():
            raise ExcelRefusedError("the sheet is protected: links can't be taken off")


class NativeLines(NamedTuple):
    """Whole rows or columns."""

    Hidden: bool | None


class NativeAreas:
    """A Range of several areas."""

    def __init__(self, areas: list[NativeRange]) -> None:
        self._areas = areas

    @property
    def MergeCells(self) -> bool | None:  # noqa: N802
        answers = {area.MergeCells for area in self._areas}
        return answers.pop() if len(answers) == 1 else None


class NativeHyperlink(NamedTuple):
    """A Hyperlink; Excel gives the address as it is stored, relative to the workbook's folder."""

    Address: str
    SubAddress: str


class NativeHyperlinks:
    """The Hyperlinks of a row of cells, numbered from 1."""

    def __init__(self, uno: Any) -> None:
        columns = range(uno.Columns.Count)
        cells = (uno.getCellByPosition(column, 0) for column in columns)
        self._urls = [field.URL for cell in cells for field in cell.TextFields]

    @property
    def Count(self) -> int:  # noqa: N802
        return len(self._urls)

    def __call__(self, number: int) -> NativeHyperlink:
        """Calc has made the address an absolute one, and the place one of its own."""
        file, _, place = self._urls[number - 1].partition("#")
        path = uno().fileUrlToSystemPath(file) if file.startswith("file:") else file
        return NativeHyperlink(path, unquote(place).replace(".", "!"))


def _unprotect(protected: Any, password: str) -> None:
    wrong_password = uno().getClass("com.sun.star.lang.IllegalArgumentException")
    with suppress(wrong_password):
        protected.unprotect(password)
    if protected.isProtected():
        raise ExcelRefusedError("the password isn't right")
