"""Buttons in Calc: real VBA runs there, Python in its own process, on the visible workbook."""

import os
import shutil
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.calc import macros
from tests.live.calc.ribbon import ask, press
from tests.live.calc.run_python import RunPythonDouble
from tests.live.calc.values import ExcelRefusedError

# made by Excel: a module with a ribbon callback that runs main() of the module it is named after
QUICKSTART = Path(xw.__file__).with_name("quickstart_addin_ribbon.xlam")
SHIPPED = """
Public Function RunPython(PythonCommand As String)
    RunPython = RunAndWait(PythonCommand)
End Function

Private Function RunAndWait(ByVal command As String) As Long
    RunAndWait = WScript.Run("cmd.exe", 0, True)
End Function

Public Function StillHere()
    StillHere = 7
End Function
"""
CALLBACKS = """
Public Pressed As String

Public Sub OnPress(control As IRibbonControl)
    Pressed = Pressed & control.Id & "/" & control.Tag & ";"
    ActiveWorkbook.Worksheets(1).Range("A1").Value = Pressed
End Sub

Public Sub GetEnabled(control As IRibbonControl, ByRef enabled)
    enabled = (control.Id = "validate")
End Sub

Public Function RunCommand(command As String)
    RunCommand = RunPython(command)
End Function
"""


@pytest.fixture
def add_in(excel: xw.App, run_python: RunPythonDouble, tmp_path: Path) -> xw.Book:
    path = tmp_path / "tests.live.clicked.xlam"
    shutil.copy(QUICKSTART, path)
    add_in = excel.books.open(path)
    for module in ("xlwings", "Dictionary"):  # as published, Calc can't compile them
        macros.remove_module(add_in.impl, module)
    macros.put_module(add_in.impl, "xlwings", SHIPPED)
    run_python.install(add_in)
    return add_in


@pytest.fixture
def book(excel: xw.App, tmp_path: Path) -> xw.Book:
    book = excel.books.add()
    book.save(tmp_path / "绩效目标 316001.xlsx")
    return book


def test_an_add_in_is_loaded_but_no_workbook(excel: xw.App, add_in: xw.Book, book: xw.Book) -> None:
    assert [opened.name for opened in excel.books] == [book.name]
    assert excel.books.active == book
    assert excel.books["tests.live.clicked.xlam"] == add_in


def test_a_click_runs_python_on_the_visible_workbook(
    excel: xw.App, add_in: xw.Book, book: xw.Book, run_python: RunPythonDouble
) -> None:
    sheet = book.sheets[0]
    sheet["A1"].value = "未保存"
    sheet["B5"].select()

    press(add_in, "RibbonMyAddin.RunMain")

    assert run_python.commands == ["import tests.live.clicked;tests.live.clicked.main()"]
    assert run_python.log == ""
    name, process, selection, seen = sheet["A2:D2"].value
    assert (name, selection, seen) == (book.name, "$B$5", "未保存")
    assert process != os.getpid()
    assert sheet["A3:D3"].value == ["第1条", "第2条", "第3条", "第4条"]
    assert excel.impl.notebook.status_texts == [f"正在处理 {book.name}"]
    assert excel.status_bar is False
    assert not book.api.Saved


def test_a_click_on_the_active_one_of_two_workbooks(
    excel: xw.App, add_in: xw.Book, book: xw.Book
) -> None:
    other = excel.books.add()
    press(add_in, "RibbonMyAddin.RunMain")
    assert other.sheets[0]["A2"].value == other.name
    assert book.sheets[0]["A2"].value is None

    book.activate()
    press(add_in, "RibbonMyAddin.RunMain")
    assert book.sheets[0]["A2"].value == book.name

    other.sheets[0]["A2"].value = None
    other.activate()
    book.close()
    press(add_in, "RibbonMyAddin.RunMain")
    assert other.sheets[0]["A2"].value == other.name


def test_the_rest_of_the_module_stays(add_in: xw.Book, run_python: RunPythonDouble) -> None:
    assert add_in.macro("xlwings.StillHere")() == 7
    macros.remove_module(add_in.impl, "xlwings")
    with pytest.raises(ExcelRefusedError, match="RunAndWait"):
        run_python.install(add_in)


@pytest.mark.usefixtures("book")
def test_a_failing_command_is_told(add_in: xw.Book, run_python: RunPythonDouble) -> None:
    macros.put_module(add_in.impl, "Callbacks", CALLBACKS)
    run = add_in.macro("Callbacks.RunCommand")

    assert run("import tests.live.clicked;tests.live.clicked.fail()") == 1
    assert run_python.log == "没有打开的工作簿\n"
    assert run("import no_such_module") == 1
    assert "ModuleNotFoundError" in run_python.log
    assert run('print("quotation marks end the command in Windows")') == 1
    assert len(run_python.commands) == 2
    assert (run("import tests.live.clicked;tests.live.clicked.main()"), run_python.log) == (0, "")


def test_the_control_reaches_its_callback(add_in: xw.Book, book: xw.Book) -> None:
    macros.put_module(add_in.impl, "Callbacks", CALLBACKS)

    press(add_in, "Callbacks.OnPress", "validate", "all")
    press(add_in, "Callbacks.OnPress", "clear")
    assert book.sheets[0]["A1"].value == "validate/all;clear/;"
    assert ask(add_in, "Callbacks.GetEnabled", "validate") is True
    assert ask(add_in, "Callbacks.GetEnabled", "clear") is False
