"""The open workbook -> grids of entries: what is on the screen, saved or not.

A sheet's values and formulas are read at once each. What they don't tell (merged, hidden, number
formats) is asked of whole areas first, of all sheets together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.origin import Origin, cell_address
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid, WorkbookGrid
from xladdin.workbook.access import shows_percent
from xladdin.workbook.live.areas import (
    Cell,
    Look,
    Search,
    answered,
    answers_by_cell,
    hidden_columns,
    hidden_rows,
    merged_areas,
    together,
)
from xladdin.workbook.live.extent import filled_part
from xladdin.workbook.live.form_areas import COVER_AREAS, PROJECT_AREAS
from xladdin.workbook.live.host import file_of, is_visible, links_to_files
from xladdin.workbook.live.looks import asking
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


@dataclass(frozen=True, slots=True)
class _SheetCells:
    """A sheet as far as it is read at once: its cells, and the area that they are in."""

    name: str
    cells: _Cells
    used: Area
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class _Looks:
    """What is asked about a sheet's cells besides."""

    formats: dict[Cell, str]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def read_open_workbook(book: xw.Book, on_sheet: OnSheet | None = None) -> WorkbookGrid:
    """All worksheets of an open workbook, hidden ones too; live checks are no part of it.

    ``on_sheet`` is told the name of each sheet before it is read. ``file`` is the workbook's path,
    or its name where it has none. Raises UsageError for a sheet that is filled too far out.
    """
    checks = {sheet.name: _area_of(cells) for sheet, cells in live_check_cells(book)}
    sheets: list[_SheetCells] = []
    for sheet in book.sheets:
        name = sheet.name
        if on_sheet is not None:
            on_sheet(name)
        sheets.append(_sheet_cells(sheet, name, checks.get(name)))
    return WorkbookGrid(file_of(book), _grids(book, sheets), links_to_files(book))


def read_program_sheets(book: xw.Book) -> WorkbookGrid:
    """校验结果 and the template's identity of an open workbook, and nothing else."""
    names = [name for name in _READ_ALONE if name in book.sheet_names]
    sheets = [_sheet_cells(book.sheets[name], name) for name in names]
    return WorkbookGrid(file_of(book), _grids(book, sheets))


def _sheet_cells(sheet: xw.Sheet, name: str, checks: Area | None = None) -> _SheetCells:
    used = filled_part(sheet)
    cells = _read_cells(used).without(checks)
    return _SheetCells(name, cells, _area_of(used), is_hidden=not is_visible(sheet))


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


def _grids(book: xw.Book, sheets: Sequence[_SheetCells]) -> tuple[SheetGrid, ...]:
    """The sheets' entries, and their looks, which are asked for all of them together."""
    looks = answered(together(map(_looks_of, sheets)), asking(book))
    file = file_of(book)
    return tuple(_grid(file, *pair) for pair in zip(sheets, looks, strict=True))


def _looks_of(sheet: _SheetCells) -> Search[_Looks]:
    """What the values of a sheet don't tell; only number formats where nothing is submitted."""
    numeric = [cell for cell, value in sheet.cells.values.items() if is_numeric(value)]
    searches: list[Search[Any]] = [answers_by_cell(sheet.name, numeric, Look.NUMBER_FORMAT)]
    if sheet.cells.values and sheet.name not in layout.PROGRAM_SHEETS:
        expected = COVER_AREAS if sheet.name == layout.COVER_SHEET else PROJECT_AREAS
        searches += [
            merged_areas(sheet.name, sheet.used, expected),
            hidden_rows(sheet.name, sheet.used),
            hidden_columns(sheet.name, sheet.used),
        ]
    return _Looks(*(yield from together(searches)))


def _grid(file: str, sheet: _SheetCells, looks: _Looks) -> SheetGrid:
    cells, place = sheet.cells, Origin(file, sheet.name)
    entries = {
        cell: _entry(cells, cell, looks.formats.get(cell, ""), place)
        for cell in sorted(cells.values)
    }
    return SheetGrid(
        file,
        sheet.name,
        entries,
        looks.merged,
        looks.hidden_rows,
        looks.hidden_columns,
        is_hidden=sheet.is_hidden,
    )


def _entry(cells: _Cells, cell: Cell, number_format: str, place: Origin) -> Entry:
    value, formula = cells.values[cell], cells.formulas[cell]
    return Entry(
        cell_value(value, formula, number_format, is_error=cell in cells.errors),
        Origin(place.file, place.sheet, cell_address(*cell)),
        FormulaState.CALCULATED if is_formula(value, formula) else FormulaState.NONE,
        is_percent=bool(number_format) and shows_percent(number_format),
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


def range_of(sheet: xw.Sheet, area: Area) -> xw.Range:
    """The cells of an area."""
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def _area_of(cells: xw.Range) -> Area:
    top, left = cells.row, cells.column
    height, width = cells.shape
    return Area(top, left, top + height - 1, left + width - 1)
