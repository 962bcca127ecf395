"""Dates, months and periods as target values write them: 2024年12月31日, 7月底, 2023.07-2024.01."""

import datetime as dt
import re
from enum import StrEnum

from xladdin.domain.text import squeeze

_YEAR = r"(?:19|20)\d\d"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
_MONTH = rf"(?:{_MONTH_NUMBER}|十[一二]?|[一二三四五六七八九])月份?"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = rf"{_DAY_NUMBER}[日号]"
_PART = r"(?:初|上旬|中旬|下旬|中|底|末)"
_THIS_YEAR = r"(?:本|当|每|次|该|翌|全)?年度?"
_QUARTER = r"第?[一二三四1-4]季度"
_DASH = r"(?:-{1,2}|[‐–―~〜−]|—{1,2}|至|到)"

_FIGURES = "|".join(
    rf"{_YEAR}{mark}{_MONTH_NUMBER}(?:{mark}{_DAY_NUMBER})?" for mark in ("-", r"\.", "/")
)
_WITH_YEAR = rf"{_YEAR}年度?(?:年?{_PART}|{_MONTH}(?:{_DAY}|{_PART})?)?"

_DATE = re.compile(
    rf"{_FIGURES}|{_WITH_YEAR}|(?:{_THIS_YEAR})?{_MONTH}{_DAY}|[每本当次]个?月{_DAY}"
)
_MONTH_OF_YEAR = re.compile(
    rf"(?:{_THIS_YEAR})?{_MONTH}{_PART}?|{_THIS_YEAR}[底末初中终]|[每本当次]个?月[底末初中]"
)
_DASH_BETWEEN = re.compile(_DASH)
_SHORT_PERIOD = re.compile(
    rf"(?:{_YEAR}年)?{_MONTH_NUMBER}{_DASH}{_MONTH}{_PART}?"
    rf"|{_YEAR}年?{_DASH}{_YEAR}(?:年度?)?"
    rf"|{_YEAR}\.{_MONTH_NUMBER}{_DASH}{_MONTH_NUMBER}"
    rf"|(?:{_YEAR}年)?第?[一二三四1-4](?:季度)?{_DASH}{_QUARTER}"
    rf"|(?:{_YEAR}年度?|{_THIS_YEAR})?(?:[上下]半年|{_QUARTER}[初中末底]?|全年|前三季度)"
    rf"|(?:全|本|当)年度?内?|年度?内|{_YEAR}年度?内"
)
_DURATION_LIKE = re.compile(r"\d{1,2}月|\d季度|(?:19|20)\d\d\.\d{1,2}")
_NUMBERS = re.compile(r"\d+")
_SIGN = re.compile(r"[年月季]|(?:19|20)\d\d")  # one of these is in every calendar text
_LONGEST = 40  # characters: 2023年12月31日至2024年12月31日 with spaces, and to spare


class CalendarKind(StrEnum):
    """What a calendar text fixes."""

    DATE = "date"  # a year, or a day
    MONTH = "month"  # a month or a part of it in the year that is understood
    PERIOD = "period"


def calendar_kind(text: str) -> CalendarKind | None:
    """What kind of date or period a whole text is; None when it is none, or no real date."""
    if len(text) > _LONGEST:
        return None
    plain = squeeze(text)
    if _SIGN.search(plain) is None:
        return None
    if point := _point_kind(plain):
        return point
    dashes = _DASH_BETWEEN.finditer(plain)
    if _SHORT_PERIOD.fullmatch(plain) or any(
        _point_kind(plain[: dash.start()]) and _point_kind(plain[dash.end() :]) for dash in dashes
    ):
        return CalendarKind.PERIOD
    return None


def may_be_quantity(text: str) -> bool:
    """True for calendar texts that are amounts in ``≤6月`` or ``≥2012.5``."""
    return _DURATION_LIKE.fullmatch(squeeze(text)) is not None


def _point_kind(plain: str) -> CalendarKind | None:
    if _DATE.fullmatch(plain):
        return CalendarKind.DATE if _is_real_date(plain) else None
    return CalendarKind.MONTH if _MONTH_OF_YEAR.fullmatch(plain) else None


def _is_real_date(plain: str) -> bool:
    numbers = [int(number) for number in _NUMBERS.findall(plain)]
    if len(numbers) == 2 and numbers[0] <= 12:
        numbers.insert(0, 2024)  # a leap year, so that 2月29日 may stand
    if len(numbers) < 3:
        return True
    try:
        dt.date(*numbers)
    except ValueError:
        return False
    return True
