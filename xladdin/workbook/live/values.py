"""What a running application gives for a cell -> what the cell keeps, as file mode reads it."""

import datetime as dt
import re
from contextlib import suppress
from decimal import Decimal

from xladdin.domain.entry import CellValue, ErrorValue, Moment
from xladdin.workbook.access import bare_format, number_value

LiveValue = str | float | int | bool | Decimal | dt.datetime | None
"""Numbers come as float; an int is Excel's number of an error that xlwings has no name for."""
ERROR_CODES = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
"""The errors that xlwings names."""

_NEWER_ERRORS = {
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}
_UNKNOWN_ERROR = "#UNKNOWN!"
_DAY_0 = dt.datetime(1899, 12, 30)
_ONE_DAY, _MILLISECOND = dt.timedelta(days=1), dt.timedelta(milliseconds=1)
_LEAP_DAY_OF_1900 = dt.timedelta(days=60)  # which there was in Excel's calendar only
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTERS = re.compile("[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


def is_formula(value: LiveValue, formula: str) -> bool:
    """Whether a cell is calculated; a typed text that begins like a formula equals it."""
    return formula.startswith(("=", "{=")) and value != formula


def is_numeric(value: LiveValue) -> bool:
    """Whether the number format decides what the cell shows: a number or a date."""
    return isinstance(value, float | Decimal | dt.datetime)


def cell_value(
    value: LiveValue, formula: str, number_format: str, *, is_error: bool = False
) -> CellValue:
    """The value of a cell that isn't empty.

    ``formula`` is the cell's formula, or what would be typed for its constant. ``number_format``
    is asked for where the value is numeric, ``is_error`` where it is a text.
    """
    match value:
        case None | bool():
            return value
        case str():
            return ErrorValue(value) if is_error else value
        case int():
            return ErrorValue(_NEWER_ERRORS.get(value, _UNKNOWN_ERROR))
        case dt.datetime():
            return _moment(value - _DAY_0, number_format)
        case _:
            # Excel gives amounts in a currency's format with four decimals; what was typed has all.
            is_cut = isinstance(value, Decimal) and not formula.startswith("=")
            return _number(float(formula if is_cut else value), number_format)


def _number(number: float, number_format: str) -> CellValue:
    if is_date_format(number_format):
        with suppress(OverflowError):  # no day has that number: Excel shows ###
            return _moment(dt.timedelta(days=number), number_format)
    return number_value(number)


def is_date_format(number_format: str) -> bool:
    """Whether a number format shows a date, a time or a duration."""
    return bool(_DATE_LETTERS.search(bare_format(number_format))) or _is_duration(number_format)


def _is_duration(number_format: str) -> bool:
    return bool(_DURATION.search(_QUOTED.sub("", number_format)))


def _moment(since_day_0: dt.timedelta, number_format: str) -> Moment:
    """A date, a time or both: what the number says, whatever part of it is shown."""
    exact = round(since_day_0 / _MILLISECOND) * _MILLISECOND
    if _is_duration(number_format):
        return exact
    if exact < _ONE_DAY:
        return (_DAY_0 + exact).time()
    moment = _DAY_0 + exact
    if exact < _LEAP_DAY_OF_1900:
        moment += _ONE_DAY
    return moment.date() if moment.time() == dt.time() else moment
