"""现场校验: functions of the add-in beside the indicator rows, put there and taken away whole.

A workbook that is sent mustn't carry them. So they stand right of everything else on the sheet, in
cells that nothing else uses, and a name of the sheet remembers where.
"""

import xlwings as xw

from xladdin.domain.origin import cell_address, quote_sheet
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.project_reading import indicator_heading_row
from xladdin.workbook.live.host import all_unprotected, undisturbed
from xladdin.workbook.live.reading import live_check_cells, sheets_with_checks
from xladdin.workbook.live.unit import OpenUnit

_FUNCTION = "PT_CHECK_ROW"


def put_live_checks(unit: OpenUnit) -> int:
    """Put a check beside every row of each indicator table; give how many sheets have one now.

    Raises UsageError where a sheet is protected with a password; nothing was done then.
    """
    count = 0
    sheets = [unit.book.sheets[name] for name in unit.project_names]
    with undisturbed(unit.book), all_unprotected(sheets):
        for sheet, grid in zip(sheets, unit.projects, strict=True):
            count += _put_on_sheet(sheet, grid)
        if count:
            unit.book.names.add(layout.LIVE_CHECK_NAME, "=TRUE")
    return count


def _put_on_sheet(sheet: xw.Sheet, grid: SheetGrid) -> bool:
    table = _plain_table(grid)
    if table is None:
        return False
    column = max(grid.last_column, table.right) + 1
    formulas = [
        f"={_FUNCTION}({cell_address(row, table.left)}:{cell_address(row, table.right)},"
        f"{layout.TAXONOMY.defined_name})"
        for row in range(table.top, table.bottom + 1)
    ]
    cells = sheet.range((table.top - 1, column), (table.bottom, column))
    cells.formula = [[layout.LIVE_CHECK_NAME], *([formula] for formula in formulas)]
    sheet.names.add(layout.LIVE_CHECK_AREA_NAME, f"={quote_sheet(sheet.name)}!{cells.address}")
    return True


def _plain_table(grid: SheetGrid) -> Area | None:
    """The rows below the headings, as the template has them; None for a table of another make.

    Of one whose columns stand apart, or whose cells are merged, a row by itself doesn't tell all.
    """
    labelled = LabelledSheet(grid)
    heading = indicator_heading_row(labelled)
    if heading is None or grid.last_row == heading:
        return None
    found = labelled.labels_in_row(heading, layout.INDICATOR_COLUMNS)
    lefts = [found[column.key].left for column in layout.INDICATOR_COLUMNS if column.key in found]
    table = Area(heading + 1, lefts[0], grid.last_row, lefts[-1])
    is_in_order = lefts == list(range(lefts[0], lefts[0] + len(layout.INDICATOR_COLUMNS)))
    is_any_merged = any(area.bottom > heading and area.left <= table.right for area in grid.merged)
    return table if is_in_order and not is_any_merged else None


def take_live_checks(book: xw.Book) -> int:
    """Take all checks out again; give how many sheets had one.

    Raises UsageError where a sheet is protected with a password; nothing was done then.
    """
    sheets = sheets_with_checks(book)
    with undisturbed(book), all_unprotected(sheets):
        for _, cells in live_check_cells(book):
            cells.clear_contents()
        for sheet in sheets:
            sheet.names[layout.LIVE_CHECK_AREA_NAME].delete()
        if layout.LIVE_CHECK_NAME in book.names:
            book.names[layout.LIVE_CHECK_NAME].delete()
    return len(sheets)
