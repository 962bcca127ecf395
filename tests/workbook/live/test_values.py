"""What Excel gives for a cell against what file mode's reader keeps of the same cell."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.entry import CellValue, ErrorValue
from xladdin.workbook.access import shows_percent
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.live.values import (
    LiveValue,
    cell_value,
    is_date_format,
    is_formula,
    is_numeric,
)

NUMBERS = (
    *(0.0, 1.0, -1.0, 0.1 + 0.2, 16.53, 1.005, 100.89, 0.25, 1e-7, 123456789.987654),
    *(0.5, 1.25, 59.0, 60.0, 61.0, 45294.0, 45294.75, 45294.999999, 2958465.0, 2958466.0),
    *(1.3e20, 123456789012345678.0),
)
LARGEST_DURATION = 1e9  # file mode's reader refuses a file with a longer one
PLAIN_FORMATS = (
    *("General", "0.00", "#,##0.00", "0.00%", "@", '0"日"', "[Red]0", "0.00E+00", "# ?/?"),
    *('General" 天"', "\\d0", "_ * #,##0.00_ ;_ * -#,##0.00_ ", "[>100]0;0.0", "G/通用格式"),
)
DATE_FORMATS = (
    *("yyyy-mm-dd", "m/d/yyyy", "yyyy/m/d h:mm", "h:mm:ss", "mm:ss.0", "d", "h:mm AM/PM"),
    *('yyyy"年"m"月"d"日"', 'm"月"d"日"', "[$-804]yyyy", "[DBNum1]yyyy年m月", "yyyy;@"),
)
DURATION_FORMATS = ("[h]:mm", "[mm]:ss", "[s]", "[hh]:mm:ss")
FORMATS = (*PLAIN_FORMATS, *DATE_FORMATS, *DURATION_FORMATS)
MOMENT_0, DAYS = dt.datetime(1899, 12, 30), 2_958_466  # of Excel's calendar


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[float, str], CellValue]:
    """What file mode keeps of each number in each format."""
    path = tmp_path_factory.mktemp("values") / "各种.xlsx"
    pairs = [
        (number, code)
        for code in FORMATS
        for number in NUMBERS
        if number < LARGEST_DURATION or code in PLAIN_FORMATS
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        styles = {code: book.add_format({"num_format": code}) for code in FORMATS}
        for row, (number, code) in enumerate(pairs):
            sheet.write_number(row, 0, number, styles[code])
    grid = read_workbook(path).sheets[0]
    return {pair: grid.at(row, 1).value for row, pair in enumerate(pairs, 1)}


def as_excel_gives_it(number: float, code: str) -> LiveValue:
    """A date comes as such as long as Excel's calendar reaches; what COM rounds is rounded."""
    if code in PLAIN_FORMATS or not 0 <= number < DAYS:
        return number
    return MOMENT_0 + dt.timedelta(days=number, microseconds=3)


def test_numbers_dates_and_durations_are_kept_as_from_a_file(
    kept: dict[tuple[float, str], CellValue],
) -> None:
    live = {
        (number, code): cell_value(as_excel_gives_it(number, code), str(number), code)
        for number, code in kept
    }
    assert live == kept
    assert len({type(value) for value in kept.values()}) == 5


def test_a_duration_may_come_as_a_number(kept: dict[tuple[float, str], CellValue]) -> None:
    durations = {pair: value for pair, value in kept.items() if pair[1] in DURATION_FORMATS}
    assert {pair: cell_value(pair[0], str(pair[0]), pair[1]) for pair in durations} == durations


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(FORMATS))
def test_no_number_is_too_much(number: float, code: str) -> None:
    assert cell_value(number, str(number), code) is not None


@given(st.decimals(-(10**9), 10**9, places=6))
def test_an_amount_in_a_currencys_format_keeps_all_decimals(typed: Decimal) -> None:
    cut = typed.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    code = '"¥"#,##0.00'
    assert cell_value(cut, str(float(typed)), code) == cell_value(float(typed), "", code)
    assert cell_value(cut, "=A1*2", code) == cell_value(float(cut), "", code)


@pytest.mark.parametrize(
    ("value", "is_error", "expected"),
    [
        (None, False, None),
        ("", False, ""),
        (" 007 ", False, " 007 "),
        ("#REF!", False, "#REF!"),
        ("#REF!", True, ErrorValue("#REF!")),
        (True, False, True),
        (False, False, False),
        (-2146826243, False, ErrorValue("#SPILL!")),
        (-2146826238, False, ErrorValue("#CALC!")),
        (-2146826230, False, ErrorValue("#UNKNOWN!")),
        (-2146826243.0, False, Decimal(-2146826243)),
    ],
)
def test_other_values(value: LiveValue, is_error: bool, expected: CellValue) -> None:
    assert cell_value(value, str(value), "General", is_error=is_error) == expected


def test_the_format_matters_to_numbers_and_dates_only() -> None:
    numeric: list[LiveValue] = [1.5, Decimal("1.5"), dt.datetime(2024, 1, 1)]
    others: list[LiveValue] = [None, "1.5", True, -2146826243]
    assert all(map(is_numeric, numeric))
    assert not any(map(is_numeric, others))


@pytest.mark.parametrize(
    ("value", "formula", "expected"),
    [
        (2.0, "=1+1", True),
        (None, '=""', True),
        ("=1+1", "=1+1", False),  # a text in a cell of the format text
        ("文", '="文"', True),
        (None, "", False),
        (1.5, "1.5", False),
        ("文", "文", False),
        ("#N/A", "=NA()", True),
        ("#N/A", "#N/A", False),
    ],
)
def test_what_is_a_formula(value: LiveValue, formula: str, expected: bool) -> None:
    assert is_formula(value, formula) is expected


def test_formats_of_dates_are_told_from_others() -> None:
    assert [code for code in FORMATS if is_date_format(code)] == [*DATE_FORMATS, *DURATION_FORMATS]
    assert [code for code in FORMATS if shows_percent(code)] == ["0.00%"]
