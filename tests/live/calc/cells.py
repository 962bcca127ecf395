"""Contents of whole ranges: a handful of calls for any number of cells.

Every call to Calc crosses two processes (0.1 ms, 1 ms with a new object), so only what can't be
had for a whole range (an error's number, the format of computed numbers) is asked one by one.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tests.live.calc.area import Area
from tests.live.calc.bridge import is_mixed
from tests.live.calc.formulas import to_calc, to_excel
from tests.live.calc.number_formats import GENERAL, NumberFormats
from tests.live.calc.typed_text import Content, content_of
from tests.live.calc.values import ERROR_TEXTS, excel_error, from_serial

Value = str | float | bool | int | datetime | None
Position = tuple[int, int]
_DATES = 2  # com.sun.star.sheet.CellFlags.DATETIME: typed dates, not computed ones
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}


def read_values(cells: Any, formats: NumberFormats) -> tuple[tuple[Value, ...], ...]:
    """Give the values of a range as Range.Value does: rows of cells.

    An empty cell is None, an error Excel's number of it, a number in a date's format a datetime.
    """
    found: dict[Position, Value] = {}
    computed: list[Position] = []
    data, formulas = cells.DataArray, cells.FormulaArray
    for row, line in enumerate(zip(data, formulas, strict=True)):
        for column, (value, formula) in enumerate(zip(*line, strict=True)):
            if value is None:
                error = cells.getCellByPosition(column, row).getError()
                found[row, column] = excel_error(error)
            elif not formula:
                found[row, column] = None
            elif formula in _TRUTHS:
                found[row, column] = _TRUTHS[formula]
            elif formula[0] in "={" and isinstance(value, float):
                computed.append((row, column))
    _find_typed_dates(cells, data, found)
    _find_computed_kinds(cells, data, computed, formats, found)
    return tuple(
        tuple(found.get((row, column), value) for column, value in enumerate(line))
        for row, line in enumerate(data)
    )


def read_formulas(cells: Any) -> tuple[tuple[str, ...], ...]:
    """Give the formulas of a range as Range.Formula does; a constant as it would be typed."""
    return tuple(
        tuple(_typed(value, formula) for value, formula in zip(*line, strict=True))
        for line in zip(cells.DataArray, cells.FormulaArray, strict=True)
    )


def write(cells: Any, rows: Sequence[Sequence[object]], formats: NumberFormats) -> None:
    """Put values or formulas (Excel's) into a range of the same size.

    Raises:
        ExcelRefusedError: a value that Excel doesn't take.
    """
    contents = [[content_of(value) for value in row] for row in rows]
    if any(isinstance(value, str) for row in rows for value in row):
        _keep_texts(cells, rows, contents, formats)
    cells.setDataArray(tuple(tuple(content.value for content in row) for row in contents))
    by_position = {
        (row, column): content
        for row, line in enumerate(contents)
        for column, content in enumerate(line)
    }
    _put_formulas(cells, {at: c.formula for at, c in by_position.items() if c.formula})
    _put_formats(
        cells, {at: c.number_format for at, c in by_position.items() if c.number_format}, formats
    )


def fill(cells: Any, formula: str) -> None:
    """Put one formula into every cell; its relative references move along from the first."""
    first = cells.getCellByPosition(0, 0)
    first.setFormula(to_calc(formula))
    tokens = first.getTokens()
    rows, columns = cells.Rows.Count, cells.Columns.Count
    for row in range(rows):
        for column in range(columns):
            if row or column:
                cells.getCellByPosition(column, row).setTokens(tokens)


def _find_typed_dates(cells: Any, data: Any, found: dict[Position, Value]) -> None:
    origin = Area.of_uno(cells.RangeAddress)
    for address in cells.queryContentCells(_DATES).RangeAddresses:
        dates = Area.of_uno(address).moved(1 - origin.row, 1 - origin.column)
        for row in range(dates.row - 1, dates.last_row):
            for column in range(dates.column - 1, dates.last_column):
                found[row, column] = from_serial(data[row][column])


def _find_computed_kinds(
    cells: Any,
    data: Any,
    computed: list[Position],
    formats: NumberFormats,
    found: dict[Position, Value],
) -> None:
    for column, top, bottom in _runs(computed):
        for row, key in _format_keys(cells, column, top, bottom):
            if formats.is_date(key):
                found[row, column] = from_serial(data[row][column])
            elif formats.is_logical(key):
                found[row, column] = bool(data[row][column])


def _format_keys(cells: Any, column: int, top: int, bottom: int) -> Iterable[tuple[int, int]]:
    """Row and number format of each cell of a run, one call for the run if they are alike."""
    run = cells.getCellRangeByPosition(column, top, column, bottom)
    if not is_mixed(run, "NumberFormat"):
        key = run.NumberFormat
        return [(row, key) for row in range(top, bottom + 1)]
    rows = range(top, bottom + 1)
    return [(row, cells.getCellByPosition(column, row).NumberFormat) for row in rows]


def _typed(value: object, formula: str) -> str:
    if formula in _TRUTHS:  # Calc keeps truth values as formulas, files bring them so
        return str(_TRUTHS[formula]).upper()
    if value is None and formula[1:] in ERROR_TEXTS.values():
        return formula[1:]
    if isinstance(value, str) and formula.removeprefix("'") == value:
        return value
    return to_excel(formula)


def _keep_texts(
    cells: Any,
    rows: Sequence[Sequence[object]],
    contents: list[list[Content]],
    formats: NumberFormats,
) -> None:
    """Take texts as they are where the cell's format is text ("@")."""
    if not is_mixed(cells, "NumberFormat") and not formats.is_text(cells.NumberFormat):
        return
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            is_read = isinstance(value, str) and contents[row][column] != Content(value)
            if is_read and formats.is_text(cells.getCellByPosition(column, row).NumberFormat):
                contents[row][column] = content_of(value, is_text_cell=True)


def _put_formulas(cells: Any, formulas: dict[Position, str]) -> None:
    for column, top, bottom in _runs(formulas):
        run = cells.getCellRangeByPosition(column, top, column, bottom)
        lines = ((to_calc(formulas[row, column]),) for row in range(top, bottom + 1))
        run.setFormulaArray(tuple(lines))


def _put_formats(cells: Any, codes: dict[Position, str], formats: NumberFormats) -> None:
    """Give a format to those cells that have none yet."""
    for code in set(codes.values()):
        key = formats.key(code)
        for column, top, bottom in _runs(at for at, wanted in codes.items() if wanted == code):
            run = cells.getCellRangeByPosition(column, top, column, bottom)
            if not is_mixed(run, "NumberFormat"):
                run.NumberFormat = key if run.NumberFormat == GENERAL else run.NumberFormat
                continue
            for row in range(top, bottom + 1):
                cell = cells.getCellByPosition(column, row)
                cell.NumberFormat = key if cell.NumberFormat == GENERAL else cell.NumberFormat


def _runs(positions: Iterable[Position]) -> list[tuple[int, int, int]]:
    """Gather cells that stand below each other: column, first and last row."""
    runs: list[tuple[int, int, int]] = []
    for row, column in sorted(positions, key=lambda at: (at[1], at[0])):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1] = (column, runs[-1][1], row)
        else:
            runs.append((column, row, row))
    return runs
