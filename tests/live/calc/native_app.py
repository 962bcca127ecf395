"""Application behind `.api`: the few members an add-in needs, under Excel's names.

Nobody clicks here: a dialog notes what it showed and gives the prepared answer
(`Notebook.answer_dialogs_with`).
"""

from typing import TYPE_CHECKING, Any

from tests.live.calc.native import NativeRange, NativeWindow
from tests.live.calc.notebook import ACCEPTED, Notebook

if TYPE_CHECKING:
    from tests.live.calc.app import App

MACROS_RUN, MACROS_OFF = 1, 3  # MsoAutomationSecurity
_FOLDER_PICKER = 4  # MsoFileDialogType
_DONE, _CANCELLED = -1, 0


class NativeApp:
    """Application, as far as xlwings has no word of its own."""

    def __init__(self, app: "App") -> None:
        self.uno = app.desktop
        self._app = app
        self.WorksheetFunction = WorksheetFunction()

    @property
    def Hwnd(self) -> int:  # noqa: N802 -- Excel's name, as all below
        """The window's handle: a number that is this LibreOffice's in every process."""
        return self._app.hwnd

    @property
    def ActiveWindow(self) -> NativeWindow | None:  # noqa: N802
        book = self._app.books.active
        return NativeWindow(book.uno.CurrentController) if book else None

    @property
    def AutomationSecurity(self) -> int:  # noqa: N802
        """Whether the macros of what a program opens run; in Excel they do, unless told not to."""
        return int(self._app.notebook.read("automation security", MACROS_RUN))

    @AutomationSecurity.setter
    def AutomationSecurity(self, value: int) -> None:  # noqa: N802
        self._app.notebook.write("automation security", value)

    def InputBox(  # noqa: N802
        self,
        Prompt: str,  # noqa: N803
        Title: str = "",  # noqa: N803
        Default: str = "",  # noqa: N803
        **options: int,
    ) -> str | bool:
        """A text; False where it was cancelled."""
        if options != {"Type": 2}:
            raise NotImplementedError("the double asks for a text only")
        answer = self._app.notebook.ask("InputBox", f"{Title}: {Prompt}", Default)
        return Default if answer is True else answer

    def FileDialog(self, fileDialogType: int) -> "FolderPicker":  # noqa: N802, N803
        if fileDialogType != _FOLDER_PICKER:
            raise NotImplementedError("the double picks folders only")
        return FolderPicker(self._app.notebook)

    def GetSaveAsFilename(  # noqa: N802
        self,
        InitialFileName: str = "",  # noqa: N803
        FileFilter: str = "",  # noqa: N803
        FilterIndex: int = 1,  # noqa: N803, ARG002
        Title: str = "",  # noqa: N803
    ) -> str | bool:
        """A path; False where it was cancelled. Nothing is saved."""
        shown = f"{Title}: {FileFilter}"
        answer = self._app.notebook.ask("GetSaveAsFilename", shown, InitialFileName)
        return InitialFileName if answer is True else answer


class FolderPicker:
    """A FileDialog of folders."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._chosen = ""
        self.Title = ""
        self.InitialFileName = ""

    def Show(self) -> int:  # noqa: N802
        answer = self._notebook.ask("FileDialog", self.Title, self.InitialFileName)
        self._chosen = self.InitialFileName if answer is ACCEPTED else str(answer or "")
        return _DONE if self._chosen else _CANCELLED

    def SelectedItems(self, Index: int) -> str:  # noqa: N802, N803
        assert Index == 1
        return self._chosen


class WorksheetFunction:
    """Functions of cells, called by a program."""

    def CountA(self, Arg1: NativeRange) -> float:  # noqa: N802, N803
        """How many cells are filled."""
        formulas: tuple[tuple[Any, ...], ...] = Arg1.uno.FormulaArray
        return float(sum(1 for row in formulas for formula in row if formula))
