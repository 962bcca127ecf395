"""The cells in a sheet part's XML: found by their places, and written, one at a time."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from lxml import etree

from xladdin.domain.origin import cell_address, cell_position
from xladdin.form.grid import Area
from xladdin.workbook.checked_package import damaged

Cell = tuple[int, int]
CellContent = str | Decimal | int | None

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def local_name(node: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def write_content(cell: etree._Element, content: CellContent) -> None:
    """Let a cell hold a text, a number or nothing; it keeps its style."""
    for node in list(cell):
        cell.remove(node)
    cell.attrib.pop("t", "")
    match content:
        case None | "":
            pass
        case str():
            cell.set("t", "inlineStr")
            text = _child(_child(cell, "is"), "t")
            text.text = _storable(content)
            text.set(_SPACE, "preserve")
        case _:
            _child(cell, "v").text = (
                f"{content:f}" if isinstance(content, Decimal) else str(content)
            )


def write_result(cell: etree._Element, result: str | Decimal | int | None) -> None:
    """Let a cell's formula have a result; None for one that nobody has calculated yet."""
    for node in list(cell):
        if local_name(node) != "f":
            cell.remove(node)
    cell.attrib.pop("t", "")
    if result is None:
        return
    if isinstance(result, str):
        cell.set("t", "str")
        result = _storable(result)
    _child(cell, "v").text = f"{result:f}" if isinstance(result, Decimal) else str(result)


def _child(node: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(node, f"{{{etree.QName(node).namespace}}}{name}")


def _storable(text: str) -> str:
    """A text as the file keeps it: without what XML has no character for, escapes escaped."""
    return _LOOKS_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("", text))


class SheetXml:
    """A sheet part's XML, in whichever of the two namespaces it is written.

    Rows and cells needn't say where they are: what doesn't stands behind the one before.
    """

    def __init__(self, root: etree._Element, part: str) -> None:
        self.root = root
        data = root.find(self._tag("sheetData"))
        if data is None:
            raise damaged(part)
        self._rows = dict(_numbered_rows(data))
        self._data = data
        self.cells = {
            (number, column): cell
            for number, row in self._rows.items()
            for column, cell in _numbered_cells(row)
        }

    def _tag(self, name: str) -> str:
        return f"{{{etree.QName(self.root).namespace}}}{name}"

    @property
    def is_protected(self) -> bool:
        """Whether locked cells can't be changed."""
        node = self.root.find(self._tag("sheetProtection"))
        return node is not None and node.get("sheet") in {"1", "true"}

    def formulas(self) -> dict[Cell, str]:
        """The formulas by their cells; empty texts for those that share another's."""
        found = {place: cell.find(self._tag("f")) for place, cell in self.cells.items()}
        return {place: node.text or "" for place, node in found.items() if node is not None}

    def array_at(self, place: Cell) -> Area | None:
        """The area around a cell that one formula fills; None for a cell by itself."""
        return next((area for area in self._arrays if place in area), None)

    @cached_property
    def _arrays(self) -> list[Area]:
        formulas = (cell.find(self._tag("f")) for cell in self.cells.values())
        return [
            _area(str(node.get("ref", "")))
            for node in formulas
            if node is not None and node.get("t") == "array"
        ]

    def style_at(self, place: Cell) -> str:
        """Number of the style of a cell, or of its row or column where there is no such cell."""
        if place in self.cells:
            return str(self.cells[place].get("s", "0"))
        row = self._rows.get(place[0])
        if row is not None and row.get("s") and row.get("customFormat") in {"1", "true"}:
            return str(row.get("s"))
        for node in self.root.iterfind(f"{self._tag('cols')}/{self._tag('col')}"):
            if int(node.get("min", "0")) <= place[1] <= int(node.get("max", "0")):
                return str(node.get("style", "0"))
        return "0"

    def cell(self, place: Cell) -> etree._Element:
        """The cell at a place, added in the style of its row or column where there is none."""
        if place not in self.cells:
            row = self._row(place[0])
            row.attrib.pop("spans", "")  # says how far the row goes
            columns = [column for column, _ in _numbered_cells(row)]
            cell = etree.Element(self._tag("c"), r=cell_address(*place))
            if (style := self.style_at(place)) != "0":
                cell.set("s", style)
            row.insert(sum(column < place[1] for column in columns), cell)
            self.cells[place] = cell
        return self.cells[place]

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(self._tag("row"), r=str(number))
            self._data.insert(sum(other < number for other in self._rows), row)
            self._rows[number] = row
        return self._rows[number]


def _numbered_rows(data: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in data:
        if local_name(row) == "row":
            number = int(row.get("r", number + 1))
            yield number, row


def _numbered_cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row:
        if local_name(cell) == "c":
            position = cell_position(cell.get("r", ""))
            column = position[1] if position else column + 1
            yield column, cell


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    top, left = cell_position(first) or (0, 0)
    bottom, right = cell_position(last) or (top, left)
    return Area(top, left, bottom, right)
