"""What a cell keeps, whatever it was read with: file mode and live mode read numbers by it."""

import re
from decimal import Decimal

from xladdin.domain.entry import CellValue, ErrorValue
from xladdin.domain.money import AmountError, amount_from_float

_LITERALS = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')  # parts of a number format that stand as text


def number_value(stored: float) -> CellValue:
    """The exact number behind a binary float, by the 15 digits that Excel keeps of it."""
    try:
        return amount_from_float(stored)
    except AmountError:  # no amount, but a number all the same: a code of 18 digits
        number = Decimal(format(stored, ".15g"))
        return number if number.is_finite() else ErrorValue("#NUM!")


def shows_percent(number_format: str) -> bool:
    """Whether a number format shows a percentage."""
    return "%" in bare_format(number_format)


def bare_format(number_format: str) -> str:
    """A number format without the parts that stand as text, colours and conditions."""
    return _LITERALS.sub("", number_format)
