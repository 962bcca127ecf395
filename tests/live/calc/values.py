"""What a cell holds in Excel, and what Calc holds instead: errors and dates."""

from datetime import date, datetime, timedelta

from xlwings import XlwingsError

# as Range.Value gives them, and as options(err_to_str=True) names them
ERROR_TEXTS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
}
_NUMBERS = {text: number for number, text in ERROR_TEXTS.items()}
# Calc's own numbers; its many others (a missing bracket, a wrong argument) are all #VALUE!
_CALC_ERRORS = {
    503: "#NUM!",
    521: "#NULL!",
    523: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
_DAY_0 = datetime(1899, 12, 30)
_MILLISECONDS_A_DAY = 86_400_000


class ExcelRefusedError(XlwingsError):
    """Excel would refuse that, too: a locked cell, the last visible sheet, a type it can't take.

    On Windows the same thing comes as pywin32's com_error.
    """


def excel_error(calc_error: int) -> int:
    """Excel's number of an error, by Calc's."""
    return _NUMBERS[_CALC_ERRORS.get(calc_error, "#VALUE!")]


def from_serial(serial: float) -> datetime:
    """The date that a number shows in a cell with a date's number format."""
    return _DAY_0 + timedelta(milliseconds=round(serial * _MILLISECONDS_A_DAY))


def to_serial(value: date) -> float:
    """The number behind a date, or a date with a time (its time zone is cut off)."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _DAY_0) / timedelta(days=1)
    return float((value - _DAY_0.date()).days)
