"""How far a sheet is filled, asked of a sheet that isn't there: Calc's used range has no looks."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import UsageError
from xladdin.workbook.live.extent import filled_part, last_place

if TYPE_CHECKING:
    import xlwings as xw

Place = tuple[int, int]


class Cells:
    """A range of the sheet below."""

    def __init__(self, first: Place, last: Place, sheet: "Sheet | None" = None) -> None:
        self.sheet = sheet
        self.first, self.last = first, last
        self.row, self.column = first
        self.shape = last[0] - first[0] + 1, last[1] - first[1] + 1
        self.api = self

    def __contains__(self, cell: Place) -> bool:
        return all(
            low <= at <= high for low, at, high in zip(self.first, cell, self.last, strict=True)
        )


class Sheet:
    """A sheet on which far more is formatted than filled."""

    name = "项目1"

    def __init__(self, used: Cells, *filled: Place) -> None:
        self.used_range = used
        self.filled = filled
        self.questions = 0
        functions = SimpleNamespace(CountA=self.count)
        native = SimpleNamespace(WorksheetFunction=functions)
        self.book = SimpleNamespace(app=SimpleNamespace(api=native))

    def range(self, first: Place, last: Place) -> Cells:
        return Cells(first, last, self)

    def count(self, cells: Cells) -> float:
        self.questions += 1
        return float(sum(cell in cells for cell in self.filled))

    def filled_part(self) -> tuple[Place, Place]:
        found = cast("Cells", filled_part(cast("xw.Sheet", self)))
        return found.first, found.last


@given(
    st.tuples(st.integers(2, 9_000), st.integers(3, 200)),
    st.tuples(st.integers(2, 9_000), st.integers(3, 200)),
)
def test_formats_behind_the_last_content_are_left_out(one: Place, other: Place) -> None:
    sheet = Sheet(Cells((2, 3), (1_048_576, 16_384)), one, other)
    assert sheet.filled_part() == ((2, 3), (max(one[0], other[0]), max(one[1], other[1])))
    assert sheet.questions <= 20 + 14 + 2


def test_a_small_sheet_is_taken_as_it_is() -> None:
    sheet = Sheet(Cells((1, 1), (40, 8)))
    assert sheet.filled_part() == ((1, 1), (40, 8))
    assert sheet.questions == 0


def test_an_empty_sheet_has_one_cell() -> None:
    assert Sheet(Cells((1, 1), (1_048_576, 8))).filled_part() == ((1, 1), (1, 1))


@pytest.mark.parametrize(
    ("far", "told"),
    [((100_001, 2), "B100001"), ((1_048_576, 1), "A1048576"), ((5_000, 500), "SF5000")],
)
def test_a_content_too_far_away_is_told(far: Place, told: str) -> None:
    sheet = Sheet(Cells((1, 1), (1_048_576, 16_384)), (1, 1), far)
    with pytest.raises(UsageError, match=f"“项目1”在很远的地方（{told} 一带）"):
        sheet.filled_part()


@given(st.integers(1, 50), st.integers(0, 50), st.sets(st.integers(1, 100)))
def test_the_last_place_with_a_content(first: int, more: int, filled: set[int]) -> None:
    last = first + more
    inside = [place for place in filled if first <= place <= last]

    def is_filled_from(place: int) -> bool:
        return any(place <= at for at in inside)

    assert last_place(first, last, is_filled_from) == max(inside, default=first)
