"""Rows and merged cells that a page break cut in two, put together again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from xladdin.documents.blocks import Cell, Row
from xladdin.documents.project_forms import FORM_LABELS, is_indicator_heading
from xladdin.documents.wrapping import joined
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.form import layout
from xladdin.form.layout import label_key, label_keys

_CLASSES = (layout.LEVEL1, layout.LEVEL2)
_TEXTS = (layout.LEVEL3, layout.DESCRIPTION, layout.TARGET_VALUE, layout.BASIS)
_NEEDED = (layout.LEVEL3, layout.TARGET_VALUE)
Headings = Mapping[str, int]
"""The column of each heading of the indicator table, by its key."""


def without_page_breaks(rows: Sequence[Row]) -> list[Row]:
    """The rows as they would stand on one long page."""
    result: list[Row] = []
    headings: Headings = {}
    for row in rows:
        if row.begins_page and result and not is_indicator_heading(row):
            _add_after_break(result, row, headings)
            continue
        if is_indicator_heading(row) and not headings:
            headings = _headings(row)
        result.append(row)
    return result


def _headings(row: Row) -> Headings:
    keys = {label_key(cell.text): cell.column for cell in row.filled}
    return {
        column.key: keys[key]
        for column in layout.INDICATOR_COLUMNS
        for key in label_keys(column)
        if key in keys
    }


def _add_after_break(result: list[Row], row: Row, headings: Headings) -> None:
    """Add the first row of a page, or what it is the rest of."""
    if _is_rest(row, result, headings):
        for cell in row.cells:
            if cell.row_span > 1:
                _stretch(result, cell.column, cell.row_span - 1)
        result[-1] = _joined(result[-1], row)
        for cell in row.filled:  # those that go on in a merged cell further up
            if cell.column not in {above.column for above in result[-1].cells}:
                _append(result, cell)
        return
    kept: list[Cell] = []
    for cell in row.cells:
        above = _ending_above(result, cell)
        is_class = cell.column in {headings.get(column.key) for column in _CLASSES}
        if above is not None and (_completes(above, cell) or (is_class and cell.entry.is_blank)):
            _stretch(result, cell.column, cell.row_span)
            _append(result, cell)
        else:
            kept.append(cell)
    result.append(replace(row, cells=tuple(kept)))


def _is_rest(row: Row, result: Sequence[Row], headings: Headings) -> bool:
    """Whether a row is what was left of the one above at the end of the page."""
    above = {cell.column: found for cell in row.cells if (found := _ending_above(result, cell))}
    same_shape = {cell.column for cell in result[-1].cells} <= {c.column for c in row.cells}
    if not same_shape or len(above) < len(row.cells) or not row.filled:
        return False
    if any(
        _is_label(above[c.column].text) and not _completes(above[c.column], c) for c in row.filled
    ):
        return False
    if not headings:
        return all(_completes(above[c.column], c) or c.column > 1 for c in row.filled)
    return _is_rest_of_indicator(row, above, headings)


def _is_rest_of_indicator(row: Row, above: Mapping[int, Cell], headings: Headings) -> bool:
    here = {cell.column: cell for cell in row.filled}
    completed = [
        _completes(above[cell.column], cell)
        for column in _CLASSES
        if (cell := here.get(headings.get(column.key, 0)))
    ]
    if completed:
        return all(completed)
    texts = [headings[column.key] for column in _TEXTS if column.key in headings]
    needed = [headings[column.key] for column in _NEEDED if column.key in headings]
    lacks = any(column not in here and above[column].text for column in needed if column in above)
    return lacks or all(above[c].may_go_on_in(here[c]) for c in texts if c in here)


def _completes(above: Cell, rest: Cell) -> bool:
    """Whether two parts make a label or a class, which the second alone is not."""
    is_split = bool(above.text and rest.text)
    return is_split and bool(_kinds(above.text + rest.text) - _kinds(rest.text))


def _kinds(text: str) -> set[str]:
    """As what the form knows a text: a label, a class of the first or of the second level."""
    kinds = {"label"} if _is_label(text) else set()
    for taxonomy in Taxonomy:
        if canonical_level1(text, taxonomy):
            kinds.add(layout.LEVEL1.key)
        if canonical_level2(text, taxonomy):
            kinds.add(layout.LEVEL2.key)
    return kinds


def _is_label(text: str) -> bool:
    return label_key(text) in FORM_LABELS


def _joined(above: Row, rest: Row) -> Row:
    texts = {cell.column: cell for cell in rest.cells}
    return replace(above, cells=tuple(_cell(cell, texts.get(cell.column)) for cell in above.cells))


def _cell(above: Cell, rest: Cell | None) -> Cell:
    if rest is None or rest.entry.is_blank:
        return above
    if above.entry.is_blank:
        return replace(above, entry=rest.entry, room=rest.room)
    goes_on = above.may_go_on_in(rest) or _completes(above, rest)
    text = joined(above.text, rest.text) if goes_on else f"{above.text}\n{rest.text}"
    return replace(above, entry=replace(above.entry, value=text), room=rest.room)


def _ending_above(result: Sequence[Row], rest: Cell) -> Cell | None:
    """The cell of the same width that ends where the page did."""
    for distance, row in enumerate(reversed(result), 1):
        for cell in row.cells:
            if cell.column == rest.column:
                is_same = cell.row_span == distance and cell.column_span == rest.column_span
                return cell if is_same else None
    return None


def _stretch(result: list[Row], column: int, by: int) -> None:
    """Let the cell that ends with the last row span more rows."""
    _change(result, column, lambda cell: replace(cell, row_span=cell.row_span + by))


def _append(result: list[Row], rest: Cell) -> None:
    """Add the rest of its text to the cell that ends above, or did before it was stretched."""
    if not rest.entry.is_blank:
        _change(result, rest.column, lambda cell: _cell(cell, rest))


def _change(result: list[Row], column: int, change: Callable[[Cell], Cell]) -> None:
    for place in range(len(result) - 1, -1, -1):
        cells = result[place].cells
        if any(cell.column == column for cell in cells):
            changed = tuple(change(cell) if cell.column == column else cell for cell in cells)
            result[place] = replace(result[place], cells=changed)
            return
