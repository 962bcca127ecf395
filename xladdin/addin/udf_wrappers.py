"""The VBA of the functions in cells, from udfs/ by xlwings' own generator.

The generator is made for Windows and for a process that is all its own: it needs pywin32, and it
changes `xlwings.func` and its like for whoever imports them. So it runs in a process of its own,
with empty modules in the place of pywin32 where that isn't installed, and says what it found as
JSON on its standard output. That works on any system.
"""

import importlib
import importlib.util
import io
import json
import pkgutil
import subprocess
import sys
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from unittest.mock import MagicMock

from xladdin.addin.vba import (
    TEXT_DECODER,
    AddinBuildError,
    VbaModule,
    text_assignment,
    vba_module,
)

UDF_PACKAGE = "udfs"
WRAPPERS_MODULE = "xlwings_udfs"
DESCRIPTIONS_MODULE = "XladdinFunctions"
CATEGORY = "绩效目标"
LONGEST_HELP = 255  # characters that Excel takes for a description
_PYWIN32 = (
    "pythoncom",
    "pywintypes",
    "win32com",
    "win32com.client",
    "win32com.server",
    "win32com.server.util",
    "win32com.server.exception",
)


@dataclass(frozen=True, slots=True)
class CellFunction:
    """A function for cells: its name, its help and its wrapper in VBA."""

    name: str
    help_text: str
    arguments: tuple[tuple[str, str], ...]
    """Name and help of each argument."""
    wrapper: str


def cell_functions() -> list[CellFunction]:
    """Every function of udfs/, in the order of their names.

    Raises AddinBuildError when they can't be imported or their help is not as `check_help` wants.
    """
    run = subprocess.run(  # noqa: S603 -- this Python, this module, nothing of the current folder
        [sys.executable, "-P", "-X", "utf8", "-m", __name__],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        raise AddinBuildError(f"单元格函数的 VBA 没有生成：{run.stderr.strip()}")
    found = [
        CellFunction(entry["name"], entry["help"], tuple(map(tuple, entry["args"])), entry["vba"])
        for entry in json.loads(run.stdout)
    ]
    for function in found:
        check_help(function)
    return found


def wrappers_module(functions: list[CellFunction]) -> VbaModule:
    """The module through which Excel calls the functions in cells."""
    head = f"""\
Attribute VB_Name = "{WRAPPERS_MODULE}"
Option Explicit
' Written by xlwings' generator from {UDF_PACKAGE}/.
"""
    return vba_module(WRAPPERS_MODULE, "\n".join([head, *(each.wrapper for each in functions)]))


def descriptions_module(functions: list[CellFunction]) -> VbaModule:
    """The module that tells Excel the help texts of the functions and of their arguments."""
    calls = "".join(map(_description, functions))
    source = f"""\
Attribute VB_Name = "{DESCRIPTIONS_MODULE}"
Option Explicit
' The help that Excel's function wizard shows. Generated from {UDF_PACKAGE}/.

Public Sub DescribeFunctions(ByRef isDone As Boolean)
    ' not done where Excel refuses, as it does while no workbook is on the screen
    Dim text As String, arguments() As String
    On Error GoTo refused
{calls}    ThisWorkbook.Saved = True
    isDone = True
refused:
End Sub

Private Sub Describe(ByVal functionName As String, ByVal text As String, ByVal arguments As Variant)
    Dim category As String
{text_assignment("category", CATEGORY)}\
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & functionName, _
        Description:=text, Category:=category, ArgumentDescriptions:=arguments
End Sub

{TEXT_DECODER}"""
    return vba_module(DESCRIPTIONS_MODULE, source)


def _description(function: CellFunction) -> str:
    arguments = [
        text_assignment(f"arguments({number})", text)
        for number, (_, text) in enumerate(function.arguments)
    ]
    return "".join(
        [
            text_assignment("text", function.help_text),
            f"    ReDim arguments({len(arguments) - 1})\n",
            *arguments,
            f'    Describe "{function.name}", text, arguments\n',
        ]
    )


def check_help(function: CellFunction) -> None:
    """Raise AddinBuildError where a help text is missing or longer than Excel takes."""
    texts = [(function.name, function.help_text), *function.arguments]
    for name, text in texts:
        if not text or text.startswith("Positional argument"):
            raise AddinBuildError(f"单元格函数 {function.name} 缺少 {name} 的说明")
        if len(text) > LONGEST_HELP:
            raise AddinBuildError(
                f"单元格函数 {function.name} 中 {name} 的说明有 {len(text)} 字，"
                f"超过 Excel 允许的 {LONGEST_HELP} 字"
            )


# --- in the process of its own -------------------------------------------------------------------


def _generate() -> list[dict[str, object]]:
    generator = _generator()
    package = importlib.import_module(UDF_PACKAGE)
    names = [f"{UDF_PACKAGE}.{info.name}" for info in pkgutil.iter_modules(package.__path__)]
    found = []
    for module in map(importlib.import_module, sorted(names)):
        for name, function in vars(module).items():
            if hasattr(function, "__xlfunc__") and function.__module__ == module.__name__:
                found.append(_described(generator, module.__name__, name, function))
    return sorted(found, key=lambda entry: str(entry["name"]))


def _generator() -> ModuleType:
    """Give xlwings.udfs, whose decorators are from then on those of `xlwings.func` and its like."""
    if not importlib.util.find_spec("pythoncom"):
        sys.modules.update({name: MagicMock(name=name) for name in _PYWIN32})
    import xlwings

    generator = importlib.import_module("xlwings.udfs")
    decorators = {"func": "xlfunc", "arg": "xlarg", "ret": "xlret"}
    for public, implementation in decorators.items():
        setattr(xlwings, public, getattr(generator, implementation))
    return generator


def _described(
    generator: ModuleType, module_name: str, name: str, function: object
) -> dict[str, object]:
    about = vars(function)["__xlfunc__"]
    text = io.StringIO()
    # A workbook that is no .xlam: the function is given the add-in as its workbook, not the active
    # one, whose sheets named "*.py" xlwings would look for.
    generator.generate_vba_wrapper(
        module_name, SimpleNamespace(**{name: function}), text, SimpleNamespace(Name="")
    )
    return {
        "name": name,
        "help": " ".join(str(about["ret"]["doc"]).split()),
        "args": [(each["name"], each["doc"]) for each in about["args"] if not each["vba"]],
        "vba": _as_shipped(name, text.getvalue()),
    }


def _as_shipped(name: str, wrapper: str) -> str:
    """The generator's text for Excel alone; a failure is an error value, never an amount or text.

    A text would count as nothing in a sum.
    """
    failed = f"    {name} = Err.Description\n"
    begin, end = '#If App = "Microsoft Excel" Then\n', "#End If\n"
    before, if_excel, rest = wrapper.partition(begin)
    body, if_else, rest = rest.partition("#Else\n")
    _, if_end, after = rest.partition(end)
    if not (if_excel and if_else and if_end) or after.count(failed) != 1:
        raise AddinBuildError(f"xlwings 为 {name} 生成的 VBA 与预期不同，加载项没有生成")
    return before + body + after.replace(failed, f"    {name} = CVErr(xlErrValue)\n")


if __name__ == "__main__":
    json.dump(_generate(), sys.stdout)
