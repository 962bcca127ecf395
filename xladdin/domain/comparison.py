"""计算符号 of target values: how the result has to stand to the number, in signs and in words."""

import re
from functools import lru_cache

from xladdin.domain.text import BLANKS, longest_prefix, squeeze
from xladdin.domain.word_enum import WordEnum


class Comparison(WordEnum):
    """计算符号: how the result has to stand to the number."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "＝"
    GREATER = "＞"
    LESS = "＜"


_COMPARISON_WORDS = {
    Comparison.AT_LEAST: (
        "≥ ≧ ⩾ ≮ >= => 不低于 不少于 不小于 不短于 不早于 不得低于 不得少于 不得小于 "
        "大于等于 大于或等于 高于等于 高于或等于 达到 达 至少 最少 最低"
    ),
    Comparison.AT_MOST: (
        "≤ ≦ ⩽ ≯ <= =< 不超过 不高于 不大于 不多于 不长于 不晚于 不迟于 不得超过 不得高于 不得大于 "
        "不得多于 小于等于 小于或等于 低于等于 低于或等于 控制在 至多 最多 最高"
    ),
    Comparison.EQUAL: "= == ═ 等于",
    Comparison.GREATER: "> 大于 高于 多于 超过 超",
    Comparison.LESS: "< 小于 低于 少于 短于 不足 不到",
}
_COMPARISONS = {
    word: comparison for comparison, words in _COMPARISON_WORDS.items() for word in words.split()
}
_LONGEST_COMPARISON = max(map(len, _COMPARISONS))
_UPWARD = frozenset({Comparison.AT_LEAST, Comparison.GREATER})
_DOWNWARD = frozenset({Comparison.AT_MOST, Comparison.LESS})
_OPEN_WORD = "控制在"  # 控制在5%以内, but also 控制在90%以上: the word behind the number decides
DEADLINE_WORDS = frozenset({"不早于", "不晚于", "不迟于"})
"""Comparisons that only a point in time can follow."""
BOUND_WORDS = (
    r"(?:[(（]含[)）]|及|或|含)?"
    r"(?:以上|之上|以下|之下|以内|之内|内(?!容|部)|以前|之前|前|以后|之后)"
)
"""Pattern of the comparisons that stand behind a value."""
_BOUND = re.compile(rf"{BLANKS}{BOUND_WORDS}")


def leading_comparison_end(text: str, start: int) -> int:
    """Where the comparison that begins at ``start`` ends; ``start`` when there is none."""
    return longest_prefix(text, start, _COMPARISONS, _LONGEST_COMPARISON)


def trailing_comparison_end(leading_text: str, text: str, start: int) -> int:
    """Where 以上, 以内 ... at ``start`` ends; ``start`` when it contradicts the leading one."""
    found = _BOUND.match(text, start)
    if found is None:
        return start
    directions = {_leading(leading_text), _trailing(found[0])} - {None}
    agrees = directions <= _UPWARD or directions <= _DOWNWARD
    return found.end() if agrees or squeeze(leading_text) == _OPEN_WORD else start


@lru_cache(maxsize=1024)
def comparison_of(leading_text: str, trailing_text: str) -> Comparison | None:
    """What a comparison before the value, one behind it, or both together mean."""
    leading = _leading(leading_text)
    trailing = _trailing(trailing_text)
    if leading is None or (trailing and squeeze(leading_text) == _OPEN_WORD):
        return trailing
    return leading


def _leading(text: str) -> Comparison | None:
    return _COMPARISONS.get(squeeze(text))


def _trailing(text: str) -> Comparison | None:
    if re.search("[上后起]", text):
        return Comparison.AT_LEAST
    return Comparison.AT_MOST if re.search("[下内前]", text) else None
