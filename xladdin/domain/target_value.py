"""指标值 taken apart: comparison, number and unit; or a grade, a date, a period; or plain text.

Every piece is kept as written, so that ``str(parse_target_value(text)) == text`` for any text.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from xladdin.domain.calendar_text import CalendarKind, calendar_kind, may_be_quantity
from xladdin.domain.comparison import (
    BOUND_WORDS,
    DEADLINE_WORDS,
    Comparison,
    comparison_of,
    leading_comparison_end,
    trailing_comparison_end,
)
from xladdin.domain.grades import GRADED_WORDS
from xladdin.domain.money import amount_in_wan
from xladdin.domain.numerals import chinese_number
from xladdin.domain.text import BLANK_CHARACTERS, BLANKS, squeeze
from xladdin.domain.units import (
    MONEY_UNITS,
    UNIT_WORDS,
    is_money_rate,
    match_unit,
    normalize_unit,
)
from xladdin.domain.word_enum import WordEnum

__all__ = [
    "STANDARD_VOCABULARY",
    "Comparison",
    "TargetValue",
    "ValueKind",
    "Vocabulary",
    "parse_target_value",
]


class ValueKind(WordEnum):
    """What a target value states."""

    NUMBER = "number"  # with or without a unit
    PERCENT = "percent"
    GRADED = "graded"  # a step of an agreed scale: 优秀, 达标, 一级
    DATE = "date"  # fixes a year or a day: 2024年, 2024年7月底, 12月31日
    MONTH = "month"  # in the year that is understood: 7月底, 10月, 年底
    PERIOD = "period"  # 2023.07-2024.01, 1-3月, 上半年
    TEXT = "text"  # anything else, a blank too

    @property
    def label(self) -> str:
        """The Chinese word in the summary and in cells."""
        return {
            "number": "数值",
            "percent": "百分比",
            "graded": "分级",
            "date": "日期",
            "month": "月份",
            "period": "期间",
            "text": "文字",
        }[self.value]


_DIGIT = "[0-9０-９]"
_UNSIGNED = (
    rf"(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?![,，]?{_DIGIT})|{_DIGIT}+)(?:[.．]{_DIGIT}+)?"
)
_NUMBER = re.compile(rf"{BLANKS}[+＋\-－−]?{_UNSIGNED}")
_SPOKEN_PERCENT = re.compile(
    rf"(?P<prefix>{BLANKS}百分(?:之|(?=百)))(?P<number>{BLANKS}(?:{_UNSIGNED}|[零〇一二三四五六七八九十百点]+))"
)
_DASH = re.compile(rf"{BLANKS}(?:-{{1,2}}|[－‐–―~～〜]|—{{1,2}}|至|到)")
_BLANKS = re.compile(BLANKS)
_PUNCTUATION = "。；;，,、．."
_TAIL = rf"[{BLANK_CHARACTERS}{_PUNCTUATION}]*"
_WORD_AND_BOUND = re.compile(
    rf"(?P<word>.+?)(?P<bound>{BLANKS}(?:{BOUND_WORDS}|起)?(?:完成|完工|竣工|结束|完毕|到位)?)"
    rf"(?P<tail>{_TAIL})",
    re.DOTALL,
)
_LONGEST_WORDING = 60  # characters; longer texts are no grade and no date
_UNLISTED_UNIT = re.compile(
    rf"{BLANKS}(?P<unit>[A-Za-zＡ-Ｚａ-ｚ]{{1,3}}|[\u3400-\u9fff]{{1,3}}?)"
    rf"(?=(?:{BOUND_WORDS})?{_TAIL}\Z)"
)
_NEVER_IN_UNITS = re.compile(
    "左右|上下|余|多|几|等|的|了|底|前|后|内|外|不|全|以|含|均|率|满意|合格|达标|标准|完成|优秀|良好|及时|正常|号文"
)
_YEAR = re.compile(rf"{BLANKS}(?:19|20)\d\d")
_LATIN_UNIT = re.compile(r"[A-Za-z]+")
_USUAL_FORM = re.compile(r"([≥≤><=]?)([0-9]+(?:\.[0-9]+)?)(.+)", re.DOTALL)
# In a unit these may also be a part of a number, a date, a bound or a closing mark.
_NOT_ONLY_UNIT = re.compile(
    rf"[\d年月季起分上下前后内以含完竣结到{BLANK_CHARACTERS}{_PUNCTUATION}:：]"
)


class _Pieces(NamedTuple):
    """A target value as written, each piece with the white space in front of it.

    A number fills the fields from ``comparison_text`` to ``unit_text`` and maybe ``bound_text``;
    a grade, date, period or text fills ``word_text`` instead of number and unit.
    """

    kind: ValueKind
    comparison_text: str = ""  # ≥, 不低于
    percent_text: str = ""  # 百分之, which stands before its number
    number_text: str = ""
    dash_text: str = ""  # between the two numbers of a range, with the first one's unit: %-
    upper_text: str = ""
    unit_text: str = ""
    word_text: str = ""
    bound_text: str = ""  # 以上, 以内; 前 or 前完成 behind a date
    remainder_text: str = ""


class TargetValue(_Pieces):
    """A target value in pieces, and what they say: worked out when a rule first asks for it."""

    def __str__(self) -> str:
        return "".join(self[1:])

    @cached_property
    def comparison(self) -> Comparison | None:
        """The comparison, written before the value or, as 以上 or 以内, behind it."""
        return comparison_of(self.comparison_text, self.bound_text)

    @cached_property
    def number(self) -> Decimal | None:
        """The number, of a range the lower one; None for a value that states none."""
        return _number(self.number_text)

    @property
    def upper_number(self) -> Decimal | None:
        """The upper number of a range such as 5-10人, else None."""
        return _number(self.upper_text)

    @cached_property
    def unit(self) -> str:
        """The unit in one spelling (see ``normalize_unit``), empty where none is written."""
        return normalize_unit(self.percent_text or self.unit_text)

    @cached_property
    def remainder(self) -> str:
        """What stands behind number and unit and belongs to neither; a final stop doesn't count."""
        return self.remainder_text.strip(BLANK_CHARACTERS + _PUNCTUATION)

    @property
    def amount_wan(self) -> Decimal | None:
        """Exact amount in 万元 when the value is one total in 元, 千元, 万元 or 亿元, else None."""
        number = self.number
        if number is None or self.upper_text or self.unit not in MONEY_UNITS:
            return None
        return amount_in_wan(number, self.unit)

    @property
    def is_money_rate(self) -> bool:
        """True when the unit is money per something: 元/人, 万元/公里."""
        return is_money_rate(self.unit)


@dataclass(frozen=True, eq=False)  # one is itself: a cache asks for it by identity
class Vocabulary:
    """The words that target values are told apart by, in NFKC."""

    graded_words: frozenset[str] = GRADED_WORDS
    """Steps of scales, which count as GRADED."""
    unit_words: frozenset[str] = UNIT_WORDS
    """Simple units, none longer than ``units.LONGEST_UNIT_WORD``."""

    @cached_property
    def plain_units(self) -> frozenset[str]:
        """The units, also in 万, that are nothing but a unit behind a number."""
        units = (word for unit in self.unit_words for word in (unit, f"万{unit}"))
        return frozenset(unit for unit in units if not _NOT_ONLY_UNIT.search(unit))


STANDARD_VOCABULARY = Vocabulary()


@lru_cache(maxsize=2048)  # 100% and ≥95% stand in every sheet, and several rules ask for each
def parse_target_value(text: str, vocabulary: Vocabulary = STANDARD_VOCABULARY) -> TargetValue:
    """Take a target value apart; never raises, and what can't be told apart is TEXT."""
    return _usual_form(text, vocabulary) or _any_form(text, vocabulary)


def _usual_form(text: str, vocabulary: Vocabulary) -> TargetValue | None:
    """What ``_any_form`` makes of ≥95%, 5人 or ≤3万元: nearly all values, many times as fast."""
    found = _USUAL_FORM.fullmatch(text)
    if found is None:
        return None
    comparison, number, unit = found.groups()
    if unit not in vocabulary.plain_units:
        return None
    if text in vocabulary.graded_words or f"{number}{unit}" in vocabulary.graded_words:
        return None
    kind = ValueKind.PERCENT if unit == "%" else ValueKind.NUMBER
    return TargetValue(kind, comparison, number_text=number, unit_text=unit)


def _any_form(text: str, vocabulary: Vocabulary) -> TargetValue:
    start = _after_blanks(text, 0)
    end = leading_comparison_end(text, start)
    # 达标 is a grade and not 达 with a number missing: the whole text is looked at first
    splits = [("", text)] if end == start else [("", text), (text[:end], text[end:])]
    for comparison, rest in splits:
        if wording := _parse_wording(comparison, rest, vocabulary.graded_words):
            return wording
    return _parse_number(*splits[-1], vocabulary.unit_words) or TargetValue(
        ValueKind.TEXT, word_text=text
    )


def _parse_wording(comparison: str, rest: str, graded_words: Collection[str]) -> TargetValue | None:
    """A grade or a calendar text that, but for a bound such as 以上, is the whole rest."""
    if len(rest) > _LONGEST_WORDING:
        return None
    bare = rest.rstrip(BLANK_CHARACTERS + _PUNCTUATION)
    splits = [(bare, "", rest[len(bare) :])]
    if found := _WORD_AND_BOUND.fullmatch(rest):
        splits.append((found["word"], found["bound"], found["tail"]))
    for word, bound, tail in splits:
        kind = _wording_kind(word, graded_words)
        if kind is None or (kind is not ValueKind.GRADED and _is_duration(comparison, word, bound)):
            continue
        return TargetValue(kind, comparison, word_text=word, bound_text=bound, remainder_text=tail)
    return None


def _wording_kind(word: str, graded_words: Collection[str]) -> ValueKind | None:
    if squeeze(word) in graded_words:
        return ValueKind.GRADED
    match calendar_kind(word):
        case CalendarKind.DATE:
            return ValueKind.DATE
        case CalendarKind.MONTH:
            return ValueKind.MONTH
        case CalendarKind.PERIOD:
            return ValueKind.PERIOD
        case None:
            return None


def _is_duration(comparison: str, word: str, bound: str) -> bool:
    """≤6月 and 3月内 limit how long something takes; 不晚于6月 and 6月前 limit when it ends."""
    if not may_be_quantity(word) or squeeze(comparison) in DEADLINE_WORDS:
        return False
    return "内" in bound or (comparison != "" and not bound)


def _parse_number(comparison: str, rest: str, units: Collection[str]) -> TargetValue | None:
    percent, number, place = _leading_number(rest)
    if not number:
        return None
    dash, upper, place = ("", "", place) if percent else _range(rest, number, place, units)
    unit_end = place if percent else _unit_end(rest, place, units)
    bound_end = trailing_comparison_end(comparison, rest, unit_end)
    unit = rest[place:unit_end]
    plain_unit = normalize_unit(percent or unit)
    value = TargetValue(
        ValueKind.PERCENT if plain_unit == "%" else ValueKind.NUMBER,
        comparison,
        percent,
        number,
        dash,
        upper,
        unit_text=unit,
        bound_text=rest[unit_end:bound_end],
        remainder_text=rest[bound_end:],
    )
    return None if _is_name(value) else value


def _is_name(value: TargetValue) -> bool:
    """True for texts that only begin like a number: 5G网络覆盖, 1.保障业务办理, 2024年网络费用."""
    unit = value.unit
    if unit.startswith("年") and _YEAR.fullmatch(value.number_text):
        return True
    has_plain_unit = unit != "" and not _LATIN_UNIT.fullmatch(unit)
    return value.comparison is None and value.remainder != "" and not has_plain_unit


def _leading_number(rest: str) -> tuple[str, str, int]:
    """百分之 before the number, the number, and where it ends; empty where there is none."""
    spoken = _SPOKEN_PERCENT.match(rest)
    if spoken and _number(spoken["number"]) is not None:
        return spoken["prefix"], spoken["number"], spoken.end()
    found = _NUMBER.match(rest)
    return ("", found[0], found.end()) if found else ("", "", 0)


def _range(rest: str, lower: str, place: int, units: Collection[str]) -> tuple[str, str, int]:
    """What joins two numbers, the upper one, and where it ends; empty where there is no range.

    The first number's unit may be left out (5-10人) or be the second's (90%-95%).
    """
    first_unit_end = _known_unit_end(rest, place, units)
    dash = _DASH.match(rest, first_unit_end)
    upper = _NUMBER.match(rest, dash.end()) if dash else None
    if dash is None or upper is None:
        return "", "", place
    first_unit = normalize_unit(rest[place:first_unit_end])
    last_unit = normalize_unit(rest[upper.end() : _unit_end(rest, upper.end(), units)])
    numbers = _number(lower), _number(upper[0])
    is_rising = numbers[0] is not None and numbers[1] is not None and numbers[0] <= numbers[1]
    if not is_rising or first_unit not in {"", last_unit}:
        return "", "", place
    return rest[place : dash.end()], upper[0], upper.end()


def _unit_end(rest: str, place: int, units: Collection[str]) -> int:
    """Where the unit behind a number ends: the known one, else up to three letters or CJK.

    An unlisted measure word has to be the whole text behind the number (but for 以上 and the like).
    """
    known = _known_unit_end(rest, place, units)
    unlisted = _UNLISTED_UNIT.match(rest, place)
    if unlisted and unlisted.end() > known and not _NEVER_IN_UNITS.search(unlisted["unit"]):
        return unlisted.end()
    return known


def _known_unit_end(rest: str, place: int, units: Collection[str]) -> int:
    start = _after_blanks(rest, place)
    end = match_unit(rest, start, units)
    return end if end > start else place


def _after_blanks(text: str, place: int) -> int:
    found = _BLANKS.match(text, place)
    return found.end() if found else place


@lru_cache(maxsize=2048)
def _number(written: str) -> Decimal | None:
    if written.isdecimal():
        return Decimal(written)
    plain = squeeze(written).replace(",", "").replace("−", "-")
    if not plain:
        return None
    return chinese_number(plain) if plain[-1] in "零〇一二三四五六七八九十百点" else Decimal(plain)
