"""Rules on 项目编码: its form, its check character, its division and its year."""

from decimal import Decimal
from functools import lru_cache

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.project import BudgetProject
from xladdin.domain.project_code import ProjectCode, ProjectCodeError, parse_project_code
from xladdin.rules.context import Context
from xladdin.rules.judging import is_judged, is_missing
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import what_and_mend

_LETTER_FOR_DIGIT = {"A": "4", "B": "8", "D": "0", "G": "6", "L": "1", "Q": "0", "T": "7"}


@project_rule("C01", Severity.ERROR, "项目编码格式")
def project_code_format(project: BudgetProject, _context: Context) -> Problems:
    """项目编码必填，为 21 位：6 位区划、2 位年份、1 个字母、12 位数字或字母，并以文本保存。

    存成数字的编码会丢掉后面的位数，填错的编码在一体化系统中找不到项目。大小写、全半角和空格不影响。

    来源：已公开预算中的项目编码
    """
    code = project.project_code
    if _code_of(code) is not None:
        return
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


@project_rule("C02", Severity.WARNING, "项目编码校验码")
def project_code_check_character(project: BudgetProject, _context: Context) -> Problems:
    """第 9 位为 P 的项目编码，末位校验码要与前 20 位相符。

    录错一位或两位颠倒，校验码就对不上。校验方法由已公开的编码推断得出，可以在设置中停用；第 9 位为
    T、R、Y 等其他字母的编码方法不同，不作校验。

    来源：已公开预算中的项目编码（推断）；公开样例
    """
    code = _code_of(project.project_code)
    if code is None or code.check_matches:
        return
    likely = _likely_code(str(code))
    yield Problem(
        project.project_code,
        f"项目编码 {code} 的末位校验码与前 20 位不符，疑似录错或漏改",
        f"对照一体化系统核对，是否应为 {likely}" if likely else "对照一体化系统逐位核对",
    )


@project_rule("C03", Severity.WARNING, "编码区划")
def project_code_division(project: BudgetProject, context: Context) -> Problems:
    """项目编码的前 6 位要与设置中的本地区区划编码一致；设置中没有区划编码的，不作比较。

    区划不同的编码多半是从别处的表复制来的，会把项目算到别的地区。

    来源：公开样例
    """
    division = context.settings.division_code
    code = _code_of(project.project_code) if division else None
    if code is None or code.division_code == division:
        return
    yield Problem(
        project.project_code,
        f"项目编码的前 6 位是 {code.division_code}，不是本地区的区划编码 {division}",
        "对照一体化系统核对项目编码；确属其他区划的项目，请说明原因",
    )


@project_rule("C04", Severity.WARNING, "编码年份")
def project_code_year(project: BudgetProject, context: Context) -> Problems:
    """项目编码第 7、8 位的年份不能晚于预算年度（错误）；早于预算年度的作提示。

    编码中的年份是项目入库的年份。早于预算年度的一般是延续项目，晚于预算年度的只能是填错。

    来源：公开样例；已公开预算中的项目编码
    """
    budget_year = context.budget_year
    code = _code_of(project.project_code) if budget_year else None
    if code is None or budget_year is None or code.year == budget_year:
        return
    at, where = (
        project.project_code,
        f"项目编码第 7、8 位是 {code.year % 100:02d}（{code.year} 年）",
    )
    if code.year > budget_year:
        yield Problem(
            at,
            f"{where}，晚于预算年度 {budget_year}",
            "核对项目编码和预算年度，改正填错的一个",
            Severity.ERROR,
        )
    else:
        yield Problem(
            at,
            f"{where}，早于预算年度 {budget_year}，应为延续项目",
            "确为延续项目的不必修改；新增项目请核对编码",
            Severity.INFO,
        )


def _code_of(entry: Entry) -> ProjectCode | None:
    """The parts of the code in a cell; None where C01 reports it."""
    if not isinstance(entry.value, str) or entry.is_unreadable:
        return None
    return _parsed(entry.value)


@lru_cache(maxsize=256)  # three rules ask for the same code
def _parsed(text: str) -> ProjectCode | None:
    try:
        return parse_project_code(text)
    except ProjectCodeError:
        return None


def _likely_code(code: str) -> str:
    """The code that is right when one letter was taken for a digit; empty without exactly one."""
    candidates = (
        f"{code[:place]}{_LETTER_FOR_DIGIT[letter]}{code[place + 1 :]}"
        for place, letter in enumerate(code)
        if place > 8 and letter in _LETTER_FOR_DIGIT
    )
    right = [one for one in candidates if parse_project_code(one).check_matches]
    return right[0] if len(right) == 1 else ""
