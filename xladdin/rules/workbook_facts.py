"""Rule on what several sheets of a workbook say of the same fact."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from xladdin.domain.comparison import Comparison
from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.domain.target_value import TargetValue
from xladdin.domain.text import quoted
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import Certainty, Problem, Problems, workbook_rule
from xladdin.rules.wording import place
from xladdin.rules.words import WordTable

_QUANTITY = "数量指标"
_COUNTED = ("数", "数量")
_COUNT = re.compile("(?:总数量?|数量?|个数)$")
_SHORTEST_NOUN = 2  # characters that two names end in alike
_BEFORE_FACT = re.compile(r"(?:保障|服务|覆盖|本|全|单位|部门|局|校|院|现有|实际|年末|共|总)*")
_BEHIND_FACT = re.compile(r"(?:人员)?(?:总?人?数量?|总量|规模)?")
_NO_LIMIT = Decimal("Infinity")
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Count:
    """A row of 数量指标 that states a number."""

    row: JudgedRow
    sheet: str

    @property
    def text(self) -> str:
        """``“检测楼层数”为 9层``."""
        cells = self.row.cells
        return f"{quoted(cells.level3.text)}为 {cells.target_value.text.strip()}"

    def kind(self, kinds: WordTable) -> str:
        """What the unit counts; empty where the table doesn't say."""
        return kinds.meaning(self.row.target.unit)


@workbook_rule("W07", Severity.INFO, "同一事实多表", certainty=Certainty.HEURISTIC)
def same_fact_same_number(submission: Submission, context: Context) -> Problems:
    """同一事实（如大楼的楼层数、单位的在职人数）在各张项目表里数和单位一致。

    “服务楼层数 9人”和“检测楼层数 9层”说的多半是同一栋楼，其中一处写错了。
    各项目自己的数量（如各次培训的人数）本来不同，不作比较；“≥3层”与“9层”不矛盾，也不提示。

    来源：公开样例（项目 8、11）
    """
    same_numbers: dict[_Key, list[_Count]] = {}
    same_facts: dict[_Key, list[_Count]] = {}
    for project in submission.projects:
        whose = project.unit_line.text.strip()
        for row in context.rows(project):
            if row.level2 != _QUANTITY or not row.target.number_text:
                continue
            count = _Count(row, project.sheet)
            other = None
            if row.level3.endswith(_COUNTED):
                key = (whose, row.target.number_text, row.target.upper_text)
                other = _compared(count, same_numbers, key, context, _differ_only_in_unit)
                if other is not None:
                    yield _contradiction(count, other, "数相同而单位不同")
            fact = _fact_in(row, context.settings.words.unit_facts)
            if fact:
                opposed = _compared(count, same_facts, (whose, fact), context, _contradict)
                if opposed is not None and other is None:
                    yield _contradiction(count, opposed, "数不一致")


def _compared(
    count: _Count,
    earlier: dict[_Key, list[_Count]],
    key: _Key,
    context: Context,
    are_opposed: Callable[[_Count, _Count, Context], bool],
) -> _Count | None:
    """The first count with that key, on an earlier sheet, that can't be true together with this."""
    alike = earlier.setdefault(key, [])
    others = (item for item in alike if item.sheet != count.sheet)
    found = next((item for item in others if are_opposed(count, item, context)), None)
    alike.append(count)
    return found


def _differ_only_in_unit(one: _Count, other: _Count, context: Context) -> bool:
    """True for 服务楼层数 9人 and 检测楼层数 9层: one noun, one number, two kinds of units."""
    nouns = [_COUNT.sub("", count.row.level3)[-_SHORTEST_NOUN:] for count in (one, other)]
    if nouns[0] != nouns[1] or len(nouns[0]) < _SHORTEST_NOUN:
        return False
    kinds = [count.kind(context.settings.words.unit_kinds) for count in (one, other)]
    number, fewest = one.row.target.number, context.settings.thresholds.fewest_equal_count
    return all(kinds) and kinds[0] != kinds[1] and number is not None and number >= fewest


def _contradict(one: _Count, other: _Count, context: Context) -> bool:
    """True for 71人 and 68名 of one fact; not for 9层 and ≥3层, which can both be true."""
    table = context.settings.words.unit_kinds
    units = [count.kind(table) or count.row.target.unit for count in (one, other)]
    (low, high), (other_low, other_high) = _limits(one.row.target), _limits(other.row.target)
    return units[0] == units[1] and (low > other_high or other_low > high)


def _fact_in(row: JudgedRow, facts: WordTable) -> str:
    """The fact of the whole unit that a row is about; empty for a project's own quantity."""
    for text in dict.fromkeys((row.level3, row.description)):
        found = facts.pattern.search(text)
        if (
            found
            and _BEFORE_FACT.fullmatch(text[: found.start()])
            and _BEHIND_FACT.fullmatch(text[found.end() :])
        ):
            return facts.meaning(found[0])
    return ""


def _limits(target: TargetValue) -> tuple[Decimal, Decimal]:
    """The least and the most that a value allows."""
    low = target.number or Decimal(0)
    high = target.upper_number or low
    if target.comparison in {Comparison.AT_LEAST, Comparison.GREATER}:
        high = _NO_LIMIT
    elif target.comparison in {Comparison.AT_MOST, Comparison.LESS}:
        low = -_NO_LIMIT
    return low, high


def _contradiction(count: _Count, other: _Count, how: str) -> Problem:
    here, there = count.row.cells, other.row.cells
    return Problem(
        here.target_value,
        f"疑似同一事实两表不一：本表 {here.target_value.origin.cell} {count.text}，"
        f"{place(there.target_value, here.target_value)} {other.text}，{how}",
        "核对是否同一事实：是的，改成一致；不是的，不需处理",
        evidence=(there.target_value, here.level3, there.level3),
    )
