"""xlwings as it works in Windows' Excel, in a process of its own, without Windows or Excel.

Run as a program it answers calls of functions in cells, one JSON line each. xlwings' own code
decorates the functions, converts the arguments and the results; only pywin32 is made of empty
modules, since it can't be had here. `Excel` starts the program and asks it.
"""

import ctypes
import datetime as dt
import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any
from unittest.mock import MagicMock

ROOT = Path(__file__).parents[2]
ERROR_NUMBERS = {"#N/A": -2146826246, "#REF!": -2146826265, "#CALC!": -2146826238}
MISSING: dict[str, Any] = {"missing": True}
"""An optional argument that the formula leaves out."""

_MISSING_NUMBER = -2147352572
_RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
_PYWIN32 = (
    "pythoncom",
    "pywintypes",
    "win32api",
    "win32com",
    "win32com.client",
    "win32con",
    "win32gui",
    "win32process",
    "win32timezone",
    "xlwings.com_server",
)


def selected(*rows: Sequence[Any]) -> dict[str, Any]:
    """A range of the sheet; a list of lists is an array in the formula."""
    return {"range": [list(row) for row in rows]}


def error(text: str) -> dict[str, Any]:
    return {"error": text}


def date(iso: str) -> dict[str, Any]:
    return {"date": iso}


def currency(amount: str) -> dict[str, Any]:
    """A number in a cell with a currency format: Excel hands it over as a decimal."""
    return {"currency": amount}


class Excel:
    """The process; as a context manager it ends with the block."""

    def __enter__(self) -> "Excel":
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "tests.udfs.excel_process"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def call(self, function: str, *arguments: Any) -> Any:
        """What Excel gets for the cell: one value, or rows of values."""
        return self._ask({"function": function, "arguments": arguments})

    def help(self) -> dict[str, dict[str, Any]]:
        """Of each function its help text and the names, help texts and options of its arguments."""
        answer: dict[str, dict[str, Any]] = self._ask({})
        return answer

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


# --- in the process ------------------------------------------------------------------------------


def _with_xlwings_as_on_windows() -> Any:
    """xlwings.udfs, its decorators being those that `xlwings.func` and its like give."""
    modules = {name: MagicMock(name=name) for name in _PYWIN32}
    sys.modules.update(modules)
    modules["pywintypes"].TimeType = dt.datetime
    modules["pywintypes"].com_error = type("com_error", (Exception,), {})
    modules["pywintypes"].IID = str
    modules["pythoncom"].__file__ = ""
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(modules["win32com.client"], name, type(name, (), {}))
    for name in ("oledll", "windll", "PyDLL"):
        setattr(ctypes, name, MagicMock())
    import xlwings

    windows = importlib.import_module("xlwings._xlwindows")
    windows.Apps.cleanup = lambda: None  # would look for Excel's processes when this one ends
    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    functions = importlib.import_module("xlwings.udfs")
    for public, own in {"func": "xlfunc", "arg": "xlarg", "ret": "xlret"}.items():
        setattr(xlwings, public, getattr(functions, own))
    return functions


def _from_com(value: Any) -> Any:
    """A value as pywin32 gives it."""
    match value:
        case dict():
            ((kind, content),) = value.items()
            return _FROM_COM[kind](content)
        case list():
            return tuple(_from_com(item) for item in value)
        case int() if not isinstance(value, bool):
            return float(value)  # numbers are always that
        case _:
            return value


def _com_range(rows: Any) -> MagicMock:
    com_range = MagicMock()
    attributes = SimpleNamespace(iid=_RANGE_IID)
    com_range._oleobj_.GetTypeInfo().GetTypeAttr.return_value = attributes
    com_range.Value = rows[0][0] if len(rows) == len(rows[0]) == 1 else rows
    return com_range


_FROM_COM: dict[str, Callable[[Any], Any]] = {
    "missing": lambda _: _MISSING_NUMBER,
    "error": lambda text: ERROR_NUMBERS[text],
    "date": lambda iso: dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC),
    "currency": Decimal,
    "range": lambda rows: _com_range(_from_com(rows)),
}


def _help(package: Any) -> dict[str, Any]:
    about = {name: vars(getattr(package, name))["__xlfunc__"] for name in package.__all__}
    return {
        name: {"help": each["ret"]["doc"], "arguments": [_argument(a) for a in each["args"]]}
        for name, each in about.items()
    }


def _argument(about: dict[str, Any]) -> dict[str, Any]:
    options = {"ndim": about["options"].get("ndim"), "is_optional": "optional" in about}
    return {"name": about["name"], "help": about["doc"], **options}


def _answer_all() -> None:
    functions = _with_xlwings_as_on_windows()
    package = importlib.import_module("udfs")
    for line in sys.stdin:
        question = json.loads(line)
        if question:
            arguments = tuple(_from_com(value) for value in question["arguments"])
            answer = functions.call_udf("udfs", question["function"], arguments)
        else:
            answer = _help(package)
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    _answer_all()
