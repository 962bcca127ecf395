"""封面 and 整体目标 read by their labels."""

from dataclasses import dataclass

from xladdin.domain.entry import Entry
from xladdin.domain.submission import Cover, DepartmentTargets, IndexRow, SubGoal, SupportMeasure
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid
from xladdin.form.labelled_sheet import LabelledSheet

_LABELS_OF_A_COVER = 3
_LABELS_OF_AN_INDEX = 5


def is_cover(grid: SheetGrid) -> bool:
    """Whether a sheet holds at least three of the cover's fields."""
    sheet = LabelledSheet(grid)
    fields = (sheet.find(field) for field in layout.UNIT_COVER_FIELDS)
    return sum(cell is not None for cell in fields) >= _LABELS_OF_A_COVER


def read_cover(grid: SheetGrid) -> Cover:
    """Who submits what, for which year, and the index with its totals."""
    sheet = LabelledSheet(grid)
    index = ProjectIndex.find(sheet)

    def value(field: layout.Field) -> Entry:
        label = sheet.find(field)
        return sheet.value_right_of(label, layout.UNIT_COVER_FIELDS) if label else sheet.blank()

    return Cover(
        department_code=value(layout.DEPARTMENT_CODE),
        department=value(layout.DEPARTMENT_NAME),
        unit_code=value(layout.UNIT_CODE),
        unit_name=value(layout.UNIT_NAME),
        budget_year=value(layout.BUDGET_YEAR),
        taxonomy=value(layout.TAXONOMY),
        round=value(layout.ROUND),
        prepared_on=value(layout.PREPARED_ON),
        preparer=value(layout.PREPARER),
        telephone=value(layout.TELEPHONE),
        total_budget=index.total(layout.INDEX_BUDGET),
        total_fiscal=index.total(layout.INDEX_FISCAL),
        total_other=index.total(layout.INDEX_OTHER),
        index=index.lines(),
    )


@dataclass(frozen=True, slots=True)
class ProjectIndex:
    """The index of the projects on a cover: its headings, its lines and its totals.

    ``first_row`` is the row below the headings and ``end_row`` the row of the totals, or the one
    after the last entry where there are no totals.
    """

    sheet: LabelledSheet
    headings: dict[str, Area]
    first_row: int
    total_row: int | None

    @staticmethod
    def find(sheet: LabelledSheet) -> "ProjectIndex":
        """The index of a sheet; without headings where it has none."""
        row = sheet.find_row(layout.INDEX_COLUMNS, _LABELS_OF_AN_INDEX)
        if row is None:
            return ProjectIndex(sheet, {}, 1, None)
        headings = sheet.labels_in_row(row, layout.INDEX_COLUMNS)
        total = sheet.find_text(layout.INDEX_TOTAL_LABEL, after=row)
        return ProjectIndex(sheet, headings, row + 1, total[0] if total else None)

    @property
    def end_row(self) -> int:
        """The row that is no line of the index any more."""
        return self.sheet.grid.last_row + 1 if self.total_row is None else self.total_row

    @property
    def sheet_column(self) -> int | None:
        """Number of the column that names the sheets; None where there is no index."""
        area = self.headings.get(layout.INDEX_SHEET.key)
        return area.left if area else None

    def _at(self, row: int | None, column: layout.Column) -> Entry:
        area = self.headings.get(column.key)
        if row is None or area is None:
            return self.sheet.blank()
        return self.sheet.grid.at(row, area.left)

    def total(self, column: layout.Column) -> Entry:
        """The total of a column."""
        return self._at(self.total_row, column)

    def lines(self) -> tuple[IndexRow, ...]:
        """The lines that name a sheet."""
        rows = range(self.first_row, self.end_row) if self.headings else range(0)
        lines = (
            IndexRow(self._at(row, layout.INDEX_SHEET), self._at(row, layout.INDEX_BUDGET))
            for row in rows
        )
        return tuple(line for line in lines if not line.sheet.is_blank)


def is_targets_sheet(grid: SheetGrid) -> bool:
    """Whether a sheet holds the department's own targets."""
    sheet = LabelledSheet(grid)
    captions = (layout.OVERALL_GOAL.label, layout.SUB_GOALS_LABEL, layout.MEASURES_LABEL)
    return all(sheet.find_text(caption) for caption in captions)


def read_targets(grid: SheetGrid) -> DepartmentTargets:
    """总体绩效目标, any number of 分项绩效目标 and any number of 工作保障措施."""
    sheet = LabelledSheet(grid)
    label = sheet.find(layout.OVERALL_GOAL)
    overall = sheet.value_right_of(label, ()) if label else sheet.blank()
    measures = sheet.find_text(layout.MEASURES_LABEL)
    end = measures[0] if measures else grid.last_row + 1
    return DepartmentTargets(
        overall,
        tuple(SubGoal(*pair) for pair in _pairs(sheet, layout.SUB_GOAL_COLUMNS, 1, end)),
        tuple(
            SupportMeasure(*pair)
            for pair in _pairs(sheet, layout.MEASURE_COLUMNS, end, grid.last_row + 1)
        ),
    )


def _pairs(
    sheet: LabelledSheet, columns: tuple[layout.Column, layout.Column], after: int, end: int
) -> list[tuple[Entry, Entry]]:
    """The rows of a two-column table under its heading, wholly blank ones left out."""
    heading = sheet.find_row(columns, len(columns), after)
    if heading is None or heading >= end:
        return []
    lefts = [area.left for area in sheet.labels_in_row(heading, columns).values()]
    pairs: list[tuple[Entry, Entry]] = []
    for row in range(heading + 1, end):
        first, second = (sheet.grid.at(row, left) for left in lefts)
        if not (first.is_blank and second.is_blank):
            pairs.append((first, second))
    return pairs
