"""Rules on what an indicator's target value states: whether it can be read, measured, compared."""

import re

from xladdin.domain.comparison import BOUND_WORDS, Comparison, leading_comparison_end
from xladdin.domain.finding import Severity
from xladdin.domain.numerals import chinese_number
from xladdin.domain.target_value import TargetValue, ValueKind
from xladdin.domain.text import quoted
from xladdin.domain.units import match_unit
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import NUMERIC, Certainty, Problem, RowSort, row_rule
from xladdin.rules.row_kinds import (
    BENEFITS,
    COSTS,
    NOT_A_SHARE,
    QUANTITY,
    SATISFACTION,
    TIMELINESS,
    asks_satisfaction,
    is_money,
    is_time,
    last_match,
)

_DIGIT = re.compile(r"\d")
_SIGN = re.compile("[≥≤≧≦><=]")
# 1:25, 7×24小时, T+1, 5G: not one number with a unit.
_RELATION = re.compile(r"\d[:：*×xX/+]\d|[A-Za-z][+-]?\d|(?<!\d)[2-6]G(?![Bb])")
_FIGURE = re.compile(r"(?<![\d第〔\[【(.-])\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPELLED = re.compile(
    r"(?:每[日天周月季年]度?)?(?P<number>[一二两三四五六七八九十百]{1,5})(?P<unit>[^\d]{1,8})"
)
_BOUND = re.compile(f"(?:{BOUND_WORDS})?")
_TIME_SAID = re.compile("[当次隔每逐按][日天周月季年]|[月年季]底|[年月日]内|即时|实时|即办")
_WHOLE = 100
_JUDGED_BY_YES = frozenset({"是", "否", "有"})
_TEXTS = RowSort((ValueKind.TEXT,))


def _figure_in(text: str, context: Context) -> str:
    """The first number with a unit in a text, years and document numbers left out."""
    units = context.settings.vocabulary.unit_words
    for found in _FIGURE.finditer(text):
        end = match_unit(text, found.end(), units)
        if end > found.end() and not _YEAR.fullmatch(found[0]):
            return text[found.start() : end]
    return ""


def _spelled_figure(text: str, context: Context) -> str:
    """三个工作日内 in digits: 3个工作日内; empty where the whole text is no such figure."""
    found = _SPELLED.fullmatch(text, leading_comparison_end(text, 0))
    if found is None:
        return ""
    number, rest = chinese_number(found["number"]), found["unit"]
    end = match_unit(rest, 0, context.settings.vocabulary.unit_words)
    if number is None or not end or not _BOUND.fullmatch(rest, end):
        return ""
    return f"{text[: found.start('number')]}{number:f}{rest}"


@row_rule("R02", Severity.WARNING, "指标值解析", asked_of=_TEXTS)
def target_value_is_readable(row: JudgedRow, context: Context) -> Problem | None:
    """指标值写成“比较符号＋数值＋单位”、分级用语或时间，其中的数值才能读出。

    “接到通知后2小时内到场”“约95%”“三个工作日内”这样夹在文字中的数值，不能比较，也不能汇总。
    完全没有数值的文字由 R09、R10 提示，满意度由 R22 提示。

    来源：财预〔2021〕101号（绝对值和相对值）
    """
    text = row.value
    if not text or asks_satisfaction(row):
        return None
    cell = row.cells.target_value
    fix = "只写比较符号、数值和单位（如 ≥95%、2次/月、≤3日）、等级或时间；条件写到绩效指标描述"
    if _SIGN.match(text) and not _DIGIT.search(text):
        return Problem(cell, f"指标值{quoted(cell.text)}在比较符号之后没有数值", fix)
    if in_digits := _spelled_figure(text, context):
        message = f"指标值{quoted(cell.text)}用汉字写数，不能按数值读出"
        return Problem(cell, message, f"数值用阿拉伯数字，如 {in_digits}")
    if not _DIGIT.search(text) or _RELATION.search(text):
        return None
    if figure := _figure_in(text, context):
        message = f"指标值{quoted(cell.text)}把数值{quoted(figure)}写在文字中，不能按数值读出"
        return Problem(cell, message, fix)
    return None


def _is_wording(row: JudgedRow, context: Context) -> bool:
    """True for a text that states no figure at all, in digits or spelled."""
    text = row.value
    return (
        text != ""
        and not _DIGIT.search(text)
        and not _SIGN.match(text)
        and not _spelled_figure(text, context)
    )


@row_rule("R09", Severity.WARNING, "定性值不可衡量", certainty=Certainty.HEURISTIC, asked_of=_TEXTS)
def wording_is_measurable(row: JudgedRow, context: Context) -> Problem | None:
    """定性的指标值要能衡量：写等级（如优、达标）、与哪一年相比，或者改为数值。

    “大力保障”“大幅提升”“使用正常”没有说明到什么程度才算完成，年底无法评价。
    数量、时效、成本的文字值由 R10 提示，满意度由 R22 提示。

    来源：财预〔2015〕88号（定性须可衡量）；财预〔2021〕101号（量化易评）；财预〔2020〕10号（定性指标三档）
    """
    if not _is_wording(row, context):
        return None
    text, words = row.value, context.settings.words
    if row.level2 in _IN_NUMBERS or asks_satisfaction(row):
        return None
    if text in _JUDGED_BY_YES or words.measurable_words.pattern.search(text):
        return None
    cell = row.cells.target_value
    return Problem(
        cell,
        f"指标值{quoted(cell.text)}疑似无法衡量，没有说明达到什么程度才算完成",
        "写可以衡量的等级（如优、良、达标），写明与哪一年相比，或改为数值和单位",
    )


_IN_NUMBERS = {
    QUANTITY: "写数值和单位，如 ≥12次",
    TIMELINESS: "写时间或比率，如 12月底前、≤3个工作日、及时率≥95%",
    **dict.fromkeys(COSTS, "写金额和单位，如 ≤3万元、≤200元/人"),
}


_NOT_IN_NUMBERS = RowSort(frozenset(ValueKind) - NUMERIC, frozenset(_IN_NUMBERS))


@row_rule("R10", Severity.WARNING, "数量/时效/成本须定量", hides=("R09",), asked_of=_NOT_IN_NUMBERS)
def counted_classes_in_numbers(row: JudgedRow, context: Context) -> Problem | None:
    """数量、时效、成本指标的指标值须为数值；时效指标也可写日期或期间。

    这三类指标本来就能计数、计时、计价，“及时”“按需”这样的文字无法核对完成情况。

    来源：财预〔2021〕101号
    """
    level2, kind = row.level2, row.target.kind
    if level2 is None or not row.value:
        return None
    if level2 == TIMELINESS and (kind in _CALENDAR or _TIME_SAID.search(row.value)):
        return None
    if kind is ValueKind.TEXT and not _is_wording(row, context):
        return None
    cell = row.cells.target_value
    return Problem(
        cell,
        f"{level2}的指标值{quoted(cell.text)}不是数值",
        _IN_NUMBERS[level2],
        evidence=(row.cells.level2,),
    )


_CALENDAR = frozenset({ValueKind.DATE, ValueKind.MONTH, ValueKind.PERIOD})


@row_rule("R22", Severity.WARNING, "满意度取值", asked_of=RowSort(classes=(SATISFACTION,)))
def satisfaction_is_a_high_share(row: JudgedRow, context: Context) -> Problem | None:
    """满意度的指标值是百分数，一般不低于 80%，不超过 100%。

    文字和分数不能与其他项目比较；定得过低的目标起不到约束作用。投诉率等反向指标不在此列。

    来源：财预〔2020〕10号；财预〔2021〕101号
    """
    value = row.target
    if not row.value or not asks_satisfaction(row):
        return None
    is_bare = value.number_text != "" and not value.unit  # R04 asks for the unit
    lowest = context.settings.thresholds.lowest_satisfaction
    what, fix = ("", "") if is_bare else _wrong_satisfaction(value, lowest)
    if not what or _inverse_head(row.level3, context):
        return None
    cell = row.cells.target_value
    return Problem(cell, f"满意度的指标值{quoted(cell.text)}{what}", fix)


def _wrong_satisfaction(value: TargetValue, lowest: int) -> tuple[str, str]:
    """What is wrong with a degree of satisfaction and how to mend it; empty where nothing is."""
    if value.number is None or value.kind is not ValueKind.PERCENT:
        return "不是百分数", "写百分数，如 ≥95%"
    if value.number < lowest:
        return f"低于 {lowest}%，目标偏低", f"核对数值；确需低于 {lowest}% 的，写明理由"
    if max(value.number, value.upper_number or value.number) > _WHOLE:
        return "超过 100%", "核对数值；达到上限的写 100%"
    return "", ""


_UPWARD = frozenset({Comparison.AT_LEAST, Comparison.GREATER})
_SHARE_ENDING = re.compile(f"率$(?<![{NOT_A_SHARE}]率)|满意度$")
_TIME_LIMIT = re.compile(
    "(?:时限|(?<!服务|使用|质保|保修|有效|运行|租赁|合同|保障|保存)期限|工期"
    "|(?:响应|办结|办理|处理|处置|到场|到达|修复|审批|等候|等待|完成)(?:时间|时长))$"
)
_MEASURE_ENDING = re.compile("(?:发生)?(?:率|度|次数|起数|件数|数量|数|占比|比例)?")
_REDUCED = re.compile("减少|降低|下降|压减")
_BASE_YEAR = re.compile(r"[比较](?!例|率)|上年|去年|往年|历年|历史|基期|基数|(?:19|20)\d\d年")


@row_rule(
    "R07",
    Severity.WARNING,
    "方向不符",
    certainty=Certainty.HEURISTIC,
    asked_of=RowSort(NUMERIC),
)
def comparison_points_right(row: JudgedRow, context: Context) -> Problem | None:
    """比较符号的方向要与指标相符：成本用 ≤ 或 ＝；数量、合格率、满意度等用 ≥ 或 ＝。

    方向写反，什么都不做也算完成。投诉、事故、逾期、时限等以少为好的指标相反；
    最低补助标准、三公经费、编制等本来就有下限或上限的不提示。“减少…率≥n%”没有写明基期的，只作提示。

    来源：财预〔2021〕101号（成本控制）；常识
    """
    value = row.target
    if not (value.comparison_text or value.bound_text):
        return None
    comparison = value.comparison
    if comparison is None or comparison is Comparison.EQUAL:
        return None
    is_upward = comparison in _UPWARD
    why_not = _why_not_upward if is_upward else _why_not_downward
    reason = why_not(row, value, context)
    is_baseless = is_upward and not reason and _lacks_base_year(row, value)
    if not (reason or is_baseless):
        return None
    cells = row.cells
    cell = cells.target_value
    evidence = (cells.level2, cells.level3, cells.description)
    if reason:
        message = f"指标值{quoted(cell.text)}疑似方向不符：{reason}"
        sign = "≤" if is_upward else "≥"
        fix = f"核对比较符号，一般改为 {sign} 或直接写数值；确实不改的，写明理由"
        return Problem(cell, message, fix, evidence=evidence)
    if is_baseless:
        message = f"指标值{quoted(cell.text)}疑似缺少基期：没有写明与哪一年相比减少多少"
        fix = "在绩效指标描述中写明基期，如“比上年减少的比率”"
        return Problem(cell, message, fix, Severity.INFO, evidence=(*evidence, cells.basis))
    return None


def _why_not_upward(row: JudgedRow, value: TargetValue, context: Context) -> str:
    words = context.settings.words
    if row.level2 in COSTS:
        if is_money(value) and not words.least_costs.pattern.search(row.named):
            return "成本应控制在限额以内，用 ≥ 等于不设上限"
        return ""
    if value.kind is ValueKind.NUMBER and is_time(value.unit):
        is_limit = _TIME_LIMIT.search(row.level3)
        return "时限越短越好，用 ≥ 等于不设期限" if is_limit else ""
    bad = _inverse_head(row.level3, context)
    if bad and not words.remedy_words.pattern.search(row.named):
        return f"{bad}越少越好，用 ≥ 等于不设上限"
    return ""


def _inverse_head(name: str, context: Context) -> str:
    """What a name counts, where less of it is better: 投诉 in 群众投诉率, nothing in 投诉处理率."""
    found = last_match(context.settings.words.inverse_words.pattern, name)
    return found[0] if found and _MEASURE_ENDING.fullmatch(name, found.end()) else ""


def _why_not_downward(row: JudgedRow, value: TargetValue, context: Context) -> str:
    level2, words = row.level2, context.settings.words
    if level2 is None or level2 in COSTS:
        return ""
    if value.kind is ValueKind.PERCENT:
        is_wrong = _SHARE_ENDING.search(row.level3) is not None
    elif level2 == QUANTITY:
        is_wrong = value.unit != "" and not is_time(value.unit) and not is_money(value)
    else:
        is_wrong = False
    if not is_wrong or words.inverse_words.pattern.search(row.named):
        return ""
    if words.limited_words.pattern.search(row.named):
        return ""
    what = level2 if level2 not in BENEFITS else "这项效益"
    return f"{what}用 ≤，一点没有完成也算达到目标"


def _lacks_base_year(row: JudgedRow, value: TargetValue) -> bool:
    return (
        value.kind is ValueKind.PERCENT
        and _REDUCED.search(row.level3) is not None
        and _SHARE_ENDING.search(row.level3) is not None
        and not _BASE_YEAR.search(row.named)
        and not _BASE_YEAR.search(row.basis)
    )
