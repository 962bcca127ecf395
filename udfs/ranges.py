"""Cells of a range as entries that the rules judge, and results for cells."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from udfs.arguments import ShownAsPercent, Values
from xladdin.domain.entry import CellValue, Entry
from xladdin.domain.finding import Finding
from xladdin.domain.money import amount_from_float
from xladdin.domain.origin import Origin
from xladdin.rules.judging import is_judged
from xladdin.workbook.access import number_value
from xladdin.workbook.live.values import ERROR_CODES, cell_value

CellResult = str | float

_ERROR_NUMBERS = range(-0x7FF60000, -0x7FF50000)
"""What COM gives for error values, 0x800A0000 and the error's number; numbers come as floats."""


class ArgumentError(ValueError):
    """An argument that a function can't work with; the text is a sentence for the cell."""


def entry_of(value: object, row: int = 1, column: int = 1) -> Entry:
    """A cell's value as an entry; its origin is the place in the range, counted from 1."""
    origin = Origin("", "", f"第 {row} 行第 {column} 列")
    return Entry(_entry_value(value), origin, is_percent=isinstance(value, ShownAsPercent))


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
    """The float that Excel shows and reads as this amount, to the 15 digits that a cell keeps.

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


def _entry_value(value: object) -> CellValue:
    match value:
        case None | "":
            return None
        case bool() | Decimal():
            return value
        case str() | dt.datetime():
            return cell_value(value, "", "", is_error=value in ERROR_CODES)
        case int() if value in _ERROR_NUMBERS:
            return cell_value(value, "", "")
        case int() | float():
            return number_value(float(value))
        case _:
            return str(value)
