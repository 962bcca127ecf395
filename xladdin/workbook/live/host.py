"""Working in somebody's open workbook without a trace: all is as before, whatever happens.

What xlwings has no word for is asked of Excel's own objects (``.api``) here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import xlwings as xw

from xladdin.errors import UsageError

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
    rules = getattr(native, "Protection", None)  # Excel forgets them; others may keep them
    allowed = {name: getattr(rules, name) for name in _ALLOWANCES} if rules else {}
    kept = {
        "DrawingObjects": getattr(native, "ProtectDrawingObjects", True),
        "Scenarios": getattr(native, "ProtectScenarios", True),
    }
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
        native.Protect(Password="", Contents=True, **kept, **allowed)


def require_open_structure(book: xw.Book) -> None:
    """Raise UsageError where sheets can't be added, removed or moved."""
    if book.api.ProtectStructure:
        raise UsageError(
            "工作簿的结构受保护，不能增减或移动工作表",
            "请在“审阅”选项卡中点“保护工作簿”取消保护，再试一次",
        )


def is_visible(sheet: xw.Sheet) -> bool:
    """Whether a person can go to a sheet; Excel says -1, 0 or 2 (very hidden)."""
    return bool(sheet.visible) and sheet.visible != 2
