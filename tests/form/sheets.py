"""Sheets as a template lays them out, as grids without a file, and what people do to them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from importlib.resources import as_file, files

from openpyxl.utils.cell import range_boundaries

from xladdin.domain.content import ProjectContent
from xladdin.domain.entry import CellValue, Entry, FormulaState
from xladdin.domain.origin import Origin, cell_address
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.form.grid import Area, SheetGrid, WorkbookGrid
from xladdin.form.interchange import load_projects

FILE = "316001.xlsx"
Cell = tuple[int, int]
Change = Callable[[SheetGrid], SheetGrid]


def sample_projects() -> list[ProjectContent]:
    with as_file(files("xladdin.sample") / "projects.json") as path:
        return [project for unit in load_projects(path).values() for project in unit]


def area(text: str) -> Area:
    left, top, right, bottom = (bound or 0 for bound in range_boundaries(text))
    return Area(top, left, bottom, right)


def grid_of(
    values: dict[str, CellValue], merged: Iterable[str] = (), name: str = "项目1"
) -> SheetGrid:
    cells: dict[Cell, Entry] = {}
    for address, value in values.items():
        place = area(address)
        origin = Origin(FILE, name, cell_address(place.top, place.left))
        cells[place.top, place.left] = Entry(value, origin)
    return SheetGrid(FILE, name, cells, tuple(area(text) for text in merged))


def project_sheet(content: ProjectContent, number: int = 1, name: str = "项目1") -> SheetGrid:
    values: dict[str, CellValue] = {
        "A1": f"{number}.{content.name}{layout.TITLE_SUFFIX}",
        "A2": "316001 秦皇岛市抚宁区行政审批局本级",
        "F2": layout.AMOUNT_UNIT,
        layout.FUNDS_LABEL_AREA: layout.FUNDS_LABEL,
        layout.SPENDING_PLAN_LABEL_AREA: layout.SPENDING_PLAN_LABEL,
        layout.PROJECT_CODE.value_cell: content.code,
        layout.PROJECT_NAME.value_cell: content.name,
        layout.BUDGET.value_cell: content.budget,
        layout.FISCAL.value_cell: content.fiscal,
        layout.OTHER.value_cell: content.other,
        layout.FUND_USE.value_cell: content.fund_use,
        layout.GOALS.value_cell: "\n".join(content.goals),
        layout.SHEET_NAME_CELL: name,
        f"{layout.CHECK_COLUMN}2": layout.CHECK_LABEL,
    }
    merged = [layout.TITLE_AREA, layout.UNIT_LINE_AREA, layout.AMOUNT_UNIT_AREA]
    merged += [layout.FUNDS_LABEL_AREA, layout.SPENDING_PLAN_LABEL_AREA, "F9:G9"]
    for field in layout.PROJECT_FIELDS:
        if field.label_area:
            values[field.label_area.partition(":")[0]] = field.label
        merged += [a for a in (field.label_area, field.value_area) if ":" in a]
    for month in PlanMonth:
        values[layout.SPENDING_PLAN[month].value_cell] = content.plan.get(month)
    for column in layout.INDICATOR_COLUMNS:
        values[f"{column.letter}{layout.INDICATOR_HEADING_ROW}"] = column.label
    for row, indicator in enumerate(content.indicators, layout.FIRST_INDICATOR_ROW):
        texts = (
            indicator.level1,
            indicator.level2,
            indicator.level3,
            indicator.description,
            indicator.target_value,
            indicator.basis,
        )
        for column, text in zip(layout.INDICATOR_COLUMNS, texts, strict=True):
            values[f"{column.letter}{row}"] = text
    return grid_of({k: v for k, v in values.items() if v not in (None, "")}, merged, name)


def cover_sheet(sheets: Iterable[str], total: Decimal, code: str = "316001") -> SheetGrid:
    said = {
        layout.DEPARTMENT_CODE: "316",
        layout.DEPARTMENT_NAME: "秦皇岛市抚宁区行政审批局",
        layout.UNIT_CODE: code,
        layout.UNIT_NAME: "秦皇岛市抚宁区行政审批局本级",
        layout.BUDGET_YEAR: "2024",
        layout.TAXONOMY: "2015版",
        layout.ROUND: "一上",
    }
    values: dict[str, CellValue] = {"A1": layout.COVER_TITLE}
    for field in layout.UNIT_COVER_FIELDS:
        values[field.label_area] = field.label
        values[field.value_area] = said.get(field)
    for column in layout.INDEX_COLUMNS:
        values[f"{column.letter}{layout.INDEX_HEADING_ROW}"] = column.label
    row = layout.FIRST_INDEX_ROW
    for row, sheet in enumerate(sheets, layout.FIRST_INDEX_ROW):
        values[f"{layout.INDEX_SHEET.letter}{row}"] = sheet
    values[f"A{row + 3}"] = layout.INDEX_TOTAL_LABEL
    grid = grid_of({k: v for k, v in values.items() if v is not None}, (), layout.COVER_SHEET)
    return with_entry(grid, f"{layout.INDEX_BUDGET.letter}{row + 3}", total, is_formula=True)


def with_entry(
    grid: SheetGrid, address: str, value: CellValue, *, is_formula: bool = False
) -> SheetGrid:
    place = area(address)
    state = FormulaState.CALCULATED if is_formula else FormulaState.NONE
    entry = Entry(value, Origin(FILE, grid.name, address), state)
    return replace(grid, cells={**grid.cells, (place.top, place.left): entry})


def without(grid: SheetGrid, *addresses: str) -> SheetGrid:
    gone = {(area(address).top, area(address).left) for address in addresses}
    return replace(grid, cells={c: e for c, e in grid.cells.items() if c not in gone})


def workbook(*sheets: SheetGrid) -> WorkbookGrid:
    return WorkbookGrid(FILE, sheets)


# --- what people do to sheets --------------------------------------------------------------------


def _moved(grid: SheetGrid, move: Callable[[int, int], Cell]) -> SheetGrid:
    cells = {}
    for (row, column), entry in grid.cells.items():
        cell = move(row, column)
        cells[cell] = replace(entry, origin=Origin(FILE, grid.name, cell_address(*cell)))
    merged = tuple(Area(*move(a.top, a.left), *move(a.bottom, a.right)) for a in grid.merged)
    return replace(grid, cells=cells, merged=merged)


def insert_rows(at: int, count: int = 1) -> Change:
    """As Excel does: what stands at ``at`` and below moves down, merged areas grow."""
    return lambda grid: _moved(grid, lambda row, col: (row + count if row >= at else row, col))


def insert_columns(at: int, count: int = 1) -> Change:
    return lambda grid: _moved(grid, lambda row, col: (row, col + count if col >= at else col))


def unmerge(grid: SheetGrid) -> SheetGrid:
    return replace(grid, merged=())


def merge_level1(grid: SheetGrid) -> SheetGrid:
    """As on published forms: a first-level class once, merged over its rows."""
    column = area(f"{layout.LEVEL1.letter}1").left
    rows = sorted(r for r, c in grid.cells if c == column and r >= layout.FIRST_INDICATOR_ROW)
    cells, merged, first = dict(grid.cells), list(grid.merged), 0
    for row in rows:
        if first and cells[row, column].value == cells[first, column].value:
            del cells[row, column]
            merged = [a for a in merged if (a.top, a.left) != (first, column)]
            merged.append(Area(first, column, row, column))
        else:
            first = row
    return replace(grid, cells=cells, merged=tuple(merged))


def change_labels(change: Callable[[str], str]) -> Change:
    labels = {field.label for field in layout.PROJECT_FIELDS}
    labels |= {column.label for column in layout.INDICATOR_COLUMNS}
    labels |= {layout.FUNDS_LABEL, layout.SPENDING_PLAN_LABEL}

    def apply(grid: SheetGrid) -> SheetGrid:
        cells = {
            cell: replace(entry, value=change(entry.text)) if entry.text in labels else entry
            for cell, entry in grid.cells.items()
        }
        return replace(grid, cells=cells)

    return apply


def split_goals_over_rows(grid: SheetGrid) -> SheetGrid:
    """One goal a row beside a label that spans them, as other systems export it."""
    place = area(layout.GOALS.value_cell)
    goals = grid.cells[place.top, place.left].text.split("\n")
    taller = insert_rows(place.top + 1, len(goals) - 1)(grid) if len(goals) > 1 else grid
    merged = tuple(a for a in taller.merged if (a.top, a.left) != (place.top, place.left))
    result = replace(taller, merged=merged)
    for offset, goal in enumerate(goals):
        result = with_entry(result, cell_address(place.top + offset, place.left), goal)
    return result
