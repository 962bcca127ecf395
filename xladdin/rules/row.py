"""Rules on one indicator row: its classes together, its target value, what was copied."""

import re
from decimal import Decimal

from xladdin.domain.finding import Edit, Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.target_value import Comparison, TargetValue, ValueKind, parse_target_value
from xladdin.domain.text import quoted, squeeze
from xladdin.domain.units import match_unit
from xladdin.form import layout
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import Problem, Problems, RowSort, project_rule, row_rule
from xladdin.rules.row_kinds import NOT_A_SHARE, level1_of
from xladdin.rules.wording import place

_WHOLE = Decimal(100)
_SHARE_WORD = re.compile(f"率(?<![{NOT_A_SHARE}]率)|满意|合格|覆盖|比例|比率|占比")
_LIMITED_TO_WHOLE = re.compile(f"率(?<![{NOT_A_SHARE}]率)|满意度|合格|覆盖")
# Rates that have no whole: growth, returns, coverage of risks.
_MAY_EXCEED_WHOLE = re.compile(
    "增长|增幅|增速|增值|涨幅|(?:提升|提高|增加|上升|上涨)(?:率|比例|比率|幅度)|同比|环比"
    "|收益|回报|利润|拨备|杠杆|周转|溢价|效率"
)
# A denominator that the list of units lacks: 10/10万, 650元/生·年.
_DENOMINATOR = re.compile(r"[/每][\d\u4e00-\u9fff]{1,5}(?:[/·*每][\d\u4e00-\u9fff]{1,4})?")
_COPIES_OF_NAME = frozenset({ValueKind.TEXT, ValueKind.GRADED})


@row_rule("R01", Severity.ERROR, "一二级指标对应")
def classes_match(row: JudgedRow, context: Context) -> Problem | None:
    """二级指标要归在本工作簿指标体系规定的一级指标之下。

    一体化系统按一级、二级指标的对应关系导入，归错的指标会被拒绝，也会使各类指标的统计失真。
    一级或二级指标本身就不是规定名称的，由 C14 提示。

    来源：一体化系统（一二级指标对应不上）；财预〔2015〕88号；财预〔2021〕101号
    """
    taxonomy, level1, level2 = context.taxonomy, row.level1, row.level2
    if (level1, level2) in taxonomy.places or level1 is None or level2 is None:
        return None
    proper = level1_of(level2, taxonomy)
    return Problem(
        row.cells.level2,
        f"{level2}不属于{level1}，按{taxonomy.label}应归在{proper}下",
        f"把一级指标改为{proper}，或从{level1}下的二级指标中另选",
        evidence=(row.cells.level1,),
    )


@row_rule("R03", Severity.ERROR, "指标值夹带文字", hides=("R02", "R22"))
def target_value_alone(row: JudgedRow, context: Context) -> Problem | None:
    """指标值在数值和计量单位之后不能再有别的文字，尤其不能夹带本行的指标值确定依据。

    “≥95满意度调查”这样的内容已经不是百分数，既不能比较，也不能汇总；多半是把依据粘贴进了指标值。

    来源：公开样例（项目 7）
    """
    cell = row.cells.target_value
    value, extra = _value_and_extra(row, context)
    if not extra or value.number is None or _DENOMINATOR.fullmatch(squeeze(extra)):
        return None
    stated = str(value).removesuffix(value.remainder_text).strip()
    what = f"数值 {value.number:f} " if not value.unit else f"{value.number:f}{value.unit}"
    is_basis = squeeze(extra) == row.basis
    unit = "" if value.unit else _likely_unit(row)
    return Problem(
        cell,
        f"指标值{quoted(cell.text)}在{what}之后夹带了{quoted(extra)}"
        + ("，那是本行的指标值确定依据" if is_basis else "")
        + ("" if value.unit else "；数值没有写单位"),
        f"只保留比较符号、数值和单位，如 {stated}{unit}"
        + ("；依据已写在依据栏" if is_basis else "；其余文字写到描述或依据栏"),
    )


def _value_and_extra(row: JudgedRow, context: Context) -> tuple[TargetValue, str]:
    """The value and what doesn't belong to it: what the parser left over, or the row's 依据.

    Behind a bare number the parser takes a short 依据 for a unit (95工资表); a real unit that the
    依据 happens to end with (3份合同, 374个) stays one.
    """
    value, basis = row.target, row.basis
    if value.remainder_text and value.number is not None and value.remainder:
        return value, value.remainder
    if basis and row.value.endswith(basis):
        vocabulary = context.settings.vocabulary
        before = parse_target_value(row.value.removesuffix(basis), vocabulary)
        basis_unit_end = match_unit(basis, words=vocabulary.unit_words)
        is_unit = value.number is not None and (before.unit or basis_unit_end == len(basis))
        if before.number is not None and not is_unit:
            return before, basis
    return value, ""


def _likely_unit(row: JudgedRow) -> str:
    return "%" if _SHARE_WORD.search(row.named) else ""


@row_rule("R04", Severity.ERROR, "定量缺单位", asked_of=RowSort((ValueKind.NUMBER,)))
def number_has_unit(row: JudgedRow, _context: Context) -> Problem | None:
    """指标值是数值的，要写明计量单位；率、满意度一类写明 %。

    只有数字说明不了衡量的是什么，一体化系统对没有计量单位的定量指标不予保存。

    来源：一体化系统（定量指标，请填写计量单位）
    """
    value = row.target
    if value.unit_text or value.number is None or value.remainder:
        return None
    shown = row.cells.target_value.text.strip()
    fix = f"在数字后写明单位，如 {shown}个、{shown}人"
    if _likely_unit(row):
        is_fraction = 0 < value.number <= 1 and not value.upper_text
        hundredfold = f"{value.comparison_text}{(value.number * 100).normalize():f}"
        fix = f"应为百分数的，写成 {hundredfold if is_fraction else shown}%"
    return Problem(row.cells.target_value, f"指标值{quoted(shown)}只有数字，没有计量单位", fix)


@row_rule("R06", Severity.ERROR, "百分比范围", asked_of=RowSort((ValueKind.PERCENT,)))
def share_within_whole(row: JudgedRow, _context: Context) -> Problem | None:
    """率、满意度、合格、覆盖一类的百分比在 0% 至 100% 之间；“≥100%”应直接写 100%。

    占整体的比例不可能超过整体。增长率、收益率等可以超过 100%，不在此列。

    来源：算术；其他公开表格；公开样例
    """
    value = row.target
    is_limited = _LIMITED_TO_WHOLE.search(row.named) and not _MAY_EXCEED_WHOLE.search(row.named)
    if value.number is None or not is_limited:
        return None
    highest = (value.upper_text and value.upper_number) or value.number
    if 0 < highest < _WHOLE and value.number > 0:
        return None
    cell, shown = row.cells.target_value, quoted(row.cells.target_value.text)
    if highest > _WHOLE or (value.comparison is Comparison.GREATER and highest == _WHOLE):
        return Problem(
            cell,
            f"指标值{shown}超过 100%，这类指标最高为 100%",
            "核对数值；达到上限的写 100%",
        )
    if value.number < 0 or (value.comparison is Comparison.LESS and value.number == 0):
        return Problem(cell, f"指标值{shown}小于 0%，这类指标最低为 0%", "核对数值")
    if value.comparison is Comparison.AT_LEAST and highest == _WHOLE:
        return Problem(
            cell,
            f"指标值{shown}不可能超过 100%",
            "直接写 100%",
            Severity.INFO,
            edits=(Edit(cell.origin, cell.text, "100%"),),
        )
    return None


@row_rule("R08", Severity.ERROR, "指标值照抄", hides=("R09",))
def target_value_not_copied(row: JudgedRow, _context: Context) -> Problem | None:
    """指标值不能照抄本行的依据（错误）、名称或描述（警告），也不宜只是名称中的几个字（提示）。

    照抄的文字没有说明达到什么程度才算完成，无法衡量。

    来源：财预〔2015〕88号（细化量化、可衡量）
    """
    copied, severity = _what_is_copied(row)
    if not copied:
        return None
    cell = row.cells.target_value
    fix = "填写可衡量的指标值：数值和单位、等级（如优、良）或完成时间"
    return Problem(cell, f"指标值{quoted(cell.text)}{copied}", fix, severity)


_COPIED = (
    (layout.BASIS.label, None),
    (layout.LEVEL3.label, Severity.WARNING),
    (layout.DESCRIPTION.label, Severity.WARNING),
)


def _what_is_copied(row: JudgedRow) -> tuple[str, Severity | None]:
    """What is wrong with a value that other cells of the row hold; empty where they don't."""
    value, others = row.value, (row.basis, row.level3, row.description)
    if value and value in others:
        label, severity = _COPIED[others.index(value)]
        return f"照抄了本行的{label}", severity
    if value in row.level3 and row.target.kind in _COPIES_OF_NAME and len(value) > 1:
        return f"只是重复了三级指标{quoted(row.cells.level3.text)}中的文字", Severity.INFO
    return "", None


@project_rule("R13", Severity.WARNING, "描述照抄他行")
def description_not_copied(project: BudgetProject, context: Context) -> Problems:
    """同一张表里，三级指标不同的两行不应有相同的绩效指标描述。

    后一行多半是整行复制过来的，只改了名称，没有改描述。

    来源：公开样例（项目 4、8）
    """
    first: dict[str, JudgedRow] = {}
    for row in context.rows(project):
        if not (row.description and row.level3):
            continue
        earlier = first.setdefault(row.description, row)
        if earlier.level3 != row.level3:
            here, there = row.cells, earlier.cells
            yield Problem(
                here.description,
                f"三级指标{quoted(here.level3.text)}的绩效指标描述与"
                f"{place(there.description, here.description)} "
                f"三级指标{quoted(there.level3.text)}的完全相同",
                "按本行的三级指标改写描述",
            )
