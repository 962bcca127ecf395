"""Tables on pages, found by their borders; one that runs over pages is one table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from xladdin.documents.blocks import Cell, Row, Table, text_entry
from xladdin.documents.pdf.lines import FIT, GAP_OF_SCRIPTS, Char, PdfLine, lines_of, text_of

_SAME_EDGE = 2.5  # points
_SAME_WIDTH = 4.0
_LEAST_LINES = 3
_USUAL_PADDING = 5.4  # points: 0.19 cm, what Word and LibreOffice start with

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""


@dataclass(slots=True)
class PdfCell:
    """A cell with the characters that stand in it."""

    box: Box
    chars: list[Char] = field(default_factory=list)
    lines: list[PdfLine] = field(default_factory=list)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        x0, top, x1, bottom = self.box
        return x0 <= x < x1 and top <= y < bottom


@dataclass(slots=True)
class PdfTable:
    """The part of a table that stands on one page."""

    page: int
    box: Box
    cells: list[PdfCell]

    def take(self, chars: Iterable[Char]) -> list[Char]:
        """Take the characters that stand in a cell; give the others back."""
        left = []
        for char in chars:
            x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            cell = next((cell for cell in self.cells if cell.holds(x, y)), None)
            if cell is None:
                left.append(char)
            else:
                cell.chars.append(char)
        return left

    def goes_on_in(self, other: "PdfTable") -> bool:
        """Whether a table at the top of the next page has the same borders at left and right."""
        (left, _, right, _), (other_left, _, other_right, _) = self.box, other.box
        return abs(left - other_left) < _SAME_WIDTH and abs(right - other_right) < _SAME_WIDTH


def table_of(parts: Sequence[PdfTable], number: int, *, keeps_spaces: bool) -> Table:
    """The table that stands on one page or several."""
    for part in parts:
        for cell in part.cells:
            cell.lines = lines_of(cell.chars, keeps_spaces=keeps_spaces)
    padding = _padding(parts)
    columns = _edges(edge for part in parts for cell in part.cells for edge in cell.box[::2])
    rows: list[Row] = []
    for part in parts:
        edges = _edges(edge for cell in part.cells for edge in cell.box[1::2])
        by_row: dict[int, list[Cell]] = {place: [] for place in range(len(edges) - 1)}
        for cell in part.cells:
            top, bottom = (_place(edges, edge) for edge in cell.box[1::2])
            left, right = (_place(columns, edge) for edge in cell.box[::2])
            if top < bottom and left < right:
                by_row[top].append(_cell(cell, padding, (left, right), (top, bottom)))
        for place, cells in by_row.items():
            where = f"第 {part.page} 页 表 {number} 第 {len(rows) + 1} 行"
            begins_page = place == 0 and part is not parts[0]
            ordered = tuple(sorted(cells, key=lambda cell: cell.column))
            rows.append(Row(ordered, where, begins_page))
    return Table(tuple(rows), f"第 {parts[0].page} 页 表 {number}")


def _cell(cell: PdfCell, padding: float, columns: tuple[int, int], rows: tuple[int, int]) -> Cell:
    x0, _, x1, _ = cell.box
    width = max(x1 - x0 - 2 * padding, *(line.width for line in cell.lines), 0.0)
    made = Cell(
        columns[0] + 1,
        text_entry(text_of(cell.lines, width)),
        columns[1] - columns[0],
        rows[1] - rows[0],
    )
    if not cell.lines:
        return made
    first, last = cell.lines[0], cell.lines[-1]
    needed = first.first_piece + GAP_OF_SCRIPTS * first.size + FIT
    return replace(made, room=width - last.width, first_piece=needed)


def _padding(parts: Sequence[PdfTable]) -> float:
    """Room between a border and the text: the least at the left that several lines share."""
    cells = (cell for part in parts for cell in part.cells)
    seen = Counter(
        round(max(line.x0 - cell.box[0], 0.0) * 2) / 2 for cell in cells for line in cell.lines
    )
    usual = (room for room, count in seen.items() if count >= _LEAST_LINES)
    return min(usual, default=min(seen, default=_USUAL_PADDING))


def _edges(values: Iterable[float]) -> list[float]:
    """Distinct borders in order; those that nearly coincide are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _place(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))
