"""校验设置 in Excel: which settings hold for a workbook, and the button that opens them."""

from pathlib import Path

import xlwings as xw

from xladdin.form.settings_form import SETTINGS_WORKBOOK
from xladdin.ribbon.frame import button, progress
from xladdin.settings.lookup import UsedSettings, find_settings, locate_settings
from xladdin.settings.writing import own_workbook
from xladdin.workbook.live.dialogs import show_status, tell
from xladdin.workbook.live.host import file_of, open_without_macros


def settings_of(book: xw.Book) -> UsedSettings:
    """The settings that hold for an open workbook. Raises SettingsError and DataFileError."""
    return find_settings(None, _folder_of(book))


def settings_note(used: UsedSettings) -> str:
    """What the end of a button's message says of the settings; nothing of the built-in ones."""
    return f"\n\n{used.label}" if used.path else ""


def _folder_of(book: xw.Book) -> Path | None:
    """The workbook's folder on this computer; None for a new one, and for one in a cloud."""
    path = Path(file_of(book))
    return path.parent if path.is_absolute() else None


@button
def rule_settings(app: xw.App) -> None:
    """校验设置."""
    book = app.books.active if len(app.books) else None
    path = locate_settings(_folder_of(book) if book else None)
    if path is not None and path.name != SETTINGS_WORKBOOK:
        tell(app, f"校验设置是一个文本文件，请用记事本等程序修改：\n\n{path}")
        return
    with progress(app, "正在打开校验设置"):
        path = path or own_workbook()
        open_without_macros(app, path)
    show_status(app, f"已打开 {path}：改好保存后，下次校验、汇总按它进行。")
