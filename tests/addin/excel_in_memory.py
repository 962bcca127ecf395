"""The add-in's VBA run by pyOpenVBA's interpreter, in a model of Excel.

The model knows Excel's objects and refuses what they don't have. What it lacks is put in here: the
machine (environment, files) as a module of VBA, the window's number, the function wizard, and
WScript.Shell, which writes down what it is asked to run.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pyopenvba.apps.excel import Application, ExcelApplication, Workbook
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.interpreter import (
    Interpreter,
    VBAObject,
    VBARuntimeError,
    method,
)
from pyopenvba.interpreter._objects import MemberSpec

from xladdin.addin.build import SETTINGS
from xladdin.addin.vba import VbaModule

INTERPRETER = "C:\\Program Files\\Python\\python.exe"
WINDOW = 4711
MACHINE = f"""
Public Killed As String

Function Environ(name)
    Environ = "%" & name & "%"
End Function

Function GetAttr(path)
    If path <> "{INTERPRETER}" Then Err.Raise 53
    GetAttr = vbNormal
End Function

Sub Remove(path)
    Killed = path
End Sub

Function KilledFile()
    KilledFile = Killed
End Function

Function IsLiveCheckOnHere()
    IsLiveCheckOnHere = IsLiveCheckOn(ActiveWorkbook)
End Function
"""


def _macro_options(
    application: Any,
    Macro: str,  # noqa: N803 -- the names of VBA
    Description: str,  # noqa: N803
    Category: str,  # noqa: N803
    ArgumentDescriptions: Any,  # noqa: N803
) -> None:
    told = application.__dict__.setdefault("told_of_functions", {})
    name = Macro.partition("!")[2]
    told[name] = (Category, Description, list(ArgumentDescriptions.items))


def _auto_save_on(book: Any) -> bool:
    """An older Excel doesn't know the word."""
    if not getattr(book, "saves_by_itself", False):
        raise VBARuntimeError(438, "Object doesn't support this property or method")
    return True


Workbook.vba_add_member(MemberSpec("AutoSaveOn", "property", getter=_auto_save_on))
Application.vba_add_member(MemberSpec("Hwnd", "property", getter=lambda _: WINDOW))
Application.vba_add_member(
    MemberSpec(
        "MacroOptions",
        "method",
        getter=_macro_options,
        parameters=("Macro", "Description", "Category", "ArgumentDescriptions"),
    )
)


class Shell(VBAObject):  # type: ignore[misc]  # pyOpenVBA is untyped
    """WScript.Shell: it runs nothing and ends as it is told."""

    vba_type_name = "WshShell"

    def __init__(self) -> None:
        self.application: Any = None
        self.says_in_status_bar = ""
        self.command_lines: list[str] = []
        self.exit_status = 0
        self.fails_with = ""

    @method  # type: ignore[untyped-decorator]
    def Run(self, Command: str, WindowStyle: object, WaitOnReturn: object) -> int:  # noqa: N802, N803
        assert (WindowStyle, WaitOnReturn) == (0, True)  # hidden, and waited for
        self.command_lines.append(Command)
        if self.fails_with:
            raise VBARuntimeError(-2147024891, self.fails_with)
        if self.says_in_status_bar:
            self.application.vba_set("StatusBar", self.says_in_status_bar)
        return self.exit_status


class Host(ExcelBridge):  # type: ignore[misc]
    """Excel, where CreateObject gives the shell."""

    def __init__(self, application: Application, shell: Shell) -> None:
        super().__init__(application)
        self.shell = shell

    def create(self, type_name_: str) -> object:
        return self.shell if type_name_ == "WScript.Shell" else super().create(type_name_)


class ExcelInMemory:
    """Excel with the add-in loaded."""

    def __init__(self, addin: Path, modules: Iterable[VbaModule], interpreter: str) -> None:
        self.shell = Shell()
        self._excel = ExcelApplication.open(addin, with_vba=False)
        application = self.shell.application = self._excel.application
        self._vba = Interpreter(Host(application, self.shell))
        self._excel.interpreter = application.interpreter = self._vba
        self._addin_book = self._excel.workbooks()[0]
        self._excel.add_module(MACHINE, name="Machine")
        for module in modules:
            # the interpreter can't do without these two
            text = re.sub(r"^( +)Kill ", r"\1Remove ", module.text, flags=re.MULTILINE)
            text = text.replace("Private WithEvents ", "Private ")
            self._excel.add_module(text, name=module.name)
        row = 1 + list(SETTINGS).index("INTERPRETER_WIN")
        cell = self._addin_book.vba_get("Worksheets", ["xladdin.conf"]).vba_get("Cells", [row, 2])
        cell.vba_set("Value", interpreter)

    def open(self, path: Path, sheet: str = "") -> None:
        """Open a workbook and make it, and one of its sheets, active."""
        book = self._excel.open_workbook(path)
        self._excel.activate_workbook(book)
        if sheet:
            book.vba_get("Worksheets", [sheet]).vba_call("Activate")

    def close_all(self) -> None:
        """Close every workbook but the add-in, which is never active."""
        application = self._excel.application
        application.workbooks_.books[:] = [self._addin_book]
        application.active_book = None

    @property
    def has_active_workbook(self) -> bool:
        return self._excel.application.active_book is not None

    @property
    def status_bar(self) -> Any:
        return self._excel.application.vba_get("StatusBar")

    @status_bar.setter
    def status_bar(self, text: str) -> None:
        self._excel.application.vba_set("StatusBar", text)

    def add_name(self, name: str) -> None:
        """Define a name in the active workbook."""
        book = self._excel.application.vba_get("ActiveWorkbook")
        book.vba_get("Names").vba_call("Add", [name, "=TRUE"])

    def save_by_itself(self) -> None:
        """Become a newer Excel, with AutoSave on."""
        self._excel.application.vba_get("ActiveWorkbook").saves_by_itself = True

    def save(self) -> None:
        """What Excel tells the add-in before it saves the active workbook."""
        book = self._excel.application.vba_get("ActiveWorkbook")
        self.run("excelApp_WorkbookBeforeSave", book, False, False)

    def run(self, procedure: str, *arguments: object) -> Any:
        """Run a procedure of the add-in."""
        return self._excel.run(procedure, *arguments)

    def click(self, callback: str, *, pressed: bool) -> None:
        """Click a toggle button; no callback asks anything of the control."""
        self.run(callback, self._addin_book, pressed)

    @property
    def described_functions(self) -> dict[str, tuple[str, str, list[str]]]:
        """What the function wizard was told: category, description, those of the arguments."""
        told: dict[str, tuple[str, str, list[str]]] = self._excel.application.told_of_functions
        return told

    @property
    def messages(self) -> list[str]:
        """What the message boxes said."""
        return [prompt for _, prompt, _, _ in self._vba.dialogs]
