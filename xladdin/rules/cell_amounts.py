"""Rules on the money and percentage cells of a project sheet's head."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Edit, Severity
from xladdin.domain.money import AmountError, decimal_places, exact_text, parse_amount
from xladdin.domain.project import FULL, BudgetProject, share_of
from xladdin.domain.text import quoted, squeeze
from xladdin.form import layout
from xladdin.rules.cell_edits import edit_of
from xladdin.rules.context import Context
from xladdin.rules.judging import is_missing
from xladdin.rules.registry import Problem, Problems, project_rule
from xladdin.rules.wording import what_and_mend

_WAN = re.compile("(?<![十百千])万元")
_IN_WAN = re.compile(r"(?P<number>.*[0-9０-９])\s*万元?")
_PERCENT_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?")
_SURE_PERCENT = Decimal(10)  # 1.2 may be 1.2%, 12% or 120%


@project_rule("C07", Severity.ERROR, "预算数")
def budget_amount(project: BudgetProject, context: Context) -> Problems:
    """预算数必填，是不小于 0 的数字，小数不超过两位；全表以万元计。

    “2000万”这样的文本在求和时按 0 计；以元填写的表会差一万倍。

    来源：算术；其他公开表格
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
    """财政资金和其他资金是不小于 0 的数字，小数不超过两位；没有的可以不填，按 0 计。

    文本在求和时按 0 计，会使资金合计与预算数不符。

    来源：算术；公开样例（其他资金不填）
    """
    yield from _amount_problems(layout.FISCAL.defined_name, project.fiscal, context)
    yield from _amount_problems(layout.OTHER.label, project.other, context)


def _amount_problems(label: str, entry: Entry, context: Context) -> Iterator[Problem]:
    most_decimals = context.settings.thresholds.most_amount_decimals
    if entry.is_unreadable or entry.is_blank:
        return
    if isinstance(entry.value, str):
        yield _text_problem(label, entry, entry.value, most_decimals)
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


def _text_problem(label: str, entry: Entry, typed: str, most_decimals: int) -> Problem:
    try:
        amount = parse_amount(typed)
    except AmountError as error:
        message, fix = what_and_mend(error.reason)
        edits = _as_number(entry, _amount_before_unit(typed), most_decimals)
        return Problem(entry, f"{label}{message}", fix, edits=edits)
    return Problem(
        entry,
        f"{label}是以文本形式存储的数字 {exact_text(amount)}，求和时不会计入",
        f"把单元格格式设为“数值”，重新输入 {exact_text(amount)}",
        edits=_as_number(entry, amount, most_decimals),
    )


def _amount_before_unit(typed: str) -> Decimal | None:
    """The amount of 2000万 or 13.48万元: of a text in the unit of the form, which is written twice.

    A text in 元 may state its unit by mistake, and stays for a person to decide.
    """
    found = _IN_WAN.fullmatch(typed.strip())
    try:
        return parse_amount(found["number"]) if found else None
    except AmountError:
        return None


def _as_number(entry: Entry, amount: Decimal | None, most_decimals: int) -> tuple[Edit, ...]:
    if amount is None or amount < 0 or decimal_places(amount) > most_decimals:
        return ()  # would be wrong as a number, too
    return edit_of(entry, amount)


@project_rule("C10", Severity.ERROR, "支出计划单元格")
def spending_plan_cells(project: BudgetProject, _context: Context) -> Problems:
    """资金支出计划的各格填 0% 至 100% 的百分数，没有支出的月份可以不填。

    只写 25 会被当作 2500%。

    来源：表样（资金支出计划以累计百分比填列）
    """
    fields = layout.SPENDING_PLAN.values()
    plan = project.spending_plan
    wrong = [
        (field, entry)
        for field, entry in zip(fields, plan.entries, strict=True)
        if not (entry.is_unreadable or entry.is_blank) and share_of(entry) is None
    ]
    if not wrong:
        return
    is_in_percent = _reaches_whole(plan.entries)
    for field, entry in wrong:
        percent = _bare_percent(entry) if is_in_percent else None
        meant = f"{percent.normalize():f}%" if percent is not None else ""
        yield Problem(
            entry,
            f"{field.label}的支出计划{quoted(entry.text)}不是 0% 至 100% 之间的百分数",
            f"改为 {meant}" if meant else "填写累计百分数，如 25%；没有支出的月份可不填",
            edits=edit_of(entry, percent / 100, is_percent=True) if percent is not None else (),
        )


def _reaches_whole(entries: Iterable[Entry]) -> bool:
    """True when the largest of a plan's numbers is 100%: then they are no amounts of money."""
    shares = [_stated_share(entry) for entry in entries]
    return max((share for share in shares if share is not None), default=None) == FULL


def _stated_share(entry: Entry) -> Decimal | None:
    share, number = share_of(entry), _bare_number(entry)
    return number / 100 if share is None and number is not None else share


def _bare_number(entry: Entry) -> Decimal | None:
    """The number 0 to 999 in a cell without %; None where there is something else."""
    if not isinstance(entry.value, Decimal | str) or entry.is_unreadable:
        return None
    typed = f"{entry.value:f}" if isinstance(entry.value, Decimal) else squeeze(entry.value)
    return Decimal(typed) if _PERCENT_NUMBER.fullmatch(typed) else None


def _bare_percent(entry: Entry) -> Decimal | None:
    """What a number without % is certain to be in percent; None where it may be something else."""
    number = _bare_number(entry)
    if number is None or not 1 < number <= 100:
        return None
    is_sure = number == number.to_integral_value() or number >= _SURE_PERCENT
    return number if is_sure else None
