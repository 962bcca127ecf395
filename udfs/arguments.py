"""How xlwings reads the arguments of the functions: rows of cells, whatever is selected."""

from collections.abc import Sequence
from typing import Any

from xlwings.conversion import accessors

from xladdin.workbook.access import shows_percent
from xladdin.workbook.live.areas import Look, Question, answered, answers_by_cell

Values = Sequence[Sequence[object]]
"""The rows of a range; an argument left out has none."""


class ShownAsPercent(float):
    """A number that its cell shows as a percentage: 0.95 reads 95%."""


class Cells:
    """xlwings' own reading of values, and what it doesn't tell: formats, areas it leaves out.

    Raises ValueError where several areas are selected, as with Ctrl: of these it would read the
    first only.
    """

    @classmethod
    def reader(cls, options: dict[str, Any]) -> Any:
        """The stages of the reading, as xlwings asks a converter for them."""
        stages = accessors["default"].reader(options)
        return stages.prepend_stage(_refuse_several_areas).append_stage(_mark_percents)


RANGE: dict[str, Any] = {"convert": Cells, "ndim": 2, "err_to_str": True}
"""The options of every argument: rows even of one cell, error values as texts such as ``#N/A``."""


def _refuse_several_areas(context: Any) -> None:
    if context.range is not None and context.range.api.Areas.Count > 1:
        raise ValueError("several areas are selected")


def _mark_percents(context: Any) -> None:
    """Give the numbers in cells with a percentage format a type of their own."""
    if context.range is None:
        return
    rows = context.value
    numbers = [
        (row, column)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if isinstance(value, float)
    ]

    def ask(questions: list[Question]) -> list[str | None]:
        areas = (area for question in questions for area in question.areas)
        cells = (context.range[a.top : a.bottom + 1, a.left : a.right + 1] for a in areas)
        return [each.number_format for each in cells]

    formats = answered(answers_by_cell("", numbers, Look.NUMBER_FORMAT), ask)
    for (row, column), number_format in formats.items():
        if shows_percent(number_format):
            rows[row][column] = ShownAsPercent(rows[row][column])
