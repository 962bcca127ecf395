"""Rules on single cells: codes and names in the head, the required cells of an indicator row.

Amounts are in ``cell_amounts``, goals and placeholders in ``cell_texts``.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.project_code import ProjectCodeError, parse_project_code
from xladdin.domain.submission import Cover, Submission, WorkbookKind, split_unit_line
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.judging import is_judged, is_missing
from xladdin.rules.registry import Context, Problem, Problems, project_rule, row_rule, workbook_rule
from xladdin.rules.wording import listed, what_and_mend

_LINE_BREAK = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")
_UNIT_CODE = re.compile(r"[0-9]{6}")
_SUFFIX = "指标"


@project_rule("C01", Severity.ERROR, "项目编码格式", source="已公开预算中的项目编码")
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


@project_rule(
    "C05", Severity.ERROR, "项目名称", source="财预〔2015〕88号 审核·完整性；一体化系统必填"
)
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


@workbook_rule("C06", Severity.ERROR, "单位编码", source="公开样例")
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


@row_rule(
    "C14",
    Severity.ERROR,
    "一级/二级指标取值",
    source="财预〔2015〕88号；财预〔2021〕101号；一体化系统（匹配时不计“指标”二字）",
)
def indicator_classes(row: Indicator, _project: BudgetProject, context: Context) -> Problems:
    """一级指标 and 二级指标 are each a class of the workbook's taxonomy.

    The budget system refuses other words. Spaces and a missing or doubled 指标 are forgiven.
    Source: 财预〔2015〕88号, 财预〔2021〕101号, matching of the integrated budget system.
    """
    taxonomy = context.taxonomy
    parent = canonical_level1(row.level1.text, taxonomy) if is_judged(row.level1) else None
    children = [name for level1 in taxonomy.level1 for name in taxonomy.level2(level1)]
    level2_choices = taxonomy.level2(parent) if parent else tuple(children)
    for label, entry, canonical, choices in (
        (layout.LEVEL1.label, row.level1, canonical_level1, taxonomy.level1),
        (layout.LEVEL2.label, row.level2, canonical_level2, level2_choices),
    ):
        if is_missing(entry):
            yield Problem(entry, f"{label}未填", f"从列表中选择：{listed(choices)}")
        elif is_judged(entry) and not entry.is_blank and canonical(entry.text, taxonomy) is None:
            other = _other_taxonomy(taxonomy)
            message = f"{quoted(entry.text)}不是{taxonomy.label}的{label}"
            if canonical(entry.text, other) is not None:
                message += f"，而是{other.label}（{other.source}）的；本工作簿采用{taxonomy.label}"
            yield Problem(entry, message, f"从列表中选择：{listed(choices)}")


def _other_taxonomy(taxonomy: Taxonomy) -> Taxonomy:
    return Taxonomy.Y2021 if taxonomy is Taxonomy.Y2015 else Taxonomy.Y2015


@row_rule("C15", Severity.ERROR, "三级指标", source="一体化系统；财预〔2021〕101号")
def indicator_name(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """三级指标 is stated, says more than its 二级指标, and has no spaces or line breaks inside.

    The name is what is measured; the budget system matches indicators by it.
    Source: the integrated budget system; 财预〔2021〕101号.
    """
    name = row.level3
    if is_missing(name):
        yield Problem(name, "三级指标未填", "填写指标名称，如“保障人数”；不需要的行请整行删除")
        return
    if not is_judged(name) or name.is_blank:
        return
    plain = squeeze(name.text)
    if plain.removesuffix(_SUFFIX) == squeeze(row.level2.text).removesuffix(_SUFFIX):
        yield Problem(
            name,
            f"三级指标{quoted(name.text)}与二级指标相同，没有说明具体衡量什么",
            "改为具体的指标名称，如“保障人数”“检修及时率”",
        )
    elif re.search(r"\s", name.text.strip()):
        yield Problem(name, "三级指标中有空格或换行", f"去掉空格和换行，改为{quoted(plain)}")


@row_rule("C17", Severity.ERROR, "指标值", source="一体化系统（请填写指标值）")
def target_value_stated(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """Each indicator row states its 指标值.

    An indicator without a target can't be assessed. Source: the integrated budget system.
    """
    if is_missing(row.target_value):
        yield Problem(
            row.target_value,
            f"{_named(row)}的指标值未填",
            "填写比较符号、数值和单位，如 ≥95%、≤3万元",
        )


@row_rule(
    "C18",
    Severity.ERROR,
    "指标值确定依据",
    source="公开样例（河北表样）；财预〔2015〕88号 绩效标准；财预〔2021〕101号",
)
def target_basis_stated(row: Indicator, _project: BudgetProject, _context: Context) -> Problems:
    """Each indicator row states where its target comes from.

    Source: the sample document's form; 财预〔2015〕88号 (绩效标准); 财预〔2021〕101号.
    """
    if is_missing(row.basis):
        yield Problem(
            row.basis,
            f"{_named(row)}的指标值确定依据未填",
            "填写依据，如计划标准、行业标准、历史标准、预算支出标准，或文件名称及文号",
        )


def _named(row: Indicator) -> str:
    return quoted(row.level3.text) if is_judged(row.level3) and not row.level3.is_blank else "本行"
