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
import traceback
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any
from unittest.mock import MagicMock

ROOT = Path(__file__).parents[2]
ERROR_NUMBERS = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
    "#GETTING_DATA": -2146826245,
    "#SPILL!": -2146826243,
    "#CALC!": -2146826238,
    "of next year": -2146826000,
}
"""What COM gives for an error value: CVErr of Excel's XlCVError; the last is nobody's yet."""
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


def percent(share: float | str) -> dict[str, Any]:
    """A number, or a text, in a cell with a percentage format."""
    return {"percent": share}


def several_areas(*areas: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Areas selected together with Ctrl, as (A1:A2,C1:C2) in a formula."""
    return {"areas": [[list(row) for row in rows] for rows in areas]}


class FailedCallError(Exception):
    """The function raised an exception: Excel shows #VALUE! in the cell."""


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
        """Rows of values, as Excel gets them for the cell and those that it spills into.

        Raises FailedCallError where it gets none.
        """
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
        answer = json.loads(self._process.stdout.readline())
        if "failure" in answer:
            raise FailedCallError(answer["failure"])
        return answer["result"]


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


def _com_range(rows: Any, area_count: int = 1) -> MagicMock:
    com_range, values = MagicMock(), _from_com(rows)
    attributes = SimpleNamespace(iid=_RANGE_IID)
    com_range._oleobj_.GetTypeInfo().GetTypeAttr.return_value = attributes
    com_range.Areas.Count = area_count
    com_range.Row = com_range.Column = 1
    com_range.Rows.Count, com_range.Columns.Count = len(rows), len(rows[0])
    com_range.Value = values[0][0] if len(rows) == len(rows[0]) == 1 else values
    com_range.Worksheet.Cells.side_effect = lambda row, column: (row, column)
    com_range.Worksheet.Range.side_effect = lambda first, last: SimpleNamespace(
        NumberFormat=_number_format(rows, first, last)
    )
    return com_range


def _number_format(rows: Any, first: tuple[int, int], last: tuple[int, int]) -> str | None:
    """The number format of an area's cells, None where they differ."""
    cells = [cell for row in rows[first[0] - 1 : last[0]] for cell in row[first[1] - 1 : last[1]]]
    is_percent = {isinstance(cell, dict) and "percent" in cell for cell in cells}
    return ("0.00%" if is_percent.pop() else "General") if len(is_percent) == 1 else None


_FROM_COM: dict[str, Callable[[Any], Any]] = {
    "missing": lambda _: _MISSING_NUMBER,
    "error": lambda text: ERROR_NUMBERS[text],
    "date": lambda iso: dt.datetime.fromisoformat(iso).replace(tzinfo=dt.UTC),
    "currency": Decimal,
    "percent": lambda share: share if isinstance(share, str) else float(share),
    "range": _com_range,
    "areas": lambda areas: _com_range(areas[0], len(areas)),  # .Value is that of the first
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
        try:
            result = _called(functions, question) if question else _help(package)
            answer = {"result": result}
        except Exception:  # noqa: BLE001 - as xlwings' COM server, which then answers the next call
            answer = {"failure": traceback.format_exc()}
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


def _called(functions: Any, question: dict[str, Any]) -> Any:
    arguments = tuple(_from_com(value) for value in question["arguments"])
    return functions.call_udf("udfs", question["function"], arguments)


if __name__ == "__main__":
    _answer_all()
