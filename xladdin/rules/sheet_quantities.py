"""Rules on what unit prices times quantities come to, against 预算数."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.domain.comparison import Comparison
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.money import WAN_EXPONENTS, amount_in_wan, exact_text
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import quoted
from xladdin.domain.units import MONEY_UNITS, match_unit, normalize_unit
from xladdin.rules.context import Context, JudgedRow
from xladdin.rules.counting import is_general, measure, scale_and_unit
from xladdin.rules.judging import budget_of
from xladdin.rules.registry import Certainty, Problem, Problems, project_rule
from xladdin.rules.remembered import once_a_project
from xladdin.rules.sheet_costs import CostPart, costs_of, tolerance
from xladdin.rules.wording import listed

_QUANTITY = "数量指标"
_HUNDRED = Decimal(100)
_ONE_OF = re.compile("每(?!年)一?|单(?![位价])|(?P<mean>[人户])均")
_JOINTS = re.compile("[/·]")
_YEARS = frozenset({"年", "年度"})
_NO_COUNTS = MONEY_UNITS | {"", "%"}
_CAPS = frozenset({Comparison.AT_MOST, Comparison.LESS})
_FLOORS = frozenset({Comparison.AT_LEAST, Comparison.GREATER})


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A quantity row: how many, in which unit, of what kind of thing."""

    row: JudgedRow
    number: Decimal
    unit: str
    kind: str

    def counts(self, kind: str) -> bool:
        """True where it is that kind of thing that the row counts: 374个, of villages by name."""
        if self.kind == kind:
            return True
        return is_general(self.unit) and not is_general(kind) and kind in self.row.named


@dataclass(frozen=True, slots=True)
class _Product:
    """A unit price times what it is stated for, in 万元.

    ``unknown`` are the things that no quantity was found for: they count 1 each.
    """

    price: JudgedRow
    quantities: tuple[tuple[_Quantity, ...], ...]
    unknown: tuple[str, ...]
    amount: Decimal
    is_named: bool  # the quantities were found by what the price is stated for

    @property
    def rows(self) -> Iterator[JudgedRow]:
        """The price's row and those of the quantities."""
        for group in self.quantities:
            for quantity in group:
                yield quantity.row
        yield self.price

    @property
    def is_cap(self) -> bool:
        """True where the price and the quantities limit from above what is spent."""
        *counted, price = (row.target.comparison for row in self.rows)
        return not _CAPS.isdisjoint(counted) and _FLOORS.isdisjoint((*counted, price))

    @property
    def is_floor(self) -> bool:
        """True where a quantity is only the least that is to be reached."""
        *counted, _price = (row.target.comparison for row in self.rows)
        return not _FLOORS.isdisjoint(counted)

    def __str__(self) -> str:
        return " × ".join([*map(_group_text, self.quantities), _row_text(self.price)])


@dataclass(frozen=True, slots=True)
class _Estimate:
    """What the cost rows of a table come to: prices times quantities, and lump sums."""

    products: tuple[_Product, ...]
    lumps: tuple[CostPart, ...]
    has_price_alone: bool  # a unit price that no quantity was found for

    @property
    def is_complete(self) -> bool:
        """True where nothing had to be counted 1 or left out."""
        return not self.has_price_alone and not any(each.unknown for each in self.products)

    @property
    def is_cap(self) -> bool:
        """True where all the products limit from above what is spent."""
        return all(product.is_cap for product in self.products)

    @property
    def is_floor(self) -> bool:
        """True where one of the products may become more than it is."""
        return any(product.is_floor for product in self.products)

    @property
    def of_products(self) -> Decimal:
        """万元 of the prices times quantities."""
        return sum((product.amount for product in self.products), Decimal(0))

    @property
    def of_lumps(self) -> Decimal:
        """万元 of the lump sums."""
        return sum((lump.amount for lump in self.lumps), Decimal(0))

    @property
    def total(self) -> Decimal:
        """万元 of both."""
        return self.of_products + self.of_lumps

    def is_in_lumps(self, budget: Decimal) -> bool:
        """True where a lump sum is a product already, or the lump sums are 预算数 without any."""
        products = {product.amount for product in self.products}
        return self.of_lumps == budget or any(lump.amount in products for lump in self.lumps)

    @property
    def cells(self) -> tuple[Entry, ...]:
        """The cells that the numbers were taken from."""
        rows = (row for product in self.products for row in product.rows)
        values = [row.cells.target_value for row in rows]
        return tuple(dict.fromkeys([*values, *(lump.entry for lump in self.lumps)]))

    def __str__(self) -> str:
        terms = [str(product) for product in self.products]
        terms += [_row_text(lump.row) for lump in self.lumps]
        return f"{' + '.join(terms)} = {exact_text(self.total)} 万元"


@project_rule("S16", Severity.INFO, "单价×数量", certainty=Certainty.HEURISTIC)
def prices_make_budget(project: BudgetProject, context: Context) -> Problems:
    """成本指标写的是单价时，单价乘数量（加上其他总额）应与预算数相符。

    只在单价的计量单位与数量指标对得上时推算，并列出算式；相差过大的，多半不是这样计算，不提示。

    来源：算术
    """
    budget = budget_of(project)
    estimate = _estimate(project, context)
    if budget is None or estimate is None or not estimate.is_complete:
        return
    difference = estimate.total - budget
    limits = context.settings.thresholds
    rounding = max(
        tolerance(estimate.cells, context), budget * limits.narrowest_price_gap / _HUNDRED
    )
    is_near = abs(difference) <= rounding or abs(estimate.of_products - budget) <= rounding
    is_far = abs(difference) > budget * limits.widest_price_gap / _HUNDRED
    if is_near or is_far or estimate.is_in_lumps(budget):
        return
    if (difference > 0 and estimate.is_cap) or (difference < 0 and estimate.is_floor):
        return  # the one is S21's matter, the other no contradiction: ≥600户 may become more
    at = estimate.products[0].price.cells.target_value
    yield Problem(
        at,
        f"按单价和数量推算：{estimate}，{_compared(project, budget, difference)}，"
        "疑似单价、数量或预算数有误",
        "核对单价、数量和预算数；另有支出的，补充成本指标",
        evidence=tuple(cell for cell in (*estimate.cells, project.budget) if cell is not at),
    )


@project_rule("S21", Severity.INFO, "上限推算超预算", certainty=Certainty.HEURISTIC)
def caps_stay_within_budget(project: BudgetProject, context: Context) -> Problems:
    """数量的上限乘单价的上限，不宜超过预算数。

    指标允许做到上限，预算却不够做到上限，两处应当匹配。没有写明数量的（如每场的专家人数）按 1 计，
    实际只会更多。

    来源：财预〔2015〕88号（适当性）
    """
    budget = budget_of(project)
    estimate = _estimate(project, context)
    if budget is None or estimate is None or not estimate.is_cap:
        return
    named = tuple(product for product in estimate.products if product.is_named)
    counted = _Estimate(named, estimate.lumps, estimate.has_price_alone)
    difference = counted.total - budget
    is_within = difference <= tolerance(counted.cells, context)
    if not named or is_within or counted.is_in_lumps(budget):
        return
    at = named[0].price.cells.target_value
    unknown = list(dict.fromkeys(word for product in named for word in product.unknown))
    counted_one = f"（{listed(map(quoted, unknown))}数未写明，按 1 计）" if unknown else ""
    yield Problem(
        at,
        f"按上限推算：{counted}{counted_one}，{_compared(project, budget, difference)}，"
        "疑似指标上限与预算不匹配",
        "核对数量上限、单价和预算数，使做到上限时预算够用",
        evidence=tuple(cell for cell in (*counted.cells, project.budget) if cell is not at),
    )


def _compared(project: BudgetProject, budget: Decimal, difference: Decimal) -> str:
    more = "多" if difference > 0 else "少"
    cell = project.budget.origin.cell
    return f"比预算数（{cell}）{exact_text(budget)} {more} {exact_text(abs(difference))} 万元"


def _group_text(quantities: Sequence[_Quantity]) -> str:
    sum_text = " + ".join(_row_text(quantity.row) for quantity in quantities)
    return f"（{sum_text}）" if len(quantities) > 1 else sum_text


def _row_text(row: JudgedRow) -> str:
    target = row.target
    return f"{row.cells.target_value.origin.cell} {target.number:f} {target.unit}"


@once_a_project
def _estimate(project: BudgetProject, context: Context) -> _Estimate | None:
    """What the costs come to; None without a unit price that can be multiplied."""
    costs = costs_of(project, context)
    if not costs.prices:
        return None
    rows = context.rows(project)
    quantities = [each for row in rows if row.level2 == _QUANTITY for each in _quantities(row)]
    products = [_product(price, quantities, context) for price in costs.prices]
    known = tuple(product for product in products if product is not None)
    return _Estimate(known, costs.parts, len(known) < len(products)) if known else None


def _quantities(row: JudgedRow) -> Iterator[_Quantity]:
    """What the row counts; nothing for money, shares, ranges and numbers without a unit."""
    target = row.target
    scale, unit = scale_and_unit(target.unit)
    if unit in _NO_COUNTS or target.number is None or target.upper_text or target.remainder:
        return
    yield _Quantity(row, target.number * scale, unit, measure(unit))


def _product(
    price: JudgedRow, quantities: Sequence[_Quantity], context: Context
) -> _Product | None:
    """The price times the quantities of what it is stated for; None where none is found."""
    target = price.target
    money, *per = _JOINTS.split(target.unit)
    number = target.number
    if number is None or target.upper_text or target.remainder or money not in WAN_EXPONENTS:
        return None
    unit_words = context.settings.vocabulary.unit_words
    wanted: dict[str, str] = {}
    for thing in (*per, *_things_named(price.named, unit_words)):
        if thing not in _YEARS:
            wanted.setdefault(measure(thing), thing)
    groups = {thing: _counted(kind, quantities) for kind, thing in wanted.items()}
    found = tuple(group for group in groups.values() if group)
    unknown = tuple(thing for thing, group in groups.items() if not group)
    is_named = bool(found)
    if not found and not per and len(quantities) == 1 and _is_priced_each(price, context):
        found, unknown = ((quantities[0],),), ()
    if not found:
        return None
    amount = amount_in_wan(number, money)
    for group in found:
        amount *= sum((quantity.number for quantity in group), Decimal(0))
    return _Product(price, found, unknown, amount, is_named)


def _is_priced_each(price: JudgedRow, context: Context) -> bool:
    return bool(context.settings.words.unit_price_words.first_in(price.named))


def _things_named(named: str, unit_words: Collection[str]) -> Iterator[str]:
    """What a name says that a price is for: 每位专家每场 -> 位专家, 场."""
    place = 0
    while found := _ONE_OF.search(named, place):
        place = found.end()
        if found["mean"]:
            yield found["mean"]
            continue
        end = match_unit(named, place, unit_words)
        if end > place:
            yield from _JOINTS.split(normalize_unit(named[place:end]))
            place = end


def _counted(kind: str, quantities: Sequence[_Quantity]) -> tuple[_Quantity, ...]:
    """The quantity of one kind of thing: the only row that counts it, or all rows of one name."""
    found = [quantity for quantity in quantities if quantity.counts(kind)]
    is_one = len({(quantity.row.level3, quantity.kind) for quantity in found}) == 1
    return tuple(found) if is_one else ()
