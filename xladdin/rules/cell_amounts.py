"""Rules on the money and percentage cells of a project sheet's head."""

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import AmountError, decimal_places, exact_text, parse_amount
from xladdin.domain.project import BudgetProject, share_of
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import is_missing
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import what_and_mend

_WAN = re.compile("(?<![十百千])万元")
_PERCENT_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")


@project_rule("C07", Severity.ERROR, "预算数")
def budget_amount(project: BudgetProject, context: Context) -> Problems:
    """预算数 is a number of at least 0 with at most two decimals, and the sheet counts in 万元.

    A text such as 2000万 adds as 0 in every summary; a sheet in 元 is wrong by a factor of 10,000.
    Source: arithmetic, other published forms.
    """
    if is_missing(project.budget):
        yield Problem(project.budget, "预算数未填", "填写数字（单位：万元）")
    yield from _amount_problems(layout.BUDGET.label, project.budget, context)
    unit = project.amount_unit
    if unit.is_unreadable or _WAN.search(squeeze(unit.text)):
        return
    message = f"金额单位是{quoted(unit.text)}" if not unit.is_blank else "表上没有写明金额单位"
    yield Problem(
        unit,
        f"{message}，本表金额一律以万元计",
        f"写明“{layout.AMOUNT_UNIT}”，并核对各项金额是否按万元填写",
    )


@project_rule("C08", Severity.ERROR, "财政资金/其他资金")
def parts_of_budget(project: BudgetProject, context: Context) -> Problems:
    """财政资金 and 其他资金 are numbers of at least 0 with at most two decimals; blank counts 0.

    Source: arithmetic; the sample document, which leaves 其他资金 blank.
    """
    yield from _amount_problems(layout.FISCAL.defined_name, project.fiscal, context)
    yield from _amount_problems(layout.OTHER.label, project.other, context)


def _amount_problems(label: str, entry: Entry, context: Context) -> Iterator[Problem]:
    most_decimals = context.settings.thresholds.most_amount_decimals
    if entry.is_unreadable or entry.is_blank:
        return
    if isinstance(entry.value, str):
        yield _text_problem(label, entry, entry.value)
    elif not isinstance(entry.value, Decimal):
        kind = "日期或时间" if entry.is_date else "逻辑值"
        yield Problem(
            entry,
            f"{label}不是数字，而是{kind} {entry.text}",
            "把单元格格式设为“数值”，重新填写金额（单位：万元）",
        )
    elif entry.value < 0:
        yield Problem(entry, f"{label}为负数 {exact_text(entry.value)}", "填写不小于 0 的金额")
    elif decimal_places(entry.value) > most_decimals:
        yield Problem(
            entry,
            f"{label} {exact_text(entry.value)} 万元的小数超过 {most_decimals} 位",
            "以万元为单位保留两位小数，并使预算数与各项资金相符",
        )


def _text_problem(label: str, entry: Entry, typed: str) -> Problem:
    try:
        amount = parse_amount(typed)
    except AmountError as error:
        message, fix = what_and_mend(error.reason)
        return Problem(entry, f"{label}{message}", fix)
    return Problem(
        entry,
        f"{label}是以文本形式存储的数字 {exact_text(amount)}，求和时不会计入",
        f"把单元格格式设为“数值”，重新输入 {exact_text(amount)}",
    )


@project_rule("C10", Severity.ERROR, "支出计划单元格")
def spending_plan_cells(project: BudgetProject, _context: Context) -> Problems:
    """Each cell of 资金支出计划 is blank, a number 0 to 1 shown as a percentage, or a text n%.

    The number 25 would count as 2500%. Source: the form.
    """
    fields = layout.SPENDING_PLAN.values()
    for field, entry in zip(fields, project.spending_plan.entries, strict=True):
        if entry.is_unreadable or entry.is_blank or share_of(entry) is not None:
            continue
        meant = _percent_meant(entry)
        yield Problem(
            entry,
            f"{field.label}的支出计划{quoted(entry.text)}不是 0% 至 100% 之间的百分数",
            f"改为 {meant}" if meant else "填写累计百分数，如 25%；没有支出的月份可不填",
        )


def _percent_meant(entry: Entry) -> str:
    """The percentage that a number without % probably stands for; empty where there is none."""
    if not isinstance(entry.value, Decimal | str) or entry.is_blank:
        return ""
    typed = squeeze(f"{entry.value:f}" if isinstance(entry.value, Decimal) else entry.value)
    if not _PERCENT_NUMBER.fullmatch(typed):
        return ""
    number = Decimal(typed)
    percent = number if number > 1 else number * 100
    return f"{percent.normalize():f}%" if percent <= 100 else ""
