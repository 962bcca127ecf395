"""What rules on indicator rows share: the classes by name, and what names and units are about."""

import re
from collections.abc import Iterable

from xladdin.domain.target_value import TargetValue
from xladdin.domain.taxonomy import Taxonomy, belongs
from xladdin.domain.units import MONEY_UNITS
from xladdin.rules.context import JudgedRow
from xladdin.rules.wording import listed
from xladdin.rules.words import WordList, WordTable

QUANTITY, QUALITY, TIMELINESS = "数量指标", "质量指标", "时效指标"
COST_2015, COST_2021 = "成本指标", "经济成本指标"
COSTS = frozenset({COST_2015, COST_2021})
"""The classes whose targets are amounts; 社会成本 and 生态环境成本 may be told in words."""
BENEFITS = frozenset(name for taxonomy in Taxonomy for name in taxonomy.level2("效益"))
SATISFACTION = "服务对象满意度指标"

NOT_A_SHARE = "效频汇税利速功帧码辨积转样心"
"""What stands before 率 in words that are no share of a whole: 效率, 频率, 容积率."""

_TIME_UNITS = WordList.of(
    "年 年度 个月 月 季 季度 个季度 周 星期 个星期 旬 日 天 时 小时 个小时 分 分钟 秒 秒钟 毫秒 "
    "工作日 个工作日 自然日 个自然日 日历日 日历天 工作天 学年 学期 学时 课时 h min s ms d"
)


def level1_of(level2: str, taxonomy: Taxonomy) -> str:
    """The 一级指标 that a 二级指标 of the taxonomy stands under."""
    (name,) = (name for name in taxonomy.level1 if belongs(name, level2, taxonomy))
    return name


def is_time(unit: str) -> bool:
    """True for a normalised unit of time."""
    return unit in _TIME_UNITS


def is_money(value: TargetValue) -> bool:
    """True for an amount, also of something each (元/人), and for a range of amounts."""
    return value.unit.partition("/")[0] in MONEY_UNITS


def asks_satisfaction(row: JudgedRow) -> bool:
    """True for a row of 满意度指标 that is about being satisfied, and not about complaints."""
    return row.level2 == SATISFACTION and "满意" in row.named


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last of a pattern's matches: the head of a Chinese name stands at its end."""
    last = None
    for found in pattern.finditer(text):
        last = found
    return last


def meaning_of_ending(text: str, table: WordTable) -> str:
    """What the word of the table that a text ends with stands for; empty where it ends otherwise.

    A longer word before it wins: 频率 is not 率.
    """
    if text[-1:] not in table.last_characters:
        return ""
    last = last_match(table.pattern, text)
    return table.meaning(last[0]) if last and last.end() == len(text) else ""


def row_numbers(rows: Iterable[JudgedRow]) -> str:
    """Which rows of the sheet those are: 第 10、12 行."""
    return f"第 {listed(str(row.cells.row) for row in rows)} 行"
