"""Working in somebody's open workbook without a trace: all is as before, whatever happens.

What xlwings has no word for is asked of Excel's own objects (``.api``) here, in ``dialogs.py`` and
in ``looks.py``, and nowhere else.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import xlwings as xw

from xladdin.errors import UsageError

_WINDOW = "--hwnd="
_FORCE_DISABLE = 3  # msoAutomationSecurityForceDisable
_EXCEL_LINKS = 1  # xlExcelLinks

_ALLOWANCES = (
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
)


def calling_app() -> xw.App:
    """The Excel whose button started this Python: VBA names its window on the command line.

    Raises LookupError where there is no such Excel, and so nobody to tell it to but VBA.
    """
    windows = [arg.removeprefix(_WINDOW) for arg in sys.argv if arg.startswith(_WINDOW)]
    for app in xw.apps:
        if str(app.api.Hwnd) in windows:
            return app
    raise LookupError(f"no Excel with a window of {windows}")


def file_of(book: xw.Book) -> str:
    """The workbook's path as Excel says it: an address in a cloud, only the name where it has none.

    xlwings' `fullname` would look on this disk for the file of a cloud, and for where that may be
    in a sheet of the workbook itself.
    """
    return str(book.api.FullName)


def is_file_of(book: xw.Book, path: Path) -> bool:
    """Whether an open workbook is that file, whatever drive or link leads there."""
    if book.name.casefold() != path.name.casefold():
        return False
    try:
        return Path(file_of(book)).samefile(path)
    except OSError:  # a cloud's address, or nothing there
        return False


def open_without_macros(app: xw.App, path: Path, *, read_only: bool = False) -> xw.Book:
    """Open a file in Excel, or go to it where it is open; its macros don't run, its links stay.

    Without this, macros of what a program opens run unasked. Raises UsageError where a workbook of
    the same name is open, beside which Excel opens no other.
    """
    for book in app.books:
        if is_file_of(book, path):
            book.activate()
            return book
        if book.name.casefold() == path.name.casefold():
            raise UsageError(
                f"已经打开了另一个名为 {book.name} 的工作簿，Excel 不能同时打开 {path}",
                f"请先保存并关闭 {file_of(book)}，再试一次",
            )
    native = app.api
    before = native.AutomationSecurity
    native.AutomationSecurity = _FORCE_DISABLE
    try:
        return app.books.open(path, update_links=False, read_only=read_only)
    finally:
        native.AutomationSecurity = before


def save_copy(book: xw.Book, folder: Path) -> Path:
    """Write an open workbook as it stands now to a file in a folder; it stays what it is.

    Raises UsageError where it isn't an .xlsx that could be sent.
    """
    suffix = Path(book.name).suffix if "." in book.name else ".xlsx"  # of a new one: no suffix
    if suffix.lower() != ".xlsx":
        raise UsageError(
            f"{book.name} 不是 .xlsx 工作簿", "请另存为“Excel 工作簿 (*.xlsx)”后再试一次"
        )
    path = folder / f"{Path(book.name).stem}{suffix}"
    book.api.SaveCopyAs(str(path))
    return path


@contextmanager
def undisturbed(book: xw.Book) -> Iterator[None]:
    """Let a block work unseen and at once; then the person finds everything as it was.

    Selection and scroll stay because nothing in a block selects; the active sheet is restored.
    """
    active = book.sheets.active.name
    with book.app.properties(screen_updating=False, enable_events=False, calculation="manual"):
        try:
            yield
        finally:
            if book.sheets.active.name != active and active in book.sheet_names:
                book.sheets[active].activate()


@contextmanager
def unprotected(sheet: xw.Sheet) -> Iterator[None]:
    """Take a sheet's protection off for a block, and put it back as it was.

    Raises UsageError where it has a password.
    """
    native = sheet.api
    if not native.ProtectContents:
        yield
        return
    rules = native.Protection
    kept = {name: getattr(rules, name) for name in _ALLOWANCES}
    kept["DrawingObjects"] = native.ProtectDrawingObjects
    kept["Scenarios"] = native.ProtectScenarios
    kept["UserInterfaceOnly"] = native.ProtectionMode
    try:
        native.Unprotect("")  # without an argument Excel would ask for the password
    except Exception as failure:
        raise UsageError(
            f"工作表“{sheet.name}”的保护设有密码，没有作任何改动",
            "请在“审阅”选项卡中取消该工作表的保护，再试一次",
        ) from failure
    try:
        yield
    finally:
        native.Protect(Password="", Contents=True, **kept)


@contextmanager
def all_unprotected(sheets: Iterable[xw.Sheet]) -> Iterator[None]:
    """Take the protection off several sheets for a block, or off none.

    Raises UsageError where one has a password.
    """
    with ExitStack() as open_sheets:
        for sheet in sheets:
            open_sheets.enter_context(unprotected(sheet))
        yield


def is_locked(cell: xw.Range) -> bool:
    """Whether its sheet's protection keeps a cell as it is."""
    return bool(cell.sheet.api.ProtectContents) and cell.api.Locked is not False


def require_open_structure(book: xw.Book) -> None:
    """Raise UsageError where sheets can't be added, removed or moved."""
    if book.api.ProtectStructure:
        raise UsageError(
            "工作簿的结构受保护，不能增减或移动工作表",
            "请在“审阅”选项卡中点“保护工作簿”取消保护，再试一次",
        )


def is_visible(sheet: xw.Sheet) -> bool:
    """Whether a person can go to a sheet; Excel says -1, 0 or 2 (very hidden)."""
    return sheet.visible not in {0, 2}


def links_in_row(sheet: xw.Sheet, row: int) -> list[tuple[str, str]]:
    """The links of a row's cells, from the left: address and the place there, "" where none."""
    used = sheet.used_range
    cells = sheet.range((row, used.column), (row, used.column + used.shape[1] - 1))
    links = cells.api.Hyperlinks
    found = (links(number) for number in range(1, links.Count + 1))
    return [(str(link.Address or ""), str(link.SubAddress or "")) for link in found]


def links_to_files(book: xw.Book) -> tuple[str, ...]:
    """Paths of the other workbooks that formulas refer to."""
    return tuple(book.api.LinkSources(_EXCEL_LINKS) or ())


def count_filled(cells: xw.Range) -> int:
    """How many of the cells are filled."""
    return int(cells.sheet.book.app.api.WorksheetFunction.CountA(cells.api))


def show_all_rows(sheet: xw.Sheet) -> None:
    """Lift a filter, so that every row is seen."""
    if sheet.api.FilterMode:
        sheet.api.ShowAllData()


def forget_links(cells: xw.Range) -> None:
    """Take links off cells: a new content would keep the link of the old one."""
    cells.api.ClearHyperlinks()
