"""A finished document read back, as rules judge it: what they approve is what was written.

It knows the labels of the form and the styles of headings, and nothing else of how it was written.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from xladdin.documents.publish.project_table import WIDTHS
from xladdin.documents.publish.publication import SUMMARY_TITLE
from xladdin.documents.publish.styles import PART, TABLE_TITLE, UNIT_LINE
from xladdin.documents.publish.wordml import Element, name
from xladdin.domain.content import Amount
from xladdin.domain.money import AmountError, parse_amount
from xladdin.domain.origin import Origin
from xladdin.domain.publication import (
    PublishedDocument,
    PublishedPart,
    PublishedRow,
    PublishedTable,
    PublishedTotals,
)
from xladdin.form import layout
from xladdin.form.summary_form import TOTAL


@dataclass(slots=True)
class _Block:
    """A heading with the lines and tables below it."""

    heading: str
    unit_line: str = ""
    amount_unit: str = ""
    rows: list[list["_Cell"]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    span: int


def read_back(document: bytes, file: str) -> PublishedDocument:
    """What a .docx states; ``file`` is what it is called."""
    parts: list[PublishedPart] = []
    blocks: list[_Block] = []
    for block in _body(document):
        style = _style(block)
        if style == PART.id:
            parts.append(PublishedPart(Origin(file, _text(block)), _text(block)))
        elif style == TABLE_TITLE.id:
            blocks.append(_Block(_text(block)))
        elif style == UNIT_LINE.id and blocks:
            blocks[-1].unit_line, _, blocks[-1].amount_unit = _text(block).partition("\t")
        elif block.tag == name("tbl") and blocks:
            blocks[-1].rows += _rows(block)
    tables = (_table(block, file) for block in blocks if block.heading != SUMMARY_TITLE)
    summaries = [_totals(block, file) for block in blocks if block.heading == SUMMARY_TITLE]
    return PublishedDocument(file, tuple(parts), tuple(tables), next(iter(summaries), None))


def _body(document: bytes) -> Sequence[Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        whole = etree.fromstring(archive.read("word/document.xml"), parser)
    return list(whole[0])


def _style(block: Element) -> str:
    style = block.find(f"{name('pPr')}/{name('pStyle')}")
    return style.get(name("val"), "") if style is not None else ""


def _text(block: Element) -> str:
    breaks = {name("tab"): "\t", name("br"): "\n"}
    pieces = block.iter(name("t"), name("tab"), name("br"))
    return "".join(breaks.get(str(piece.tag)) or piece.text or "" for piece in pieces)


def _rows(table: Element) -> Iterator[list[_Cell]]:
    for row in table.iter(name("tr")):
        yield [_cell(cell) for cell in row.iter(name("tc"))]


def _cell(cell: Element) -> _Cell:
    span = cell.find(f"{name('tcPr')}/{name('gridSpan')}")
    count = int(span.get(name("val"), "1")) if span is not None else 1
    return _Cell("\n".join(_text(item) for item in cell.iter(name("p"))), count)


def _table(block: _Block, file: str) -> PublishedTable:
    rows = (
        PublishedRow(number, sum(cell.span for cell in row), len(WIDTHS))
        for number, row in enumerate(block.rows, 1)
    )
    return PublishedTable(
        Origin(file, block.heading),
        _value(block.rows, layout.PROJECT_CODE) or "",
        _value(block.rows, layout.PROJECT_NAME) or "",
        block.unit_line,
        block.amount_unit,
        _amount(_value(block.rows, layout.BUDGET) or ""),
        _amount(_value(block.rows, layout.FISCAL) or ""),
        _amount(_value(block.rows, layout.OTHER) or ""),
        tuple(rows),
    )


def _value(rows: Sequence[Sequence[_Cell]], wanted: layout.Field) -> str | None:
    """The text right of the field's label; None without the label."""
    labels = layout.label_keys(wanted)
    for row in rows:
        for cell, value in pairwise(row):
            if layout.label_key(cell.text) in labels:
                return value.text
    return None


def _totals(block: _Block, file: str) -> PublishedTotals:
    """Of the line of totals; without such a line nothing is stated."""
    lines = (row[1:] for row in block.rows if row and row[0].text == TOTAL)
    amounts = [_amount(cell.text) for cell in next(lines, [])]
    return PublishedTotals(Origin(file, block.heading), *amounts)


def _amount(text: str) -> Amount:
    if not text.strip():
        return None
    try:
        return parse_amount(text)
    except AmountError:
        return text
