"""Rules on the cost indicators: whether they state money, and their amounts against 预算数."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.domain.comparison import Comparison
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import amount_in_wan, exact_text
from xladdin.domain.project import BudgetProject
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import quoted, squeeze
from xladdin.domain.units import MONEY_UNITS, is_money_rate
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.judging import budget_of, is_judged
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.remembered import once_a_project
from xladdin.rules.sheet_indicators import place_of_indicators
from xladdin.rules.wording import listed
from xladdin.rules.words import Words

_COST = "成本指标"
_MONEY = re.compile(r"(?:[\d.]|[一二三四五六七八九十百千万亿零两])+[十百千万亿]*(?:元|万|亿)")
_EVERY_YEAR = "每年"  # 每 and yet no price of one thing
_TAIL_OF_NAME = re.compile(
    r"(?:\([^()]*\)|项目|经费|费用|资金|专项|支出|[一二三四五六]期|费|款)+\Z"
)
_GENERAL_NAME = re.compile(
    r"(?:项目|本?年度|全年|当年|本年|预算|经费|资金|财政|成本|费用|支出|的|该|(?:19|20)\d\d年?度?)*"
)
_END_OF_TOTAL = re.compile("(?:控制)?(?:金?额|数)?")
_AT_LEAST = frozenset({Comparison.AT_LEAST, Comparison.GREATER})


@dataclass(frozen=True, slots=True)
class CostPart:
    """A cost row that states a total of its own, in 万元."""

    row: JudgedRow
    amount: Decimal

    @property
    def entry(self) -> Entry:
        """The cell that states it."""
        return self.row.cells.target_value


@dataclass(frozen=True, slots=True)
class StatedCosts:
    """What the cost indicators of a table add up to, and the rows that state a unit price.

    ``unclear`` is the first cell that leaves open which rows are costs or what one of them states;
    there are no parts then.
    """

    parts: tuple[CostPart, ...] = ()
    prices: tuple[JudgedRow, ...] = ()
    unclear: Entry | None = None

    @property
    def total(self) -> Decimal:
        """Exact sum in 万元; 0 where no row states a total."""
        return sum((part.amount for part in self.parts), Decimal(0))


@project_rule("S04", Severity.WARNING, "成本指标")
def costs_are_stated(project: BudgetProject, context: Context) -> Problems:
    """成本指标要写明金额；2021版中，工程基建、大型修缮、购置类项目必须设成本指标。

    2015版的成本指标里一个金额也没有，看不出钱花在哪里（警告）。2021版没有成本指标的，按项目名称疑似
    工程基建、大型修缮、购置类的是错误，其他项目只作提示，鼓励逐步设置。

    来源：财预〔2021〕101号
    """
    rows = context.rows(project)
    if context.taxonomy is Taxonomy.Y2021:
        if rows and not any(row.level1 in (None, _COST) for row in rows):
            yield _no_costs(project, context)
        return
    costs = [row for row in rows if row.level2 == _COST]
    if costs and all(row.level2 for row in rows) and not any(map(_may_be_money, costs)):
        cells = [row.cells.target_value for row in costs]
        yield Problem(
            cells[0],
            f"成本指标（{listed(cell.origin.cell for cell in cells)}）都没有写明金额",
            "补充写明金额的成本指标，如 ≤1.8万元；确实不适用的，写审核说明",
            evidence=tuple(cells[1:]),
        )


def _no_costs(project: BudgetProject, context: Context) -> Problem:
    at = place_of_indicators(project)
    name = squeeze(project.project_name.text) if is_judged(project.project_name) else ""
    word = _capital_word(name, context.settings.words)
    fix = "补充成本指标，如 经济成本指标 ≤1.8万元"
    if not word:
        return Problem(at, "没有成本指标", f"有条件的，{fix}", Severity.INFO)
    return Problem(
        at,
        f"没有成本指标；按项目名称{quoted(project.project_name.text)}，"
        "疑似工程基建、大型修缮或购置项目",
        f"工程基建、大型修缮、购置项目要设成本指标：{fix}",
        Severity.ERROR,
        evidence=(project.project_name,),
    )


def _capital_word(name: str, words: Words) -> str:
    """The word for building, repairing or buying that the name ends in, but for 项目 and 经费."""
    stem = _TAIL_OF_NAME.sub("", name)
    found = next((word for word in words.capital_project_words if stem.endswith(word)), "")
    built = stem.removesuffix(found)  # a road, or a workforce: 人才队伍建设工程
    return "" if any(built.endswith(word) for word in words.soft_project_words) else found


def _may_be_money(row: JudgedRow) -> bool:
    """True for an amount, and for what may be one: no value to judge, a number without a unit."""
    if not row.value or _MONEY.search(row.value):
        return True
    target = row.target
    return target.number is not None and (not target.unit or "元" in target.unit)


@project_rule("S14", Severity.WARNING, "成本分项合计与预算", certainty=Certainty.HEURISTIC)
def costs_match_budget(project: BudgetProject, context: Context) -> Problems:
    """各项成本指标的金额加起来应等于预算数。

    单价（元/人、单价、每……、以元计的工资）和名为“总……”的行不相加。多出的超过四舍五入所能解释
    的（每个金额 0.005 万元，连同预算数）是错误，没有超过的是警告；少于预算数只作提示，有单价时
    不提示，因为单价乘数量也要花钱。有成本行的类别或金额看不清的，先由其他规则提示。

    来源：财预〔2015〕88号（相应匹配）；算术
    """
    budget = budget_of(project)
    if budget is None:
        return
    costs = costs_of(project, context)
    excess = costs.total - budget
    if costs.parts and excess and not (excess < 0 and costs.prices):
        yield _difference(project.budget, budget, costs.parts, tolerance(costs.parts, context))


@once_a_project
def costs_of(project: BudgetProject, context: Context) -> StatedCosts:
    """What a project's cost indicators add up to."""
    return stated_costs(context.rows(project), context, budget_of(project))


def stated_costs(
    rows: Iterable[JudgedRow], context: Context, budget: Decimal | None = None
) -> StatedCosts:
    """The totals among the cost indicators of a table, as S14 adds them up.

    With 预算数 given, a row that is the total of the others is told from them by its amount, too.
    """
    words, is_old = context.settings.words, context.taxonomy is Taxonomy.Y2015
    parts: list[CostPart] = []
    totals: list[CostPart] = []
    prices: list[JudgedRow] = []
    for row in rows:
        kind = row.level2 if is_old else row.level1
        if kind is None:
            return StatedCosts(unclear=row.cells.level2 if is_old else row.cells.level1)
        if kind != _COST:
            continue
        target, cell = row.target, row.cells.target_value
        number, unit = target.number, target.unit
        is_clear = number is None or (unit and not target.remainder)
        if not is_clear or (not row.value and not is_judged(cell)):
            return StatedCosts(unclear=cell)
        if is_money_rate(unit):
            prices.append(row)
        elif number is not None and unit in MONEY_UNITS and not target.upper_text:
            if _is_unit_price(row, unit, words):
                prices.append(row)
                continue
            is_total = _is_total(row.level3, words)
            (totals if is_total else parts).append(CostPart(row, amount_in_wan(number, unit)))
    if budget is not None:
        parts = _without_total(parts, totals, budget, context)
    return StatedCosts(tuple(parts), tuple(prices))


def _is_total(name: str, words: Words) -> bool:
    pattern = words.total_words.pattern
    return bool(pattern.search(name) and pattern.search(words.no_total_words.pattern.sub("", name)))


def _is_unit_price(row: JudgedRow, unit: str, words: Words) -> bool:
    if words.unit_price_words.pattern.search(row.named.replace(_EVERY_YEAR, "")):
        return True
    return unit == "元" and bool(words.yuan_price_words.first_in(row.level3))


def _without_total(
    parts: list[CostPart], totals: list[CostPart], budget: Decimal, context: Context
) -> list[CostPart]:
    """What adds up: not a part that is the total of the others under another name than 总….

    A row named 总… may be the total of one thing only: it is a part where all add up so.
    """
    with_totals = [*parts, *(part for part in totals if part.amount != budget)]
    if parts and sum((part.amount for part in with_totals), Decimal(0)) == budget:
        return with_totals
    others = [part for part in parts if part.amount != budget]
    gap = abs(sum((part.amount for part in others), Decimal(0)) - budget)
    is_total = len(others) == len(parts) - 1 and gap <= tolerance(others, context)
    return others if others and is_total else parts


def tolerance(parts: Sequence[object], context: Context) -> Decimal:
    """What rounding of that many amounts and of 预算数 can add or take, in 万元."""
    return context.settings.thresholds.cost_rounding * (len(parts) + 1)


def _difference(
    at: Entry, budget: Decimal, parts: Sequence[CostPart], rounding: Decimal
) -> Problem:
    amount = sum((part.amount for part in parts), Decimal(0))
    excess = amount - budget
    addends = " + ".join(exact_text(part.amount) for part in parts)
    sum_text = f" = {exact_text(amount)}" if len(parts) > 1 else ""
    cells = listed(part.entry.origin.cell for part in parts)
    arithmetic = f"成本指标（{cells}）合计 {addends}{sum_text} 万元，比预算数 {exact_text(budget)} "
    difference = f"{exact_text(abs(excess))} 万元"
    within_rounding = abs(excess) <= rounding
    evidence = tuple(part.entry for part in parts)
    if excess < 0:
        reason = "疑似四舍五入所致" if within_rounding else "疑似有支出未列入成本指标"
        message = f"{arithmetic}少 {difference}（{reason}）"
        fix = "核对成本指标是否包括全部支出"
        return Problem(at, message, fix, Severity.INFO, evidence)
    if within_rounding:
        message = f"{arithmetic}多 {difference}（疑似四舍五入所致）"
        fix = "调整成本指标值，使合计不超过预算数；确需保留的请写审核说明"
        return Problem(at, message, fix, evidence=evidence)
    return Problem(
        at,
        f"{arithmetic}多 {difference}，疑似超预算",
        f"核对成本指标值和预算数；其中有合计行的，在三级指标名称中写明{quoted('总')}字",
        Severity.ERROR,
        evidence,
    )


@project_rule("S15", Severity.WARNING, "总成本=预算")
def total_cost_is_budget(project: BudgetProject, context: Context) -> Problems:
    """成本指标中的总成本（总费用、合计等）应等于预算数，符号用 ≤ 或 ＝。

    总成本就是本项目的预算，两处不同必有一处过时。只看以总成本为名的行；某一项的“总费用”、工程总投资
    等可以与预算数不同，不在此列。

    来源：算术
    """
    budget = budget_of(project)
    if budget is None:
        return
    totals = list(_total_costs(context.rows(project), context))
    if len(totals) != 1:
        return  # several are subtotals
    (row, amount), cell = totals[0], project.budget
    at, name = row.cells.target_value, quoted(row.cells.level3.text)
    if amount != budget:
        sign = ">" if amount > budget else "<"
        arithmetic = (
            f"{name}（{at.origin.cell}）{exact_text(amount)} 万元 {sign} "
            f"预算数（{cell.origin.cell}）{exact_text(budget)} 万元，"
            f"相差 {exact_text(abs(amount - budget))} 万元"
        )
        fix = "核对总成本和预算数，使两者相等"
        yield Problem(at, arithmetic, fix, evidence=(cell, row.cells.level3))
    elif row.target.comparison in _AT_LEAST:
        message = f"{name}的指标值{quoted(at.text)}表示支出不低于预算数"
        yield Problem(at, message, "符号改为 ≤ 或 ＝", evidence=(cell, row.cells.level3))


def _total_costs(
    rows: Iterable[JudgedRow], context: Context
) -> Iterator[tuple[JudgedRow, Decimal]]:
    """The cost rows that state the project's total by their name, with their amounts."""
    words, is_old = context.settings.words, context.taxonomy is Taxonomy.Y2015
    for row in rows:
        if (row.level2 if is_old else row.level1) != _COST:
            continue
        found = words.total_cost_words.pattern.search(row.level3)
        if found and _is_of_whole_project(row.level3[: found.start()], row.level3[found.end() :]):
            amount = row.target.amount_wan
            if amount is not None and not row.target.remainder:
                yield row, amount


def _is_of_whole_project(before: str, after: str) -> bool:
    """True where a word for the total names nothing else beside it: 项目总成本, 总成本控制数."""
    return bool(_GENERAL_NAME.fullmatch(before) and _END_OF_TOTAL.fullmatch(after))
