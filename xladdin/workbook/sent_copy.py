"""The copy of a workbook that goes into a mail; the source is never touched.

It says on its cover how it was sent, and holds no function of the add-in, which shows #NAME? where
there is no add-in: live checks are taken out whole, any other cell with such a function keeps its
value. Of the file only the sheets with such cells, the cover and the list of names are rewritten.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from lxml import etree

from xladdin.domain.origin import column_number
from xladdin.domain.stamp import Stamp
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid, WorkbookGrid
from xladdin.form.sending_stamp import place_for_stamp, stamp_text
from xladdin.workbook.cell_xml import Cell, SheetXml, local_name, write_content
from xladdin.workbook.guard import PackageFacts, inspect_package
from xladdin.workbook.package_copy import PackageCopy, parse_part, serialize_part
from xladdin.workbook.text_height import row_height

_FUNCTION = re.compile(
    # the second: how Excel itself writes that a function is another file's
    rf"(?<![\w.]){layout.FUNCTION_PREFIX}\w+\s*\(|\[\d+\]!",
    re.IGNORECASE,
)
_MAY_HOLD_FUNCTIONS = re.compile(rf"{layout.FUNCTION_PREFIX}|\]!".encode(), re.IGNORECASE)
_LIVE_CHECK_NAMES = {layout.LIVE_CHECK_NAME, layout.LIVE_CHECK_AREA_NAME}
_STAMP_WIDTH = sum(column.width for column in layout.INDEX_COLUMNS)
_LONGEST_LIST = 5


def require_sendable(path: Path, workbook: WorkbookGrid) -> None:
    """Raise UsageError for macros and links to other workbooks: no office takes such a mail."""
    facts: PackageFacts = inspect_package(path)
    if facts.has_macros:
        raise UsageError(
            "工作簿里有宏，收件方会拒收，没有生成报送邮件",
            "请另存为“Excel 工作簿 (*.xlsx)”，再报送",
        )
    links = [link for link in workbook.external_links if not _leads_to_addin(link)]
    if links:
        more = f"等 {len(links)} 个" if len(links) > _LONGEST_LIST else ""
        raise UsageError(
            f"工作簿里有指向其他文件的链接，没有生成报送邮件：{'、'.join(links[:_LONGEST_LIST])}{more}",
            "请在“数据”选项卡的“编辑链接”（或“工作簿链接”）中断开链接，保存后再报送",
        )


def write_sent_copy(source: Path, target: Path, cover: SheetGrid | None, stamp: Stamp) -> bool:
    """Write the copy to ``target``; give whether there was a place on the cover for the stamp."""
    package = PackageCopy(source)
    parts = package.sheet_parts()
    contents = {name: package.read(part) for name, part in parts.items()}
    sheets = {
        name: SheetXml(parse_part(content, parts[name]), parts[name])
        for name, content in contents.items()
        if _MAY_HOLD_FUNCTIONS.search(content) or (cover is not None and name == cover.name)
    }
    workbook = parse_part(package.read(package.workbook_part), package.workbook_part)
    areas = _live_check_areas(workbook)
    touched = [name for name in sheets if _take_functions(sheets[name], areas.get(name))]
    if touched:
        package.drop_calculation_chain()
    if _take_names(workbook):
        package.drop_links()  # no other than to the add-in: see require_sendable
        package.change(package.workbook_part, serialize_part(workbook))
    place = place_for_stamp(cover) if cover is not None else None
    if cover is not None and place is not None:
        _put_stamp(sheets[cover.name], place, stamp)
        touched.append(cover.name)
    for name in touched:
        package.change(parts[name], serialize_part(sheets[name].root))
    package.set_time_of_saving()
    package.write(target)
    return place is not None


def _leads_to_addin(link: str) -> bool:
    return PureWindowsPath(link).name.casefold() == layout.ADDIN_FILE.casefold()


def _take_functions(sheet: SheetXml, area: Area | None) -> bool:
    """Leave no function of the add-in; give whether there was any."""
    formulas = {place: sheet.cells[place] for place in sheet.formulas()}
    shared = {_shared(node) for node in formulas.values() if _is_ours(node)} - {""}
    ours = [p for p, node in formulas.items() if _is_ours(node) or _shared(node) in shared]
    for place in ours:
        node = formulas[place]
        if area is not None and place in area:
            write_content(node, None)
        else:
            node.remove(_formula(node))
            node.attrib.pop("cm", "")  # of a formula that spills
    if area is not None and ours:
        heading = sheet.cells.get((area.top, area.left))
        if heading is not None:
            write_content(heading, None)
    return bool(ours)


def _is_ours(cell: etree._Element) -> bool:
    return _FUNCTION.search(_formula(cell).text or "") is not None


def _formula(cell: etree._Element) -> etree._Element:
    return next(node for node in cell if local_name(node) == "f")


def _shared(cell: etree._Element) -> str:
    """Number of a formula that several cells share; "" for one of its own."""
    node = _formula(cell)
    return str(node.get("si", "")) if node.get("t") == "shared" else ""


def _names(workbook: etree._Element) -> Iterator[etree._Element]:
    return (node for node in workbook.iter() if local_name(node) == "definedName")


def _live_check_areas(workbook: etree._Element) -> dict[str, Area]:
    """Where live checks stand, by sheet; nothing of those whose cells were deleted."""
    sheets = [str(node.get("name", "")) for node in workbook.iter() if local_name(node) == "sheet"]
    found: dict[str, Area] = {}
    for node in _names(workbook):
        sheet = str(node.get("localSheetId", ""))
        place = re.fullmatch(r".*!\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)", node.text or "")
        if node.get("name") == layout.LIVE_CHECK_AREA_NAME and sheet.isdecimal() and place:
            first, last = (_position(place[n], place[n + 1]) for n in (1, 3))
            if int(sheet) < len(sheets):
                found[sheets[int(sheet)]] = Area(*first, *last)
    return found


def _position(letters: str, digits: str) -> Cell:
    return int(digits), column_number(letters)


def _take_names(workbook: etree._Element) -> bool:
    """Take out the names of the live check, names with functions, and what counts the links."""
    taken = [
        node
        for node in _names(workbook)
        if node.get("name") in _LIVE_CHECK_NAMES or _FUNCTION.search(node.text or "")
    ]
    for node in taken:
        _take_out(node)
    links = [node for node in workbook if local_name(node) == "externalReferences"]
    for node in links:
        _take_out(node)
    for node in list(workbook):
        if local_name(node) == "definedNames" and not len(node):
            _take_out(node)
    return bool(taken or links)


def _take_out(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _put_stamp(sheet: SheetXml, place: Cell, stamp: Stamp) -> None:
    cell = sheet.cell(place)
    text = stamp_text(stamp)
    write_content(cell, text)
    row = cell.getparent()
    if row is not None and place[0] == layout.STAMP_ROW:
        row.set("ht", f"{row_height([(text, _STAMP_WIDTH)], lowest=18):g}")
        row.set("customHeight", "1")
