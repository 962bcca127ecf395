"""What the live engine makes of addresses, formulas and typed texts: no LibreOffice needed."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.live.calc.area import MAX_COLUMNS, MAX_ROWS, Area
from tests.live.calc.formulas import to_calc, to_excel
from tests.live.calc.looks import (
    characters,
    colour_number,
    colour_of,
    column_width,
    hundredths_of_mm,
    points,
)
from tests.live.calc.typed_text import DATE_FORMAT, TIME_FORMAT, Content, content_of
from tests.live.calc.values import ExcelRefusedError, excel_error, from_serial, to_serial

FORMULAS = [
    ("=SUM('汇 总'!A1,项目1!A4:A5)", "=SUM($'汇 总'.A1;$项目1.A4:A5)"),
    ("=项目1!预算数*2.5", "=$项目1.预算数*2.5"),
    (
        '=IFERROR(INDIRECT("\'"&A5&"\'!预算数"),"a,b;c")',
        '=IFERROR(INDIRECT("\'"&A5&"\'!预算数");"a,b;c")',
    ),
    ("=COUNTIFS(项目1!$A:$A,1,{1,2;3,4})", "=COUNTIFS($项目1.$A:$A;1;{1;2|3;4})"),
    ('=HYPERLINK("#\'项目1\'!A1","去")', '=HYPERLINK("#\'项目1\'!A1";"去")'),
    ("=CEILING.MATH(2.5)+STDEV.S(A1:A3)", "=CEILING.MATH(2.5)+STDEV.S(A1:A3)"),
    ('=\'it\'\'s\'!B2&"say ""hi!"""', '=$\'it\'\'s\'.B2&"say ""hi!"""'),
    ("=IF(A1=#N/A,#REF!,0)", "=IF(A1=#N/A;#REF!;0)"),
]


@pytest.mark.parametrize(("excel", "calc"), FORMULAS)
def test_formulas_go_both_ways(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc
    assert to_excel(calc) == excel


def test_what_only_one_of_them_writes() -> None:
    assert to_calc("=_xlfn.TEXTJOIN(1,A1)") == "=TEXTJOIN(1;A1)"
    assert to_excel("=pt_check_row(A1:F1)") == "=PT_CHECK_ROW(A1:F1)"
    assert to_excel("=CEILING.XCL(2.5;1)") == "=CEILING(2.5,1)"
    assert to_excel("=SUM($#REF!.$A$1;2)") == "=SUM(#REF!,2)"
    assert to_excel("{=SUM(A1:A2;B1)}") == "=SUM(A1:A2,B1)"
    assert to_excel("=项目1.B3") == "=项目1!B3"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("B2", Area(2, 2)),
        ("$A$1:c3", Area(1, 1, 3, 3)),
        ("C3:A1", Area(1, 1, 3, 3)),
        ("A:C", Area(1, 1, MAX_ROWS, 3)),
        ("2:5", Area(2, 1, 4, MAX_COLUMNS)),
        ("XFD1048576", Area(MAX_ROWS, MAX_COLUMNS)),
    ],
)
def test_addresses(text: str, area: Area) -> None:
    assert Area.of_text(text) == area
    assert Area.of_text(area.address()) == area


@pytest.mark.parametrize("text", ["预算数", "A", "7", "", "A0", "总_1"])
def test_names_are_no_addresses(text: str) -> None:
    assert Area.of_text(text) is None


def test_addresses_are_written_as_excel_writes_them() -> None:
    area = Area(3, 28, 2, 1)
    assert area.address() == "$AB$3:$AB$4"
    assert area.address(row_absolute=False) == "$AB3:$AB4"
    assert area.address(row_absolute=False, column_absolute=False) == "AB3:AB4"
    assert Area(1, 1, MAX_ROWS, 2).address() == "$A:$B"
    with pytest.raises(IndexError):
        Area(0, 1)


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("316001", Content(316001.0)),
        ("1,234.5", Content(1234.5)),
        (" -3 ", Content(-3.0)),
        ("50%", Content(0.5, number_format="0%")),
        ("2024-01-02", Content(45293.0, number_format=DATE_FORMAT)),
        ("2024年1月", Content(45292.0, number_format=DATE_FORMAT)),
        ("true", Content(formula="=TRUE()")),
        ("#N/A", Content(formula="=#N/A")),
        ("=A1", Content(formula="=A1")),
        ("'316001", Content("316001")),
        ("13-45", Content("13-45")),
        ("1,23", Content("1,23")),
        ("7月底", Content("7月底")),
        ("≥95%", Content("≥95%")),
        ("2000万", Content("2000万")),
        ("=", Content("=")),
        (" ", Content(" ")),
        (".", Content(".")),
    ],
)
def test_a_written_text_is_read_as_if_typed(typed: str, content: Content) -> None:
    assert content_of(typed) == content
    assert content_of(typed, is_text_cell=True) == Content(typed)


@pytest.mark.parametrize("typed", ["3-1", "3/1", "3月1日"])
def test_a_day_without_a_year_is_one_of_this_year(typed: str) -> None:
    day = date.today().replace(month=3, day=1)  # the clerk's own calendar
    assert content_of(typed) == Content(to_serial(day), number_format=DATE_FORMAT)


def test_other_values() -> None:
    assert content_of(None) == Content()
    assert content_of(True) == Content(formula="=TRUE()")
    assert content_of(3) == Content(3.0)
    assert content_of(date(2024, 1, 2)) == Content(45293.0, number_format=DATE_FORMAT)
    noon = datetime(2024, 1, 2, 12)
    assert content_of(noon) == Content(45293.5, number_format=TIME_FORMAT)
    for refused in (Decimal("1.5"), object(), "x" * 32_768):
        with pytest.raises(ExcelRefusedError):
            content_of(refused)


@given(st.datetimes(min_value=datetime(1900, 3, 1), max_value=datetime(9999, 12, 31)))
def test_dates_survive_to_the_millisecond(moment: datetime) -> None:
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert from_serial(to_serial(moment)) == moment


def test_errors_have_excels_numbers() -> None:
    assert [excel_error(number) for number in (532, 525, 32767, 502, 508)] == [
        -2146826281,
        -2146826259,
        -2146826246,
        -2146826273,
        -2146826273,
    ]


def test_colours_and_sizes() -> None:
    assert colour_number("#FFC7CE") == colour_number((255, 199, 206)) == colour_number(0xCEC7FF)
    assert colour_of(colour_number("#FFC7CE")) == (255, 199, 206)
    assert colour_of(colour_number(None)) is None
    assert points(hundredths_of_mm(409.5)) == 409.5
    assert characters(column_width(8.43)) == pytest.approx(8.43, abs=0.05)
