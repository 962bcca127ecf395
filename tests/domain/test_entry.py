"""What a reader of the sheet sees in a cell."""

import datetime as dt
from decimal import Decimal

import pytest

from xladdin.domain.entry import CellValue, Entry, ErrorValue, FormulaState
from xladdin.domain.origin import Origin, cell_address, column_letters

HERE = Origin("a.xlsx", "项目1", "C4")


@pytest.mark.parametrize(
    ("value", "is_percent", "text"),
    [
        (None, False, ""),
        ("  甲 ", False, "  甲 "),
        (Decimal("13.480"), False, "13.48"),
        (Decimal("8.00"), False, "8"),
        (Decimal("1E+2"), False, "100"),
        (Decimal("0.25"), True, "25%"),
        (Decimal("0.125"), True, "12.5%"),
        (True, False, "TRUE"),
        (ErrorValue("#REF!"), False, "#REF!"),
        (dt.datetime(2024, 1, 3), False, "2024-01-03"),
    ],
)
def test_text_is_what_the_cell_shows(value: CellValue, is_percent: bool, text: str) -> None:
    assert Entry(value, HERE, is_percent=is_percent).text == text


@pytest.mark.parametrize("value", [None, "", " ", "\n", "\u3000", "\u200b\ufeff", "\u00a0"])
def test_what_nobody_sees_is_blank(value: CellValue) -> None:
    assert Entry(value, HERE).is_blank


@pytest.mark.parametrize("value", ["0", Decimal(0), False, ErrorValue("#N/A")])
def test_zero_false_and_errors_are_not_blank(value: CellValue) -> None:
    assert not Entry(value, HERE).is_blank


def test_a_formula_that_was_never_calculated_can_not_be_judged() -> None:
    assert Entry(None, HERE, FormulaState.NOT_CALCULATED).is_unreadable
    assert not Entry(None, HERE, FormulaState.CALCULATED).is_unreadable


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_column_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
    assert cell_address(7, column) == f"{letters}7"
