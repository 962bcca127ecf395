"""A project's table in the published form.

It is two tables without a gap between them, for a reader one: Word repeats rows on the next page
only from the top of a table, and what is to be repeated is the heading of the indicators, which
stands in the middle.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from xladdin.documents.publish.publication import NumberedProject
from xladdin.documents.publish.styles import (
    CELL_CENTRED,
    JOINT,
    TEXT_WIDTH,
    UNIT_LINE,
)
from xladdin.documents.publish.table import Cell, Row, label, table
from xladdin.documents.publish.wordml import Element, paragraph
from xladdin.domain.content import Amount, IndicatorContent, ProjectContent
from xladdin.domain.money import exact_text
from xladdin.domain.project import PlanMonth
from xladdin.domain.text import squeeze
from xladdin.form import layout

WIDTHS = (1000, 1190, 1520, 1840, 1260, 1060, TEXT_WIDTH - 7870)
"""Of the form's seven columns; the last indicator column spans two, as in the workbook."""

_PLAN_SPANS = {PlanMonth.MAR: 2, PlanMonth.JUN: 1, PlanMonth.OCT: 2, PlanMonth.DEC: 1}
_VALUES_SPAN = len(WIDTHS) - 1  # right of the labels in the first column


def project_blocks(project: NumberedProject, heading: Element) -> Iterator[Element]:
    """Heading, unit line and table of a project, on a page of their own."""
    yield heading
    yield unit_line(project.unit_line)
    head, indicators = project_rows(project.content)
    last = Row([replace(cell, has_border_below=False) for cell in head[-1].cells])
    name, number = project.content.name, project.number
    yield table(
        [*head[:-1], last],
        WIDTHS,
        f"{project.title}：基本情况",
        f"第 {number} 个项目“{name}”的编码、预算数、资金用途、支出计划和绩效目标",
    )
    yield paragraph(JOINT.id)
    yield table(
        indicators,
        WIDTHS,
        f"{project.title}：绩效指标",
        f"第 {number} 个项目“{name}”的绩效指标，共 {len(project.content.indicators)} 条",
    )


def unit_line(text: str) -> Element:
    """The line above a table: whose it is at the left, the unit of money at the right."""
    return paragraph(UNIT_LINE.id, f"{text}\t{layout.AMOUNT_UNIT}")


def project_rows(project: ProjectContent) -> tuple[list[Row], list[Row]]:
    """The rows of both tables."""
    return list(_head(project)), list(_indicators(project.indicators))


def amount_text(amount: Amount) -> str:
    """An amount with two decimals or, where it has more, all of them; a text as it is."""
    return exact_text(amount) if isinstance(amount, Decimal) else amount or ""


def share_text(share: Amount) -> str:
    """A share as a percentage: 25%, 33.3%."""
    return f"{(share * 100).normalize():f}%" if isinstance(share, Decimal) else share or ""


def _head(project: ProjectContent) -> Iterator[Row]:
    yield Row(
        [
            label(layout.PROJECT_CODE.label),
            _centred(project.code, 2),
            label(layout.PROJECT_NAME.label),
            _centred(project.name, 3),
        ]
    )
    funds = (layout.BUDGET, project.budget), (layout.FISCAL, project.fiscal)
    cells = [
        cell
        for field, amount in (*funds, (layout.OTHER, project.other))
        for cell in (label(field.label), _centred(amount_text(amount)))
    ]
    yield Row([label(layout.FUNDS_LABEL, merge="restart"), *cells])
    yield Row([label("", merge="continue"), Cell(_lines(project.fund_use), _VALUES_SPAN)])
    months = [
        label(field.label, _PLAN_SPANS[month]) for month, field in layout.SPENDING_PLAN.items()
    ]
    yield Row([label(layout.SPENDING_PLAN_LABEL, merge="restart"), *months])
    plan = [
        _centred(share_text(project.plan.get(month)), _PLAN_SPANS[month]) for month in PlanMonth
    ]
    yield Row([label("", merge="continue"), *plan])
    yield Row([label(layout.GOALS.label), Cell(project.goals or ("",), _VALUES_SPAN)])


def _indicators(indicators: tuple[IndicatorContent, ...]) -> Iterator[Row]:
    columns = layout.INDICATOR_COLUMNS
    headings = [label(column.label) for column in columns[:-1]]
    yield Row([*headings, label(columns[-1].label, 2)], is_heading=True)
    for level1, group in groupby(indicators, key=lambda row: squeeze(row.level1)):
        rows = list(group)
        for place, row in enumerate(rows):
            yield _indicator(row, _merge(place, len(rows)) if level1 else "")


def _merge(place: int, count: int) -> str:
    if count == 1:
        return ""
    return "continue" if place else "restart"


def _indicator(row: IndicatorContent, merge: str) -> Row:
    return Row(
        [
            label("" if merge == "continue" else row.level1, merge=merge),
            _centred(row.level2),
            _centred(row.level3),
            Cell(_lines(row.description)),
            _centred(row.target_value),
            Cell(_lines(row.basis), 2),
        ]
    )


def _centred(text: str, span: int = 1) -> Cell:
    return Cell(_lines(text), span, CELL_CENTRED)


def _lines(text: str) -> list[str]:
    return text.split("\n")
