"""S14: the amounts of the cost indicators against 预算数."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import exact_text
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.domain.text import quoted, squeeze
from xladdin.rules.context import Context
from xladdin.rules.judging import budget_of, is_judged
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.wording import listed

_COST = "成本指标"
_ROUNDING = Decimal("0.005")  # 万元 that rounding to two decimals can add or take
_TOTAL = re.compile("总(?!工会|队|站|台|局|部|署|结)|合计")
_UNIT_PRICE = re.compile("单价|单套|单位成本|人均|户均|均价|每(?!年)")
_PRICE_WHEN_IN_YUAN = re.compile("工资|补助|补贴|津贴|标准|价格")


@dataclass(frozen=True, slots=True)
class CostPart:
    """A cost row that states a total of its own, in 万元."""

    entry: Entry
    amount: Decimal


@dataclass(frozen=True, slots=True)
class StatedCosts:
    """What the cost indicators of a table add up to.

    ``unclear`` is the first cell that leaves open which rows are costs or what one of them states;
    there are no parts then.
    """

    parts: tuple[CostPart, ...] = ()
    has_unit_price: bool = False
    unclear: Entry | None = None

    @property
    def total(self) -> Decimal:
        """Exact sum in 万元; 0 where no row states a total."""
        return sum((part.amount for part in self.parts), Decimal(0))


@project_rule(
    "S14",
    Severity.WARNING,
    "成本分项合计与预算",
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
    if budget is None:
        return
    costs = stated_costs(project.indicators, context.taxonomy, budget)
    excess = costs.total - budget
    if costs.parts and excess and not (excess < 0 and costs.has_unit_price):
        yield _problem(project.budget, budget, costs.parts, excess)


def stated_costs(
    rows: Iterable[Indicator], taxonomy: Taxonomy, budget: Decimal | None = None
) -> StatedCosts:
    """The totals among the cost indicators of a table, as S14 adds them up.

    With 预算数 given, a row that is the total of the others is told from them by its amount, too.
    """
    costs: list[Indicator] = []
    for row in rows:
        name, class_cell = _cost_class(row, taxonomy)
        if name is None:
            return StatedCosts(unclear=class_cell)
        if name == _COST:
            target = row.target
            is_clear = target.number is None or (target.unit and not target.remainder)
            if not is_judged(row.target_value) or not is_clear:
                return StatedCosts(unclear=row.target_value)
            costs.append(row)
    parts = list(_totals(costs))
    if budget is not None:
        parts = _without_total(parts, budget)
    return StatedCosts(tuple(parts), any(_is_unit_price(row) for row in costs))


def _cost_class(row: Indicator, taxonomy: Taxonomy) -> tuple[str | None, Entry]:
    """The class that tells whether a row is a cost, and the cell that states it."""
    if taxonomy is Taxonomy.Y2015:
        return canonical_level2(row.level2.text, taxonomy), row.level2
    return canonical_level1(row.level1.text, taxonomy), row.level1


def _totals(rows: list[Indicator]) -> Iterator[CostPart]:
    for row in rows:
        amount = row.target.amount_wan
        if amount is not None and not _TOTAL.search(row.level3.text) and not _is_unit_price(row):
            yield CostPart(row.target_value, amount)


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


def _without_total(parts: list[CostPart], budget: Decimal) -> list[CostPart]:
    """The parts without one that is their total under another name than 总…."""
    others = [part for part in parts if part.amount != budget]
    sum_of_others = sum((part.amount for part in others), Decimal(0))
    is_total = len(others) == len(parts) - 1 and abs(sum_of_others - budget) <= _tolerance(others)
    return others if others and is_total else parts


def _tolerance(parts: Sequence[CostPart]) -> Decimal:
    return _ROUNDING * (len(parts) + 1)


def _problem(at: Entry, budget: Decimal, parts: Sequence[CostPart], excess: Decimal) -> Problem:
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
