"""Ranges as xlwings hands them over, as entries that the rules judge, and results for cells."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xladdin.domain.entry import CellValue, Entry, ErrorValue
from xladdin.domain.finding import Finding
from xladdin.domain.money import amount_from_float
from xladdin.domain.origin import Origin
from xladdin.rules.judging import is_judged
from xladdin.workbook.access import number_value

Values = Sequence[Sequence[object]]
"""The rows of a range; an argument left out has none."""

CellResult = str | float

RANGE: dict[str, Any] = {"convert": "default", "ndim": 2, "err_to_str": True}
"""How xlwings reads an argument: rows of cells, whatever is selected, error values as texts.

Without ``convert`` it would look for a converter of the annotation, and has none for Sequence.
"""

_ERROR_TEXTS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
)
_ERROR_NUMBERS = {
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}
"""Errors younger than xlwings' own table: it passes the numbers on that COM gives for them."""


class ArgumentError(ValueError):
    """An argument that a function can't work with; the text is a sentence for the cell."""


def entry_of(value: object, row: int = 1, column: int = 1) -> Entry:
    """A cell's value as an entry; its origin is the place in the range, counted from 1."""
    return Entry(_cell_value(value), Origin("", "", f"第 {row} 行第 {column} 列"))


def entries_of(values: Values) -> list[list[Entry]]:
    """A range's entries, row by row, without the blank rows at its end."""
    last = max((n for n, row in enumerate(values, 1) if not _is_blank_row(row)), default=0)
    return [
        [entry_of(value, row, column) for column, value in enumerate(cells, 1)]
        for row, cells in enumerate(values[:last], 1)
    ]


def single_entry(values: Values, what: str) -> Entry:
    """The entry of an argument that is one cell, blank where it is left out.

    Raises ArgumentError that names the argument as ``what``.
    """
    if len(values) > 1 or any(len(row) > 1 for row in values):
        raise ArgumentError(f"{what}应为一个单元格，现为一个区域：请只选一格")
    return next((entry_of(value) for row in values for value in row), entry_of(None))


def why_not_judged(entry: Entry) -> str:
    """Why nothing can be said of a cell's text: it is an error or a date. Empty where it can."""
    if is_judged(entry):
        return ""
    if entry.is_error:
        return f"单元格是错误值 {entry.text}：请先改正该单元格"
    return f"单元格是日期 {entry.text}，可能不是原来填写的内容：请设为文本格式后重新填写"


def amount_cell(amount: Decimal) -> float:
    """The float that Excel shows and reads as this amount.

    Raises AmountError for an amount too large for the form.
    """
    amount_from_float(float(amount))
    return float(amount)


def said(finding: Finding) -> str:
    """A finding as a sentence for a cell: what is wrong, what to do."""
    return f"{finding.message}。{finding.fix}"


def said_with_place(finding: Finding) -> str:
    """The same with its place in the range in front."""
    return f"{finding.origin.cell}：{said(finding)}"


def _is_blank_row(row: Sequence[object]) -> bool:
    return all(value is None or value == "" for value in row)


def _cell_value(value: object) -> CellValue:
    match value:
        case None | "":
            return None
        case int() if value in _ERROR_NUMBERS:
            return ErrorValue(_ERROR_NUMBERS[value])
        case str() if value in _ERROR_TEXTS:
            return ErrorValue(value)
        case bool() | str() | Decimal() | dt.date():
            return value
        case int() | float():
            return number_value(float(value))
        case _:
            return str(value)
