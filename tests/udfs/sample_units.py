"""The sample's workbooks as they are read from their files, and as Excel hands their cells over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import cell_position
from xladdin.form import layout
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.new_workbook import Filling, Whose, create_unit_workbook
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook

UNIT_CODES = ("316001", "316003")


@dataclass(frozen=True)
class Unit:
    """A unit's workbook as it is read from its file."""

    grid: WorkbookGrid

    def with_cell(self, sheet: str, cell: tuple[int, int], value: str | None) -> "Unit":
        """The workbook after somebody typed into a cell."""

        def typed(grid: SheetGrid) -> SheetGrid:
            entry = Entry(value, grid.at(*cell).origin)
            return replace(grid, cells={**grid.cells, cell: entry})

        sheets = (typed(each) if each.name == sheet else each for each in self.grid.sheets)
        return Unit(replace(self.grid, sheets=tuple(sheets)))

    @property
    def project_sheets(self) -> list[str]:
        prefix = layout.PROJECT_SHEET_PREFIX
        return [sheet.name for sheet in self.grid.sheets if sheet.name.startswith(prefix)]

    def cells(self, sheet: str, area: str) -> list[list[Any]]:
        """The values of an area such as A9:F21, as Excel hands them over."""
        grid = self.grid.sheet(sheet)
        assert grid is not None
        (top, left), (bottom, right) = (cell_position(cell) or (0, 0) for cell in area.split(":"))
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        values = [[grid.at(row, column).value for column in columns] for row in rows]
        return [[float(v) if isinstance(v, Decimal) else v for v in row] for row in values]

    def table(self, sheet: str, first_row: int, last_column: str) -> list[list[Any]]:
        """The cells from column A on, down to the last filled row."""
        grid = self.grid.sheet(sheet)
        assert grid is not None
        return self.cells(sheet, f"A{first_row}:{last_column}{grid.last_row}")

    def findings(self, sheet: str) -> list[Finding]:
        """The errors and warnings that rules on cells and rows find in its indicator table."""
        return [
            finding
            for finding in check_submission(read_submission(self.grid))
            if finding.origin.sheet == sheet
            and finding.severity is not Severity.INFO
            and finding.rule[0] in "CR"
            and row_of(finding) >= layout.FIRST_INDICATOR_ROW
        ]


def row_of(finding: Finding) -> int:
    position = cell_position(finding.origin.cell)
    return position[0] if position else 0


def sample_units(folder: Path) -> Iterator[tuple[str, Unit]]:
    """Code and workbook of each unit of the sample; the files are made in the folder."""
    for code in UNIT_CODES:
        path = folder / f"{code}.xlsx"
        with as_file(files("xladdin.sample") / "projects.json") as data:
            create_unit_workbook(path, Whose("316", "审批局", code, year=2024), Filling(data))
        yield code, Unit(read_workbook(path))
