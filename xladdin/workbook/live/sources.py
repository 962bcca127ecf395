"""From a row of the department's summary to the cell of the unit's workbook that it came from."""

from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

import xlwings as xw

from xladdin.domain.text import quoted
from xladdin.errors import UsageError
from xladdin.workbook.file_reader import WORKBOOK_SUFFIXES
from xladdin.workbook.live.host import file_of, links_in_row, open_without_macros

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
    source = open_without_macros(summary.app, source_path(summary, chosen), read_only=True)
    _go_to(source, chosen.place)
    return source


def source_path(summary: xw.Book, link: Link) -> Path:
    """The file that a link of the summary leads to. Raises UsageError as `open_source`."""
    file = file_of(summary)
    home = Path(file).parent
    # Excel gives some letters as they are in the name, and some as they are in the file (%20)
    names = (link.address, unquote(link.address))
    is_near = all("://" not in name and _share(name) in {"", _share(file)} for name in names)
    if not is_near or Path(link.address).suffix.lower() not in WORKBOOK_SUFFIXES:
        raise UsageError(
            f"来源{quoted(link.address)}不是本机或汇总表所在位置的工作簿，没有打开",
            "请确认汇总表是由本部门汇总得到的；不是的，请不要点其中的链接",
        )
    for path in (home / name for name in names):
        if path.is_file():
            return path
    raise UsageError(
        f"找不到来源文件 {home / unquote(link.address)}",
        "请把汇总表和各单位的工作簿放回汇总时的位置，或重新汇总",
    )


def _share(path: str) -> str:
    r"""The share of a network path (``\\server\share``), which Windows would log in to; else ""."""
    drive = PureWindowsPath(path).drive.lower()
    return drive if drive.startswith("\\\\") else ""


def _go_to(book: xw.Book, place: str) -> None:
    sheet_name, _, cell = place.rpartition("!")
    name = sheet_name.strip("'").replace("''", "'")
    if name not in book.sheet_names:
        return  # a link to the workbook as a whole, or to a sheet that is gone
    sheet = book.sheets[name]
    sheet.activate()
    sheet.range(cell).select()
