"""Rules on the cells of a project sheet's head that name things: 项目名称, 单位编码, 资金用途.

项目编码 is in ``cell_codes``, the amounts are in ``cell_amounts``, the goals in ``cell_goals``.
"""

import re
from collections.abc import Iterator

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Edit, Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Cover, Submission, WorkbookKind, split_unit_line
from xladdin.domain.text import quoted, squeeze
from xladdin.rules.cell_edits import edit_of
from xladdin.rules.context import Context
from xladdin.rules.judging import is_judged, is_missing
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule, workbook_rule
from xladdin.rules.words import WordList

_LINE_BREAK = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")
_BETWEEN_LATIN_WORDS = re.compile(r"[A-Za-z0-9]\s*[\r\n\v\f\x85\u2028\u2029]\s*[A-Za-z0-9]")
_UNIT_CODE = re.compile(r"[0-9]{6}")
_CLOSING = "。．.；;，,、"
_FUNDS = re.compile("(?:等)?(?:费用|经费|资金|支出|项目|费|款)+$")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_WORDS_OF_ONE_CHARACTER = "费税款金用库额"  # what follows 购置 in 购置税, 养老保险 in 养老保险金
_WORDS_OF_MONEY = ("经费", "资金", "基金")  # but these are one word


@project_rule("C05", Severity.ERROR, "项目名称")
def project_name_stated(project: BudgetProject, _context: Context) -> Problems:
    """项目名称必填，中间不能换行，前后不能有空格。

    标题、封面目录、汇总和一体化系统都按这个名称核对，多一个空格就对不上。

    来源：财预〔2015〕88号（审核·完整性）；一体化系统（必填）
    """
    name = project.project_name
    if is_missing(name):
        yield Problem(name, "项目名称未填", "填写与一体化系统一致的项目名称")
    elif is_judged(name) and not name.is_blank:
        wrong = "中有换行" if _LINE_BREAK.search(name.text) else "前后有空格"
        clean = _LINE_BREAK.sub("", name.text).strip()
        if clean != name.text:
            yield Problem(
                name, f"项目名称{wrong}", f"改为{quoted(clean)}", edits=_cleaned(name, clean)
            )


def _cleaned(name: Entry, clean: str) -> tuple[Edit, ...]:
    """The edit, but where the break may stand for a space between words or digits."""
    return () if _BETWEEN_LATIN_WORDS.search(name.text) else edit_of(name, clean)


@workbook_rule("C06", Severity.ERROR, "单位编码")
def unit_identity(submission: Submission, context: Context) -> Problems:
    """单位编码为 6 位数字，前三位是部门编码；有单位名录的，编码和名称要与名录一致。

    汇总时按单位编码认定是哪个单位报送的。没有封面的工作簿，看第一张项目表的单位行。

    来源：公开样例（316 部门的 316001、316003）
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


@project_rule("C09", Severity.WARNING, "资金用途", certainty=Certainty.HEURISTIC)
def fund_use_stated(project: BudgetProject, context: Context) -> Problems:
    """资金用途必填，写明用于什么，句子要完整；不宜只在项目名称前加“用于”。

    用途说不清，就看不出预算是否合理。没有写完的多半是复制项目名称时漏了字；只重复名称的、看不出怎么
    花钱的作提示。

    来源：财预〔2015〕88号（指向明确）
    """
    cell, words = project.fund_use, context.settings.words
    if is_missing(cell):
        yield Problem(cell, "资金用途未填，疑似漏填", "写明用于什么，如“用于政务大厅宽带网络费用”")
        return
    use = squeeze(cell.text).rstrip(_CLOSING) if is_judged(cell) else ""
    if not use:
        return
    name = squeeze(project.project_name.text) if is_judged(project.project_name) else ""
    named, shown = (project.project_name,), quoted(cell.text)
    if _is_cut(use.removeprefix("用于"), name, words.clipped_ends):
        yield Problem(
            cell,
            f"资金用途{shown}疑似没有写完，项目名称是{quoted(name)}",
            "补全最后漏掉的字，并写明具体花在哪里",
            evidence=named,
        )
    elif name and _subject(use.removeprefix("用于")) == _subject(name):
        yield Problem(
            cell,
            f"资金用途{shown}疑似只重复了项目名称，没有写具体花在哪里",
            "写明具体内容，如人员、数量、地点、支付事项",
            Severity.INFO,
            evidence=named,
        )
    elif not words.spending_words.pattern.search(use):
        yield Problem(
            cell,
            f"资金用途{shown}疑似没有写明钱用在哪里",
            "以“用于”开头，写明支付事项",
            Severity.INFO,
        )


def _is_cut(use: str, name: str, clipped_ends: WordList) -> bool:
    """True for a project name that breaks off inside its last word."""
    rest = name.removeprefix(use) if use and name.startswith(use) else ""
    if not rest:
        return False
    is_clipped = any(use.endswith(end) for end in clipped_ends.words)
    if is_clipped or name.endswith(_WORDS_OF_MONEY):
        return is_clipped or len(rest) == 1
    return len(rest) == 1 and rest not in _WORDS_OF_ONE_CHARACTER


def _subject(text: str) -> str:
    """What money is for, without the year in front and the word for money at the end."""
    return _FUNDS.sub("", _YEAR.sub("", text))
