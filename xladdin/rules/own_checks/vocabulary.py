"""The words of a department's own checks: the form's field names, classes, signs and figures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum

from xladdin.domain.money import amount_in_wan
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import squeeze
from xladdin.form import layout


class OwnCheckError(ValueError):
    """A line that is no check; ``reason`` tells a clerk what is wrong with it and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Kind(Enum):
    """What an expression gives."""

    NUMBER = "数字"
    TEXT = "文字"
    TRUTH = "判断"


TARGET_UNIT = "指标值单位"
GOAL_COUNT = "目标条数"
INDICATOR_COUNT = "指标条数"
PROJECT_FIELDS = {
    layout.PROJECT_CODE.label: Kind.TEXT,
    layout.PROJECT_NAME.label: Kind.TEXT,
    layout.BUDGET.label: Kind.NUMBER,
    layout.FISCAL.defined_name: Kind.NUMBER,
    layout.OTHER.label: Kind.NUMBER,
    layout.FUND_USE.label: Kind.TEXT,
    **{field.label: Kind.NUMBER for field in layout.SPENDING_PLAN.values()},
    layout.GOALS.label: Kind.TEXT,
    GOAL_COUNT: Kind.NUMBER,
    INDICATOR_COUNT: Kind.NUMBER,
}
"""Fields of a project sheet; amounts in 万元, the spending plan in percent."""
ROW_FIELDS = {
    layout.LEVEL1.label: Kind.TEXT,
    layout.LEVEL2.label: Kind.TEXT,
    layout.LEVEL3.label: Kind.TEXT,
    layout.DESCRIPTION.label: Kind.TEXT,
    layout.TARGET_VALUE.label: Kind.NUMBER,
    TARGET_UNIT: Kind.TEXT,
    layout.BASIS.label: Kind.TEXT,
}
"""Columns of the indicator table: a line that names one is asked of every row."""
FIELDS = PROJECT_FIELDS | ROW_FIELDS
CLASSES = frozenset(
    name
    for taxonomy in Taxonomy
    for level1 in taxonomy.level1
    for name in (level1, *taxonomy.level2(level1))
)
"""Classes of indicators, of both taxonomies."""

HAS, HAS_NOT = "必须有", "不得有"
COUNT, TOTAL = "条数", "合计"
BLANK, NOT_BLANK = "为空", "不为空"
ARROW = "→"
_SAME_AS_SIGN = {
    HAS: (HAS, "应有", "必须填", "有"),
    HAS_NOT: (HAS_NOT, "不应有", "没有"),
    COUNT: (COUNT,),
    TOTAL: (TOTAL,),
    ARROW: ("→", "⇒", "->", "=>", "则"),
    " and ": ("且", "并且"),
    " or ": ("或", "或者"),
    " not ": ("非",),
    " @ ": ("包含",),
    " // ": ("不包含",),
    BLANK: ("为空",),
    NOT_BLANK: ("不为空",),
    ">=": (">=", "≥", "≧", "不低于", "不少于"),
    "<=": ("<=", "≤", "≦", "不超过", "不高于"),
    "!=": ("!=", "≠", "<>", "不等于"),
    "==": ("==", "=", "＝", "等于"),
    ">": (">", "＞", "大于", "超过"),
    "<": ("<", "＜", "小于", "低于"),
    "+": ("+", "＋"),
    "-": ("-", "－", "−"),
    "*": ("*", "×", "＊"),
    "/": ("/", "÷", "／"),
    "(": ("(", "（"),
    ")": (")", "）"),
}
_SIGNS = {written: sign for sign, ways in _SAME_AS_SIGN.items() for written in ways}


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))


_WORD = re.compile(
    r"\s*(?:"
    r"[“\"‘'](?P<text>[^“”\"‘’']*)[”\"’']"
    rf"|(?P<name>{_longest_first(frozenset(FIELDS) | CLASSES)})"
    r"|(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[%％]|[千万亿]?元)?"
    rf"|(?P<sign>{_longest_first(_SIGNS)})"
    r"|(?P<unknown>[^\s\d“”\"‘’'()（）<>=≥≤≠+\-*/→]+|.)"
    r")"
)
_SAYS_PERCENT = frozenset("%％")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line: exactly one of the fields says what it is."""

    name: str = ""
    number: Decimal | None = None
    text: str | None = None
    sign: str = ""


def words_of(line: str) -> Iterator[Word]:
    """The words of a line, one after the other. Raises OwnCheckError for one that isn't known."""
    for found in _WORD.finditer(line.strip()):
        if (unknown := found["unknown"]) is not None:
            raise OwnCheckError(_unknown(unknown))
        if found["text"] is not None:
            yield Word(text=squeeze(found["text"]))
        elif found["name"]:
            yield Word(name=found["name"])
        elif found["number"]:
            yield Word(number=_number(found["number"], found["unit"] or ""))
        else:
            yield Word(sign=_SIGNS[found["sign"]])


def _unknown(written: str) -> str:
    near = get_close_matches(written, [*FIELDS, *CLASSES, *_SIGNS], n=1, cutoff=0.5)
    meant = f"，是不是“{near[0]}”" if near else ""
    return f"不认识“{written}”{meant}：栏目名称要与表上一致，文字要加引号"


def _number(digits: str, unit: str) -> Decimal:
    number = Decimal(digits)
    is_plain = not unit or unit in _SAYS_PERCENT  # percentages are counted in percent
    return number if is_plain else amount_in_wan(number, unit)
