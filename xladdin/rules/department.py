"""Rules on a department's workbooks together."""

from collections.abc import Iterable, Iterator

from xladdin.domain.department import Department, Received, SubmissionStatus
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text
from xladdin.domain.origin import Origin
from xladdin.domain.project import amount_of
from xladdin.domain.project_code import normalize_code
from xladdin.domain.submission import Submission
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import (
    budget_of,
    is_judged,
    part_of_budget,
    place_of_total,
    total,
    total_budget,
)
from xladdin.rules.registry import Problem, Problems, department_rule
from xladdin.rules.wording import file_name, place


@department_rule("D01", Severity.ERROR, "漏报单位")
def every_unit_sent(department: Department, _context: Context) -> Problems:
    """单位名录中的每个单位都报送了可以采用的工作簿。

    少一个单位，部门的合计就不完整。没有给出单位名录的，不作检查。

    来源：工作流程
    """
    if department.roster is None:
        return
    for unit in department.missing:
        yield Problem(
            Origin(department.roster.file),
            f"单位 {unit.unit_code} {unit.unit_name} 没有报送可用的工作簿",
            "催报；已报送的，核对文件能否打开、封面的单位编码是否填对",
        )


@department_rule("D02", Severity.ERROR, "重复与版本")
def nothing_sent_twice(department: Department, _context: Context) -> Problems:
    """一个项目编码只出现在一个单位的工作簿里；同一单位报送几次的，采用最新的一次。

    编码出现在两个单位的工作簿里，项目会被汇总两次，是错误。
    没有采用的旧文件只作提示，重报改了什么由 D06 列出。

    来源：工作流程
    """
    yield from _codes_in_two_workbooks(
        project.project_code
        for submission in department.used
        for project in submission.projects
        if is_judged(project.project_code) and not project.project_code.is_blank
    )
    for item in department.received:
        if item.status is SubmissionStatus.SUPERSEDED:
            yield _superseded(item, department)


def _codes_in_two_workbooks(codes: Iterable[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for code in codes:
        earlier = first.setdefault(normalize_code(code.text), code)
        if earlier.origin.file != code.origin.file:
            yield Problem(
                code,
                f"项目编码{quoted(code.text)}与{place(earlier, code)} 重复，项目会被重复汇总",
                "与两个单位核对项目归属，退回填错的一个",
            )


def _superseded(item: Received, department: Department) -> Problem:
    unit_code = item.submission.unit_code if item.submission else ""
    newer = next((sent for sent in department.received if _counts_for(sent, unit_code)), None)
    who = f"单位 {unit_code} " if unit_code else ""
    instead = f"已采用较新的{file_name(newer.file)}" if newer else "已有较新的文件"
    is_same = newer is not None and item.is_copy_of(newer)
    return Problem(
        Origin(item.file),
        f"{who}报送了不止一次，{instead}" + ("（内容相同）" if is_same else ""),
        "不需处理；若应采用本文件，请移走另一个文件后重新汇总",
        Severity.INFO,
    )


def _counts_for(item: Received, unit_code: str) -> bool:
    sent = item.submission
    return item.status is SubmissionStatus.USED and sent is not None and sent.unit_code == unit_code


@department_rule("D03", Severity.ERROR, "合计相等")
def totals_agree(department: Department, _context: Context) -> Problems:
    """封面的合计等于各项目表之和；单位的合计等于单位名录中批复的项目支出。

    封面的合计按保存时的数核对，汇总时总是采用项目表之和。空白或无法读取的合计由 W06 提示。

    来源：算术
    """
    for submission in department.used:
        yield from _cover_totals_agree(submission)
        yield from _approved_amount_agrees(submission, department)


def _cover_totals_agree(submission: Submission) -> Iterator[Problem]:
    cover, projects = submission.cover, submission.projects
    if cover is None:
        return
    for column, entry, amounts in (
        (layout.INDEX_BUDGET, cover.total_budget, [budget_of(p) for p in projects]),
        (
            layout.INDEX_FISCAL,
            cover.total_fiscal,
            [part_of_budget(p.fiscal) for p in projects],
        ),
        (layout.INDEX_OTHER, cover.total_other, [part_of_budget(p.other) for p in projects]),
    ):
        stated, sum_of_sheets = amount_of(entry), total(amounts)
        if stated is None or entry.is_unreadable or sum_of_sheets is None:
            continue
        if stated != sum_of_sheets:
            yield Problem(
                entry,
                f"封面的{column.label}合计 {exact_text(stated)} 万元，"
                f"{len(projects)} 张项目表之和为 {exact_text(sum_of_sheets)} 万元，"
                f"相差 {exact_text(abs(stated - sum_of_sheets))} 万元",
                "退回单位：补全封面的项目目录，重新计算并保存；汇总采用项目表之和",
            )


def _approved_amount_agrees(submission: Submission, department: Department) -> Iterator[Problem]:
    roster = department.roster
    unit = roster.find(squeeze(submission.unit_code)) if roster is not None else None
    approved = unit.approved_amount if unit is not None else None
    spent, at = total_budget(submission), place_of_total(submission)
    if approved is None or spent is None or at is None or spent == approved:
        return
    yield Problem(
        at,
        f"单位项目预算合计 {exact_text(spent)} 万元，批复的项目支出为 {exact_text(approved)} 万元，"
        f"相差 {exact_text(abs(spent - approved))} 万元",
        "与批复文件核对，退回单位改正",
    )
