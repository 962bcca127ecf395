"""Tables: cells that span columns or go on from the row above, rows that stay whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xladdin.documents.publish import styles
from xladdin.documents.publish.styles import CELL, CELL_CENTRED, Look
from xladdin.documents.publish.wordml import Element, element, paragraph

LOWEST_ROW = 454  # 0.8 cm


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines, how many columns it spans, whether it is merged with those below.

    ``merge`` is "restart" in the first of merged cells and "continue" in the others.
    """

    lines: Sequence[str] = ("",)
    span: int = 1
    look: Look = CELL
    merge: str = ""
    has_border_below: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a heading is repeated on every page that the table goes on to."""

    cells: Sequence[Cell]
    is_heading: bool = False


def label(text: str, span: int = 1, merge: str = "") -> Cell:
    """A cell with a label of the form."""
    return Cell((text,), span, CELL_CENTRED, merge)


def table(rows: Iterable[Row], widths: Sequence[int], title: str, description: str) -> Element:
    """A table as wide as the text; title and description are for those who can't see it."""
    made = element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=styles.TABLE),
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0),
            element("tblCaption", val=title),
            element("tblDescription", val=description),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    made.extend(_row(row, widths) for row in rows)
    return made


def _row(row: Row, widths: Sequence[int]) -> Element:
    properties = element(
        "trPr", element("cantSplit"), element("trHeight", val=LOWEST_ROW, hRule="atLeast")
    )
    if row.is_heading:
        properties.append(element("tblHeader"))
    made = element("tr", properties)
    column = 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[column : column + cell.span])))
        column += cell.span
    return made


def _cell(cell: Cell, width: int) -> Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if cell.span > 1:
        properties.append(element("gridSpan", val=cell.span))
    if cell.merge:
        properties.append(element("vMerge", val=cell.merge))
    if not cell.has_border_below:
        properties.append(element("tcBorders", element("bottom", val="nil")))
    properties.append(element("vAlign", val="center"))
    return element("tc", properties, *(paragraph(cell.look.id, line) for line in cell.lines))
