"""A document as its readers give it: lines and tables in order, each with its place.

A reader (docx, PDF, xlsx) knows its file format and nothing of the form; ``recognition`` knows the
form and nothing of files. Whatever a reader could not put into a line or a table, it lists as left
over with the reason: no visible character is lost between the file and here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from xladdin.documents.imported import LeftOver
from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin, cell_address
from xladdin.form.grid import Area, SheetGrid


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of text; ``is_contents`` where the file says that it belongs to a 目录."""

    text: str
    where: str
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a merged one is there once, with the columns and rows that it spans.

    ``room`` is what its last line has left, ``first_piece`` what would have to fit in there if the
    text above went on with this cell's: by both, a cell that a page break cut is known.
    """

    column: int
    entry: Entry
    column_span: int = 1
    row_span: int = 1
    room: float = 0.0
    first_piece: float = 0.0

    @property
    def text(self) -> str:
        """What a reader sees."""
        return self.entry.text

    def may_go_on_in(self, following: "Cell") -> bool:
        """Whether its last line had no room for what the other begins with."""
        return bool(self.text and following.text) and self.room < following.first_piece


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``begins_page`` where it is the first one of the table on a new page."""

    cells: tuple[Cell, ...]
    where: str
    begins_page: bool = False

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with content."""
        return tuple(cell for cell in self.cells if not cell.entry.is_blank)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the sheet of a workbook, which then is what ``where`` names."""

    rows: tuple[Row, ...]
    where: str
    is_sheet: bool = False


Block = Line | Table


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What a reader gives: the blocks in reading order, and what belongs into none of them."""

    name: str
    blocks: tuple[Block, ...]
    left_over: tuple[LeftOver, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every piece of text, each once."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.text
            else:
                yield from (cell.text for row in block.rows for cell in row.cells)
        yield from (piece.text for piece in self.left_over)


NOWHERE = Origin("")


def text_entry(text: str) -> Entry:
    """The entry of a cell that holds this text, without the white space around it."""
    return Entry(text.strip() or None, NOWHERE)


def grid_of(rows: Iterable[Row], file: str, name: str) -> SheetGrid:
    """Rows as the sheet that they would be, for what reads sheets."""
    cells: dict[tuple[int, int], Entry] = {}
    merged: list[Area] = []
    kept = tuple(rows)
    for number, row in enumerate(kept, 1):
        for cell in row.cells:
            origin = Origin(file, name, cell_address(number, cell.column))
            cells[number, cell.column] = replace(cell.entry, origin=origin)
            if cell.row_span > 1 or cell.column_span > 1:
                bottom = min(number + cell.row_span - 1, len(kept))
                right = cell.column + cell.column_span - 1
                merged.append(Area(number, cell.column, bottom, right))
    return SheetGrid(file, name, cells, tuple(merged))


def visible_length(text: str) -> int:
    """Number of characters, white space aside: what the report counts."""
    return sum(not character.isspace() for character in text)
