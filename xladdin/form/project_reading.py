"""A grid of cell values -> BudgetProject, found by labels and never by addresses."""

import re
from collections import Counter

from xladdin.domain.entry import Entry
from xladdin.domain.project import (
    BudgetProject,
    Indicator,
    PlanMonth,
    SpendingPlan,
    Unplaced,
    split_goals,
)
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid
from xladdin.form.labelled_sheet import Cell, LabelledSheet, part_of

_PLAN = tuple(layout.SPENDING_PLAN.values())
_HEADINGS_OF_A_TABLE = 4
_HEAD_GROUPS = (
    ((layout.PROJECT_CODE, layout.PROJECT_NAME), 1),
    ((layout.BUDGET, layout.FISCAL, layout.OTHER), 1),
    (_PLAN, 3),
    ((layout.GOALS,), 1),
    (layout.INDICATOR_COLUMNS, _HEADINGS_OF_A_TABLE),
)
_GROUPS_OF_A_PROJECT = 3
_CAPTIONS = (layout.FUNDS_LABEL, layout.SPENDING_PLAN_LABEL, layout.FUND_USE.label)
_UNIT_LINE = re.compile(r"\s*\d{3,}\s*[^\d\s].*", re.DOTALL)
_AMOUNT_UNIT = re.compile(r"(?:金额)?\s*单\s*位\s*[:：]\s*\S*元\s*$")
_EXTRA_TITLE = re.compile("绩效|附件|附表")


def is_project_sheet(grid: SheetGrid) -> bool:
    """Whether a sheet holds a project's form.

    At least three of its five label groups must stand on rows of their own. A table that has the
    same words as column headings (an index, a summary) has them on one row.
    """
    sheet = LabelledSheet(grid)
    rows = {sheet.find_row(fields, at_least) for fields, at_least in _HEAD_GROUPS}
    return len(rows - {None}) >= _GROUPS_OF_A_PROJECT


def indicator_heading_row(sheet: LabelledSheet) -> int | None:
    """The row on which at least four headings of the indicator table stand, the first of them."""
    return sheet.find_row(layout.INDICATOR_COLUMNS, _HEADINGS_OF_A_TABLE)


def read_project(grid: SheetGrid, position: int) -> BudgetProject:
    """The project that a sheet states; ``position`` is its place among the project sheets."""
    return _ProjectReader(grid).read(position)


def read_indicators(grid: SheetGrid) -> tuple[Indicator, ...]:
    """The rows of the indicator table on a sheet, or of a table that stands there alone."""
    return _ProjectReader(grid).indicators()


class _ProjectReader:
    def __init__(self, grid: SheetGrid) -> None:
        self.grid = grid
        self.sheet = LabelledSheet(grid)
        self.troubles: list[Unplaced] = []
        heading = indicator_heading_row(self.sheet)
        self.heading_row = heading or self.grid.last_row + 1
        self.head_rows = range(1, self.heading_row)

    def read(self, position: int) -> BudgetProject:
        self._take_captions()
        code, name = self._field(layout.PROJECT_CODE), self._field(layout.PROJECT_NAME)
        budget, fiscal = self._field(layout.BUDGET), self._field(layout.FISCAL)
        other = self._field(layout.OTHER)
        plan = self._spending_plan()
        goals = self._goals()
        fund_use = self._fund_use()
        title, unit_line, amount_unit = self._title_lines()
        indicators = self.indicators()
        left_over = self.sheet.left_over("不在表样的任何栏目内")
        return BudgetProject(
            sheet=self.grid.name,
            position=position,
            title=title,
            unit_line=unit_line,
            amount_unit=amount_unit,
            project_code=code,
            project_name=name,
            budget=budget,
            fiscal=fiscal,
            other=other,
            fund_use=fund_use,
            spending_plan=plan,
            goals=goals,
            indicators=indicators,
            unplaced=(*self.troubles, *left_over),
        )

    def _take_captions(self) -> None:
        """Mark what is on the form but carries no value: captions and the check column."""
        captions = {layout.label_key(caption) for caption in _CAPTIONS}
        check = {
            column
            for _, column, entry in self.grid.filled()
            if layout.label_key(entry.text) == layout.CHECK_LABEL
        }
        self.sheet.take_all(
            lambda cell, entry: (
                cell[1] in check
                or (cell[0] in self.head_rows and layout.label_key(entry.text) in captions)
            )
        )

    def _field(self, field: layout.Field) -> Entry:
        label = self.sheet.find(field, self.head_rows)
        if label is None:
            return self._not_found(field.label)
        return self.sheet.value_right_of(label, layout.PROJECT_FIELDS)

    def _not_found(self, label: str) -> Entry:
        blank = self.sheet.blank()
        self.troubles.append(Unplaced(blank.origin, label, "表中找不到此栏目"))
        return blank

    def _spending_plan(self) -> SpendingPlan:
        row = self.sheet.find_row(_PLAN, 3)
        labels = {} if row is None else self.sheet.labels_in_row(row, _PLAN)
        last = self._row_before(layout.GOALS)
        found: dict[str, Entry] = {}
        for month, field in layout.SPENDING_PLAN.items():
            area = labels.get(field.key)
            if area is None:
                found[month] = self._not_found(field.label)
                continue
            self.sheet.take((area.top, area.left))
            below = Area(area.bottom + 1, area.left, max(last, area.bottom + 1), area.right)
            found[month] = self.sheet.take_area(below)
        return SpendingPlan(*(found[month] for month in PlanMonth))

    def _row_before(self, field: layout.Field) -> int:
        label = self.sheet.find(field, self.head_rows)
        return self.heading_row - 1 if label is None else label[0] - 1

    def _goals(self) -> tuple[Entry, ...]:
        label = self.sheet.find(layout.GOALS, self.head_rows)
        if label is None:
            return (self._not_found(layout.GOALS.label),)
        self.sheet.take(label)
        first = self.grid.area_at(*label).right + 1
        area = Area(label[0], first, self.heading_row - 1, max(self.grid.last_column, first))
        goals: list[Entry] = []
        for cell, _ in self.sheet.filled_in(area):
            entry = self.sheet.take(cell)
            if isinstance(entry.value, str):
                goals += [part_of(entry, goal) for goal in split_goals(entry.value)]
            else:
                goals.append(entry)
        return tuple(goals) or (self.grid.anchored(label[0], first),)

    def _fund_use(self) -> Entry:
        """The text under the amounts; its own label is printed on some forms only."""
        funds = (layout.BUDGET, layout.FISCAL, layout.OTHER)
        labels = (self.sheet.find(field, self.head_rows) for field in funds)
        found = [label for label in labels if label is not None]
        if not found:
            return self._not_found(layout.FUND_USE.label)
        plan_row = self.sheet.find_row(_PLAN, 3) or self._row_before(layout.GOALS) + 1
        caption = self.sheet.find_text(layout.FUNDS_LABEL)
        left = self.grid.area_at(*caption).right + 1 if caption else min(c for _, c in found)
        first = found[0][0] + 1
        area = Area(first, left, max(first, plan_row - 1), max(self.grid.last_column, left))
        return self.sheet.take_area(area)

    def _title_lines(self) -> tuple[Entry, Entry, Entry]:
        """Title, unit line and unit of amounts: the lines above the first label."""
        cells = (self.sheet.find(field, self.head_rows) for field in layout.PROJECT_FIELDS)
        first_row = min((cell[0] for cell in cells if cell is not None), default=1)
        above = Area(1, 1, first_row - 1, max(self.grid.last_column, 1))
        lines = self.sheet.filled_in(above)
        rows = sorted({cell[0] for cell, _ in lines})
        unit_line, amount_unit = self.sheet.blank(), self.sheet.blank()
        titles: list[tuple[Cell, Entry]] = []
        for cell, entry in lines:
            stated = _AMOUNT_UNIT.search(entry.text)
            before = entry.text[: stated.start()] if stated else entry.text
            if entry.is_unreadable and len(rows) > 1 and cell[0] == rows[-1]:
                unit_line = self.sheet.take(cell)  # its text is lost, its place is the form's
                continue
            if stated:
                amount_unit = part_of(self.sheet.take(cell), stated.group().strip())
            if _UNIT_LINE.fullmatch(before) and not squeeze(before).endswith(layout.TITLE_SUFFIX):
                entry_taken = self.sheet.take(cell)
                unit_line = part_of(entry_taken, before.strip()) if stated else entry_taken
            elif not stated:
                titles.append((cell, entry))
        return self._title(titles, first_row), unit_line, amount_unit

    def _title(self, candidates: list[tuple[Cell, Entry]], first_row: int) -> Entry:
        """The line that ends as titles do, else the last one; lines over it are more headings."""
        if not candidates:
            return self.grid.at(max(first_row - 2, 1), 1)
        suffix = layout.TITLE_SUFFIX
        titles = [c for c in candidates if squeeze(c[1].text).endswith(suffix)] or candidates
        title_cell, _ = titles[-1]
        for cell, entry in candidates:
            if cell < title_cell and _EXTRA_TITLE.search(entry.text):
                self.sheet.take(cell)
        return self.sheet.take(title_cell)

    # --- indicator table -------------------------------------------------------------------------

    def indicators(self) -> tuple[Indicator, ...]:
        """The rows under the headings; none without at least four of these."""
        headings = self.sheet.labels_in_row(self.heading_row, layout.INDICATOR_COLUMNS)
        for column in layout.INDICATOR_COLUMNS:
            if column.key not in headings:
                self._not_found(column.label)
        for area in headings.values():
            self.sheet.take((area.top, area.left))
        self._note_merged_values(headings)
        rows: list[Indicator] = []
        for row in range(self.heading_row + 1, self._end_of_table(headings) + 1):
            indicator = self._indicator(row, headings, rows[-1] if rows else None)
            if indicator is not None:
                rows.append(indicator)
        return tuple(rows)

    def _note_merged_values(self, headings: dict[str, Area]) -> None:
        """Merged areas of the table that leave one value where several should stand.

        The classes are printed once for several rows on published forms, so theirs may be merged.
        """
        once = {headings[c.key].left for c in (layout.LEVEL1, layout.LEVEL2) if c.key in headings}
        lefts = {area.left for area in headings.values()}
        for area in self.grid.merged:
            inside = {left for left in lefts if area.left <= left <= area.right}
            over_rows = area.bottom > area.top and not inside <= once
            if area.top > self.heading_row and inside and (len(inside) > 1 or over_rows):
                entry = self.grid.at(area.top, area.left)
                reason = "单元格合并后只剩一个值，请取消合并并逐格填写"
                self.troubles.append(Unplaced(entry.origin, entry.text, reason))

    def _end_of_table(self, headings: dict[str, Area]) -> int:
        """Last row before a second form on the same sheet, whose cells are then left over.

        A title stands alone in its row: a 指标值确定依据 may name a table of that name.
        """
        starts = (layout.PROJECT_CODE, layout.PROJECT_NAME)
        last_column = max((area.right for area in headings.values()), default=0)
        in_row = Counter(row for row, column, _ in self.grid.filled() if column <= last_column)
        for row, _, entry in self.grid.filled():
            is_title = squeeze(entry.text).endswith(layout.TITLE_SUFFIX) and in_row[row] <= 1
            if row > self.heading_row and (is_title or self.sheet.labels_in_row(row, starts)):
                return row - 1
        return self.grid.last_row

    def _indicator(
        self, row: int, headings: dict[str, Area], above: Indicator | None
    ) -> Indicator | None:
        spans = {key: self._span(key, headings) for key in headings}
        areas = {key: Area(row, left, row, right) for key, (left, right) in spans.items()}
        if not any(self.sheet.filled_in(area) for area in areas.values()):
            return None
        cells = {
            column.key: self.sheet.take_area(areas[column.key])
            if column.key in areas
            else self.sheet.blank()
            for column in layout.INDICATOR_COLUMNS
        }
        level1 = cells[layout.LEVEL1.key]
        if level1.is_blank and not level1.is_unreadable and above is not None:
            # The published form prints a first-level class once for all the rows under it.
            cells[layout.LEVEL1.key] = above.level1
        return Indicator(row, *(cells[column.key] for column in layout.INDICATOR_COLUMNS))

    def _span(self, key: str, headings: dict[str, Area]) -> tuple[int, int]:
        """Columns of a heading: its own, and blank ones up to the next heading."""
        own = headings[key]
        next_left = min((a.left for a in headings.values() if a.left > own.left), default=0)
        return own.left, next_left - 1 if next_left else own.right
