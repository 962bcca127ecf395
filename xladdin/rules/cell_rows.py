"""Rules on the cells of an indicator row: its classes, and what has to be filled in."""

import re

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.cell_edits import edit_of
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import is_judged, is_missing
from xladdin.rules.registry import Problem, Problems, project_rule, row_rule
from xladdin.rules.wording import listed

_SUFFIX = "指标"
_WHITE_SPACE = re.compile(r"\s")


@project_rule("C14", Severity.ERROR, "一级/二级指标取值")
def indicator_classes(project: BudgetProject, context: Context) -> Problems:
    """一级指标和二级指标要用本工作簿指标体系规定的名称。

    一体化系统不接受别的名称。字间的空格、少写或多写“指标”二字不影响。

    来源：财预〔2015〕88号；财预〔2021〕101号；一体化系统（匹配时不计“指标”二字）
    """
    taxonomy = context.taxonomy
    for row in context.rows(project):
        if row.level1 and row.level2:
            continue
        level2_choices = taxonomy.level2(row.level1) if row.level1 else taxonomy.every_level2
        for label, entry, canonical, choices in (
            (layout.LEVEL1.label, row.cells.level1, row.level1, taxonomy.level1),
            (layout.LEVEL2.label, row.cells.level2, row.level2, level2_choices),
        ):
            if is_missing(entry):
                yield Problem(entry, f"{label}未填", f"从列表中选择：{listed(choices)}")
            elif canonical is None and is_judged(entry) and not entry.is_blank:
                message = _unknown_class(label, entry, taxonomy)
                yield Problem(entry, message, f"从列表中选择：{listed(choices)}")


def _unknown_class(label: str, entry: Entry, taxonomy: Taxonomy) -> str:
    other = _other_taxonomy(taxonomy)
    canonical = canonical_level1 if label == layout.LEVEL1.label else canonical_level2
    message = f"{quoted(entry.text)}不是{taxonomy.label}的{label}"
    if canonical(entry.text, other) is None:
        return message
    return f"{message}，而是{other.label}（{other.source}）的；本工作簿采用{taxonomy.label}"


def _other_taxonomy(taxonomy: Taxonomy) -> Taxonomy:
    return Taxonomy.Y2021 if taxonomy is Taxonomy.Y2015 else Taxonomy.Y2015


@row_rule("C15", Severity.ERROR, "三级指标")
def indicator_name(row: JudgedRow, _context: Context) -> Problem | None:
    """三级指标必填，要比二级指标具体，中间不能有空格或换行。

    三级指标说明衡量的是什么；一体化系统按它的名称匹配指标。

    来源：一体化系统；财预〔2021〕101号
    """
    name, plain = row.cells.level3, row.level3
    if not plain:
        if not is_missing(name):
            return None
        return Problem(name, "三级指标未填", "填写指标名称，如“保障人数”；不需要的行请整行删除")
    if _repeats_class(row):
        return Problem(
            name,
            f"三级指标{quoted(name.text)}与二级指标相同，没有说明具体衡量什么",
            "改为具体的指标名称，如“保障人数”“检修及时率”",
        )
    if name.value != plain and _WHITE_SPACE.search(name.text.strip()):
        return Problem(
            name,
            "三级指标中有空格或换行",
            f"去掉空格和换行，改为{quoted(plain)}",
            edits=edit_of(name, _without_spaces(name)),
        )
    return None


@project_rule("C16", Severity.INFO, "绩效指标描述")
def indicator_description(project: BudgetProject, context: Context) -> Problems:
    """绩效指标描述没有填的，可以先用三级指标的名称；每张表提示一次。

    一体化系统在描述为空时就这样填。最好写明指标怎么算、算哪些。

    来源：一体化系统（描述为空时取指标名称）
    """
    blank = [
        row for row in context.rows(project) if row.level3 and is_missing(row.cells.description)
    ]
    if not blank:
        return
    first = blank[0].cells.description
    places = listed(row.cells.description.origin.cell for row in blank)
    yield Problem(
        first,
        f"本表有 {len(blank)} 行没有填绩效指标描述（{places}）",
        "写明指标的含义或计算方法；也可先填三级指标的名称",
        edits=tuple(
            edit
            for row in blank
            for edit in edit_of(row.cells.description, _without_spaces(row.cells.level3))
        ),
    )


@row_rule("C17", Severity.ERROR, "指标值")
def target_value_stated(row: JudgedRow, _context: Context) -> Problem | None:
    """每个三级指标都要填写指标值。

    没有指标值的指标无从考核，一体化系统会要求补填。

    来源：一体化系统（请填写指标值）
    """
    if row.value or not is_missing(row.cells.target_value):
        return None
    return Problem(
        row.cells.target_value,
        f"{_named(row)}的指标值未填",
        "填写比较符号、数值和单位，如 ≥95%、≤3万元",
    )


@row_rule("C18", Severity.ERROR, "指标值确定依据")
def target_basis_stated(row: JudgedRow, _context: Context) -> Problem | None:
    """每个指标都要填写指标值确定依据。

    依据说明指标值从哪里来：计划标准、行业标准、历史标准、预算支出标准，或文件、合同。

    来源：公开样例（河北表样）；财预〔2015〕88号（绩效标准）；财预〔2021〕101号
    """
    if row.basis or not is_missing(row.cells.basis):
        return None
    return Problem(
        row.cells.basis,
        f"{_named(row)}的指标值确定依据未填",
        "填写依据，如计划标准、行业标准、历史标准、预算支出标准，或文件名称及文号",
    )


def _repeats_class(row: JudgedRow) -> bool:
    name, written = _stem(row.level3), row.cells.level2.text
    if row.level2 and name == _stem(row.level2):
        return True
    return name[:1] in written and name == _stem(squeeze(written))


def _without_spaces(name: Entry) -> str:
    return "".join(name.text.split())


def _stem(name: str) -> str:
    return name.removesuffix(_SUFFIX)


def _named(row: JudgedRow) -> str:
    return quoted(row.cells.level3.text) if row.level3 else "本行"
