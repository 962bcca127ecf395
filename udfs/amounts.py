"""PT_AMOUNT and PT_PLAN_AMOUNTS: exact amounts in 万元 of texts and of spending plans."""

from collections.abc import Sequence
from decimal import Decimal

import xlwings as xw

from udfs.arguments import RANGE, Values
from udfs.ranges import (
    ArgumentError,
    CellResult,
    amount_cell,
    entry_of,
    said,
    why_not_judged,
)
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import WAN_EXPONENTS, AmountError, parse_amount_with_unit
from xladdin.domain.origin import column_number
from xladdin.domain.project import FULL, BudgetProject, PlanMonth, SpendingPlan
from xladdin.domain.target_value import parse_target_value
from xladdin.domain.text import quoted
from xladdin.form import layout
from xladdin.rules.parts import check_part, project_part

_MONTHS = len(PlanMonth)
_FORM_COLUMNS = [
    column_number(field.value_cell.rstrip("0123456789")) for field in layout.SPENDING_PLAN.values()
]
_PLACES_ON_FORM = tuple(column - _FORM_COLUMNS[0] for column in _FORM_COLUMNS)
_FORM_WIDTH = _PLACES_ON_FORM[-1] + 1


@xw.func
@xw.arg("texts", **RANGE, doc="带单位的金额：一个单元格或一个区域，如 360元、≤3万元、0.5亿元")
@xw.ret("default")
def PT_AMOUNT(texts: Values) -> list[list[CellResult]]:
    """把带单位的金额换算成万元；空白返回空文本，没有单位、是单价或不是金额的返回原因。"""
    return [[_amount_or_reason(text) for text in row] for row in texts]


def _amount_or_reason(text: object) -> CellResult:
    entry = entry_of(text)
    complaint = why_not_judged(entry)
    if complaint or entry.is_blank:
        return complaint
    try:
        return amount_cell(_amount(entry.text))
    except AmountError as error:
        return error.reason


def _amount(text: str) -> Decimal:
    """The amount in 万元 that a text states, be it bounded as in ≤3万元. Raises AmountError."""
    target = parse_target_value(text)
    if target.is_money_rate:
        raise AmountError(f"{quoted(text)}是单价，不是总额：请乘以数量后填写总额，如 3万元")
    is_one_number = target.number is not None and not (target.upper_text or target.remainder)
    if is_one_number and target.unit in {"", *WAN_EXPONENTS}:
        return parse_amount_with_unit(f"{target.number:f}{target.unit}")
    return parse_amount_with_unit(text)


@xw.func
@xw.arg("budget", **RANGE, doc="预算数（万元）：一个单元格，或一列")
@xw.arg(
    "percents",
    **RANGE,
    doc="资金支出计划：3月底、6月底、10月底、12月底的累计百分比，4 格一行，可以多行；"
    "在项目表上选合并单元格所在的 6 格（B 至 G 列）也可以",
)
@xw.ret("default")
def PT_PLAN_AMOUNTS(budget: Values, percents: Values) -> list[list[CellResult]]:
    """由预算数和累计百分比算出四个累计金额（万元）：开头的空格按 0%，100% 之后的空格按 100%。"""
    try:
        plans = [_plan_cells(row) for row in percents]
        budgets = [_budget_cell(row) for row in budget]
    except ArgumentError as error:
        return [[str(error)]]
    if len(plans) != len(budgets):
        return [[f"预算数有 {len(budgets)} 行，支出计划有 {len(plans)} 行：请选同样多的行"]]
    return [_plan_amounts(*pair) for pair in zip(budgets, plans, strict=True)]


def _budget_cell(row: Sequence[object]) -> Entry:
    if len(row) != 1:
        raise ArgumentError(f"预算数应为一列，现为 {len(row)} 列：请只选预算数一列")
    return entry_of(row[0])


def _plan_cells(row: Sequence[object]) -> SpendingPlan:
    """The four cells of a row, which may be the form's with the merged cells between them."""
    places = tuple(range(_MONTHS)) if len(row) == _MONTHS else _PLACES_ON_FORM
    between = [cell for place, cell in enumerate(row) if place not in places]
    if len(row) not in {_MONTHS, _FORM_WIDTH} or not all(entry_of(c).is_blank for c in between):
        months = "、".join(field.label for field in layout.SPENDING_PLAN.values())
        raise ArgumentError(f"支出计划应为 4 列（{months}），现为 {len(row)} 列：请只选这四格")
    return SpendingPlan(*(entry_of(row[place], column=place + 2) for place in places))


def _plan_amounts(budget: Entry, plan: SpendingPlan) -> list[CellResult]:
    blank = [""] * (_MONTHS - 1)
    if all(entry.is_blank for entry in (budget, *plan.entries)):
        return ["", *blank]
    part = project_part(budget=budget, spending_plan=plan)
    try:
        complaint = _what_is_unclear(part)
        amounts = () if complaint else tuple(part.plan_amounts.values())
        return [*map(amount_cell, amounts)] or [complaint, *blank]
    except AmountError as error:
        return [error.reason, *blank]


def _what_is_unclear(part: BudgetProject) -> str:
    """What the rules say of a cell without which the amounts would be a guess."""
    plan = part.spending_plan
    cells = [entry for entry, share in zip(plan.entries, plan.shares, strict=True) if share is None]
    if plan.dec in cells and plan.cumulative_shares[PlanMonth.DEC] != FULL:
        cells = list(plan.entries)  # a plan that is left open is said at its last filled cell
    unclear = {entry.origin for entry in cells}
    if part.budget_amount is None:
        unclear.add(part.budget.origin)
    return next(
        (
            said(finding)
            for finding in check_part(part)
            if finding.severity is Severity.ERROR and finding.origin in unclear
        ),
        "",
    )
