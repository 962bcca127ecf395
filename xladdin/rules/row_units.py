"""Rules on the units of target values: that they fit the name and are written in full."""

import re
from functools import cache

from xladdin.domain.finding import Edit, Severity
from xladdin.domain.target_value import TargetValue, ValueKind
from xladdin.domain.text import quoted, squeeze
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import NUMERIC, Certainty, Problem, RowSort, row_rule
from xladdin.rules.row_kinds import (
    COSTS,
    NOT_A_SHARE,
    SATISFACTION,
    meaning_of_ending,
)
from xladdin.rules.wording import listed

_UNIT = re.compile(r"[^、,，;；\s]+")
_NO_SHARE = re.compile(f"[{NOT_A_SHARE}]率$")
_UNITS_SHOWN = 3


_NUMBERS = RowSort(NUMERIC)


@row_rule(
    "R05", Severity.WARNING, "单位与名称不符", certainty=Certainty.HEURISTIC, asked_of=_NUMBERS
)
def unit_fits_name(row: JudgedRow, context: Context) -> Problem | None:
    """指标值的单位要与三级指标的名称相符：楼层数用层，人数用人，面积用平方米或亩。

    单位不符多半是抄错了行。名称以哪个词结尾、可以用哪些单位，见词表“名称与单位”。

    来源：公开样例（项目 8：服务楼层数 9人）
    """
    value = row.target
    if row.level2 == SATISFACTION or (value.remainder_text and value.remainder):
        return None
    proper = _units_for(row.level3, context)
    if not proper:
        return None
    unit = value.unit_text if value.unit_text == "%" else value.unit
    if not unit or _is_one_of(unit, proper) or context.settings.words.unit_spellings.meaning(unit):
        return None
    if _is_one_of(unit, _units_for(row.description, context)):
        return None
    cells = row.cells
    shown = listed(proper[:_UNITS_SHOWN])
    return Problem(
        cells.target_value,
        f"指标值{quoted(cells.target_value.text)}的单位“{unit}”与三级指标"
        f"{quoted(cells.level3.text)}疑似不符，一般用{shown}",
        f"核对单位，改用{shown}等；名称写错的，改名称",
        evidence=(cells.level3, cells.description),
    )


def _units_for(name: str, context: Context) -> tuple[str, ...]:
    """The units that a name's last word asks for; none where it asks for no special ones."""
    meaning = meaning_of_ending(name, context.settings.words.name_units)
    if not meaning or _NO_SHARE.search(name):
        return ()
    return _separate(meaning)


@cache
def _separate(units: str) -> tuple[str, ...]:
    return tuple(_UNIT.findall(units))


def _is_one_of(unit: str, proper: tuple[str, ...]) -> bool:
    """True for 万人 and 名学生 where 人 or 名 is proper, and for the same each: 万元/公里."""
    counted = unit.partition("/")[0]
    return counted.startswith(proper) or counted.endswith(proper)


_SAVED = re.compile("节约|节省|节支|降低|下降|压减|减少")


_COSTS_IN_PERCENT = RowSort((ValueKind.PERCENT,), COSTS)


@row_rule(
    "R16", Severity.INFO, "成本用比率", certainty=Certainty.HEURISTIC, asked_of=_COSTS_IN_PERCENT
)
def cost_is_an_amount(row: JudgedRow, _context: Context) -> Problem | None:
    """成本指标一般写金额；“标准性100%”“控制率100%”看不出要花多少钱。

    降低、节约多少本来就是比率，不提示。

    来源：财预〔2021〕101号
    """
    if _SAVED.search(row.named):
        return None
    cells = row.cells
    return Problem(
        cells.target_value,
        f"成本指标{quoted(cells.level3.text)}的指标值{quoted(cells.target_value.text)}是比率，"
        "疑似没有写明金额",
        "写总额或单价，如 ≤3万元、≤200元/人",
        evidence=(cells.level2, cells.level3),
    )


_PER_SAID = re.compile("[每均月年日天次]|一次性|总|合计|/|单[件套台个人场份位]")


@row_rule("R17", Severity.INFO, "金额缺口径", certainty=Certainty.HEURISTIC, asked_of=_NUMBERS)
def price_says_per_what(row: JudgedRow, context: Context) -> Problem | None:
    """工资、单价、标准、补助一类的金额要写明是每月、每人还是每场，如 2200元/人·月。

    不写口径，就不能用数量乘以单价核对预算。名称或描述中已写明的，以及大额的总额，不提示。

    来源：公开样例（项目 2：基本工资 2200元）
    """
    value = row.target
    if "元" not in value.unit_text or value.unit_text.strip() != "元":
        return None
    if value.number is None or value.remainder:
        return None
    highest = context.settings.thresholds.highest_price
    if value.number > highest or _PER_SAID.search(row.named):
        return None
    word = context.settings.words.price_words.first_in(row.level3)
    if not word:
        return None
    cell = row.cells.target_value
    return Problem(
        cell,
        f"{word}的指标值{quoted(cell.text)}疑似缺少口径，没有写明是每月、每人还是每件的金额",
        "在单位中写明口径，如 元/人·月、元/套",
        evidence=(row.cells.level3, row.cells.description),
    )


_NAMES_FOR = {
    "万元": re.compile("费|价|成本|金额|资金|收入|产值|投资|经费|税|补助|补贴"),
    "Mbps": re.compile("带宽|宽带|网速|速率|专线|网络"),
}
_PEOPLE = (("人次", "人", ("人次", "人次数")), ("人", "人次", ("人数",)))


@row_rule("R23", Severity.INFO, "单位写法", asked_of=_NUMBERS)
def unit_spelled_out(row: JudgedRow, context: Context) -> Problem | None:
    """单位用通行的写法：百分数用 %，金额用万元不用万，带宽用 Mbps；人和人次要分清。

    单位写法不一，同一指标在各表之间就不能比较。其他写法见词表“单位写法”。

    来源：其他公开表格；公开样例
    """
    value = row.target
    if value.unit_text == "%" or (value.remainder_text and value.remainder):
        return None
    written = squeeze(value.percent_text or value.unit_text)
    proper = context.settings.words.unit_spellings.meaning(written)
    cell = row.cells.target_value
    if proper:
        names = _NAMES_FOR.get(proper)
        if names and not names.search(row.named):
            return None
        edits = (Edit(cell.origin, cell.text, _in_percent(value)),) if proper == "%" else ()
        message = f"指标值{quoted(cell.text)}的单位“{written}”写法不规范"
        fix = f"改为 {edits[0].after_text}" if edits else f"单位改为 {proper}"
        return Problem(cell, message, fix, edits=edits)
    for counted, unit, endings in _PEOPLE:
        if written == unit and row.level3.endswith(endings):
            name = quoted(row.cells.level3.text)
            message = f"三级指标{name}的单位写的是“{unit}”，不是“{counted}”"
            fix = f"一个人可以计几次的用人次，只计一次的用人；按{counted}统计的，单位改为{counted}"
            return Problem(cell, message, fix, evidence=(row.cells.level3,))
    return None


def _in_percent(value: TargetValue) -> str:
    """百分之九十五 and 95百分比 as 95%, the comparison kept."""
    if not value.percent_text:
        return str(value._replace(unit_text="%"))
    return str(value._replace(percent_text="", number_text=f"{value.number:f}", unit_text="%"))
