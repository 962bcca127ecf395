"""The open workbook -> grids of entries: what is on the screen, saved or not.

A sheet's values and formulas are read at once each. What xlwings can't give for many cells at once
(merged, hidden, number formats) is asked of whole areas first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import xlwings as xw

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.origin import Origin, cell_address
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid, WorkbookGrid
from xladdin.workbook.access import shows_percent
from xladdin.workbook.live import looks
from xladdin.workbook.live.areas import (
    Cell,
    MergedAreas,
    answers_by_cell,
    numbers_that_are,
)
from xladdin.workbook.live.extent import filled_part
from xladdin.workbook.live.form_areas import COVER_AREAS, PROJECT_AREAS
from xladdin.workbook.live.host import file_of, is_visible, links_to_files
from xladdin.workbook.live.values import (
    ERROR_CODES,
    LiveValue,
    cell_value,
    is_formula,
    is_numeric,
)

OnSheet = Callable[[str], None]

_READ_ALONE = (layout.FINDINGS_SHEET, layout.IDENTITY_SHEET)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells that aren't empty, by row and column: value and formula, and which are errors."""

    values: dict[Cell, LiveValue]
    formulas: dict[Cell, str]
    errors: frozenset[Cell]

    def without(self, area: Area | None) -> "_Cells":
        """The cells outside an area."""
        if area is None:
            return self
        left = {cell: value for cell, value in self.values.items() if cell not in area}
        return _Cells(left, {cell: self.formulas[cell] for cell in left}, self.errors)


def read_open_workbook(book: xw.Book, on_sheet: OnSheet | None = None) -> WorkbookGrid:
    """All worksheets of an open workbook, hidden ones too; live checks are no part of it.

    ``on_sheet`` is told the name of each sheet before it is read.

    ``file`` is the workbook's path, or its name where it has none. Raises UsageError for a sheet
    that is filled too far out.
    """
    file = file_of(book)
    checks = {sheet.name: _area_of(cells) for sheet, cells in live_check_cells(book)}
    sheets: list[SheetGrid] = []
    alike: Iterable[Area] = PROJECT_AREAS
    for sheet in book.sheets:
        if on_sheet is not None:
            on_sheet(sheet.name)
        used = filled_part(sheet)
        cells = _read_cells(used).without(checks.get(sheet.name))
        grid = _grid(sheet, cells, file)
        if grid.cells and grid.name not in layout.PROGRAM_SHEETS:
            is_cover = grid.name == layout.COVER_SHEET
            grid = _with_looks(sheet, grid, _area_of(used), COVER_AREAS if is_cover else alike)
            alike = alike if is_cover or not grid.merged else grid.merged
        sheets.append(grid)
    return WorkbookGrid(file, tuple(sheets), links_to_files(book))


def read_program_sheets(book: xw.Book) -> WorkbookGrid:
    """校验结果 and the template's identity of an open workbook, and nothing else."""
    file = file_of(book)
    sheets = (book.sheets[name] for name in _READ_ALONE if name in book.sheet_names)
    grids = (_grid(sheet, _read_cells(filled_part(sheet)), file) for sheet in sheets)
    return WorkbookGrid(file, tuple(grids))


def live_check_cells(book: xw.Book) -> list[tuple[xw.Sheet, xw.Range]]:
    """The sheets with live checks, and the cells that these stand in."""
    named = (
        (sheet, sheet.names[layout.LIVE_CHECK_AREA_NAME]) for sheet in sheets_with_checks(book)
    )
    return [
        (sheet, name.refers_to_range) for sheet, name in named if "#REF!" not in str(name.refers_to)
    ]


def sheets_with_checks(book: xw.Book) -> list[xw.Sheet]:
    """The sheets that live checks were put on, be their cells deleted since."""
    if layout.LIVE_CHECK_NAME not in book.names:
        return []
    return [sheet for sheet in book.sheets if layout.LIVE_CHECK_AREA_NAME in sheet.names]


def _grid(sheet: xw.Sheet, cells: _Cells, file: str) -> SheetGrid:
    """The sheet's entries and whether it is seen, without its looks."""
    place = Origin(file, sheet.name)
    numeric = [cell for cell, value in cells.values.items() if is_numeric(value)]
    formats = answers_by_cell(numeric, partial(looks.number_format, sheet))
    entries = {
        cell: _entry(cells, cell, formats.get(cell, ""), place) for cell in sorted(cells.values)
    }
    return SheetGrid(file, place.sheet, entries, is_hidden=not is_visible(sheet))


def _entry(cells: _Cells, cell: Cell, number_format: str, place: Origin) -> Entry:
    value, formula = cells.values[cell], cells.formulas[cell]
    return Entry(
        cell_value(value, formula, number_format, is_error=cell in cells.errors),
        replace(place, cell=cell_address(*cell)),
        FormulaState.CALCULATED if is_formula(value, formula) else FormulaState.NONE,
        is_percent=shows_percent(number_format),
    )


def _read_cells(used: xw.Range) -> _Cells:
    rows: Sequence[Sequence[LiveValue]] = used.options(ndim=2, err_to_str=True).value
    formula_rows = formula_texts(used)
    found_values: dict[Cell, LiveValue] = {}
    found_formulas: dict[Cell, str] = {}
    pairs = zip(rows, formula_rows, strict=True)
    for row, (line, formula_line) in enumerate(pairs, used.row):
        for column, (value, formula) in enumerate(
            zip(line, formula_line, strict=True), used.column
        ):
            is_text = isinstance(value, str) and value.strip()
            if is_text or not isinstance(value, str | None) or is_formula(value, formula):
                found_values[row, column] = value
                found_formulas[row, column] = formula
    return _Cells(found_values, found_formulas, _errors(used, found_values))


def formula_texts(cells: xw.Range) -> Sequence[Sequence[str]]:
    """Formulas, or what would be typed for a constant, row by row."""
    formulas: str | Sequence[Sequence[str]] = cells.formula
    return [[formulas]] if isinstance(formulas, str) else formulas


def _errors(used: xw.Range, values: dict[Cell, LiveValue]) -> frozenset[Cell]:
    """Cells that show an error; a typed text of the same wording isn't one."""
    suspects = [cell for cell, value in values.items() if value in ERROR_CODES]
    if not suspects:
        return frozenset()
    without_errors = used.options(ndim=2).value
    return frozenset(
        (row, column)
        for row, column in suspects
        if without_errors[row - used.row][column - used.column] is None
    )


def _with_looks(
    sheet: xw.Sheet, grid: SheetGrid, used: Area, expected: Iterable[Area]
) -> SheetGrid:
    """The grid with its merged areas, its hidden rows and columns."""
    merged = MergedAreas(partial(looks.is_merged, sheet), partial(looks.merged_around, sheet))
    rows = numbers_that_are(used.top, used.bottom, partial(looks.are_rows_hidden, sheet))
    columns = numbers_that_are(used.left, used.right, partial(looks.are_columns_hidden, sheet))
    return replace(
        grid,
        merged=merged.search(used, expected),
        hidden_rows=frozenset(rows),
        hidden_columns=frozenset(columns),
    )


def range_of(sheet: xw.Sheet, area: Area) -> xw.Range:
    """The cells of an area."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def _area_of(cells: xw.Range) -> Area:
    top, left = cells.row, cells.column
    height, width = cells.shape
    return Area(top, left, top + height - 1, left + width - 1)
