"""From a row of the department's summary to the cell of the unit's workbook that it came from."""

from dataclasses import dataclass

import xlwings as xw

from xladdin.domain.text import quoted
from xladdin.errors import UsageError
from xladdin.workbook.live.host import file_of, links_in_row, open_without_macros
from xladdin.workbook.source_links import source_path

_CHOOSE_A_ROW = "请在“项目”“指标”“支出计划”“问题”或“审核说明”表中点一行数据，再点“打开来源”"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a cell: the file it leads to, and the place there (``'项目1'!C4``), if any."""

    address: str
    place: str


def open_source(summary: xw.Book) -> xw.Book:
    """Open, to be read only, the workbook that the selected row came from, at its cell.

    Raises UsageError where the row leads nowhere, or to what is no workbook of the summary's own
    disk or share.
    """
    selected = summary.app.selection
    sheet = summary.sheets.active
    row = selected.row if selected else 0
    links = [Link(*link) for link in links_in_row(sheet, row)] if row else []
    chosen = next((link for link in links if link.place), next(iter(links), None))
    if chosen is None:
        raise UsageError(f"工作表{quoted(sheet.name)}的第 {row} 行没有来源", _CHOOSE_A_ROW)
    path = source_path(file_of(summary), chosen.address)
    source = open_without_macros(summary.app, path, read_only=True)
    _go_to(source, chosen.place)
    return source


def _go_to(book: xw.Book, place: str) -> None:
    sheet_name, _, cell = place.rpartition("!")
    name = sheet_name.strip("'").replace("''", "'")
    if name not in book.sheet_names:
        return  # a link to the workbook as a whole, or to a sheet that is gone
    sheet = book.sheets[name]
    sheet.activate()
    sheet.range(cell).select()
