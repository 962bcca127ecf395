"""Rules on single cells: codes and names in the head, the required cells of an indicator row.

Amounts are in ``cell_amounts``, goals and placeholders in ``cell_texts``.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Edit, Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.project_code import ProjectCodeError, parse_project_code
from xladdin.domain.submission import Cover, Submission, WorkbookKind, split_unit_line
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import is_judged, is_missing
from xladdin.rules.registry import Problem, Problems, project_rule, row_rule, workbook_rule
from xladdin.rules.wording import listed, what_and_mend

_LINE_BREAK = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")
_UNIT_CODE = re.compile(r"[0-9]{6}")
_SUFFIX = "指标"


@project_rule("C01", Severity.ERROR, "项目编码格式")
def project_code_format(project: BudgetProject, _context: Context) -> Problems:
    """项目编码 is stated, as text of 21 characters in the known form.

    A code kept as a number has lost its last digits; a mistyped one finds no project in the
    integrated budget system. Case, width and spaces are forgiven.
    Source: the codes of published budgets.
    """
    code = project.project_code
    if not is_judged(code) or (code.is_blank and not is_missing(code)):
        return
    if isinstance(code.value, Decimal):
        yield Problem(
            code,
            f"项目编码被存成了数字 {code.text}，后面的位数可能已丢失",
            "把单元格设为文本格式，重新填写 21 位编码",
        )
        return
    try:
        parse_project_code(code.text)
    except ProjectCodeError as error:
        yield Problem(code, *what_and_mend(error.reason))


@project_rule("C05", Severity.ERROR, "项目名称")
def project_name_stated(project: BudgetProject, _context: Context) -> Problems:
    """项目名称 is stated, without a line break and without spaces around it.

    Titles, the index and comparisons with the budget system match by this name.
    Source: 财预〔2015〕88号 (审核·完整性); required in the integrated budget system.
    """
    name = project.project_name
    if is_missing(name):
        yield Problem(name, "项目名称未填", "填写与一体化系统一致的项目名称")
    elif is_judged(name) and not name.is_blank:
        wrong = "中有换行" if _LINE_BREAK.search(name.text) else "前后有空格"
        clean = _LINE_BREAK.sub("", name.text).strip()
        if clean != name.text:
            yield Problem(name, f"项目名称{wrong}", f"改为{quoted(clean)}")


@workbook_rule("C06", Severity.ERROR, "单位编码")
def unit_identity(submission: Submission, context: Context) -> Problems:
    """单位编码 has 6 digits beginning with the department's code and stands in the unit list.

    The code decides whose workbook this is when a department consolidates. Without a cover the
    unit line of the first project sheet is judged; its absence is W02's matter.
    Source: the sample document (316001, 316003 of department 316).
    """
    if submission.kind is not WorkbookKind.UNIT:
        return
    cover = submission.cover
    if cover is not None:
        yield from _unit_code_problems(cover.unit_code, cover.unit_code.text, cover, context)
        yield from _unit_name_problems(
            cover.unit_name, cover.unit_code.text, cover.unit_name.text, context
        )
    elif submission.projects and not submission.projects[0].unit_line.is_blank:
        line = submission.projects[0].unit_line
        code, name = split_unit_line(line.text)
        yield from _unit_code_problems(line, code, None, context)
        yield from _unit_name_problems(line, code, name, context)


def _unit_code_problems(
    at: Entry, stated: str, cover: Cover | None, context: Context
) -> Iterator[Problem]:
    if not is_judged(at):
        return
    code = squeeze(stated)
    department = cover.department_code if cover is not None else None
    if not code:
        yield Problem(at, "单位编码未填", "填写 6 位单位编码，如 316001")
    elif not _UNIT_CODE.fullmatch(code):
        yield Problem(at, f"单位编码{quoted(stated)}不是 6 位数字", "核对后填写 6 位单位编码")
    elif department and _differs_from_department(code, department):
        yield Problem(
            at,
            f"单位编码 {code} 的前三位不是部门编码 {department.text.strip()}",
            f"核对单位编码和 {department.origin.cell} 的部门编码，改正填错的一个",
        )
    elif context.roster is not None and context.roster.find(code) is None:
        yield Problem(at, f"单位编码 {code} 不在单位名录中", "核对单位编码，或请部门财务补充名录")


def _differs_from_department(code: str, department: Entry) -> bool:
    return is_judged(department) and squeeze(department.text) not in {"", code[:3]}


def _unit_name_problems(at: Entry, code: str, name: str, context: Context) -> Iterator[Problem]:
    if not is_judged(at):
        return
    listed_unit = context.roster.find(squeeze(code)) if context.roster is not None else None
    if not squeeze(name):
        yield Problem(at, "单位名称未填", "填写与单位名录一致的单位全称")
    elif listed_unit is not None and squeeze(name) != squeeze(listed_unit.unit_name):
        yield Problem(
            at,
            f"单位名称{quoted(name)}与单位名录中 {squeeze(code)} 的名称"
            f"“{listed_unit.unit_name}”不一致",
            "核对单位编码和名称，改为名录中的名称",
        )


@project_rule("C14", Severity.ERROR, "一级/二级指标取值")
def indicator_classes(project: BudgetProject, context: Context) -> Problems:
    """一级指标和二级指标要用本工作簿指标体系规定的名称。

    一体化系统不接受别的名称。字间的空格、少写或多写“指标”二字不影响。

    来源：财预〔2015〕88号；财预〔2021〕101号；一体化系统（匹配时不计“指标”二字）
    """
    taxonomy = context.taxonomy
    every_level2 = tuple(name for level1 in taxonomy.level1 for name in taxonomy.level2(level1))
    for row in context.rows(project):
        if row.level1 and row.level2:
            continue
        level2_choices = taxonomy.level2(row.level1) if row.level1 else every_level2
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
    name = row.cells.level3
    if is_missing(name):
        return Problem(name, "三级指标未填", "填写指标名称，如“保障人数”；不需要的行请整行删除")
    if not row.level3:
        return None
    plain = row.level3
    if plain.removesuffix(_SUFFIX) == squeeze(row.cells.level2.text).removesuffix(_SUFFIX):
        return Problem(
            name,
            f"三级指标{quoted(name.text)}与二级指标相同，没有说明具体衡量什么",
            "改为具体的指标名称，如“保障人数”“检修及时率”",
        )
    if re.search(r"\s", name.text.strip()):
        return Problem(
            name,
            "三级指标中有空格或换行",
            f"去掉空格和换行，改为{quoted(plain)}",
            edits=(Edit(name.origin, name.text, "".join(name.text.split())),),
        )
    return None


@row_rule("C17", Severity.ERROR, "指标值")
def target_value_stated(row: JudgedRow, _context: Context) -> Problem | None:
    """每个三级指标都要填写指标值。

    没有指标值的指标无从考核，一体化系统会要求补填。

    来源：一体化系统（请填写指标值）
    """
    if not is_missing(row.cells.target_value):
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
    if not is_missing(row.cells.basis):
        return None
    return Problem(
        row.cells.basis,
        f"{_named(row)}的指标值确定依据未填",
        "填写依据，如计划标准、行业标准、历史标准、预算支出标准，或文件名称及文号",
    )


def _named(row: JudgedRow) -> str:
    return quoted(row.cells.level3.text) if row.level3 else "本行"
