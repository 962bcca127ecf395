"""汇总: the key figures, charts and a line a unit, all by formulas over the detail tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xladdin.consolidation import summary_form as form
from xladdin.consolidation.summary_sheets.charts import (
    CHART_HEIGHT,
    MOST_UNITS,
    ChartFigures,
    Charts,
)
from xladdin.consolidation.summary_sheets.details import plan_heading
from xladdin.consolidation.summary_sheets.lists import MISSING, SEVERITY, STATUS
from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.summary import Summary, summed
from xladdin.consolidation.summary_sheets.table_sheet import (
    SUM_DECIMALS,
    Cell,
    CellWriter,
    column_of,
)
from xladdin.consolidation.tables import UnitTotals
from xladdin.domain.finding import Severity
from xladdin.domain.origin import cell_address
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.workbook.templates.form_sheet import FormBook, Formula
from xladdin.workbook.templates.page import set_up_page
from xladdin.workbook.text_height import DIGIT_PIXELS, row_height

TITLE = "预算项目绩效目标汇总表"
_TITLE, _NOTE, _TILE_LABELS, _TILES, _CHARTS, _AIR, _GROUPS, _HEADINGS, _FIRST = range(9)
_LINE_HEIGHT = 22.0  # points
_COUNTED = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: float
    look: str
    group: str = ""


_COLUMNS = (
    _Column(form.UNIT_CODE, 10, "code"),
    _Column(form.UNIT_NAME, 29, "text"),
    _Column("项目数", 7, "integer"),
    _Column("指标数", 7, "integer"),
    _Column(form.BUDGET, 12, "amount"),
    _Column(form.FISCAL, 12, "amount"),
    _Column(form.OTHER, 11, "amount"),
    *(_Column(layout.SPENDING_PLAN[m].label, 11, "amount", "累计支出计划") for m in PlanMonth),
    *(_Column(layout.SPENDING_PLAN[m].label, 9, "percent", "累计支出进度") for m in PlanMonth),
    *(_Column(level.label, 6.5, "integer", "审核问题") for level in _COUNTED),
    _Column("备注", 18, "text"),
)
_CODE, _NAME, _PROJECTS, _INDICATORS, _BUDGET, _FISCAL, _OTHER, _PLAN = range(8)
_REMARK = len(_COLUMNS) - 1
_ASIDE = _REMARK + 2  # where the charts' figures stand


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
        # One blank line stands in where no unit counts.
        self.total_row = _FIRST + max(1, len(summary.units))
        self.severities = list(summary.findings["severity"])
        self.findings_of_unit = summary.findings.groupby("unit_code")["severity"].agg(list)

    def write(self) -> None:
        for number, column in enumerate(_COLUMNS):
            self.sheet.set_column(number, number, column.width)
        self._title()
        self._tiles()
        self._headings()
        for row, unit in enumerate(self.summary.units, _FIRST):
            height = row_height([(unit.unit_name, _COLUMNS[_NAME].width)], lowest=_LINE_HEIGHT)
            self.sheet.set_growing_row(row + 1, height)
            self._line(row, self._unit_cells(row, unit), "_marked" if unit.unread else "")
        self._total()
        self._notes()
        self._charts()
        codes = f"A1:A{self.total_row}"
        self.sheet.ignore_errors({"number_stored_as_text": codes})
        self.sheet.repeat_rows(_GROUPS, _HEADINGS)
        self.sheet.print_area(0, 0, self.total_row + 3, _REMARK)
        set_up_page(self.sheet, is_landscape=True)

    def _title(self) -> None:
        title = f"{self.summary.subject}{TITLE}"
        self.sheet.merge_range(_TITLE, 0, _TITLE, _REMARK, title, self.looks["title"])
        self.sheet.set_row(_TITLE, 36)
        self.writer.write(_NOTE, 0, self.summary.making, "note")
        self.writer.write(_NOTE, _REMARK, layout.AMOUNT_UNIT, "note_right")

    # --- key figures and charts ------------------------------------------------------------------

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
        total = self.summary.total
        units = Formula(f"=COUNTA({self._lines(_CODE)})", len(self.summary.units))
        budget, fiscal, other = (summed(a) for a in (total.budget, total.fiscal, total.other))
        yield _Tile(0, 1, "预算数合计（万元）", "tile_amount", self._of_total(_BUDGET, budget))
        yield _Tile(2, 3, "单位数", "tile_integer", units)
        yield _Tile(4, 4, "项目数", "tile_integer", self._of_total(_PROJECTS, total.projects))
        yield _Tile(5, 5, "指标数", "tile_integer", self._of_total(_INDICATORS, total.indicators))
        yield _Tile(6, 8, "财政资金（万元）", "tile_amount", self._of_total(_FISCAL, fiscal))
        yield _Tile(9, 10, "其他资金（万元）", "tile_amount", self._of_total(_OTHER, other))

    def _alarm_tiles(self) -> Iterator[_Tile]:
        status = column_of(form.SUBMISSIONS_TABLE, STATUS)
        missing = Formula(f'=COUNTIFS({status},"{MISSING}")', len(self.summary.department.missing))
        yield _Tile(11, 12, "未报送单位", "tile_alarm", missing)
        for (first, last), level in zip(((13, 14), (15, 16), (17, 17)), Severity, strict=True):
            look = "tile_alarm" if level is Severity.ERROR else "tile_integer"
            yield _Tile(first, last, f"审核{level.label}", look, self._findings(level))

    def _charts(self) -> None:
        self.sheet.set_row_pixels(_CHARTS, CHART_HEIGHT + 8)
        units = self.summary.units
        largest = sorted(range(len(units)), key=lambda n: units[n].budget)[-MOST_UNITS:]
        total = self.summary.total
        figures = ChartFigures(
            units=[
                (
                    _same(_FIRST + n, _NAME, units[n].unit_name),
                    _same(_FIRST + n, _FISCAL, summed(units[n].fiscal)),
                    _same(_FIRST + n, _OTHER, summed(units[n].other)),
                )
                for n in largest
            ],
            months=[
                (
                    layout.SPENDING_PLAN[month].label,
                    self._of_total(_PLAN + n, summed(total.plan[month])),
                )
                for n, month in enumerate(PlanMonth)
            ],
            severities=[(level.label, self._findings(level)) for level in Severity],
        )
        width = sum(int(column.width * DIGIT_PIXELS) + 5 for column in _COLUMNS)
        Charts(self.book, self.sheet, self.writer).add(figures, _CHARTS, _ASIDE, width)

    def _of_total(self, column: int, result: Decimal | int) -> Formula:
        return _same(self.total_row, column, result)

    def _findings(self, level: Severity) -> Formula:
        levels = column_of(form.FINDINGS_TABLE, SEVERITY)
        return Formula(f'=COUNTIFS({levels},"{level.label}")', self.severities.count(level))

    # --- the table -------------------------------------------------------------------------------

    def _headings(self) -> None:
        style = self.looks["heading"]
        for row in (_GROUPS, _HEADINGS):
            self.sheet.set_row(row, _LINE_HEIGHT)
        for number, column in enumerate(_COLUMNS):
            if not column.group:
                self.sheet.merge_range(_GROUPS, number, _HEADINGS, number, column.heading, style)
                continue
            self.writer.write(_HEADINGS, number, column.heading, "heading")
            members = [n for n, other in enumerate(_COLUMNS) if other.group == column.group]
            if number == members[0]:
                self.sheet.merge_range(_GROUPS, number, _GROUPS, members[-1], column.group, style)

    def _line(self, row: int, cells: list[Cell], mark: str) -> None:
        for number, (cell, column) in enumerate(zip(cells, _COLUMNS, strict=True)):
            self.writer.write(row, number, cell, column.look + mark)

    def _unit_cells(self, row: int, unit: UnitTotals) -> list[Cell]:
        code = f'"="&${cell_address(row + 1, _CODE + 1)}'
        own = self.findings_of_unit.get(unit.unit_code, [])
        levels = column_of(form.FINDINGS_TABLE, SEVERITY)

        def summed_up(table: str, heading: str, amount: Decimal) -> Formula:
            over, units = column_of(table, heading), column_of(table, form.UNIT_CODE)
            return Formula(f"=ROUND(SUMIFS({over},{units},{code}),{SUM_DECIMALS})", summed(amount))

        def counted(table: str, count: int, further: str = "") -> Formula:
            units = column_of(table, form.UNIT_CODE)
            return Formula(f"=COUNTIFS({units},{code}{further})", count)

        return [
            unit.unit_code,
            unit.unit_name,
            counted(form.PROJECTS_TABLE, unit.projects),
            counted(form.INDICATORS_TABLE, unit.indicators),
            *_amounts(unit, summed_up),
            *_shares(row, unit),
            *(
                counted(form.FINDINGS_TABLE, own.count(level), f',{levels},"{level.label}"')
                for level in _COUNTED
            ),
            f"{unit.unread} 个项目有无法识别的金额或比例，按 0 合计" if unit.unread else None,
        ]

    def _total(self) -> None:
        total, row = self.summary.total, self.total_row

        def whole(table: str, heading: str, amount: Decimal) -> Formula:
            over = column_of(table, heading)
            return Formula(f"=ROUND(SUM({over}),{SUM_DECIMALS})", summed(amount))

        cells: list[Cell] = [
            form.TOTAL,
            None,
            Formula(f"=SUM({self._lines(_PROJECTS)})", total.projects),
            Formula(f"=SUM({self._lines(_INDICATORS)})", total.indicators),
            *_amounts(total, whole),
            *_shares(row, total),
            *(self._findings(level) for level in _COUNTED),
            None,
        ]
        self.sheet.set_row(row, _LINE_HEIGHT)
        for number, (cell, column) in enumerate(zip(cells, _COLUMNS, strict=True)):
            look = "text" if column.look == "code" else column.look
            self.writer.write(row, number, cell, f"total_{look}")

    def _lines(self, column: int) -> str:
        """A column of the unit lines."""
        first = cell_address(_FIRST + 1, column + 1)
        return f"{first}:{cell_address(self.total_row, column + 1)}"

    def _notes(self) -> None:
        row = self.total_row + 1
        agrees = "核对：各单位之和与项目明细合计相符。"
        differs = "核对：各单位之和与项目明细合计不符，请检查项目明细中的单位编码。"
        lines = f"ROUND(SUM({self._lines(_BUDGET)}),{SUM_DECIMALS})"
        total = cell_address(self.total_row + 1, _BUDGET + 1)
        test = Formula(f'=IF({lines}={total},"{agrees}","{differs}")', agrees)
        self.writer.write(row, 0, test, "note")
        of_nobody = int((self.summary.findings["unit_code"] == "").sum())
        also = f"审核问题合计中有 {of_nobody} 个不属于任何单位。" if of_nobody else ""
        rounding = "金额显示两位小数；合计按原值相加后四舍五入，不是显示值之和。"
        self.writer.write(row + 1, 0, rounding + also, "note")
        missing = [f"{u.unit_code} {u.unit_name}" for u in self.summary.department.missing]
        text = f"未报送、不在表内的单位（{len(missing)} 个）：{'、'.join(missing)}。"
        self.writer.write(row + 2, 0, text if missing else None, "note")


def _amounts(totals: UnitTotals, formula: Callable[[str, str, Decimal], Formula]) -> list[Formula]:
    """The three amounts and the plan's four."""
    return [
        formula(form.PROJECTS_TABLE, form.BUDGET, totals.budget),
        formula(form.PROJECTS_TABLE, form.FISCAL, totals.fiscal),
        formula(form.PROJECTS_TABLE, form.OTHER, totals.other),
        *(formula(form.PLAN_TABLE, plan_heading(m), totals.plan[m]) for m in PlanMonth),
    ]


def _shares(row: int, totals: UnitTotals) -> Iterator[Formula]:
    """The plan in percent of the budget; empty where there is no budget."""
    budget = cell_address(row + 1, _BUDGET + 1)
    for number, month in enumerate(PlanMonth):
        amount = cell_address(row + 1, _PLAN + number + 1)
        share = f"ROUND({amount}/{budget},{SUM_DECIMALS})"
        result = summed(totals.plan[month] / totals.budget) if totals.budget else ""
        yield Formula(f'=IF({budget}=0,"",{share})', result)


def _same(row: int, column: int, result: str | Decimal | int) -> Formula:
    """A cell that shows another one of this sheet, both counted from 0."""
    return Formula(f"={cell_address(row + 1, column + 1)}", result)
