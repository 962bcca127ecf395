"""Project forms in a document: which tables, or parts of tables, are one project's form.

A form may stand in one table, in two (its head and its indicators), or run over pages with its
heading rows repeated; a table may hold several forms.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xladdin.documents.blocks import Cell, Line, Row, grid_of
from xladdin.documents.imported import LeftOver
from xladdin.documents.reasons import REPEATED_HEADING
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.form.labelled_sheet import Labelled
from xladdin.form.layout import label_key, label_keys
from xladdin.form.project_reading import is_project_sheet

_HEADINGS_OF_A_TABLE = 4
_STARTS = (layout.PROJECT_CODE, layout.PROJECT_NAME)
_LABELS_OF_A_SUMMARY = ((layout.PROJECT_NAME,), (layout.BUDGET,))
_MOST_CELLS_ABOVE = 2  # a title has one, a unit line two

FORM_LABELS: frozenset[str] = frozenset(
    {
        *(label_key(text) for text in (layout.FUNDS_LABEL, layout.SPENDING_PLAN_LABEL)),
        label_key(layout.FUND_USE.label),
        *(key for item in layout.PROJECT_FIELDS for key in label_keys(item)),
        *(key for column in layout.INDICATOR_COLUMNS for key in label_keys(column)),
    }
)
"""What is printed on every project's form."""


@dataclass(slots=True)
class ProjectForm:
    """The rows of a project's form, with the lines above its table."""

    lines: tuple[Line, ...]
    rows: list[Row] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)

    @property
    def has_indicators(self) -> bool:
        """Whether the headings of the indicator table are there."""
        return any(is_indicator_heading(row) for row in self.rows)

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows; those that only repeat what stands above are left over."""
        repeated = None  # the row of the form that the last row repeats
        begins_page = False
        for row in rows:
            begins_page |= row.begins_page
            repeated = self._repeated(row, repeated)
            if repeated is None:
                self.rows.append(replace(row, begins_page=begins_page))
                begins_page = False
            else:
                self.left_over += [
                    LeftOver(cell.text, row.where, REPEATED_HEADING) for cell in row.filled
                ]

    def goes_on_with(self, rows: Sequence[Row]) -> bool:
        """Whether these rows, of another table just below, belong to this form."""
        if not rows:
            return False
        if any(is_indicator_heading(row) for row in rows[:2]):
            return not self.has_indicators or self._repeated(rows[0], None) is not None
        has_start = any(has_labels(row, _STARTS) for row in rows)
        return self.has_indicators and not has_start and _width(rows) == _width(self.rows[-1:])

    def _repeated(self, row: Row, before: int | None) -> int | None:
        shown = _signature(row)
        if before is not None and before + 1 < len(self.rows):
            following = _signature(self.rows[before + 1])
            if shown == following:
                return before + 1
        if not shown or not any(text in FORM_LABELS for text in shown):
            return None
        signatures = (_signature(earlier) for earlier in self.rows)
        return next((n for n, earlier in enumerate(signatures) if earlier == shown), None)


def has_labels(row: Row, fields: Iterable[Labelled]) -> bool:
    """Whether any of the labels stands in a row."""
    keys = {label_key(cell.text) for cell in row.filled}
    return any(keys & label_keys(item) for item in fields)


def is_indicator_heading(row: Row) -> bool:
    """Whether a row carries the headings of the indicator table."""
    keys = {label_key(cell.text) for cell in row.filled}
    found = sum(bool(keys & label_keys(column)) for column in layout.INDICATOR_COLUMNS)
    return found >= _HEADINGS_OF_A_TABLE


def is_form(rows: Sequence[Row]) -> bool:
    """Whether rows hold a project's form, or its head."""
    return is_project_sheet(grid_of(rows, "", ""))


def is_summary_table(rows: Sequence[Row]) -> bool:
    """Whether rows list projects with their amounts, a project a line."""
    return any(all(has_labels(row, group) for group in _LABELS_OF_A_SUMMARY) for row in rows[:3])


def split_forms(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows of each form of a table; a table without several is one part."""
    start = 0
    seen: set[str] = set()
    heads: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows):
        keys = {item.key for item in _STARTS if has_labels(row, (item,))}
        shown = _signature(row)
        if not keys or shown in heads or is_summary_table([row]):
            continue
        if keys & seen:
            first = _first_line_above(rows, start, number)
            yield _clipped(rows[start:first])
            start, seen, heads = first, set(), set()
        seen |= keys
        heads.add(shown)
    yield _clipped(rows[start:])


def _first_line_above(rows: Sequence[Row], start: int, number: int) -> int:
    """Where a form begins: at the title and the unit line above its first label."""
    while number > start + 1 and _is_line(rows[number - 1]):
        number -= 1
    return number


def _is_line(row: Row) -> bool:
    keys = (label_key(cell.text) for cell in row.filled)
    is_short = len(row.filled) <= _MOST_CELLS_ABOVE and len(row.cells) <= _MOST_CELLS_ABOVE
    return is_short and not any(key in FORM_LABELS for key in keys)


def _clipped(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows whose merged cells end with them."""
    count = len(rows)
    return tuple(
        replace(row, cells=tuple(_clip(cell, count - number) for cell in row.cells))
        for number, row in enumerate(rows)
    )


def _clip(cell: Cell, rows: int) -> Cell:
    return cell if cell.row_span <= rows else replace(cell, row_span=rows)


def _signature(row: Row) -> tuple[str, ...]:
    return tuple(squeeze(cell.text) for cell in row.filled)


def _width(rows: Sequence[Row]) -> int:
    """Number of the last column in use."""
    return max((c.column + c.column_span - 1 for row in rows for c in row.cells), default=0)
