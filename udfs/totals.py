"""PT_COST_TOTAL and PT_UNIT_TOTAL: exact totals in 万元 of a table's rows."""

import re
from collections.abc import Callable, Iterator, Sequence

import xlwings as xw

from udfs.arguments import RANGE, Values
from udfs.indicator_table import read_table, taxonomy_named
from udfs.ranges import (
    ArgumentError,
    CellResult,
    amount_cell,
    entries_of,
    said,
    said_with_place,
    single_entry,
)
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding
from xladdin.domain.money import AmountError
from xladdin.domain.project import BudgetProject, amount_of
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import quoted
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import total
from xladdin.rules.parts import check_part, check_rows, project_part, taxonomy_of
from xladdin.rules.sheet_costs import stated_costs

_TOTAL = rf"(?:{layout.INDEX_TOTAL_LABEL}|总计|小计|共计)(?:\(.*\))?"
_TOTAL_LABEL = re.compile(_TOTAL)
_NAMED_TOTAL = re.compile(f".{{0,10}}{_TOTAL}")  # 一、局本级合计, but no sentence that ends so
_UNIT_IN_HEADING = "(万元)"
_PART_WITH: dict[layout.Field, Callable[[Entry], BudgetProject]] = {
    layout.BUDGET: lambda entry: project_part(budget=entry),
    layout.FISCAL: lambda entry: project_part(fiscal=entry),
    layout.OTHER: lambda entry: project_part(other=entry),
}
"""The amounts of a project that can be totalled, and a project that states one of them."""


@xw.func
@xw.arg("rows", **RANGE, doc="指标表：6 列若干行，可以连同标题行")
@xw.arg(
    "budget", **RANGE, doc="预算数（万元），可省略；填写后，与其余各行之和相符的合计行不重复计算"
)
@xw.arg("taxonomy", **RANGE, doc="指标体系：2015版或2021版；可省略，由各行的一级、二级指标判断")
@xw.ret("default")
def PT_COST_TOTAL(rows: Values, budget: Values = (), taxonomy: Values = ()) -> CellResult:
    """成本指标中各项总额之和（万元）：单价和名为“总…”“合计”的行不计；没有写明总额的成本时返回空文本。"""
    try:
        known_budget = single_entry(budget, layout.BUDGET.label)
        complaint = None if known_budget.is_blank else _why_no_amount(layout.BUDGET, known_budget)
        if complaint:
            return said(complaint)
        part = project_part(indicators=read_table(rows).indicators)
        classes = taxonomy_named(taxonomy) or taxonomy_of(part)
        context = Context(classes)
        costs = stated_costs(context.rows(part), context, amount_of(known_budget))
        if costs.unclear is not None:
            return _why_unclear(costs.unclear, part, classes)
        return amount_cell(costs.total) if costs.parts else ""
    except (ArgumentError, AmountError) as error:
        return str(error)


@xw.func
@xw.arg(
    "projects",
    **RANGE,
    doc="项目表：连同标题行的区域，如封面的项目目录，其中的合计行不重复计算；"
    "或只选金额一列，不要选到合计",
)
@xw.arg("field", **RANGE, doc="合计哪一栏：预算数、财政资金或其他资金；省略为预算数")
@xw.ret("default")
def PT_UNIT_TOTAL(projects: Values, field: Values = ()) -> CellResult:
    """各项目金额的精确合计（万元）：有金额不是数字时返回位置和原因，不当作 0；空表返回空文本。"""
    try:
        summed = _field_named(field)
        entries = list(_amount_entries(projects, summed))
        for entry in entries:
            complaint = _why_no_amount(summed, entry)
            if complaint:
                return said_with_place(complaint)
        known = total(amount_of(entry) for entry in entries if not entry.is_blank)
        return amount_cell(known) if known is not None and entries else ""
    except (ArgumentError, AmountError) as error:
        return str(error)


def _field_named(values: Values) -> layout.Field:
    stated = single_entry(values, "合计的栏目")
    if stated.is_blank:
        return layout.BUDGET
    for field in _PART_WITH:
        if _heading_key(stated) in layout.label_keys(field):
            return field
    choices = "、".join(field.defined_name for field in _PART_WITH)
    raise ArgumentError(f"没有{quoted(stated.text)}这一栏：请填 {choices} 之一，或不填")


def _amount_entries(projects: Values, field: layout.Field) -> Iterator[Entry]:
    """The amounts of the rows under the field's heading, or of a single column without one."""
    rows = entries_of(projects)
    labels = layout.label_keys(field)
    headings = (
        (row, column)
        for row, entries in enumerate(rows)
        for column, entry in enumerate(entries)
        if _heading_key(entry) in labels
    )
    heading_row, column = next(headings, (-1, 0))
    if heading_row < 0 and any(len(row) > 1 for row in rows):
        raise ArgumentError(
            f"区域中没有“{field.defined_name}”一栏：请连同标题行一起选取，或只选金额一列"
        )
    for row in rows[heading_row + 1 :]:
        filled = [entry for entry in row if not entry.is_blank]
        if filled and not _is_total_row(filled):
            yield row[column]


def _heading_key(entry: Entry) -> str:
    """A heading for comparison; it may name the unit, but no other than the amounts' own."""
    return layout.label_key(entry.text).removesuffix(_UNIT_IN_HEADING)


def _is_total_row(filled: Sequence[Entry]) -> bool:
    """Whether a cell says 合计 or the like, or the row's first text ends so."""
    texts = [layout.label_key(entry.value) for entry in filled if isinstance(entry.value, str)]
    return any(_TOTAL_LABEL.fullmatch(text) for text in texts) or (
        bool(texts) and bool(_NAMED_TOTAL.fullmatch(texts[0]))
    )


def _why_no_amount(field: layout.Field, entry: Entry) -> Finding | None:
    """What the rules say of an amount that can't be counted; None for one that can.

    A blank 预算数 is missing, a blank part of it counts 0.
    """
    if amount_of(entry) is not None:
        return None
    return next(iter(check_part(_PART_WITH[field](entry))), None)


def _why_unclear(cell: Entry, part: BudgetProject, taxonomy: Taxonomy) -> str:
    """What the rules say of a cell that leaves the costs open."""
    findings = check_rows(part.indicators, taxonomy)
    return next(said_with_place(each) for each in findings if each.origin == cell.origin)
