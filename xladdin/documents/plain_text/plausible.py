"""How well a text fits a column of the indicator table, as a logarithm of odds.

The numbers are judgements, tried on a published document and on generated ones: they weigh what a
reader sees at once (a value looks like one, brackets come in pairs, a name is short) and are all
small beside the white space where that tells cells apart.
"""

import re
from collections import Counter
from functools import lru_cache

from xladdin.domain.target_value import TargetValue, ValueKind, parse_target_value
from xladdin.rules.settings import STANDARD

LEVEL3, DESCRIPTION, TARGET_VALUE, BASIS = range(4)

_BLANK = (-9.0, -4.0, -9.0, -7.0)  # what is no cell at all: 绩效指标描述 may be left out
_BROKEN = -6.0  # a bracket without its other half, a comma at the start
_WORDING = {
    ValueKind.DATE: 4.5,  # with its year, which else would end the 描述
    ValueKind.PERIOD: 3.5,
    ValueKind.MONTH: 3.0,
    ValueKind.GRADED: 3.0,
}
_KNOWN_BASES = frozenset(STANDARD.words.vague_bases) | frozenset(
    STANDARD.words.basis_synonyms.meanings
)
_BASIS_WORDS = re.compile(
    r"[《》〔【]|号|文件|通知|办法|规定|标准|方案|计划|合同|协议|批复|规划|制度|报告|要点|清单|台账|依据|统计|调查|问卷|测算|经验|数据|记录|法$"
)
_WORDED_VALUE = re.compile(
    r"提升|提高|改善|改进|增强|加强|降低|减少|保障|保证|达标|及时|有效|正常|符合|满足|完成|稳定|明显|显著|大幅|进一步|持续|长期|良好|不断|合格|规范|安全|无"
)
_PAIRS = (("(", ")"), ("[", "]"), ("《", "》"), ("〔", "〕"), ("【", "】"), ("“", "”"))
_NO_START = re.compile(r"[)\],.;:、。》〕】”%~\-/]")
_NO_END = re.compile(r"[(\[、,《〔【“≥≤><=/]$")
_COMPARED = re.compile("[≥≤<>=]")
_PURE_VALUE = -5.0  # a value in a column of words
_LONGEST_NAME = 14
_LONGEST_DESCRIPTION = 40
_LONGEST_BASIS = 45
_LONGEST_WORDED_VALUE = 8


@lru_cache(maxsize=65536)
def fit(column: int, text: str) -> float:
    """How well a folded text without blanks fits one of the four free columns."""
    if not text:
        return _BLANK[column]
    score = _wholeness(text)
    if column == TARGET_VALUE:
        return score + _value_fit(text)
    if _COMPARED.match(text) or _is_pure(parse_target_value(text)):
        score += _PURE_VALUE
    if column == LEVEL3:
        return score - 0.25 * max(0, len(text) - _LONGEST_NAME) - (len(text) == 1) * 2
    if column == DESCRIPTION:
        return score - 0.1 * max(0, len(text) - _LONGEST_DESCRIPTION) - (len(text) == 1) * 2
    return score + _basis_fit(text)


@lru_cache(maxsize=65536)
def likeness(name: str, description: str) -> float:
    """三级指标 and 绩效指标描述 usually say the same in other words."""
    if not name or not description:
        return 0.0
    if name == description:
        return 4.0
    common = (Counter(name) & Counter(description)).total()
    return 3.0 * common / min(len(name), len(description)) - 1.0


def _wholeness(text: str) -> float:
    """What speaks against a text that begins or ends in the middle of something."""
    score = 0.0
    for opening, closing in _PAIRS:
        if opening in text or closing in text:
            score += _BROKEN * (text.count(opening) != text.count(closing))
    score += _BROKEN * (_NO_START.match(text) is not None)
    return score + _BROKEN * (_NO_END.search(text) is not None)


def _value_fit(text: str) -> float:
    value = parse_target_value(text)
    if value.kind in {ValueKind.NUMBER, ValueKind.PERCENT}:
        is_sure = value.comparison is not None or value.unit != ""
        return (4.0 if is_sure else 2.0) - (5.0 if value.remainder else 0.0)
    if value.kind in _WORDING:
        return _WORDING[value.kind]
    score = 1.0 if _WORDED_VALUE.search(text) else 0.0
    return score - 0.4 * max(0, len(text) - _LONGEST_WORDED_VALUE) - (len(text) == 1) * 2


def _basis_fit(text: str) -> float:
    if text in _KNOWN_BASES:
        return 3.0
    score = 1.5 if _BASIS_WORDS.search(text) else 0.0
    return score - 0.1 * max(0, len(text) - _LONGEST_BASIS) - (len(text) == 1) * 3


def _is_pure(value: TargetValue) -> bool:
    """True for texts that are a quantity from end to end: ≥95%, 12场."""
    is_number = value.kind in {ValueKind.NUMBER, ValueKind.PERCENT}
    return is_number and not value.remainder
