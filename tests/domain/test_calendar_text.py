import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.calendar_text import CalendarKind, calendar_kind, may_be_quantity

DATES = [
    "2024年",
    "2024年度",
    "2024年底",
    "2024年年底",
    "2024年7月",
    "2024年7月底",
    "2024年12月31日",
    "２０２４年１２月３１日",
    "2024-12-31",
    "2024/6/30",
    "2024.12.31",
    "2024.07",
    "12月31日",
    "2月29日",
    "当年12月31日",
    "每月10日",
]
MONTHS = [
    "7月底",
    "10月",
    "10月份",
    "12月中旬",
    "七月底",
    "十二月",
    "次年3月",
    "年底",
    "年末",
    "本年度末",
    "每月底",
]
PERIODS = [
    "2023.07-2024.01",
    "2023.07～2024.01",
    "2024.1.1-2024.12.31",
    "2024-01-01至2024-12-31",
    "2024年1月至12月",
    "2024年1-12月",
    "2024年1月1日—12月31日",
    "2023年7月至次年1月",
    "1-3月",
    "1月-3月",
    "2024-2026年",
    "2023-2024",
    "上半年",
    "2024年上半年",
    "第一季度",
    "2024年第4季度末",
    "1-3季度",
    "全年",
    "年内",
    "本年度",
]
NO_CALENDAR = [
    "",
    "1年",
    "3个月",
    "13月",
    "0月",
    "2024年2月30日",
    "2023-02-29",
    "4月31日",
    "2024年13月",
    "2024年2月30日至3月31日",
    "1850年",
    "2024年网络费用",
    "5-10人",
    "100%",
    "及时",
    "每月",
    "财库〔2016〕198号",
]


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    assert calendar_kind(text) is CalendarKind.DATE


@pytest.mark.parametrize("text", MONTHS)
def test_months(text: str) -> None:
    assert calendar_kind(text) is CalendarKind.MONTH


@pytest.mark.parametrize("text", PERIODS)
def test_periods(text: str) -> None:
    assert calendar_kind(text) is CalendarKind.PERIOD


@pytest.mark.parametrize("text", NO_CALENDAR)
def test_other_text(text: str) -> None:
    assert calendar_kind(text) is None


@given(st.dates())
def test_every_real_date_of_two_centuries_is_one_in_every_form(date: object) -> None:
    year, month, day = (int(part) for part in str(date).split("-"))
    expected = CalendarKind.DATE if 1900 <= year <= 2099 else None
    for text in (
        str(date),
        f"{year:04d}年{month}月{day}日",
        f"{year:04d}/{month}/{day}",
        f"{year:04d}.{month:02d}.{day:02d}",
    ):
        assert calendar_kind(text) is expected


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("6月", True),
        ("2季度", True),
        ("第2季度", False),
        ("2012.5", True),
        ("6月底", False),
        ("2024年", False),
        ("7月1日", False),
    ],
)
def test_short_forms_may_be_quantities(text: str, may_be: bool) -> None:
    assert may_be_quantity(text) is may_be
