"""A range of indicator rows, with or without the form's headings, read as the form is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from udfs.arguments import Values
from udfs.ranges import ArgumentError, entries_of, single_entry
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import Indicator
from xladdin.domain.taxonomy import Taxonomy, taxonomy_in
from xladdin.domain.text import quoted
from xladdin.form import layout
from xladdin.form.grid import SheetGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.project_reading import indicator_heading_row, read_indicators

_COLUMNS = layout.INDICATOR_COLUMNS
_LABELS = "、".join(column.label for column in _COLUMNS)


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The indicators of a range of so many rows, and the place of each of its cells."""

    height: int
    indicators: tuple[Indicator, ...]
    places: dict[Origin, tuple[int, int]]

    def place(self, finding: Finding) -> tuple[int, int]:
        """Row and column in the range, counted from 1."""
        return self.places[finding.origin]


def read_table(values: Values) -> IndicatorTable:
    """The indicators of a range: the form's six columns in their order, or any with its headings.

    Rows over the headings count for nothing. Raises ArgumentError for other columns, and where the
    range goes on to something else, such as the next project's form.
    """
    rows = entries_of(values)
    cells = {
        (row, column): entry
        for row, entries in enumerate(rows, 1)
        for column, entry in enumerate(entries, 1)
    }
    places = {entry.origin: place for place, entry in cells.items()}
    if cells and not _has_headings(cells):
        _check_width(rows)
        cells = _with_headings(cells)
    grid = SheetGrid("", "", cells)
    indicators = read_indicators(grid)
    _check_nothing_is_left(grid, indicators)
    return IndicatorTable(len(values), indicators, places)


def taxonomy_named(values: Values) -> Taxonomy | None:
    """The taxonomy that an argument names, None where it is left out. Raises ArgumentError."""
    stated = single_entry(values, "指标体系")
    if stated.is_blank:
        return None
    taxonomy = taxonomy_in(stated.text)
    if taxonomy is None:
        choices = "或".join(each.label for each in Taxonomy)
        raise ArgumentError(f"指标体系{quoted(stated.text)}不能识别：请填 {choices}，或不填")
    return taxonomy


def _has_headings(cells: dict[tuple[int, int], Entry]) -> bool:
    """Whether a heading row is among the cells; raises ArgumentError where it isn't complete."""
    sheet = LabelledSheet(SheetGrid("", "", cells))
    row = indicator_heading_row(sheet)
    if row is None:
        return False
    found = sheet.labels_in_row(row, _COLUMNS)
    missing = "、".join(column.label for column in _COLUMNS if column.key not in found)
    if missing:
        raise ArgumentError(f"标题行缺少{missing}：指标表应有 {_LABELS}")
    return True


def _check_width(rows: list[list[Entry]]) -> None:
    width = len(rows[0])
    if width < len(_COLUMNS):
        raise ArgumentError(f"指标行应有 6 列（{_LABELS}），现为 {width} 列：请选全 6 列")
    beyond = [entry for row in rows for entry in row[len(_COLUMNS) :] if not entry.is_blank]
    if beyond:
        raise ArgumentError(
            f"指标行应有 6 列（{_LABELS}），但{beyond[0].origin.cell}还有内容"
            f"{quoted(beyond[0].text)}：请只选 6 列，或连同标题行一起选取"
        )


def _check_nothing_is_left(grid: SheetGrid, indicators: Iterable[Indicator]) -> None:
    sheet = LabelledSheet(grid)
    heading_row = indicator_heading_row(sheet)
    if heading_row is None:
        return
    columns = [area.left for area in sheet.labels_in_row(heading_row, _COLUMNS).values()]
    read = {entry.origin for row in indicators for entry in row.entries}
    for row, column, entry in grid.filled():
        is_in_table = row > heading_row and min(columns) <= column <= max(columns)
        if is_in_table and entry.origin not in read:
            raise ArgumentError(
                f"{entry.origin.cell}的{quoted(entry.text)}读不进指标表："
                "请只选一张指标表，各栏之间、各行之间不要夹有其他内容"
            )


def _with_headings(cells: dict[tuple[int, int], Entry]) -> dict[tuple[int, int], Entry]:
    """The same cells one row lower, under the form's headings."""
    headings = {
        (1, column): Entry(heading.label, Origin("")) for column, heading in enumerate(_COLUMNS, 1)
    }
    return headings | {(row + 1, column): entry for (row, column), entry in cells.items()}
