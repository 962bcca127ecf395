"""What a new workbook and the settings ask a person: whose they are, and for which year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import xlwings as xw

from xladdin.new_workbook import Whose, is_budget_year, is_department_code, is_unit_code
from xladdin.workbook.live.dialogs import ask_text


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    is_right: Callable[[str], bool]
    wanted: str


_UNIT_CODE = _Question("单位编码", is_unit_code, "6 位数字")
_UNIT_NAME = _Question("单位名称", bool, "不能为空")
_DEPARTMENT_CODE = _Question("部门编码", is_department_code, "3 位数字")
_DEPARTMENT = _Question("部门名称", bool, "不能为空")
_BUDGET_YEAR = _Question("预算年度", is_budget_year, "4 位数字的年份")


def ask_whose(app: xw.App, known: Whose) -> Whose | None:
    """What the person entered; None where one of the questions was cancelled."""
    try:
        unit_code = _ask(app, _UNIT_CODE, known.unit_code)
        unit_name = _ask(app, _UNIT_NAME, known.unit_name)
        department_code = _ask(app, _DEPARTMENT_CODE, known.department_code or unit_code[:3])
        department = _ask(app, _DEPARTMENT, known.department)
        next_year = date.today().year + 1  # budgets are written in the year before
        year = _ask(app, _BUDGET_YEAR, str(known.year or next_year))
    except _CancelledError:
        return None
    return Whose(department_code, department, unit_code, unit_name, int(year))


class _CancelledError(Exception):
    """The person wants no more questions."""


def _ask(app: xw.App, question: _Question, proposal: str) -> str:
    """Ask until the answer is right. Raises _CancelledError."""
    prompt = f"{question.text}（{question.wanted}）："
    while True:
        answer = ask_text(app, prompt, proposal)
        if answer is None:
            raise _CancelledError
        if question.is_right(answer):
            return answer
        prompt = f"“{answer}”不对。{question.text}应为：{question.wanted}"
        proposal = answer
