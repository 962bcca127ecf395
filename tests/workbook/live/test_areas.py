from collections.abc import Callable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from xladdin.form.grid import Area
from xladdin.workbook.live.areas import (
    Cell,
    MergedAreas,
    answers_by_cell,
    contains,
    left_over,
    numbers_that_are,
)

WHOLE = Area(2, 3, 10, 9)

rows, columns = st.integers(2, 10), st.integers(3, 9)


@st.composite
def areas(
    draw: st.DrawFn, row: st.SearchStrategy[int] = rows, column: st.SearchStrategy[int] = columns
) -> Area:
    top, bottom = sorted((draw(row), draw(row)))
    left, right = sorted((draw(column), draw(column)))
    return Area(top, left, bottom, right)


def cells_of(area: Area) -> set[Cell]:
    return set(product(range(area.top, area.bottom + 1), range(area.left, area.right + 1)))


@st.composite
def apart(draw: st.DrawFn) -> list[Area]:
    """Areas of several cells that have no cell in common, as merged ones have none."""
    found: list[Area] = []
    for area in draw(st.lists(areas(), max_size=8)):
        if len(cells_of(area)) > 1 and not any(cells_of(area) & cells_of(other) for other in found):
            found.append(area)
    return found


class Asked:
    """Counts the questions."""

    def __init__(self) -> None:
        self.count = 0

    def common(self, looks: dict[Cell, str]) -> Callable[[Area], str | None]:
        def ask(area: Area) -> str | None:
            self.count += 1
            found = {looks[cell] for cell in cells_of(area)}
            return found.pop() if len(found) == 1 else None

        return ask


@given(
    st.fixed_dictionaries({cell: st.sampled_from("ab") for cell in sorted(cells_of(WHOLE))}),
    st.sets(st.sampled_from(sorted(cells_of(WHOLE)))),
)
def test_each_cell_gets_its_own_answer(looks: dict[Cell, str], cells: set[Cell]) -> None:
    answers = answers_by_cell(sorted(cells), Asked().common(looks))
    assert answers == {cell: looks[cell] for cell in cells}


def test_cells_that_are_alike_are_asked_at_once() -> None:
    asked = Asked()
    cells = sorted(cells_of(WHOLE))
    looks = dict.fromkeys(cells, "General") | {cells[20]: "@"}
    assert answers_by_cell(cells[:20], asked.common(looks)) == dict.fromkeys(cells[:20], "General")
    assert asked.count < 8  # the area around these has the odd cell in it
    answers = answers_by_cell(cells, asked.common(looks))
    assert answers == looks
    assert asked.count < 30


def test_a_cell_without_an_answer_has_none() -> None:
    assert answers_by_cell([(2, 3), (5, 3)], lambda _: None) == {}
    assert answers_by_cell([], lambda _: "General") == {}


@given(st.sets(st.integers(3, 40)), st.integers(1, 20), st.integers(21, 45))
def test_the_numbers_that_are_something(true: set[int], first: int, last: int) -> None:
    def ask(one: int, other: int) -> bool | None:
        found = {number in true for number in range(one, other + 1)}
        return found.pop() if len(found) == 1 else None

    assert numbers_that_are(first, last, ask) == {n for n in true if first <= n <= last}


class Sheet:
    """Merged cells, as Excel tells of them."""

    def __init__(self, merged: list[Area]) -> None:
        self.merged = merged
        self.questions = 0

    def is_merged(self, area: Area) -> bool | None:
        self.questions += 1
        inside = {cell for one in self.merged for cell in cells_of(one)}
        found = {cell in inside for cell in cells_of(area)}
        return found.pop() if len(found) == 1 else None

    def area_around(self, cell: Cell) -> Area:
        self.questions += 1
        return next((area for area in self.merged if cell in area), Area(*cell, *cell))

    def search(self, expected: list[Area]) -> tuple[Area, ...]:
        return MergedAreas(self.is_merged, self.area_around).search(WHOLE, expected)


@given(apart(), st.lists(areas()), st.data())
def test_all_merged_areas_are_found_whatever_is_expected(
    merged: list[Area], wrong: list[Area], data: st.DataObject
) -> None:
    right = data.draw(st.lists(st.sampled_from(merged))) if merged else []
    assert Sheet(merged).search(right + wrong) == tuple(sorted(merged))


def test_what_is_expected_saves_questions() -> None:
    merged = [Area(2, 3, 2, 9), Area(4, 4, 5, 6), Area(7, 3, 9, 3)]
    knowing, asking = Sheet(merged), Sheet(merged)
    assert knowing.search(merged) == asking.search([])
    assert knowing.questions < 12 < asking.questions


def test_an_area_outside_is_not_asked_for() -> None:
    sheet = Sheet([])
    assert sheet.search([Area(1, 1, 1, 3), Area(10, 9, 11, 9)]) == ()
    assert sheet.questions == 1


@given(st.lists(areas(st.integers(1, 12), st.integers(1, 12)), max_size=6))
def test_what_areas_leave_over_is_cut_into_rectangles(taken: list[Area]) -> None:
    left = list(left_over(WHOLE, taken))
    assert all(contains(WHOLE, area) for area in left)
    found = [cell for area in left for cell in cells_of(area)]
    assert len(found) == len(set(found))
    assert set(found) == cells_of(WHOLE) - {cell for area in taken for cell in cells_of(area)}
