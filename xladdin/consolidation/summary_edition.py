"""A department summary read back as what its units stated, for a comparison.

Every value keeps the cell of the summary that it was read from.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from xladdin.consolidation.summary_rows import rows_below
from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Indicator, PlanMonth, SpendingPlan
from xladdin.domain.submission import DepartmentTargets, SubGoal, SupportMeasure
from xladdin.domain.text import squeeze
from xladdin.form import layout, summary_form
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.summary_form import is_summary
from xladdin.rules.comparing.editions import Edition, Part, Statement

_PROJECT = {
    "number": summary_form.NUMBER,
    "unit_code": summary_form.UNIT_CODE,
    "unit_name": summary_form.UNIT_NAME,
    "project_code": summary_form.PROJECT_CODE,
    "project_name": summary_form.PROJECT_NAME,
    "budget": summary_form.BUDGET,
    "fiscal": summary_form.FISCAL,
    "other": summary_form.OTHER,
    "source": summary_form.SOURCE_CELL,
}
_PLAN = {
    "number": summary_form.NUMBER,
    **{month.value: summary_form.share_heading(month) for month in PlanMonth},
}
_INDICATOR = {
    "number": summary_form.PROJECT_NUMBER,
    **{column.key: column.label for column in layout.INDICATOR_COLUMNS},
}

_Row = dict[str, Entry]


def edition_of_summary(workbook: WorkbookGrid, name: str) -> Edition | None:
    """What a summary tells of every unit, and of the department itself; None where it is none."""
    table = rows_below(workbook, summary_form.PROJECTS_SHEET, _PROJECT)
    if table is None or not is_summary(workbook):
        return None
    details = _Details.of(workbook)
    units: dict[tuple[str, str], list[_Row]] = {}
    for row in table:
        if row["number"].text.isdecimal():  # neither blank nor the line of totals
            unit = (row["unit_code"].text.strip(), row["unit_name"].text.strip())
            units.setdefault(unit, []).append(row)
    statements = [
        Statement(
            file=workbook.file,
            unit_code=code,
            unit_name=unit_name,
            projects=tuple(details.project(row, n) for n, row in enumerate(rows, 1)),
            parts=details.parts,
            is_restated=True,
        )
        for (code, unit_name), rows in units.items()
    ]
    targets = _targets(workbook.sheet(summary_form.TARGETS_SHEET))
    own = [Statement(workbook.file, targets=targets, parts=details.parts)] if targets else []
    return Edition(name, (*statements, *own), is_whole=True)


@dataclass(frozen=True, slots=True)
class _Details:
    """The plan and the indicators of the projects by their number; what of it is told."""

    plans: Mapping[str, _Row]
    indicators: Mapping[str, list[_Row]]
    parts: frozenset[Part]

    @classmethod
    def of(cls, workbook: WorkbookGrid) -> "_Details":
        plans = rows_below(workbook, summary_form.PLAN_SHEET, _PLAN)
        rows = rows_below(workbook, summary_form.INDICATORS_SHEET, _INDICATOR)
        indicators: dict[str, list[_Row]] = {}
        for row in rows or ():
            indicators.setdefault(row["number"].text, []).append(row)
        told = ((Part.PLAN, plans), (Part.INDICATORS, rows))
        return cls(
            {row["number"].text: row for row in plans or ()},
            indicators,
            frozenset(part for part, found in told if found is not None),
        )

    def project(self, row: _Row, position: int) -> BudgetProject:
        number = row["number"].text
        place = row["project_code"].origin
        untold = Entry(None, Origin(place.file, place.sheet))
        plan = self.plans.get(number, {})
        return BudgetProject(
            sheet=row["source"].text.rpartition("!")[0],
            position=position,
            title=untold,
            unit_line=untold,
            amount_unit=untold,
            project_code=row["project_code"],
            project_name=row["project_name"],
            budget=row["budget"],
            fiscal=row["fiscal"],
            other=row["other"],
            fund_use=untold,
            spending_plan=SpendingPlan(*(plan.get(month.value, untold) for month in PlanMonth)),
            goals=(),
            indicators=tuple(_indicator(row) for row in self.indicators.get(number, ())),
        )


def _indicator(row: _Row) -> Indicator:
    cells = (row[column.key] for column in layout.INDICATOR_COLUMNS)
    return Indicator(0, *cells)


def _targets(sheet: SheetGrid | None) -> DepartmentTargets | None:
    """The department's own targets, in the three sections of their sheet."""
    if sheet is None:
        return None
    rows = {
        label: row
        for row, column, entry in sheet.filled()
        for label in (layout.OVERALL_GOAL.label, layout.SUB_GOALS_LABEL, layout.MEASURES_LABEL)
        if column == 1 and squeeze(entry.text).endswith(f"、{label}")
    }
    overall = rows.get(layout.OVERALL_GOAL.label)
    if overall is None:
        return None
    return DepartmentTargets(
        sheet.at(overall + 1, 1),
        tuple(SubGoal(*pair) for pair in _pairs(sheet, rows.get(layout.SUB_GOALS_LABEL))),
        tuple(SupportMeasure(*pair) for pair in _pairs(sheet, rows.get(layout.MEASURES_LABEL))),
    )


def _pairs(sheet: SheetGrid, caption: int | None) -> list[tuple[Entry, Entry]]:
    """The numbered lines under a section's caption and its headings."""
    found: list[tuple[Entry, Entry]] = []
    if caption is not None:
        row = caption + 2
        while sheet.at(row, 1).text.strip().isdecimal():
            found.append((sheet.at(row, 2), sheet.at(row, 3)))
            row += 1
    return found
