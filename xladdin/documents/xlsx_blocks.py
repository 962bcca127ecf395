"""A workbook of the same form, from another system or ours -> its sheets as tables."""

from pathlib import Path

from xladdin.documents.blocks import Cell, Row, SourceDocument, Table
from xladdin.documents.imported import LeftOver
from xladdin.documents.reasons import PROGRAM_SHEET
from xladdin.domain.origin import cell_address
from xladdin.form import layout
from xladdin.form.grid import SheetGrid
from xladdin.workbook.file_reader import read_workbook


def read_xlsx(path: Path) -> SourceDocument:
    """The workbook at ``path``. Raises UnreadableWorkbookError."""
    sheets = read_workbook(path).sheets
    return SourceDocument(
        path.name,
        tuple(_table(sheet) for sheet in sheets if sheet.name not in layout.PROGRAM_SHEETS),
        tuple(
            LeftOver(entry.text, _place(sheet, row, column), PROGRAM_SHEET)
            for sheet in sheets
            if sheet.name in layout.PROGRAM_SHEETS
            for row, column, entry in sheet.filled()
            if entry.text
        ),
    )


def _table(sheet: SheetGrid) -> Table:
    by_row: dict[int, list[Cell]] = {row: [] for row in range(1, sheet.last_row + 1)}
    starts = {(area.top, area.left) for area in sheet.merged} | sheet.cells.keys()
    for row, column in sorted(starts):
        area = sheet.area_at(row, column)
        spans = area.right - area.left + 1, area.bottom - area.top + 1
        by_row.setdefault(row, []).append(Cell(column, sheet.at(row, column), *spans))
    rows = (Row(tuple(cells), f"{sheet.name} 第 {row} 行") for row, cells in sorted(by_row.items()))
    return Table(tuple(rows), sheet.name, is_sheet=True)


def _place(sheet: SheetGrid, row: int, column: int) -> str:
    return f"{sheet.name}!{cell_address(row, column)}"
