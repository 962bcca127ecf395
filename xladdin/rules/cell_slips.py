"""C20: characters written twice or left out at the end, where a program can suspect it."""

import re
from functools import lru_cache

from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.rules.cell_scan import cells_with
from xladdin.rules.context import Context
from xladdin.rules.registry import Certainty, Problem, Problems, workbook_rule
from xladdin.rules.words import WordList, Words

_END = "，。；、：！？）》”,.;:!?)\\s"
# In the middle of a sentence two words may meet: 员工工资, 项目目标.
_DOUBLED = re.compile(
    rf"(?P<character>[\u4e00-\u9fff])(?P=character)(?=(?P=character)|[{_END}]|$)",
    re.MULTILINE,
)
_PARTICLE = re.compile(r"的的(?<!目的的)(?!确)")
_NUMERALS = "零〇一二三四五六七八九十百千万亿两"
_SHOWN_BEFORE = 6  # characters of the sentence, so that the place is found


@workbook_rule("C20", Severity.INFO, "疑似漏字叠字", certainty=Certainty.HEURISTIC)
def slips(submission: Submission, context: Context) -> Problems:
    """句末重复的字（指导导）和不完整的词尾（正常运）疑似多打、漏打。

    公开以后很难再改。天天、人人、高高兴兴等叠词，“员工工资”“项目目标”这样两个词相连的，不提示；
    叠词和不完整的词尾可以在设置中增减。

    来源：公开样例
    """
    words = context.settings.words
    signs = (_DOUBLED, _PARTICLE, _clipped_pattern(words.clipped_ends))
    for cell in cells_with(submission, context, *signs):
        doubled = _doubled(cell.text, words)
        clipped = "" if doubled else _clipped(cell.text, words)
        if doubled:
            what = f"{cell.label}中“{doubled}”疑似多写了一个字"
            yield Problem(cell.entry, what, "核对后删去多写的字")
        elif clipped:
            what = f"{cell.label}中“{clipped}”疑似没有写完"
            yield Problem(cell.entry, what, "核对后补全漏掉的字")


def _doubled(text: str, words: Words) -> str:
    """The doubled character with what stands before it; empty where there is no slip."""
    if particle := _PARTICLE.search(text):
        return _shown(text, particle.start(), particle.end())
    for found in _DOUBLED.finditer(text):
        start = found.start()
        follows_pair = start > 1 and text[start - 1] == text[start - 2]  # 高高兴兴
        is_word = found[0][0] in _NUMERALS or found[0] in words.reduplications
        if not (is_word or follows_pair):
            return _shown(text, start, found.end())
    return ""


def _clipped(text: str, words: Words) -> str:
    """The end of a clause that is the beginning of a word; empty where none is."""
    found = _clipped_pattern(words.clipped_ends).search(text)
    return _shown(text, found.end() - 1, found.end()) if found else ""


@lru_cache(maxsize=4)
def _clipped_pattern(clipped_ends: WordList) -> re.Pattern[str]:
    """Finds the beginning of a word before a stop."""
    return re.compile(rf"(?:{clipped_ends.pattern.pattern})(?=[{_END}]|$)", re.MULTILINE)


def _shown(text: str, start: int, end: int) -> str:
    """A place in a text with a few characters before it, from its own line."""
    line_start = text.rfind("\n", 0, start) + 1
    first = max(start - _SHOWN_BEFORE, line_start)
    return f"{'…' if first > line_start else ''}{text[first:end]}"
