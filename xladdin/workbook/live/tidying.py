"""整理: sheets and index in one order, indicator rows in the order of their classes.

Everything is looked at before anything is moved: a sheet that can't be tidied stops it all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import xlwings as xw

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Finding, count_label
from xladdin.domain.origin import cell_address, cell_position
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.taxonomy import Taxonomy, class_rank
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import find_list, read_findings
from xladdin.form.grid import Area, SheetGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.project_reading import indicator_heading_row
from xladdin.form.reading import read_submission
from xladdin.workbook.live.findings import write_findings
from xladdin.workbook.live.host import all_unprotected, require_open_structure, undisturbed
from xladdin.workbook.live.reading import range_of
from xladdin.workbook.live.unit import OpenUnit

_TEXT_FORMAT = "@"
Place = tuple[str, str]
"""Sheet and address of a cell."""


@dataclass(frozen=True, slots=True)
class TidiedTable:
    """An indicator table that is to be written anew: its cells, and where each row came from."""

    sheet: str
    area: Area
    rows: tuple[tuple[str | None, ...], ...]
    origins: tuple[int, ...]
    """Row numbers of the rows with a content, in their new order."""

    def moved(self) -> Iterator[tuple[Place, str]]:
        """The cells that get another address, by their sheet and old address."""
        for new, old in enumerate(self.origins, self.area.top):
            for column in range(self.area.left, self.area.right + 1):
                yield (self.sheet, cell_address(old, column)), cell_address(new, column)


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was put in order: names of the sheets whose rows moved; whether sheets and index did."""

    tables: tuple[str, ...]
    are_sheets_moved: bool
    is_index_changed: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to do: tables, project sheets and index in order, findings if any moves."""

    tables: list[TidiedTable]
    sheet_names: list[str]
    index: list[str]
    findings: list[Finding] | None

    @staticmethod
    def of(unit: OpenUnit) -> "_Plan":
        """Look at everything. Raises UsageError where something would be lost."""
        submission = read_submission(unit.grid)
        grids = {grid.name: grid for grid in unit.projects}
        found = (
            tidied_table(project, grids[project.sheet], submission.taxonomy)
            for project in submission.projects
        )
        tables = [table for table in found if table is not None]
        index = index_in_order(unit.index.names, unit.project_names)
        sheet_names = [name for name in index if name in unit.project_names]
        return _Plan(tables, sheet_names, index, _moved_findings(unit, tables))

    def sheets_to_open(self, unit: OpenUnit) -> Iterator[xw.Sheet]:
        """The sheets that let nobody do it while they are protected."""
        for table in self.tables:
            if _cells_of(unit, table).number_format != _TEXT_FORMAT:
                yield unit.book.sheets[table.sheet]
        if self.findings is not None:
            yield unit.book.sheets[layout.FINDINGS_SHEET]


def tidy(unit: OpenUnit) -> Tidied:
    """Put an open unit's workbook in order. Raises UsageError before anything was changed."""
    plan = _Plan.of(unit)
    are_sheets_moved = plan.sheet_names != list(unit.project_names)
    if are_sheets_moved:
        require_open_structure(unit.book)
    with undisturbed(unit.book), all_unprotected(plan.sheets_to_open(unit)):
        lines = unit.index.with_lines(len(plan.index))
        for table in plan.tables:
            _write_table(_cells_of(unit, table), table)
        if are_sheets_moved:
            _order_sheets(unit, plan.sheet_names)
        is_index_changed = lines.is_changed_by(plan.index)
        if is_index_changed:
            lines.write(plan.index)
        _write_findings(unit, plan.findings)
    return Tidied(tuple(table.sheet for table in plan.tables), are_sheets_moved, is_index_changed)


def index_in_order(listed: Sequence[str], project_names: Sequence[str]) -> list[str]:
    """The lines of the index: as they are, each sheet once, sheets that it lacks at the end."""
    lines = dict.fromkeys(name for name in listed if name)
    return list(lines | dict.fromkeys(project_names))


def tidied_table(project: BudgetProject, grid: SheetGrid, taxonomy: Taxonomy) -> TidiedTable | None:
    """A project's indicator table in order, None where it is already.

    Rows go by their classes and keep their order inside a class; blank rows go to the end. Raises
    UsageError where something would be lost or left behind.
    """
    _require_all_placed(project)
    if not project.indicators:
        return None
    area = _table_area(project, grid)
    _require_plain_texts(project)
    rows = sorted(
        project.indicators,
        key=lambda row: class_rank(row.level1.text, row.level2.text, taxonomy),
    )
    origins = tuple(row.row for row in rows)
    if origins == tuple(range(area.top, area.bottom + 1)):
        return None
    texts = [tuple(entry.text or None for entry in row.entries) for row in rows]
    height, width = area.bottom - area.top + 1, area.right - area.left + 1
    texts += [(None,) * width] * (height - len(texts))
    return TidiedTable(project.sheet, area, tuple(texts), origins)


def _require_all_placed(project: BudgetProject) -> None:
    for part in project.unplaced:
        place = f"的 {part.origin.cell} " if part.origin.cell else ""
        raise UsageError(
            f"“{project.sheet}”{place}“{part.text}”{part.reason}，没有作任何改动",
            "请先点“校验”，按提示改正，再整理",
        )


def _table_area(project: BudgetProject, grid: SheetGrid) -> Area:
    """From the row below the headings to the last indicator, over the six columns."""
    heading = indicator_heading_row(LabelledSheet(grid))
    columns = {_columns(row) for row in project.indicators}
    if len(columns) != 1 or heading is None:
        raise _strange_table(project)
    (first, *others) = columns.pop()
    if any(after != before + 1 for before, after in pairwise([first, *others])):
        raise _strange_table(project)
    area = Area(heading + 1, first, project.indicators[-1].row, first + len(others))
    if any(merged.bottom >= area.top and merged.left <= area.right for merged in grid.merged):
        raise UsageError(
            f"“{project.sheet}”的指标表里有合并单元格，没有作任何改动",
            "请取消合并，并在每一行填写一级指标和二级指标，再整理",
        )
    return area


def _columns(row: Indicator) -> tuple[int, ...]:
    """Numbers of the six columns; 0 for a cell that isn't in the row (一级 may be that above)."""
    places = [cell_position(entry.origin.cell) or (0, 0) for entry in row.entries]
    is_beside = [place == 0 or at[0] == row.row for place, at in enumerate(places)]
    return tuple(at[1] if beside else 0 for at, beside in zip(places, is_beside, strict=True))


def _strange_table(project: BudgetProject) -> UsageError:
    return UsageError(
        f"“{project.sheet}”的指标表与表样不同，没有作任何改动",
        "请按模板恢复六个栏目的名称和次序，每个指标填在一行里，再整理",
    )


def _require_plain_texts(project: BudgetProject) -> None:
    for row in project.indicators:
        for entry in row.entries:
            if not _is_plain_text(entry):
                raise UsageError(
                    f"“{project.sheet}”的 {entry.origin.cell} 是公式、数字或日期（{entry.text}），"
                    "移动后会变样，没有作任何改动",
                    "请把该单元格设为文本格式后重新填写，再整理",
                )


def _is_plain_text(entry: Entry) -> bool:
    return isinstance(entry.value, str | None) and entry.formula is FormulaState.NONE


def _cells_of(unit: OpenUnit, table: TidiedTable) -> xw.Range:
    return range_of(unit.book.sheets[table.sheet], table.area)


def _write_table(cells: xw.Range, table: TidiedTable) -> None:
    if cells.number_format != _TEXT_FORMAT:
        cells.number_format = _TEXT_FORMAT  # else a text such as 1-3 would become a date
    cells.value = table.rows


def _order_sheets(unit: OpenUnit, wanted: Sequence[str]) -> None:
    sheets = unit.book.sheets
    if wanted[0] != unit.project_names[0]:
        sheets[wanted[0]].move(before=sheets[unit.project_names[0]])
    for before, name in pairwise(wanted):
        if sheets[name].index != sheets[before].index + 1:
            sheets[name].move(after=sheets[before])


def _moved_findings(unit: OpenUnit, tables: Iterable[TidiedTable]) -> list[Finding] | None:
    """What 校验结果 lists, at the cells' new places: explanations stay with their rows.

    None where it needn't be written.
    """
    moved = dict(pair for table in tables for pair in table.moved())
    listed = read_findings(unit.grid)
    there = [_at_new_place(finding, moved) for finding in listed]
    return None if there == listed else there


def _at_new_place(finding: Finding, moved: Mapping[Place, str]) -> Finding:
    origin = finding.origin
    new = moved.get((origin.sheet, origin.cell), origin.cell)
    return replace(finding, origin=replace(origin, cell=new))


def _write_findings(unit: OpenUnit, findings: Sequence[Finding] | None) -> None:
    listed = find_list(unit.grid)
    if listed is not None and findings is not None:
        write_findings(unit.book, listed, findings, count_label(findings))
