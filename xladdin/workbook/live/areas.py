"""Few questions about many cells: ask about a whole area, go into halves where they differ.

Every question to a running application takes its time, and most areas are alike throughout.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from xladdin.form.grid import Area

Answer = TypeVar("Answer")
Cell = tuple[int, int]


def answers_by_cell(
    cells: Sequence[Cell], ask: Callable[[Area], Answer | None]
) -> dict[Cell, Answer]:
    """The answer for each cell; ``ask`` gives None for an area whose cells differ."""
    if not cells:
        return {}
    answer = ask(area_around(cells))
    if answer is not None:
        return dict.fromkeys(cells, answer)
    if len(cells) == 1:
        return {}
    one, other = _halves_of_cells(cells)
    return answers_by_cell(one, ask) | answers_by_cell(other, ask)


def numbers_that_are(first: int, last: int, ask: Callable[[int, int], bool | None]) -> set[int]:
    """The rows (or columns) from first to last of which something is true.

    ``ask`` gives None for several that differ.
    """
    answer = ask(first, last)
    if answer is not None:
        return set(range(first, last + 1)) if answer else set()
    if first == last:
        return set()
    middle = (first + last) // 2
    return numbers_that_are(first, middle, ask) | numbers_that_are(middle + 1, last, ask)


@dataclass(frozen=True, slots=True)
class MergedAreas:
    """Finds the merged areas among cells.

    ``is_merged`` gives None for an area with cells of both kinds; ``area_around`` is the merged
    area that a cell is in, or the cell alone.
    """

    is_merged: Callable[[Area], bool | None]
    area_around: Callable[[Cell], Area]
    found: set[Area] = field(default_factory=set)

    def search(self, within: Area, expected: Iterable[Area]) -> tuple[Area, ...]:
        """All of them, from the top.

        ``expected`` are those of the form, or of a sheet that may be alike: they are asked first,
        and what they leave over is mostly plain.
        """
        for area in expected:
            if contains(within, area):
                self._take((area.top, area.left))
        for rest in left_over(within, self.found):
            self._search(rest)
        return tuple(sorted(self.found))

    def _search(self, area: Area) -> None:
        if self._is_known(area):
            return
        answer = self.is_merged(area)
        if answer is False:
            return
        if answer or is_one_cell(area):
            self._take((area.top, area.left))
        if not (is_one_cell(area) or self._is_known(area)):
            for half in halves(area):
                self._search(half)

    def _take(self, cell: Cell) -> None:
        around = self.area_around(cell)
        if not is_one_cell(around):
            self.found.add(around)

    def _is_known(self, area: Area) -> bool:
        return any(contains(known, area) for known in self.found)


def left_over(within: Area, taken: Iterable[Area]) -> Iterator[Area]:
    """What some areas leave of another: few rectangles, without overlap."""
    open_runs: dict[tuple[int, int], int] = {}  # columns of a rectangle -> its first row
    areas = tuple(taken)
    for row in range(within.top, within.bottom + 2):
        runs = set(_free_runs(row, within, areas)) if row <= within.bottom else set()
        for run in sorted(open_runs.keys() - runs):
            yield Area(open_runs.pop(run), run[0], row - 1, run[1])
        for run in runs - open_runs.keys():
            open_runs[run] = row


def _free_runs(row: int, within: Area, taken: tuple[Area, ...]) -> Iterator[tuple[int, int]]:
    start = within.left
    for area in sorted(taken, key=lambda area: area.left):
        if area.top <= row <= area.bottom and start <= area.right and area.left <= within.right:
            if area.left > start:
                yield start, area.left - 1
            start = area.right + 1
    if start <= within.right:
        yield start, within.right


def halves(area: Area) -> tuple[Area, Area]:
    """An area of several cells cut in two: its rows, or its columns where it is one row."""
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        upper = Area(area.top, area.left, middle, area.right)
        return upper, Area(middle + 1, area.left, area.bottom, area.right)
    middle = (area.left + area.right) // 2
    return (
        Area(area.top, area.left, area.bottom, middle),
        Area(area.top, middle + 1, area.bottom, area.right),
    )


def area_around(cells: Iterable[Cell]) -> Area:
    """The smallest area with all these cells."""
    rows, columns = zip(*cells, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))


def contains(outer: Area, inner: Area) -> bool:
    """Whether an area lies in another, or is it."""
    return (inner.top, inner.left) in outer and (inner.bottom, inner.right) in outer


def is_one_cell(area: Area) -> bool:
    """Whether an area is a single cell."""
    return (area.top, area.left) == (area.bottom, area.right)


def _halves_of_cells(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Cells cut in two between their rows or their columns, whichever are fewer but several."""
    rows, columns = (sorted(set(numbers)) for numbers in zip(*cells, strict=True))
    is_by_row = len(columns) == 1 or 1 < len(rows) <= len(columns)
    axis, numbers = (0, rows) if is_by_row else (1, columns)
    first_of_second = numbers[len(numbers) // 2]
    return (
        [cell for cell in cells if cell[axis] < first_of_second],
        [cell for cell in cells if cell[axis] >= first_of_second],
    )
