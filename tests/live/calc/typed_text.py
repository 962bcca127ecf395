"""What becomes of a value that a program writes into a cell.

Excel takes a text that comes by `Range.Value` as if a person had typed it: "316001" becomes a
number, "7-1" and "7月1日" a date, "50%" one half, "=A1" a formula; a cell in the text format "@",
or an apostrophe in front, keeps it a text. A program that doesn't know this spoils codes and
periods, so the double does it, too.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tests.live.calc.values import ERROR_TEXTS, ExcelRefusedError, to_serial

DATE_FORMAT, TIME_FORMAT = "yyyy/m/d", "yyyy/m/d h:mm"
_LONGEST_TEXT = 32_767

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?(?:[eE][+-]?\d+)?(%?)")
_DATES = (
    re.compile(r"(?P<year>\d{4})([-/])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?"),
    re.compile(r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"),
    re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
)


@dataclass(frozen=True)
class Content:
    """What stands in a cell afterwards: a number, a text or a formula."""

    value: float | str = ""
    formula: str = ""
    """In Excel's grammar, with its equals sign; then there is no value."""
    number_format: str = ""
    """What a cell of the format General gets on the way."""


def content_of(value: object, *, is_text_cell: bool = False) -> Content:
    """What Excel makes of one value.

    Raises:
        ExcelRefusedError: a type that Excel doesn't take, or not exactly; too long a text.
    """
    match value:
        case None:
            return Content()
        case bool():
            return Content(formula="=TRUE()" if value else "=FALSE()")
        case int() | float():
            return Content(float(value))
        case datetime():
            return Content(to_serial(value), number_format=TIME_FORMAT)
        case date():
            return Content(to_serial(value), number_format=DATE_FORMAT)
        case str():
            if len(value) > _LONGEST_TEXT:
                raise ExcelRefusedError(f"a cell takes {_LONGEST_TEXT} characters: {len(value)}")
            return Content(value) if is_text_cell else _typed(value)
        case Decimal():
            raise ExcelRefusedError("a Decimal becomes Currency, of four decimals: give a float")
    raise ExcelRefusedError(f"a cell takes no {type(value).__name__}")


def _typed(text: str) -> Content:
    bare = text.strip()
    if text.startswith("'"):
        return Content(text[1:])
    if text.startswith("=") and len(text) > 1:
        return Content(formula=text)
    if bare.upper() in {"TRUE", "FALSE"}:
        return Content(formula=f"={bare.upper()}()")
    if bare.upper() in ERROR_TEXTS.values():
        return Content(formula=f"={bare.upper()}")
    if number := _NUMBER.fullmatch(bare):
        percent = number[1]
        amount = float(bare.rstrip("%").replace(",", ""))
        shape = "0.00%" if "." in bare else "0%"
        return Content(amount / 100, number_format=shape) if percent else Content(amount)
    return _typed_date(bare) or Content(text)


def _typed_date(text: str) -> Content | None:
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            parts = {name: int(part) for name, part in found.groupdict().items() if part}
            with suppress(ValueError):  # 13-45 is a text
                day = date(**({"year": date.today().year, "day": 1} | parts))
                return Content(to_serial(day), number_format=DATE_FORMAT)
    return None
