"""What a running application gives for a cell -> what the cell keeps, as file mode reads it."""

import datetime as dt
import re
from decimal import Decimal

from xladdin.domain.entry import CellValue, ErrorValue, Moment
from xladdin.workbook.access import bare_format, number_value

LiveValue = str | float | bool | Decimal | dt.datetime | None
ERROR_CODES = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
"""The errors that xlwings names; of the newer ones it gives Excel's number."""

_NEWER_ERRORS = {
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}
_DAY_0 = dt.datetime(1899, 12, 30)
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTERS = re.compile("[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


def is_formula(value: LiveValue, formula: str) -> bool:
    """Whether a cell is calculated; a typed text that begins like a formula equals it."""
    return formula.startswith(("=", "{=")) and value != formula


def is_numeric(value: LiveValue) -> bool:
    """Whether the number format decides what the cell shows: a number or a date."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return (is_number and value not in _NEWER_ERRORS) or isinstance(value, dt.datetime)


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
        case dt.datetime():
            return _moment(value, number_format)
        case _ if value in _NEWER_ERRORS:
            return ErrorValue(_NEWER_ERRORS[int(value)])
        case _:
            # Excel gives amounts in a currency's format with four decimals; what was typed has all.
            is_cut = isinstance(value, Decimal) and not formula.startswith("=")
            return _number(float(formula if is_cut else value), number_format)


def _number(number: float, number_format: str) -> CellValue:
    if is_date_format(number_format):
        return _moment(_DAY_0 + dt.timedelta(days=number), number_format)
    return number_value(number)


def is_date_format(number_format: str) -> bool:
    """Whether a number format shows a date, a time or a duration."""
    return bool(_DATE_LETTERS.search(bare_format(number_format))) or _is_duration(number_format)


def _is_duration(number_format: str) -> bool:
    return bool(_DURATION.search(_QUOTED.sub("", number_format)))


def _moment(moment: dt.datetime, number_format: str) -> Moment:
    """A date, a time or both: what the number says, whatever part of it is shown."""
    since_day_0 = moment.replace(microsecond=0) - _DAY_0
    if moment.microsecond >= 500_000:
        since_day_0 += dt.timedelta(seconds=1)
    if _is_duration(number_format):
        return since_day_0
    rounded = _DAY_0 + since_day_0
    if since_day_0 < dt.timedelta(days=1):
        return rounded.time()
    return rounded.date() if rounded.time() == dt.time() else rounded
