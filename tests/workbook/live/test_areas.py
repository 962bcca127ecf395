from collections.abc import Iterable, Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from xladdin.form.grid import Area
from xladdin.workbook.live.areas import (
    Cell,
    Look,
    Question,
    Search,
    answered,
    answers_by_cell,
    contains,
    hidden_columns,
    hidden_rows,
    left_over,
    merged_areas,
    together,
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
    """Answers what all cells of an area have in common, and counts the questions."""

    def __init__(self, looks: Mapping[Cell, object]) -> None:
        self.looks = looks
        self.count = self.rounds = 0

    def __call__(self, questions: list[Question]) -> list[object]:
        self.rounds += 1
        self.count += len(questions)
        return [self.common(area) for question in questions for area in question.areas]

    def common(self, area: Area) -> object:
        found = {self.looks[cell] for cell in cells_of(area)}
        return found.pop() if len(found) == 1 else None


def formats_of(cells: Iterable[Cell]) -> Search[dict[Cell, str]]:
    return answers_by_cell("项目1", sorted(cells), Look.NUMBER_FORMAT)


@given(
    st.fixed_dictionaries({cell: st.sampled_from("ab") for cell in sorted(cells_of(WHOLE))}),
    st.sets(st.sampled_from(sorted(cells_of(WHOLE)))),
)
def test_each_cell_gets_its_own_answer(looks: dict[Cell, str], cells: set[Cell]) -> None:
    assert answered(formats_of(cells), Asked(looks)) == {cell: looks[cell] for cell in cells}


def test_cells_that_are_alike_are_asked_at_once() -> None:
    cells = sorted(cells_of(WHOLE))
    looks = dict.fromkeys(cells, "General") | {cells[20]: "@"}
    asked = Asked(looks)
    assert answered(formats_of(cells[:20]), asked) == dict.fromkeys(cells[:20], "General")
    assert asked.count < 8  # the area around these has the odd cell in it
    assert answered(formats_of(cells), asked) == looks
    assert asked.count < 30


def test_a_cell_without_an_answer_has_none() -> None:
    assert answered(formats_of([(2, 3), (5, 3)]), lambda questions: [None] * len(questions)) == {}
    assert answered(formats_of([]), Asked({})) == {}


@given(st.sets(st.tuples(st.just(0), rows)), st.sets(st.tuples(st.just(0), columns)))
def test_hidden_rows_and_columns(hidden: set[Cell], covered: set[Cell]) -> None:
    true_rows, true_columns = {row for _, row in hidden}, {column for _, column in covered}

    def ask(questions: list[Question]) -> list[object]:
        by_row = Asked({cell: cell[0] in true_rows for cell in cells_of(WHOLE)})
        by_column = Asked({cell: cell[1] in true_columns for cell in cells_of(WHOLE)})
        asked = {Look.ROWS_HIDDEN: by_row, Look.COLUMNS_HIDDEN: by_column}
        return [asked[question.look].common(question.areas[0]) for question in questions]

    assert answered(hidden_rows("项目1", WHOLE), ask) == true_rows
    assert answered(hidden_columns("项目1", WHOLE), ask) == true_columns


@given(st.lists(st.sets(st.sampled_from(sorted(cells_of(WHOLE)))), max_size=4))
def test_searches_go_together_a_round_at_a_time(groups: list[set[Cell]]) -> None:
    looks = {cell: str(cell[0] % 3) for cell in cells_of(WHOLE)}
    alone = [Asked(looks) for _ in groups]
    expected = [
        answered(formats_of(cells), each) for cells, each in zip(groups, alone, strict=True)
    ]

    asked = Asked(looks)
    assert answered(together(map(formats_of, groups)), asked) == expected
    assert asked.count == sum(each.count for each in alone)
    assert asked.rounds == max((each.rounds for each in alone), default=0)


def test_searches_of_searches_go_together() -> None:
    asked = Asked(dict.fromkeys(cells_of(WHOLE), "@"))
    inner = [together([formats_of([(2, 3)]), formats_of([(4, 4)])]), together([])]
    assert answered(together(inner), asked) == [[{(2, 3): "@"}, {(4, 4): "@"}], []]
    assert asked.rounds == 1


class Sheet:
    """Merged cells, as Excel tells of them."""

    def __init__(self, merged: list[Area]) -> None:
        self.merged = merged
        self.questions = 0

    def answer(self, question: Question) -> bool | Area | None:
        self.questions += 1
        cell = (question.areas[0].top, question.areas[0].left)
        if question.look is Look.MERGED_AREA:
            return next((area for area in self.merged if cell in area), Area(*cell, *cell))
        inside = {cell for one in self.merged for cell in cells_of(one)}
        found = {cell in inside for area in question.areas for cell in cells_of(area)}
        return found.pop() if len(found) == 1 else None

    def search(self, expected: list[Area]) -> tuple[Area, ...]:
        search = merged_areas("项目1", WHOLE, expected)
        return answered(search, lambda questions: [self.answer(each) for each in questions])


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
