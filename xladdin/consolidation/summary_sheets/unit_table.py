"""The table of 汇总: a line a unit and the total, by formulas over the detail tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xladdin.consolidation.summary_sheets.lists import SEVERITY
from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import (
    SUM_DECIMALS,
    Cell,
    CellWriter,
    column_of,
    summed,
)
from xladdin.consolidation.tables import UnitTotals
from xladdin.domain.finding import Severity
from xladdin.domain.origin import cell_address
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import FormSheet, Formula
from xladdin.workbook.text_height import row_height

_LINE_HEIGHT = 22.0  # points
_MOST_NAMED = 8  # units in a line of the page
_COUNTED = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: float
    look: str
    group: str = ""


COLUMNS = (
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
CODE, NAME, PROJECTS, INDICATORS, BUDGET, FISCAL, OTHER, PLAN = range(8)
REMARK = len(COLUMNS) - 1


class UnitTable:
    """Writes the table into the sheet, its two rows of headings from row ``top`` on."""

    def __init__(
        self, sheet: FormSheet, looks: Looks, writer: CellWriter, summary: Summary, top: int
    ) -> None:
        self.sheet = sheet
        self.looks = looks
        self.writer = writer
        self.summary = summary
        self.groups, self.headings, self.first = top, top + 1, top + 2
        # One blank line stands in where no unit counts.
        self.total_row = self.first + max(1, len(summary.units))
        self.severities = list(summary.findings["severity"])
        self.findings_of_unit = summary.findings.groupby("unit_code")["severity"].agg(list)

    @property
    def last_row(self) -> int:
        """The last row of the notes below the total."""
        return self.total_row + 3

    def write(self) -> None:
        """Headings, lines, total and the notes below."""
        self._headings()
        for row, unit in enumerate(self.summary.units, self.first):
            self._line(row, self._unit_cells(row, unit), "_marked" if unit.unread else "")
        self._total()
        self._notes()

    def lines(self, column: int) -> str:
        """The area of a column's unit lines."""
        first = cell_address(self.first + 1, column + 1)
        return f"{first}:{cell_address(self.total_row, column + 1)}"

    def of_unit(self, place: int, column: int, result: str | Decimal) -> Formula:
        """A formula that shows a cell of a unit's line, counted from 0."""
        return Formula(f"={cell_address(self.first + place + 1, column + 1)}", result)

    def of_total(self, column: int, result: Decimal | int) -> Formula:
        """A formula that shows a cell of the total's line."""
        return Formula(f"={cell_address(self.total_row + 1, column + 1)}", result)

    def found(self, level: Severity) -> Formula:
        """The number of all findings of a severity."""
        levels = column_of(form.FINDINGS_TABLE, SEVERITY)
        return Formula(f'=COUNTIFS({levels},"{level.label}")', self.severities.count(level))

    def _headings(self) -> None:
        style = self.looks["heading"]
        for row in (self.groups, self.headings):
            self.sheet.set_row(row, _LINE_HEIGHT)
        for number, column in enumerate(COLUMNS):
            if not column.group:
                self.sheet.merge_range(
                    self.groups, number, self.headings, number, column.heading, style
                )
                continue
            self.writer.write(self.headings, number, column.heading, "heading")
            members = [n for n, other in enumerate(COLUMNS) if other.group == column.group]
            if number == members[0]:
                self.sheet.merge_range(
                    self.groups, number, self.groups, members[-1], column.group, style
                )

    def _line(self, row: int, cells: list[Cell], mark: str) -> None:
        lines = zip(cells, COLUMNS, strict=True)
        texts = [(cell, column.width) for cell, column in lines if isinstance(cell, str)]
        self.sheet.set_growing_row(row + 1, row_height(texts, lowest=_LINE_HEIGHT))
        for number, (cell, column) in enumerate(zip(cells, COLUMNS, strict=True)):
            self.writer.write(row, number, cell, column.look + mark)

    def _unit_cells(self, row: int, unit: UnitTotals) -> list[Cell]:
        code = f'"="&${cell_address(row + 1, CODE + 1)}'
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
            Formula(f"=SUM({self.lines(PROJECTS)})", total.projects),
            Formula(f"=SUM({self.lines(INDICATORS)})", total.indicators),
            *_amounts(total, whole),
            *_shares(row, total),
            *(self.found(level) for level in _COUNTED),
            None,
        ]
        self.sheet.set_row(row, _LINE_HEIGHT)
        for number, (cell, column) in enumerate(zip(cells, COLUMNS, strict=True)):
            look = "text" if column.look == "code" else column.look
            self.writer.write(row, number, cell, f"total_{look}")

    def _notes(self) -> None:
        row = self.total_row + 1
        agrees = "核对：各单位之和与项目明细合计相符。"
        differs = "核对：各单位之和与项目明细合计不符，请检查项目明细中的单位编码。"
        lines = f"ROUND(SUM({self.lines(BUDGET)}),{SUM_DECIMALS})"
        total = cell_address(self.total_row + 1, BUDGET + 1)
        test = Formula(f'=IF({lines}={total},"{agrees}","{differs}")', agrees)
        self.writer.write(row, 0, test, "note")
        listed = {unit.unit_code for unit in self.summary.units}
        elsewhere = sum(
            levels.count(level)
            for unit_code, levels in self.findings_of_unit.items()
            if unit_code not in listed
            for level in _COUNTED
        )
        also = f"审核问题合计中有 {elsewhere} 个不属于表内的单位。" if elsewhere else ""
        rounding = "金额显示两位小数；合计按原值相加后四舍五入，不是显示值之和。"
        self.writer.write(row + 1, 0, rounding + also, "note")
        missing = [f"{u.unit_code} {u.unit_name}" for u in self.summary.department.missing]
        more = f"等，见“{form.SUBMISSIONS_SHEET}”" if len(missing) > _MOST_NAMED else ""
        named = "、".join(missing[:_MOST_NAMED])
        text = f"未报送、不在表内的单位（{len(missing)} 个）：{named}{more}。"
        self.writer.write(row + 2, 0, text if missing else None, "note")


def _amounts(totals: UnitTotals, formula: Callable[[str, str, Decimal], Formula]) -> list[Formula]:
    """The three amounts and the plan's four."""
    return [
        formula(form.PROJECTS_TABLE, form.BUDGET, totals.budget),
        formula(form.PROJECTS_TABLE, form.FISCAL, totals.fiscal),
        formula(form.PROJECTS_TABLE, form.OTHER, totals.other),
        *(formula(form.PLAN_TABLE, form.plan_heading(m), totals.plan[m]) for m in PlanMonth),
    ]


def _shares(row: int, totals: UnitTotals) -> Iterator[Formula]:
    """The plan in percent of the budget; empty where there is no budget."""
    budget, whole = cell_address(row + 1, BUDGET + 1), summed(totals.budget)
    for number, month in enumerate(PlanMonth):
        amount = cell_address(row + 1, PLAN + number + 1)
        share = f"ROUND({amount}/{budget},{SUM_DECIMALS})"
        result = summed(summed(totals.plan[month]) / whole) if whole else ""
        yield Formula(f'=IF({budget}=0,"",{share})', result)
