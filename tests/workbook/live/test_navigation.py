"""Which finding comes next, from a cell of the form and from a line of the list."""

import pytest

from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.workbook.live.navigation import (
    Place,
    neighbour_of_cell,
    neighbour_of_line,
    worth_visiting,
)

HIDDEN = None  # of no cell, or of one that can't be seen
PLACES: list[Place | None] = [HIDDEN, (1, 4, 3), (1, 7, 2), HIDDEN, (2, 4, 3)]


@pytest.mark.parametrize(
    ("here", "after", "before"),
    [
        ((1, 4, 3), 2, 0),  # a finding's own cell
        ((2, 4, 3), 0, 3),  # the last: round the end
        ((0, 1, 1), 1, 4),  # before all others
        ((1, 5, 1), 2, 1),  # between two
        ((1, 4, 4), 2, 1),  # right of one, in its row
        ((2, 30, 1), 0, 4),  # behind all others
        ((-1, 0, 0), 1, 4),  # on a sheet that isn't among the tabs
    ],
)
def test_from_a_cell(here: Place, after: int, before: int) -> None:
    assert neighbour_of_cell(PLACES, here, 1) == after
    assert neighbour_of_cell(PLACES, here, -1) == before


@pytest.mark.parametrize(
    ("line", "after", "before"),
    [
        (1, 1, 0),  # the line's own cell first
        (0, 1, 4),  # it has none: the next line
        (3, 4, 2),
        (4, 4, 3),
        (-2, 0, 4),  # above the list
        (9, 0, 4),  # below it
    ],
)
def test_from_a_line_of_the_list(line: int, after: int, before: int) -> None:
    assert neighbour_of_line(PLACES, line, 1) == after
    assert neighbour_of_line(PLACES, line, -1) == before


def test_going_on_passes_every_finding_and_comes_back() -> None:
    """A hidden one is shown by its line, from which one goes on."""
    number, seen = 0, []
    for _ in PLACES:
        seen.append(number)
        place = PLACES[number]
        number = (
            neighbour_of_cell(PLACES, place, 1) if place else neighbour_of_line(PLACES, number, 1)
        )
    assert seen == [0, 1, 2, 3, 4]
    assert number == 0


def test_a_list_of_what_cannot_be_seen() -> None:
    assert neighbour_of_cell([HIDDEN, HIDDEN], (1, 1, 1), 1) == 0
    assert neighbour_of_cell([HIDDEN, HIDDEN], (1, 1, 1), -1) == 1


def found(severity: Severity, explanation: str = "") -> Finding:
    return Finding("S01", severity, "有误", "请改", Origin("f", "项目1", "C4"), explanation)


def test_what_is_open_is_gone_through_first() -> None:
    hint, explained = found(Severity.INFO), found(Severity.WARNING, "属实")
    warning, error = found(Severity.WARNING), found(Severity.ERROR, "说明不了的")

    assert worth_visiting([hint, warning, explained, error]) == [1, 3]
    assert worth_visiting([hint, explained]) == [0, 1]
