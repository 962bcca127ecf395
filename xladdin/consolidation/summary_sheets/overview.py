"""汇总: the key figures, charts and a line a unit, all by formulas over the detail tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from xladdin.consolidation.summary_sheets.charts import (
    CHART_HEIGHT,
    MOST_UNITS,
    ChartFigures,
    Charts,
)
from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.submissions import MISSING
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import Cell, CellWriter, column_of, summed
from xladdin.consolidation.summary_sheets.unit_table import (
    BUDGET,
    CODE,
    COLUMNS,
    FISCAL,
    INDICATORS,
    NAME,
    OTHER,
    PLAN,
    PROJECTS,
    REMARK,
    UnitTable,
)
from xladdin.domain.finding import Severity
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import FormBook, Formula
from xladdin.workbook.templates.page import set_up_page
from xladdin.workbook.text_height import DIGIT_PIXELS

TITLE = "预算项目绩效目标汇总表"
_TITLE, _NOTE, _TILE_LABELS, _TILES, _CHARTS, _AIR, _TABLE = range(7)
_ASIDE = REMARK + 2  # column where the charts' figures stand


@dataclass(frozen=True, slots=True)
class _Tile:
    """A key figure over columns ``first`` to ``last``."""

    first: int
    last: int
    label: str
    look: str
    figure: Formula | str


def write_overview(book: FormBook, looks: Looks, summary: Summary) -> None:
    """Add the first sheet of the summary."""
    _Overview(book, looks, summary).write()


class _Overview:
    def __init__(self, book: FormBook, looks: Looks, summary: Summary) -> None:
        self.book = book
        self.looks = looks
        self.summary = summary
        self.sheet = book.add_sheet(form.OVERVIEW_SHEET)
        self.writer = CellWriter(self.sheet, looks)
        self.table = UnitTable(self.sheet, looks, self.writer, summary, _TABLE)

    def write(self) -> None:
        for number, column in enumerate(COLUMNS):
            self.sheet.set_column(number, number, column.width)
        self._title()
        self._tiles()
        self._charts()
        self.table.write()
        self.sheet.repeat_rows(self.table.groups, self.table.headings)
        self.sheet.print_area(0, 0, self.table.last_row, REMARK)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:A{self.table.last_row}"})
        set_up_page(self.sheet, is_landscape=True)

    def _title(self) -> None:
        title = f"{self.summary.subject}{TITLE}"
        self.sheet.merge_range(_TITLE, 0, _TITLE, REMARK, title, self.looks["title"])
        self.sheet.set_row(_TITLE, 36)
        self.writer.write(_NOTE, 0, self.summary.making, "note")
        self.writer.write(_NOTE, REMARK, layout.AMOUNT_UNIT, "note_right")

    def _tiles(self) -> None:
        self.sheet.set_row(_TILE_LABELS, 22)
        self.sheet.set_row(_TILES, 30)
        for tile in (*self._size_tiles(), *self._alarm_tiles()):
            lines: tuple[tuple[int, Cell, str], ...] = (
                (_TILE_LABELS, tile.label, "tile_label"),
                (_TILES, tile.figure, tile.look),
            )
            for row, content, look in lines:
                if tile.first != tile.last:
                    self.sheet.merge_range(row, tile.first, row, tile.last, "", self.looks[look])
                self.writer.write(row, tile.first, content, look)

    def _size_tiles(self) -> Iterator[_Tile]:
        total, of_total = self.summary.total, self.table.of_total
        units = Formula(f"=COUNTA({self.table.lines(CODE)})", len(self.summary.units))
        budget, fiscal, other = (summed(a) for a in (total.budget, total.fiscal, total.other))
        yield _Tile(0, 1, "预算数合计（万元）", "tile_amount", of_total(BUDGET, budget))
        yield _Tile(2, 3, "单位数", "tile_integer", units)
        yield _Tile(4, 4, "项目数", "tile_integer", of_total(PROJECTS, total.projects))
        yield _Tile(5, 5, "指标数", "tile_integer", of_total(INDICATORS, total.indicators))
        yield _Tile(6, 8, "财政资金（万元）", "tile_amount", of_total(FISCAL, fiscal))
        yield _Tile(9, 10, "其他资金（万元）", "tile_amount", of_total(OTHER, other))

    def _alarm_tiles(self) -> Iterator[_Tile]:
        department = self.summary.department
        status = column_of(form.SUBMISSIONS_TABLE, form.STATUS)
        missing = Formula(f'=COUNTIFS({status},"{MISSING}")', len(department.missing))
        is_known = department.roster is not None
        yield _Tile(11, 12, "未报送单位", "tile_alarm", missing if is_known else "—")
        for (first, last), level in zip(((13, 14), (15, 16), (17, 17)), Severity, strict=True):
            look = "tile_alarm" if level is Severity.ERROR else "tile_integer"
            yield _Tile(first, last, f"审核{level.label}", look, self.table.found(level))

    def _charts(self) -> None:
        self.sheet.set_row_pixels(_CHARTS, CHART_HEIGHT + 8)
        units, plan = self.summary.units, self.summary.total.plan
        largest = sorted(range(len(units)), key=lambda n: units[n].budget)[-MOST_UNITS:]
        which = f"预算数前 {MOST_UNITS} 位的单位" if len(units) > MOST_UNITS else "各单位预算数"
        figures = ChartFigures(
            units_title=f"{which}（万元）",
            units=[
                (
                    self.table.of_unit(n, NAME, units[n].unit_name),
                    self.table.of_unit(n, BUDGET, summed(units[n].budget)),
                )
                for n in largest
            ],
            months=[
                (
                    layout.SPENDING_PLAN[month].label,
                    self.table.of_total(PLAN + n, summed(plan[month])),
                )
                for n, month in enumerate(PlanMonth)
            ],
            severities=[(level.label, self.table.found(level)) for level in Severity],
        )
        width = sum(int(column.width * DIGIT_PIXELS) + 5 for column in COLUMNS)
        Charts(self.book, self.sheet, self.writer).add(figures, _CHARTS, _ASIDE, width)
