"""S14: the amounts of the cost indicators against 预算数."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.domain.text import quoted, squeeze
from xladdin.rules.judging import budget_of, is_judged
from xladdin.rules.registry import Certainty, Context, Problem, Problems, project_rule
from xladdin.rules.wording import listed

_COST = "成本指标"
_ROUNDING = Decimal("0.005")  # 万元 that rounding to two decimals can add or take
_TOTAL = re.compile("总(?!工会|队|站|台|局|部|署|结)|合计")
_UNIT_PRICE = re.compile("单价|单套|单位成本|人均|户均|均价|每(?!年)")
_PRICE_WHEN_IN_YUAN = re.compile("工资|补助|补贴|津贴|标准|价格")


@dataclass(frozen=True, slots=True)
class _Part:
    """A cost row that states a total of its own."""

    entry: Entry
    amount: Decimal


@project_rule(
    "S14",
    Severity.WARNING,
    "成本分项合计与预算",
    source="财预〔2015〕88号 相应匹配；算术",
    certainty=Certainty.HEURISTIC,
)
def costs_match_budget(project: BudgetProject, context: Context) -> Problems:
    """The totals among the cost indicators add up to 预算数.

    Left out are unit prices (元/人, 单价, 每…, a wage in 元) and rows named 总…. More than rounding
    of n amounts can explain, 0.005×(n+1) 万元, is an error, less a warning, a sum below 预算数 an
    info, but not beside unit prices: price times quantity then explains the rest. Silent where a
    cost row's class or value can't be judged. Arithmetic is exact, the choice of rows a guess.
    Source: 财预〔2015〕88号 (相应匹配); arithmetic.
    """
    budget = budget_of(project)
    rows = _cost_rows(project, context.taxonomy)
    if budget is None or rows is None:
        return
    parts = _without_total(list(_totals(rows)), budget)
    excess = sum((part.amount for part in parts), Decimal(0)) - budget
    if not parts or not excess or (excess < 0 and any(_is_unit_price(row) for row in rows)):
        return
    yield _problem(project.budget, budget, parts, excess)


def _cost_rows(project: BudgetProject, taxonomy: Taxonomy) -> list[Indicator] | None:
    """The rows under 成本指标; None where it is not certain which they are or what they state."""
    found: list[Indicator] = []
    for row in project.indicators:
        if taxonomy is Taxonomy.Y2015:
            name = canonical_level2(row.level2.text, taxonomy)
        else:
            name = canonical_level1(row.level1.text, taxonomy)
        if name is None:
            return None
        if name == _COST:
            target = row.target
            is_clear = target.number is None or (target.unit and not target.remainder)
            if not is_judged(row.target_value) or not is_clear:
                return None
            found.append(row)
    return found


def _totals(rows: list[Indicator]) -> Iterator[_Part]:
    for row in rows:
        amount = row.target.amount_wan
        if amount is not None and not _TOTAL.search(row.level3.text) and not _is_unit_price(row):
            yield _Part(row.target_value, amount)


def _is_unit_price(row: Indicator) -> bool:
    target = row.target
    named = f"{squeeze(row.level3.text)} {squeeze(row.description.text)}"
    return target.is_money_rate or (
        target.amount_wan is not None
        and bool(
            _UNIT_PRICE.search(named)
            or (target.unit == "元" and _PRICE_WHEN_IN_YUAN.search(row.level3.text))
        )
    )


def _without_total(parts: list[_Part], budget: Decimal) -> list[_Part]:
    """The parts without one that is their total under another name than 总…."""
    others = [part for part in parts if part.amount != budget]
    sum_of_others = sum((part.amount for part in others), Decimal(0))
    is_total = len(others) == len(parts) - 1 and abs(sum_of_others - budget) <= _tolerance(others)
    return others if others and is_total else parts


def _tolerance(parts: list[_Part]) -> Decimal:
    return _ROUNDING * (len(parts) + 1)


def _problem(at: Entry, budget: Decimal, parts: list[_Part], excess: Decimal) -> Problem:
    addends = " + ".join(exact_text(part.amount) for part in parts)
    sum_text = f" = {exact_text(budget + excess)}" if len(parts) > 1 else ""
    cells = listed(part.entry.origin.cell for part in parts)
    arithmetic = f"成本指标（{cells}）合计 {addends}{sum_text} 万元，比预算数 {exact_text(budget)} "
    difference = f"{exact_text(abs(excess))} 万元"
    within_rounding = abs(excess) <= _tolerance(parts)
    if excess < 0:
        reason = "疑似四舍五入所致" if within_rounding else "疑似有支出未列入成本指标"
        fix = "核对成本指标是否包括全部支出"
        return Problem(at, f"{arithmetic}少 {difference}（{reason}）", fix, Severity.INFO)
    if within_rounding:
        message = f"{arithmetic}多 {difference}（疑似四舍五入所致）"
        return Problem(at, message, "调整成本指标值，使合计不超过预算数；确需保留的请写审核说明")
    return Problem(
        at,
        f"{arithmetic}多 {difference}，疑似超预算",
        f"核对成本指标值和预算数；其中有合计行的，在三级指标名称中写明{quoted('总')}字",
        Severity.ERROR,
    )
