"""现场校验: functions of the add-in beside the indicator rows, put there and taken away whole.

A workbook that is sent mustn't carry them. So they stand right of everything else on the sheet, in
cells that nothing else uses, and a name of the sheet remembers where.
"""

import xlwings as xw

from xladdin.domain.origin import cell_address, quote_sheet
from xladdin.form import layout
from xladdin.form.grid import SheetGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.workbook.live.host import all_unprotected, undisturbed
from xladdin.workbook.live.reading import live_check_cells, sheets_with_checks
from xladdin.workbook.live.unit import OpenUnit

_FUNCTION = "PT_CHECK_ROW"
_LABELS_OF_A_TABLE = 4


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
    labelled = LabelledSheet(grid)
    heading = labelled.find_row(layout.INDICATOR_COLUMNS, _LABELS_OF_A_TABLE)
    if heading is None or grid.last_row == heading:
        return False
    areas = labelled.labels_in_row(heading, layout.INDICATOR_COLUMNS).values()
    left, right = min(area.left for area in areas), max(area.left for area in areas)
    column = max(grid.last_column, right) + 1
    formulas = [
        f"={_FUNCTION}({cell_address(row, left)}:{cell_address(row, right)},"
        f"{layout.TAXONOMY.defined_name})"
        for row in range(heading + 1, grid.last_row + 1)
    ]
    cells = sheet.range((heading, column), (grid.last_row, column))
    cells.formula = [[layout.LIVE_CHECK_NAME], *([formula] for formula in formulas)]
    sheet.names.add(layout.LIVE_CHECK_AREA_NAME, f"={quote_sheet(sheet.name)}!{cells.address}")
    return True


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
