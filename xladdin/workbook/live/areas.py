"""Few questions about many cells: ask about a whole area, go into its parts where they differ.

Every question to a running application takes its time, and most areas are alike throughout. A
search yields the questions of a round and is sent their answers; so the searches of a whole
workbook go `together`, and a round is one call.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from xladdin.form.grid import Area

Result = TypeVar("Result")
Cell = tuple[int, int]
_AREAS_A_QUESTION = 20  # Excel takes addresses of 255 characters


class Look(Enum):
    """What is asked about an area; the answer is None where its cells differ."""

    MERGED = auto()
    """Whether the cells are merged, with each other or with others."""
    MERGED_AREA = auto()
    """The merged area that the one cell is in, or the cell alone."""
    NUMBER_FORMAT = auto()
    ROWS_HIDDEN = auto()
    COLUMNS_HIDDEN = auto()


class Question(NamedTuple):
    """What is asked about one or several areas of a sheet."""

    sheet: str
    look: Look
    areas: tuple[Area, ...]


Search = Generator[list[Question], Sequence[Any], Result]


def answered(search: Search[Result], ask: Callable[[list[Question]], Sequence[Any]]) -> Result:
    """The result of a search; ``ask`` answers a round of questions."""
    try:
        questions = next(search)
        while True:
            questions = search.send(ask(questions))
    except StopIteration as end:
        result: Result = end.value
        return result


def together(searches: Iterable[Search[Result]]) -> Search[list[Result]]:
    """Several searches as one, whose rounds are theirs together; it gives their results."""
    results: dict[int, Result] = {}
    asked: dict[int, list[Question]] = {}
    running = list(searches)

    def take_step(number: int, step: Callable[[], list[Question]]) -> None:
        try:
            asked[number] = step()
        except StopIteration as end:
            asked.pop(number, None)
            results[number] = end.value

    for number, search in enumerate(running):
        take_step(number, partial(next, search))
    while asked:
        answers = iter((yield [question for questions in asked.values() for question in questions]))
        for number, questions in list(asked.items()):
            own = list(islice(answers, len(questions)))
            take_step(number, partial(running[number].send, own))
    return [results[number] for number in range(len(running))]


def answers_by_cell(sheet: str, cells: Sequence[Cell], look: Look) -> Search[dict[Cell, Any]]:
    """The answer for each cell; there is none for a cell of which Excel has nothing to say."""
    found: dict[Cell, Any] = {}
    groups = [list(cells)] if cells else []
    while groups:
        answers = yield [Question(sheet, look, (area_around(group),)) for group in groups]
        parts: list[list[Cell]] = []
        for group, answer in zip(groups, answers, strict=True):
            if answer is not None:
                found |= dict.fromkeys(group, answer)
            elif len(group) > 1:
                parts += _quarters_of_cells(group)
        groups = parts
    return found


def hidden_rows(sheet: str, within: Area) -> Search[frozenset[int]]:
    """The rows of an area that are hidden."""
    by_cell = yield from answers_by_cell(
        sheet,
        [(row, within.left) for row in range(within.top, within.bottom + 1)],
        Look.ROWS_HIDDEN,
    )
    return frozenset(row for (row, _), is_hidden in by_cell.items() if is_hidden)


def hidden_columns(sheet: str, within: Area) -> Search[frozenset[int]]:
    """The columns of an area that are hidden."""
    columns = range(within.left, within.right + 1)
    by_cell = yield from answers_by_cell(
        sheet, [(within.top, column) for column in columns], Look.COLUMNS_HIDDEN
    )
    return frozenset(column for (_, column), is_hidden in by_cell.items() if is_hidden)


def merged_areas(sheet: str, within: Area, expected: Iterable[Area]) -> Search[tuple[Area, ...]]:
    """The merged areas among cells, from the top.

    ``expected`` are those of the form: they are asked first, and what they leave over is mostly
    plain.
    """
    found: set[Area] = set()
    cells = [(area.top, area.left) for area in expected if contains(within, area)]
    found |= yield from _areas_around(sheet, cells)
    rest = list(left_over(within, found))
    groups = [
        tuple(rest[n : n + _AREAS_A_QUESTION]) for n in range(0, len(rest), _AREAS_A_QUESTION)
    ]
    while groups:
        answers = yield [Question(sheet, Look.MERGED, group) for group in groups]
        pairs = zip(groups, answers, strict=True)
        doubtful = [(group, answer) for group, answer in pairs if answer is not False]
        alone = [(group[0], answer) for group, answer in doubtful if len(group) == 1]
        cells = [(area.top, area.left) for area, answer in alone if answer or is_one_cell(area)]
        found |= yield from _areas_around(sheet, cells)
        parts = [part for group, _ in doubtful for part in _parts_of(group)]
        groups = [(p,) for p in parts if not any(contains(area, p) for area in found)]
    return tuple(sorted(found))


def _parts_of(group: tuple[Area, ...]) -> Iterable[Area]:
    """What is asked next where the areas of a group differ."""
    if len(group) > 1:
        return group
    (area,) = group
    return () if is_one_cell(area) else quarters(area)


def _areas_around(sheet: str, cells: Sequence[Cell]) -> Search[set[Area]]:
    """The merged areas that cells are in."""
    if not cells:
        return set()
    around: Sequence[Area] = yield [
        Question(sheet, Look.MERGED_AREA, (Area(*cell, *cell),)) for cell in cells
    ]
    return {area for area in around if not is_one_cell(area)}


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


def quarters(area: Area) -> Iterator[Area]:
    """An area of several cells cut in two, and each of these once more, for fewer rounds."""
    for half in halves(area):
        yield from (half,) if is_one_cell(half) else halves(half)


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


def _quarters_of_cells(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    for half in _halves_of_cells(cells):
        yield from _halves_of_cells(half) if len(half) > 1 else (half,)


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
