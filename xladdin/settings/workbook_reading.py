"""The settings workbook -> what it says, cell by cell."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from xladdin.domain.entry import Entry
from xladdin.errors import DataFileError, UnreadableWorkbookError
from xladdin.form import settings_form as form
from xladdin.form.grid import SheetGrid
from xladdin.form.layout import label_key
from xladdin.settings.said import Line, Remarks, Said, SaidSettings
from xladdin.workbook.file_reader import read_workbook


def said_in_workbook(path: Path) -> SaidSettings:
    """What the tables of a settings workbook say. Raises DataFileError."""
    try:
        workbook = read_workbook(path)
    except UnreadableWorkbookError as error:
        message = f"校验设置 {path} 读不了：{error.message}"
        raise DataFileError(message, error.next_step) from error
    said = SaidSettings()
    missing = [table.sheet for table in form.TABLES if workbook.sheet(table.sheet) is None]
    if len(missing) == len(form.TABLES):
        names = "、".join(missing)
        raise DataFileError(f"{path} 不是校验设置：没有 {names} 工作表", "请核对文件名")
    for name in missing:
        said.remarks.idle(name, "没有这张工作表，按内置设置处理")
    for table in form.TABLES:
        grid = workbook.sheet(table.sheet)
        if grid is not None:
            said.lines[table.sheet] = list(_lines(grid, table, said.remarks))
    return said


def _lines(grid: SheetGrid, table: form.SettingsTable, remarks: Remarks) -> Iterator[Line]:
    heading = _heading(grid, table)
    if heading is None:
        names = "”“".join(column.label for column in table.required)
        if grid.cells:
            remarks.wrong(table.sheet, f"没有找到标题行，应有“{names}”各栏")
        return
    heading_row, places = heading
    for row in range(heading_row + 1, grid.last_row + 1):
        entries = {key: grid.at(row, column) for key, column in places.items()}
        if all(entry.is_blank for entry in entries.values()):
            continue
        cells = {key: _said(entry, remarks) for key, entry in entries.items()}
        yield Line(next(iter(cells.values())).place, cells)


def _heading(grid: SheetGrid, table: form.SettingsTable) -> tuple[int, dict[str, int]] | None:
    """The first row that has all required headings, and the columns of those that are read."""
    for row in range(1, grid.last_row + 1):
        places: dict[str, int] = {}
        for column in range(1, grid.last_column + 1):
            places.setdefault(label_key(grid.at(row, column).text), column)
        if all(label_key(column.label) in places for column in table.required):
            read = (*table.required, *table.optional)
            return row, {
                column.key: places[label_key(column.label)]
                for column in read
                if label_key(column.label) in places
            }
    return None


def _said(entry: Entry, remarks: Remarks) -> Said:
    place = f"{entry.origin.sheet}!{entry.origin.cell}"
    if entry.is_unreadable:
        remarks.wrong(place, "公式出错或没有计算，请直接填写内容")
        return Said("", place)
    value = entry.value
    # a number that the cell shows as 25% is said as 0.25 all the same
    return Said(f"{value:f}" if isinstance(value, Decimal) else entry.text.strip(), place)
