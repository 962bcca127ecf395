"""From one finding to the next: where the person is in the list of 校验结果, and going on."""

from collections.abc import Sequence

import xlwings as xw

from xladdin.domain.finding import Finding
from xladdin.domain.origin import cell_position
from xladdin.form import layout
from xladdin.form.findings_sheet import FindingsList
from xladdin.workbook.live.host import is_visible

Place = tuple[int, int, int]
"""Number of a sheet among the tabs, row and column."""


def go_to_neighbour(
    book: xw.Book, listed: FindingsList, findings: Sequence[Finding], step: int
) -> int:
    """Select the cell of the finding after (``step`` 1) or before (-1) the selected cell.

    While findings are open, others are passed by, but for one whose line is selected. A finding
    without a cell that can be seen is shown by its line of the list. Gives the number of the
    finding, from 0.
    """
    tabs = {sheet.name: number for number, sheet in enumerate(book.sheets) if is_visible(sheet)}
    places = [_place(finding, tabs) for finding in findings]
    sheet = book.sheets.active
    selected = book.app.selection
    row, column = (selected.row, selected.column) if selected else (0, 0)
    line = row - listed.heading_row - 1 if sheet.name == layout.FINDINGS_SHEET else None
    if line is not None:
        number = neighbour_of_line(places, line, step)
    else:
        number = neighbour_of_cell(places, (tabs.get(sheet.name, -1), row, column), step)
    if number != line:
        number = _next_worth_it(findings, number, step)
    _select(book, listed, findings[number], number, is_seen=places[number] is not None)
    return number


def neighbour_of_cell(places: Sequence[Place | None], here: Place, step: int) -> int:
    """Number of the place after or before a cell in the list, round its end.

    Where the cell is none of the places, it is the nearest one in the order of the workbook.
    """
    if here in places:
        return (places.index(here) + step) % len(places)
    if step > 0:
        later = (number for number, place in enumerate(places) if place and place > here)
        return next(later, 0)
    earlier = [number for number, place in enumerate(places) if place and place < here]
    return earlier[-1] if earlier else len(places) - 1


def neighbour_of_line(places: Sequence[Place | None], line: int, step: int) -> int:
    """The same for a person who stands in a line of the list itself.

    Going on from a line leads to its own cell first.
    """
    if not 0 <= line < len(places):
        return 0 if step > 0 else len(places) - 1
    is_cell_next = step > 0 and places[line] is not None
    return line if is_cell_next else (line + step) % len(places)


def worth_visiting(findings: Sequence[Finding]) -> list[int]:
    """Numbers of the findings that are gone through: the open ones, and all where none is open."""
    numbers = [number for number, finding in enumerate(findings) if finding.is_open]
    return numbers or list(range(len(findings)))


def _next_worth_it(findings: Sequence[Finding], number: int, step: int) -> int:
    worth = set(worth_visiting(findings))
    while number not in worth:
        number = (number + step) % len(findings)
    return number


def _place(finding: Finding, tabs: dict[str, int]) -> Place | None:
    """Where a finding is seen; None where it concerns no cell, or one of a hidden sheet."""
    position = cell_position(finding.origin.cell)
    tab = tabs.get(finding.origin.sheet)
    return (tab, *position) if position and tab is not None else None


def _select(
    book: xw.Book, listed: FindingsList, finding: Finding, number: int, *, is_seen: bool
) -> None:
    if is_seen:
        sheet, cell = book.sheets[finding.origin.sheet], finding.origin.cell
        sheet.activate()
        sheet.range(cell).select()
        return
    sheet = book.sheets[layout.FINDINGS_SHEET]
    sheet.activate()
    line = listed.heading_row + 1 + number
    sheet.range((line, listed.lefts[layout.FINDING_MESSAGE.key])).select()
