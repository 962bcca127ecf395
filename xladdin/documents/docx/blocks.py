"""A Word document (.docx) -> its lines and tables in order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lxml import etree

from xladdin.documents.blocks import Block, Cell, Line, Row, SourceDocument, Table, text_entry
from xladdin.documents.docx.numbering import Numbering
from xladdin.documents.docx.package import DocxPackage, W
from xladdin.documents.docx.text import all_text, paragraph_text
from xladdin.documents.imported import LeftOver

_HEADERS = (("header", "页眉"), ("footer", "页脚"))
_NOTES = (("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注"))
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_CONTENTS_STYLES = ("toc ", "目录")


def read_docx(path: Path) -> SourceDocument:
    """The document at ``path``.

    Raises UnreadableDocumentError where the file is none that can be read.
    """
    return _Reader(DocxPackage(path), path.name).read()


@dataclass(slots=True)
class _OpenCell:
    """A cell while the rows under it are read: they may go on with it."""

    cell: Cell
    row: int


class _Reader:
    def __init__(self, package: DocxPackage, name: str) -> None:
        self.package = package
        self.name = name
        styles = package.part("styles")
        self.numbering = Numbering(package.part("numbering"), styles)
        self.contents_styles = frozenset(_contents_styles(styles))
        self.blocks: list[Block] = []
        self.left_over: list[LeftOver] = []
        self.tables = 0
        self.paragraphs = 0

    def read(self) -> SourceDocument:
        self._read_into(self.package.body)
        for kind, label in _HEADERS:
            for part in self.package.parts(kind):
                self._set_aside(all_text(part), label, where=label)
        for kind, label in _NOTES:
            notes = self.package.part(kind)
            for note in notes if notes is not None else ():
                self._set_aside(all_text(note), label, where=label)
        return SourceDocument(self.name, tuple(self.blocks), tuple(self.left_over))

    def _set_aside(self, text: str, reason: str, *, where: str) -> None:
        if text.strip():
            self.left_over.append(LeftOver(text.strip(), where, reason))

    def _read_into(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self._add_paragraph(child)
            elif child.tag == f"{W}tbl":
                self._add_table(child)
            elif child.tag in _WRAPPERS:
                self._read_into(child)

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        self.paragraphs += 1
        where = f"第 {self.paragraphs} 段"
        text = self._text(paragraph, where)
        if text.strip():
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else style.get(f"{W}val", "")
            self.blocks.append(Line(text.strip(), where, name in self.contents_styles))

    def _text(self, paragraph: etree._Element, where: str) -> str:
        text = paragraph_text(paragraph, partial(self._set_aside, where=where))
        return self.numbering.prefix(paragraph) + text if text.strip() else text

    def _add_table(self, table: etree._Element) -> None:
        self.tables += 1
        where = f"表 {self.tables}"
        nested: list[etree._Element] = []
        rows: list[list[_OpenCell]] = []
        places: list[str] = []
        below: dict[int, _OpenCell] = {}  # by column: what a cell under it may go on with
        for number, row in enumerate(_children(table, "tr"), 1):
            place = f"{where} 第 {number} 行"
            if row.find(f"{W}trPr/{W}del") is not None:
                self._set_aside(all_text(row), "修订中已删除的行", where=place)
                continue
            places.append(place)
            rows.append(self._row(row, len(rows), below, place, nested))
        self.blocks.append(
            Table(
                tuple(
                    Row(tuple(open_cell.cell for open_cell in row), place)
                    for row, place in zip(rows, places, strict=True)
                ),
                where,
            )
        )
        for inner in nested:
            self._add_table(inner)

    def _row(
        self,
        row: etree._Element,
        number: int,
        below: dict[int, _OpenCell],
        where: str,
        nested: list[etree._Element],
    ) -> list[_OpenCell]:
        cells: list[_OpenCell] = []
        column = 1 + _number(row, "trPr/gridBefore")
        for item in _children(row, "tc"):
            span = max(_number(item, "tcPr/gridSpan"), 1)
            text = self._cell_text(item, where, nested)
            above = below.get(column)
            goes_on = above is not None and above.row + above.cell.row_span == number
            if _merged(item, "hMerge") == "continue" and cells:
                last = cells[-1]
                last.cell = replace(last.cell, column_span=last.cell.column_span + span)
                self._set_aside(text, "被合并单元格盖住的文字", where=where)
            elif _merged(item, "vMerge") == "continue" and above is not None and goes_on:
                above.cell = replace(above.cell, row_span=above.cell.row_span + 1)
                self._set_aside(text, "被合并单元格盖住的文字", where=where)
            else:
                below[column] = _OpenCell(Cell(column, text_entry(text), span), number)
                cells.append(below[column])
            column += span
        return cells

    def _cell_text(self, cell: etree._Element, where: str, nested: list[etree._Element]) -> str:
        lines = []
        for child in _unwrapped(cell):
            if child.tag == f"{W}p":
                lines.append(self._text(child, where))
            elif child.tag == f"{W}tbl":
                nested.append(child)
        return "\n".join(lines)


def _contents_styles(styles: etree._Element | None) -> Iterator[str]:
    """The styles of the lines of a 目录."""
    if styles is None:
        return
    for style in styles.iterfind(f"{W}style"):
        name = style.find(f"{W}name")
        label = "" if name is None else name.get(f"{W}val", "").lower()
        if label.startswith(_CONTENTS_STYLES):
            yield style.get(f"{W}styleId", "")


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """The children, those in content controls and insertions too."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in _unwrapped(parent) if child.tag == f"{W}{name}")


def _number(element: etree._Element, path: str) -> int:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    text = "" if found is None else found.get(f"{W}val", "")
    return int(text) if text.isdecimal() else 0


def _merged(cell: etree._Element, kind: str) -> str:
    """How a cell is merged with the one before it: "restart", "continue", or not at all."""
    found = cell.find(f"{W}tcPr/{W}{kind}")
    return "" if found is None else found.get(f"{W}val", "continue")
