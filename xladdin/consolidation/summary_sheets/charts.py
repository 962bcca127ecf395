"""The three charts of 汇总: budget by unit, cumulative plan, findings by severity.

They draw from a small pale block right of the printed area, whose cells are formulas too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xladdin.consolidation.summary_sheets.looks import (
    AMBER,
    AMOUNT_FORMAT,
    BLUE,
    GREEN,
    INK,
    LINE,
    PALE_INK,
    RED,
)
from xladdin.consolidation.summary_sheets.table_sheet import CellWriter
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import FORM_FONT, FormBook, FormSheet, Formula

CHART_HEIGHT = 320  # pixels
MOST_UNITS = 10  # of more not every name is written
_GAP = 8  # pixels
_FONT = {"name": FORM_FONT, "size": 9, "color": "#404040"}
_TITLE_FONT = {"name": FORM_FONT, "size": 11, "bold": True, "color": INK}

Line = Sequence[str | Formula]
"""A label and its figure."""


@dataclass(frozen=True, slots=True)
class ChartFigures:
    """What the charts show: units with 预算数, months with amounts, severities with counts."""

    units_title: str
    units: Sequence[Line]
    months: Sequence[Line]
    severities: Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Block:
    """Where a group of lines stands: rows and first column, from 0."""

    first: int
    last: int
    column: int

    def figures(self, number: int) -> list[object]:
        """Place of the labels (0) or of their figures (1), as XlsxWriter takes it."""
        column = self.column + number
        return [form.OVERVIEW_SHEET, self.first, column, self.last, column]


class Charts:
    """Writes the figures and draws the charts beside each other in one row of the sheet."""

    def __init__(self, book: FormBook, sheet: FormSheet, writer: CellWriter) -> None:
        self._book = book
        self._sheet = sheet
        self._writer = writer

    def add(self, figures: ChartFigures, row: int, aside: int, width: int) -> None:
        """Charts in ``row`` over ``width`` pixels, their figures from column ``aside`` on."""
        self._writer.write(0, aside, "图表数据（由公式取数，请勿删除）", "aside")
        units = self._figures(figures.units, 1, aside)
        months = self._figures(figures.months, units.last + 2, aside)
        severities = self._figures(figures.severities, months.last + 2, aside)
        widths = [int(width * part) for part in (0.42, 0.33, 0.25)]
        charts = (
            self._budget_chart(units, figures.units_title),
            self._plan_chart(months),
            self._severity_chart(severities),
        )
        left = 0
        for chart, its_width in zip(charts, widths, strict=True):
            chart.set_size({"width": its_width - _GAP, "height": CHART_HEIGHT})
            self._sheet.insert_chart(row, 0, chart, {"x_offset": left + _GAP // 2, "y_offset": 4})
            left += its_width

    def _figures(self, lines: Sequence[Line], row: int, column: int) -> _Block:
        for number, line in enumerate(lines, row):
            for offset, cell in enumerate(line):
                self._writer.write(number, column + offset, cell, "aside_amount")
        return _Block(row, row + max(1, len(lines)) - 1, column)

    def _budget_chart(self, units: _Block, title: str) -> Any:
        chart = self._chart("bar", title)
        self._add_series(chart, units, {"fill": {"color": BLUE}, "gap": 60}, AMOUNT_FORMAT)
        chart.set_y_axis(self._axis(interval_unit=1))
        chart.set_x_axis(self._axis(num_format="#,##0", grid=True, min=0))
        return chart

    def _plan_chart(self, months: _Block) -> Any:
        chart = self._chart("column", "累计支出计划（万元）")
        chart.set_x_axis(self._axis())
        self._add_series(chart, months, {"fill": {"color": GREEN}, "gap": 80}, AMOUNT_FORMAT)
        chart.set_y_axis(self._axis(num_format="#,##0", grid=True, min=0))
        return chart

    def _severity_chart(self, severities: _Block) -> Any:
        chart = self._chart("column", "审核问题（个）")
        points = [{"fill": {"color": color}} for color in (RED, AMBER, BLUE)]
        chart.set_x_axis(self._axis())
        self._add_series(chart, severities, {"points": points, "gap": 80}, "0")
        chart.set_y_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        return chart

    def _add_series(
        self, chart: Any, block: _Block, look: dict[str, object], num_format: str
    ) -> None:
        labels = {"value": True, "num_format": num_format, "font": _FONT}
        figures = {"categories": block.figures(0), "values": block.figures(1)}
        chart.add_series(figures | look | {"data_labels": labels})

    def _chart(self, kind: str, title: str) -> Any:
        chart = self._book.book.add_chart({"type": kind})
        chart.set_legend({"none": True})
        chart.set_title({"name": title, "name_font": _TITLE_FONT, "overlay": False})
        chart.set_chartarea({"border": {"color": LINE}})
        return chart

    def _axis(self, *, grid: bool = False, **options: object) -> dict[str, object]:
        lines = {"visible": grid, "line": {"color": "#E7E6E6", "width": 0.5}}
        return {
            "num_font": _FONT,
            "line": {"color": PALE_INK, "width": 0.5},
            "major_gridlines": lines,
            "major_tick_mark": "none",
            **options,
        }
