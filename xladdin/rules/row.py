"""Rules on one indicator row: its classes together, its target value, what was copied."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.target_value import Comparison, TargetValue, ValueKind, parse_target_value
from xladdin.domain.taxonomy import belongs, canonical_level1, canonical_level2
from xladdin.domain.text import quoted, squeeze
from xladdin.domain.units import match_unit
from xladdin.form import layout
from xladdin.rules.judging import is_judged
from xladdin.rules.registry import Context, Problem, Problems, project_rule, row_rule
from xladdin.rules.wording import place

_WHOLE = Decimal(100)
# 效率, 频率 and the like are no shares of a whole.
_SHARE_WORD = re.compile("(?<![效频汇税利速功])率|满意|合格|覆盖|比例|比率|占比")
_LIMITED_TO_WHOLE = re.compile("(?<![效频汇税利速功])率|满意度|合格|覆盖")
# Rates that have no whole: growth, returns, coverage of risks.
_MAY_EXCEED_WHOLE = re.compile(
    "增长|增幅|增速|增值|涨幅|(?:提升|提高|增加|上升|上涨)(?:率|比例|比率|幅度)|同比|环比"
    "|收益|回报|利润|拨备|杠杆|周转|溢价|效率"
)
_COPIES_OF_NAME = frozenset({ValueKind.TEXT, ValueKind.GRADED})


@row_rule(
    "R01",
    Severity.ERROR,
    "一二级指标对应",
    source="一体化系统（一二级指标对应不上）；财预〔2015〕88号；财预〔2021〕101号",
)
def classes_match(row: Indicator, _project: BudgetProject, context: Context) -> Problems:
    """二级指标 stands under its 一级指标 in the workbook's taxonomy.

    Judged only where each is a class by itself; C14 reports the others.
    Source: the integrated budget system; 财预〔2015〕88号; 财预〔2021〕101号.
    """
    taxonomy = context.taxonomy
    level1 = canonical_level1(row.level1.text, taxonomy)
    level2 = canonical_level2(row.level2.text, taxonomy)
    if level1 is None or level2 is None or belongs(level1, level2, taxonomy):
        return
    (proper,) = (name for name in taxonomy.level1 if belongs(name, level2, taxonomy))
    yield Problem(
        row.level2,
        f"{level2}不属于{level1}，按{taxonomy.label}应归在{proper}下",
        f"把一级指标改为{proper}，或从{level1}下的二级指标中另选",
    )


@row_rule("R03", Severity.ERROR, "指标值夹带文字", source="公开样例", hides=("R02", "R22"))
def target_value_alone(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """Behind number and unit of a 指标值 nothing else follows, least of all this row's 依据.

    Such a text can't be compared or summed: ``≥95满意度调查`` is no percentage any more.
    Source: the sample document (project 7).
    """
    if not is_judged(row.target_value):
        return
    basis = squeeze(row.basis.text) if is_judged(row.basis) else ""
    value, extra = _value_and_extra(row.target_value.text, basis)
    if value.number is None or not extra:
        return
    stated = str(value).removesuffix(value.remainder_text).strip()
    what = f"数值 {value.number:f} " if not value.unit else f"{value.number:f}{value.unit}"
    is_basis = squeeze(extra) == basis
    unit = "" if value.unit else _likely_unit(row)
    yield Problem(
        row.target_value,
        f"指标值{quoted(row.target_value.text)}在{what}之后夹带了{quoted(extra)}"
        + ("，那是本行的指标值确定依据" if is_basis else "")
        + ("" if value.unit else "；数值没有写单位"),
        f"只保留比较符号、数值和单位，如 {stated}{unit}"
        + ("；依据已写在依据栏" if is_basis else "；其余文字写到描述或依据栏"),
    )


def _value_and_extra(text: str, basis: str) -> tuple[TargetValue, str]:
    """The value and what doesn't belong to it: what the parser left over, or the row's 依据.

    Behind a bare number the parser takes a short 依据 for a unit (95工资表); a real unit that the
    依据 happens to end with (3份合同, 374个) stays one.
    """
    value = parse_target_value(text)
    if value.number is not None and value.remainder:
        return value, value.remainder
    plain = squeeze(text)
    if basis and plain.endswith(basis):
        before = parse_target_value(plain.removesuffix(basis))
        is_unit = value.number is not None and (before.unit or match_unit(basis) == len(basis))
        if before.number is not None and not is_unit:
            return before, basis
    return value, ""


def _likely_unit(row: Indicator) -> str:
    return "%" if _SHARE_WORD.search(f"{row.level3.text}{row.description.text}") else ""


@row_rule("R04", Severity.ERROR, "定量缺单位", source="一体化系统（定量指标，请填写计量单位）")
def number_has_unit(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """A 指标值 that is a number states its unit; a rate states %.

    Source: the integrated budget system (定量指标，请填写计量单位).
    """
    value = row.target
    if not is_judged(row.target_value) or value.number is None or value.unit or value.remainder:
        return
    shown = row.target_value.text.strip()
    fix = f"在数字后写明单位，如 {shown}个、{shown}人"
    if _likely_unit(row):
        is_fraction = 0 < value.number <= 1 and not value.upper_text
        hundredfold = f"{value.comparison_text}{(value.number * 100).normalize():f}"
        fix = f"应为百分数的，写成 {hundredfold if is_fraction else shown}%"
    yield Problem(row.target_value, f"指标值{quoted(shown)}只有数字，没有计量单位", fix)


@row_rule("R06", Severity.ERROR, "百分比范围", source="算术；其他公开表格；公开样例")
def share_within_whole(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """A share (率, 满意度, 合格, 覆盖) in % lies between 0 and 100; ≥100% is better written 100%.

    Growth rates, returns and the like may exceed the whole and are left alone.
    Source: arithmetic, published forms, the sample document.
    """
    name = f"{row.level3.text}{row.description.text}"
    is_share = _LIMITED_TO_WHOLE.search(name) and not _MAY_EXCEED_WHOLE.search(name)
    value = row.target if is_share and is_judged(row.target_value) else None
    if value is None or value.unit != "%" or value.number is None:
        return
    highest = value.number if value.upper_number is None else value.upper_number
    shown = quoted(row.target_value.text)
    if highest > _WHOLE or (value.comparison is Comparison.GREATER and highest == _WHOLE):
        yield Problem(
            row.target_value,
            f"指标值{shown}超过 100%，这类指标最高为 100%",
            "核对数值；达到上限的写 100%",
        )
    elif value.number < 0 or (value.comparison is Comparison.LESS and value.number == 0):
        yield Problem(row.target_value, f"指标值{shown}小于 0%，这类指标最低为 0%", "核对数值")
    elif value.comparison is Comparison.AT_LEAST and highest == _WHOLE:
        yield Problem(
            row.target_value, f"指标值{shown}不可能超过 100%", "直接写 100%", Severity.INFO
        )


@row_rule(
    "R08", Severity.ERROR, "指标值照抄", source="财预〔2015〕88号 细化量化、可衡量", hides=("R09",)
)
def target_value_not_copied(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """A 指标值 is no copy of its 依据 (error), of the name or 描述 (warning), of a part (info).

    A copy says nothing that could be measured. Source: 财预〔2015〕88号 (细化量化, 可衡量).
    """
    value = squeeze(row.target_value.text)
    if not value or not is_judged(row.target_value):
        return
    fix = "填写可衡量的指标值：数值和单位、等级（如优、良）或完成时间"
    shown = quoted(row.target_value.text)
    if value == squeeze(row.basis.text):
        yield Problem(row.target_value, f"指标值{shown}照抄了本行的指标值确定依据", fix)
        return
    for label, entry in (
        (layout.LEVEL3.label, row.level3),
        (layout.DESCRIPTION.label, row.description),
    ):
        if value == squeeze(entry.text):
            message = f"指标值{shown}照抄了本行的{label}"
            yield Problem(row.target_value, message, fix, Severity.WARNING)
            return
    is_wording = row.target.kind in _COPIES_OF_NAME and len(value) > 1
    if is_wording and value in squeeze(row.level3.text):
        message = f"指标值{shown}只是重复了三级指标{quoted(row.level3.text)}中的文字"
        yield Problem(row.target_value, message, fix, Severity.INFO)


@project_rule("R13", Severity.WARNING, "描述照抄他行", source="公开样例")
def description_not_copied(project: BudgetProject, _context: Context) -> Problems:
    """Rows with different 三级指标 don't share one 绩效指标描述.

    The second was usually copied with its row and never changed.
    Source: the sample document (projects 4 and 8).
    """
    first: dict[str, Indicator] = {}
    for row in _described(project):
        earlier = first.setdefault(squeeze(row.description.text), row)
        if squeeze(earlier.level3.text) != squeeze(row.level3.text):
            yield Problem(
                row.description,
                f"{_named(row)}的绩效指标描述与{place(earlier.description, row.description)} "
                f"{_named(earlier)}的完全相同",
                "按本行的三级指标改写描述",
            )


def _described(project: BudgetProject) -> Iterator[Indicator]:
    for row in project.indicators:
        cells = (row.description, row.level3)
        if all(is_judged(cell) and not cell.is_blank for cell in cells):
            yield row


def _named(row: Indicator) -> str:
    return f"三级指标{quoted(row.level3.text)}"
