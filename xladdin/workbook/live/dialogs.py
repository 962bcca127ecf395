"""Telling a person something and asking back, in Excel's own boxes."""

from pathlib import Path

import xlwings as xw

TITLE = "绩效目标 xladdin"
_TEXT = 2  # InputBox: a text, not a formula or a range
_FOLDER_PICKER = 4  # msoFileDialogFolderPicker
_DONE = -1
_LONGEST_STATUS = 200  # characters; Excel shows no more of them than the window is wide


def tell(app: xw.App, text: str) -> None:
    """Say that something is done."""
    app.alert(text, TITLE, mode="info")


def tell_failure(app: xw.App, text: str) -> None:
    """Say that something was not done."""
    app.alert(text, TITLE, mode="critical")


def confirm(app: xw.App, question: str) -> bool:
    """Ask for a yes."""
    return app.alert(question, TITLE, buttons="yes_no") == "yes"


def choose(app: xw.App, question: str) -> bool | None:
    """Ask for a yes or a no; None where the person cancelled."""
    answer = app.alert(question, TITLE, buttons="yes_no_cancel")
    return None if answer == "cancel" else answer == "yes"


def ask_text(app: xw.App, question: str, proposal: str) -> str | None:
    """A text without spaces around it; None where the person cancelled."""
    answer = app.api.InputBox(Prompt=question, Title=TITLE, Default=proposal, Type=_TEXT)
    return str(answer).strip() if answer is not False else None


def ask_folder(app: xw.App, title: str, start: str) -> Path | None:
    """A folder, looked for from ``start`` on; None where the person cancelled."""
    picker = app.api.FileDialog(_FOLDER_PICKER)
    picker.Title = title
    picker.InitialFileName = start
    return Path(picker.SelectedItems(1)) if picker.Show() == _DONE else None


def ask_new_workbook(app: xw.App, proposal: Path) -> Path | None:
    """Where to save a new workbook; None where the person cancelled."""
    answer = app.api.GetSaveAsFilename(
        InitialFileName=str(proposal), FileFilter="Excel 工作簿 (*.xlsx), *.xlsx", Title=TITLE
    )
    return Path(answer) if answer else None


def show_status(app: xw.App, text: str) -> None:
    """Say what is going on, or what is selected now, in the status bar."""
    is_long = len(text) > _LONGEST_STATUS
    app.status_bar = f"{text[: _LONGEST_STATUS - 1]}…" if is_long else text
