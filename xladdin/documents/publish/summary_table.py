"""预算项目汇总表: a line a project under a line for its unit, and the exact totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from xladdin.consolidation.tables import exact_sum
from xladdin.documents.publish.project_table import amount_text, unit_line
from xladdin.documents.publish.publication import SUMMARY_TITLE, NumberedProject, Publication
from xladdin.documents.publish.styles import CELL, CELL_CENTRED, CELL_RIGHT, TEXT_WIDTH, Look
from xladdin.documents.publish.table import Cell, Row, label, table
from xladdin.documents.publish.wordml import Element
from xladdin.domain.content import Amount
from xladdin.form import layout
from xladdin.form.summary_form import NUMBER, TOTAL

WIDTHS = (620, 2540, 2384, 1100, 1100, TEXT_WIDTH - 7744)
HEADINGS = (
    NUMBER,
    layout.PROJECT_CODE.label,
    layout.PROJECT_NAME.label,
    layout.BUDGET.label,
    layout.FISCAL.defined_name,
    layout.OTHER.label,
)
_AMOUNTS = 3  # the last columns


def summary_blocks(publication: Publication, heading: Element) -> Iterator[Element]:
    """Heading, unit line and table, on a page of their own."""
    count = len(publication.projects)
    yield heading
    yield unit_line(publication.department)
    yield table(
        summary_rows(publication.projects),
        WIDTHS,
        SUMMARY_TITLE,
        f"{count} 个项目的预算数、财政资金和其他资金，每个单位一行小计，最后一行是合计",
    )


def summary_rows(projects: Sequence[NumberedProject]) -> list[Row]:
    """Headings, each unit with its projects, totals."""
    rows = [Row([label(text) for text in HEADINGS], is_heading=True)]
    for unit, group in groupby(projects, key=lambda item: item.unit_line):
        of_unit = list(group)
        rows.append(_sum_row(unit, CELL, of_unit))
        rows += [_project_row(item) for item in of_unit]
    return [*rows, _sum_row(TOTAL, CELL_CENTRED, projects)]


def _project_row(item: NumberedProject) -> Row:
    code = Cell((item.content.code,), look=CELL_CENTRED)
    cells = [label(str(item.number)), code, Cell((item.content.name,))]
    return Row([*cells, *(_amount_cell(amount) for amount in _amounts(item))])


def _sum_row(text: str, look: Look, projects: Sequence[NumberedProject]) -> Row:
    """What is no number adds nothing: the table shows it, and a finding reports it."""
    columns = zip(*(_amounts(item) for item in projects), strict=True)
    totals = (exact_sum(a for a in column if isinstance(a, Decimal)) for column in columns)
    return Row([Cell((text,), len(WIDTHS) - _AMOUNTS, look), *map(_amount_cell, totals)])


def _amounts(item: NumberedProject) -> tuple[Amount, Amount, Amount]:
    return item.content.budget, item.content.fiscal, item.content.other


def _amount_cell(amount: Amount) -> Cell:
    return Cell((amount_text(amount),), look=CELL_RIGHT)
