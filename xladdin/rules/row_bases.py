"""Rules on 指标值确定依据: whether it says enough, fits the indicator and is of these years."""

import re

from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.target_value import ValueKind
from xladdin.domain.text import quoted
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule, row_rule
from xladdin.rules.row_kinds import BENEFITS, QUANTITY, asks_satisfaction, row_numbers

_BETWEEN_BASES = re.compile("[、,;/及和。]|^(?:根据|依据|按照|依照)")
_LONGEST_VAGUE = 20  # characters; longer ones say something


def _is_vague(basis: str, context: Context) -> bool:
    """True for a basis that is nothing but words of the list, such as 历史经验、工作计划."""
    vague = context.settings.words.vague_bases
    if basis in vague:
        return True
    if len(basis) > _LONGEST_VAGUE or not _BETWEEN_BASES.search(basis):
        return False
    parts = [part for part in _BETWEEN_BASES.split(basis) if part]
    return parts != [] and all(part in vague for part in parts)


@project_rule("R18", Severity.INFO, "依据笼统")
def bases_are_specific(project: BudgetProject, context: Context) -> Problems:
    """指标值确定依据只写“历史经验”“工作计划”“合同约定”等的行数较多时，每张表提示一次。

    依据要能查到：写明文件的名称和文号、合同的名称，或历史数据是哪一年的、是多少。

    来源：财预〔2015〕88号（绩效标准）；财预〔2021〕101号
    """
    vague = [row for row in context.rows(project) if _is_vague(row.basis, context)]
    if not vague or len(vague) < context.settings.thresholds.least_vague_bases:
        return
    yield Problem(
        vague[0].cells.basis,
        f"本表有 {len(vague)} 行的指标值确定依据比较笼统，如{quoted(vague[0].cells.basis.text)}"
        f"（{row_numbers(vague)}）",
        "写明文件名称和文号、合同名称，或哪一年的数据是多少",
    )


_POSTS_PLAN = "三定方案"
_ABOUT_POSTS = re.compile("人数|人员|编制|职数|岗位|机构|职责|科室")


@row_rule("R19", Severity.INFO, "依据与指标不配", certainty=Certainty.HEURISTIC)
def basis_fits_indicator(row: JudgedRow, context: Context) -> Problem | None:
    """依据要能定出指标值：满意度来自调查；三定方案定不出设施的数量，也定不出效益的大小。

    三定方案规定的是机构、职责和人员编制。写有具体文件、数据的依据不提示。

    来源：财预〔2021〕101号
    """
    if not row.basis:
        return None
    if asks_satisfaction(row):
        reason = _why_no_survey(row, context)
        fix = "写明调查方式，如问卷调查、电话回访，以及对象和份数"
    elif _POSTS_PLAN in row.basis:
        reason = _why_no_posts_plan(row)
        fix = "写明能查到这一数值的文件、合同、台账或历史数据"
    else:
        return None
    if not reason:
        return None
    cells = row.cells
    return Problem(
        cells.basis,
        f"依据{quoted(cells.basis.text)}疑似与三级指标{quoted(cells.level3.text)}不配：{reason}",
        fix,
        evidence=(cells.level2, cells.level3, cells.target_value),
    )


def _why_no_survey(row: JudgedRow, context: Context) -> str:
    if context.settings.words.survey_words.pattern.search(row.basis):
        return ""
    return "满意度要通过调查得出" if _is_vague(row.basis, context) else ""


def _why_no_posts_plan(row: JudgedRow) -> str:
    if row.level2 in BENEFITS:
        return "三定方案规定职责和编制，定不出效益的大小"
    if row.level2 == QUANTITY and _counts_things(row):
        return "三定方案规定职责和编制，定不出这一数量"
    return ""


def _counts_things(row: JudgedRow) -> bool:
    return row.target.kind is ValueKind.NUMBER and not _ABOUT_POSTS.search(row.named)


# The year of a document or a standard, or the end of a title, tells nothing about the data.
_YEAR = re.compile(r"(?<![\d〔\[【(（A-Za-z/-])(?P<year>(?:19|20)\d\d)(?:年|[./]\d)")
_RANGE_OR_TITLE = re.compile(r"《|(?:19|20)\d\d年?[-—~至到]+(?:19|20)\d\d")


@row_rule("R20", Severity.INFO, "依据年份陈旧", certainty=Certainty.HEURISTIC)
def basis_is_of_these_years(row: JudgedRow, context: Context) -> Problem | None:
    """依据中的批复、数据、合同的年份比预算年度早得多的，核对是否仍然适用。

    文号中的年份和《》中的文件不算：制度在废止之前一直有效。预算年度取自封面或设置。

    来源：公开样例（项目 3：2021年批复）
    """
    basis, budget_year = row.basis, context.budget_year
    if budget_year is None or "20" not in basis or _RANGE_OR_TITLE.search(basis):
        return None
    years = [int(year) for year in _YEAR.findall(basis)]
    oldest = budget_year - context.settings.thresholds.oldest_basis
    if not years or max(years) >= oldest:
        return None
    cell = row.cells.basis
    return Problem(
        cell,
        f"依据{quoted(cell.text)}是 {max(years)} 年的，疑似已经过时（预算年度 {budget_year}）",
        f"核对是否仍然适用，尽量用 {oldest} 年及以后的依据",
    )
