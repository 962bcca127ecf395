"""One value as it stands in a cell, with its origin: nothing is converted, nothing is lost."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xladdin.domain.origin import Origin
from xladdin.domain.text import is_blank_text


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """An error that Excel shows in a cell, such as ``#REF!``."""

    code: str


Moment = dt.datetime | dt.date | dt.time | dt.timedelta
CellValue = str | Decimal | bool | Moment | ErrorValue | None


class FormulaState(StrEnum):
    """Whether a cell's value was typed or calculated."""

    NONE = "none"
    CALCULATED = "calculated"
    NOT_CALCULATED = "not calculated"  # saved by a program that does not calculate


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell's value with its origin.

    ``is_percent`` tells that the cell's number format shows a percentage, so that 0.25 reads 25%.
    """

    value: CellValue
    origin: Origin
    formula: FormulaState = FormulaState.NONE
    is_percent: bool = False

    @property
    def text(self) -> str:
        """The value as a reader of the sheet sees it; empty for a blank cell."""
        if isinstance(self.value, str):  # nearly always, and asked for by every rule
            return self.value
        match self.value:
            case None:
                shown = ""
            case bool():
                shown = "TRUE" if self.value else "FALSE"
            case Decimal():
                shown = f"{_plain(self.value * 100)}%" if self.is_percent else _plain(self.value)
            case ErrorValue():
                shown = self.value.code
            case dt.datetime() if self.value.time() == dt.time():
                shown = self.value.date().isoformat()
            case _:
                shown = str(self.value)
        return shown

    @property
    def is_blank(self) -> bool:
        """True when a reader sees nothing: no value, only white space or invisible characters."""
        return self.value is None or is_blank_text(self.text)

    @property
    def is_error(self) -> bool:
        """True when Excel shows an error in the cell."""
        return isinstance(self.value, ErrorValue)

    @property
    def is_unreadable(self) -> bool:
        """True when the cell has no value to judge: an error, or a formula never calculated."""
        return self.formula is FormulaState.NOT_CALCULATED or isinstance(self.value, ErrorValue)

    @property
    def is_date(self) -> bool:
        """True when Excel stores the cell as a date or a time."""
        return isinstance(self.value, Moment)
