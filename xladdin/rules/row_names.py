"""Rules on what an indicator is called and described as: its class, its wording, whom it asks."""

import re
from collections import Counter
from difflib import SequenceMatcher

from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.target_value import TargetValue, ValueKind
from xladdin.domain.taxonomy import Taxonomy, canonical_level2
from xladdin.domain.text import quoted
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import Certainty, Problem, Problems, RowSort, project_rule, row_rule
from xladdin.rules.row_kinds import (
    BENEFITS,
    COST_2015,
    COST_2021,
    COSTS,
    QUALITY,
    QUANTITY,
    SATISFACTION,
    TIMELINESS,
    is_money,
    is_time,
    last_match,
    level1_of,
    row_numbers,
)
from xladdin.rules.words import WordList

# 质量 and 力量 measure nothing.
_MEASURE = re.compile(
    "[率数度次额值比]|(?<![质力])量|面积|里程|长度|时间|时长|时限|期限|情况|费用|价格|收入|损失|成效|人员$|户$"
)


@row_rule("R11", Severity.INFO, "指标名称似目标", certainty=Certainty.HEURISTIC)
def name_is_no_goal(row: JudgedRow, context: Context) -> Problem | None:
    """三级指标写衡量什么（率、数、程度、情况），“提升服务能力”“保障正常运转”是目标。

    名称写成目标的指标，指标值往往只能写“大幅提升”，无法衡量。

    来源：财预〔2021〕101号（指标名称）
    """
    name = row.level3
    verb = context.settings.words.goal_verbs.pattern.match(name)
    if verb is None or _MEASURE.search(name):
        return None
    if row.level2 == QUANTITY and row.target.number_text:
        return None  # 保障车辆 5辆 counts them
    cell = row.cells.level3
    return Problem(
        cell,
        f"三级指标{quoted(cell.text)}以“{verb[0]}”开头，疑似是绩效目标而不是指标名称",
        "名称写衡量什么，如 …率、…次数、…程度；要达到的目标写在绩效目标栏",
    )


_ENDINGS = WordList.of("率 性 度 数 量 数量 情况 比例 占比 比率 程度 金额 标准")
_RATE_WITHIN = 8  # characters from 及时 to 率 in 及时发放率
_JUDGED_CLASSES = RowSort(
    classes=frozenset({QUANTITY, QUALITY, TIMELINESS, *COSTS, *BENEFITS, SATISFACTION})
)


@row_rule(
    "R12", Severity.WARNING, "二级指标归类", certainty=Certainty.HEURISTIC, asked_of=_JUDGED_CLASSES
)
def class_fits_name(row: JudgedRow, context: Context) -> Problem | None:
    """二级指标要与三级指标的内容相符：及时率归时效，合格率归质量，费用归成本，人数归数量。

    只在名称、描述和指标值都指向另一类、没有一个词指向本类时提示。效益指标只提示误放的满意度。
    归类错位会使数量与质量、产出与效益混在一起，汇总时各类指标的条数失真。

    来源：财预〔2015〕88号；财预〔2021〕101号；审计常见问题（分类归属错位）
    """
    own = row.level2
    if own is None:
        return None
    words = context.settings.words
    word = last_match(words.class_words.pattern, row.level3)
    if word is None:
        return None
    hinted = _in_force(words.class_words.meaning(word[0]), context.taxonomy)
    if hinted is None or hinted == own or (own in BENEFITS and hinted != SATISFACTION):
        return None
    is_told = _heads_name(word, hinted) and _value_fits(hinted, row.target)
    if not is_told or _speaks_for(own, row, context):
        return None
    if hinted == QUANTITY and words.inverse_words.pattern.search(row.named):
        return None  # 事故次数 and 投诉人数 are no output
    cells = row.cells
    return Problem(
        cells.level2,
        f"三级指标{quoted(cells.level3.text)}中的“{word[0]}”说的是{hinted.removesuffix(_SUFFIX)}，"
        f"疑似不属于{own.removesuffix(_SUFFIX)}",
        f"核对归类，一般归在{level1_of(hinted, context.taxonomy)}下的{hinted}",
        evidence=(cells.level1, cells.level3, cells.description, cells.target_value),
    )


_SUFFIX = "指标"


def _heads_name(word: re.Match[str], class_name: str) -> bool:
    """Whether a name ends with its class word, as 及时率 does, and so does 及时发放率."""
    rest = word.string[word.end() :]
    is_rate = class_name == TIMELINESS and rest.endswith("率") and len(rest) <= _RATE_WITHIN
    return not rest or rest in _ENDINGS or is_rate


def _speaks_for(class_name: str, row: JudgedRow, context: Context) -> bool:
    """Whether a word in name or description tells of that class."""
    table = context.settings.words.class_words
    meanings = {table.meaning(word) for word in table.pattern.findall(row.named)}
    return any(_in_force(meaning, context.taxonomy) == class_name for meaning in meanings)


def _in_force(class_name: str, taxonomy: Taxonomy) -> str | None:
    """The class of the taxonomy that a meaning in the list of words names; None for none."""
    is_cost_of_2021 = class_name == COST_2015 and taxonomy is Taxonomy.Y2021
    return canonical_level2(COST_2021 if is_cost_of_2021 else class_name, taxonomy)


def _value_fits(class_name: str, value: TargetValue) -> bool:
    """Whether a value is one that indicators of the class have."""
    if class_name in COSTS:
        return is_money(value)
    kind = value.kind
    if kind is ValueKind.NUMBER:
        if class_name == QUANTITY:
            return value.unit != "" and not is_money(value) and not is_time(value.unit)
        return class_name == TIMELINESS and is_time(value.unit)
    return class_name != QUANTITY and (kind is not ValueKind.TEXT or str(value) != "")


_IGNORED = re.compile("的|数量|费用|[次套个台件人户场]数")


@row_rule("R14", Severity.INFO, "名称与描述近似不一", certainty=Certainty.HEURISTIC)
def name_and_description_agree(row: JudgedRow, context: Context) -> Problem | None:
    """绩效指标描述与三级指标只差几个字的，核对是不是写错了字（精确性、精准性）。

    描述比名称多出几个字的是补充说明，不提示。

    来源：公开样例（项目 3：工资发放的精确性、精准性）
    """
    name, description = row.level3, row.description
    if not name or not description or name in description or description in name:
        return None
    least = context.settings.thresholds.least_similarity
    if not _almost_same(name, description, least):
        return None
    cells = row.cells
    return Problem(
        cells.description,
        f"绩效指标描述{quoted(cells.description.text)}与三级指标{quoted(cells.level3.text)}"
        "只差几个字，疑似有一处写错",
        "核对两处的用词，改成一致；描述应说明怎样计算",
        evidence=(cells.level3,),
    )


def _almost_same(one: str, other: str, least: int) -> bool:
    """True where letters were exchanged, few enough; not where one text has some more.

    ``least`` is the share of letters in common, in percent.
    """
    needed = (len(one) + len(other)) * least / 200
    if min(len(one), len(other)) < needed:
        return False
    if sum(map(other.__contains__, one)) < needed:  # the quick answer to nearly all
        return False
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    middle, other_middle = one[start : len(one) - end], other[start : len(other) - end]
    if not middle or not other_middle:
        return False
    if start + end + (Counter(middle) & Counter(other_middle)).total() < needed:
        return False
    if _IGNORED.sub("", one) == _IGNORED.sub("", other):
        return False
    blocks = SequenceMatcher(None, middle, other_middle, autojunk=False).get_matching_blocks()
    return start + end + sum(block.size for block in blocks) >= needed


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    count = 0
    for letter, other_letter in zip(one, other, strict=False):
        if letter != other_letter:
            break
        count += 1
    return count


@project_rule("R15", Severity.INFO, "描述未增信息")
def descriptions_explain(project: BudgetProject, context: Context) -> Problems:
    """绩效指标描述照抄三级指标的行数较多时，每张表提示一次。

    描述应说明指标的含义、计算方法或统计口径；与名称完全相同的描述没有增加信息。

    来源：财预〔2021〕101号（指标解释）
    """
    rows = context.rows(project)
    same = [row for row in rows if row.description and row.description == row.level3]
    if not same or len(same) < context.settings.thresholds.least_repeating_descriptions:
        return
    yield Problem(
        same[0].cells.description,
        f"本表有 {len(same)} 行的绩效指标描述与三级指标完全相同（{row_numbers(same)}）",
        "在描述中写明指标的含义、计算方法或统计口径",
    )


_SATISFACTION = RowSort(classes=(SATISFACTION,))


@row_rule("R21", Severity.INFO, "满意度对象", certainty=Certainty.HEURISTIC, asked_of=_SATISFACTION)
def those_served_are_asked(row: JudgedRow, context: Context) -> Problem | None:
    """满意度要问服务对象或受益人，不是领取工资、劳务费的人员或本单位办公人员。

    拿钱的人对项目满意，不能说明项目的效果。名称中另有群众、企业、学生等对象的不提示。

    来源：财预〔2015〕88号（服务对象或受益人）；财预〔2021〕101号
    """
    staff = context.settings.words.own_staff.first_in(row.level3)
    if not staff or context.settings.words.people_served.pattern.search(row.named):
        return None
    cell = row.cells.level3
    return Problem(
        cell,
        f"三级指标{quoted(cell.text)}问的是{staff}，疑似不是项目的服务对象或受益人",
        "改为项目服务的对象，如办事群众、企业、学生的满意度",
        evidence=(row.cells.description,),
    )
