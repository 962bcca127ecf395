"""The open workbook of a unit: which sheets are projects, and the cover's index of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import xlwings as xw

from xladdin.domain.entry import FormulaState
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.cover_reading import ProjectIndex, is_cover
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.project_reading import is_project_sheet
from xladdin.workbook.live.host import unprotected
from xladdin.workbook.live.reading import read_open_workbook


@dataclass(frozen=True, slots=True)
class IndexColumn:
    """The input cells of the index: the names of the sheets, one below the other."""

    sheet: xw.Sheet
    column: int
    first_row: int
    names: tuple[str, ...]
    """Of every line, "" where it is blank."""

    def write(self, names: Sequence[str]) -> None:
        """List these sheets, without blank lines between; the lines grow where they must.

        Raises UsageError where lines are missing and the sheet's protection has a password.
        """
        if len(names) > len(self.names):
            self._insert_lines(len(names) - len(self.names))
        height = max(len(names), len(self.names))
        lines = [[name] for name in names] + [[None]] * (height - len(names))
        self.sheet.range(
            (self.first_row, self.column), (self.first_row + height - 1, self.column)
        ).value = lines

    def _insert_lines(self, count: int) -> None:
        """More lines below the last one, with its formulas and looks."""
        new = self.first_row + len(self.names)
        width = self.column + len(layout.INDEX_COLUMNS)
        with unprotected(self.sheet):
            self.sheet.range(f"{new}:{new + count - 1}").insert("down")
            model = self.sheet.range((new - 1, 1), (new - 1, width))
            for row in range(new, new + count):
                model.copy(self.sheet.range((row, 1)))


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """A unit's open workbook as it stands now."""

    book: xw.Book
    grid: WorkbookGrid
    projects: tuple[SheetGrid, ...]
    index: IndexColumn

    @property
    def project_names(self) -> tuple[str, ...]:
        """Names of the project sheets in the order of the tabs."""
        return tuple(grid.name for grid in self.projects)


def read_unit(book: xw.Book) -> OpenUnit:
    """Read a unit's workbook. Raises UsageError where it has no cover with an index."""
    grid = read_open_workbook(book)
    sheets = [sheet for sheet in grid.sheets if sheet.name not in layout.PROGRAM_SHEETS]
    projects = tuple(sheet for sheet in sheets if is_project_sheet(sheet))
    covers = (sheet for sheet in sheets if sheet not in projects and is_cover(sheet))
    index = next((found for cover in covers if (found := _index(book, cover))), None)
    if index is None:
        raise UsageError(
            "这个工作簿没有封面的项目目录，不是单位的申报工作簿，没有作任何改动",
            "请打开本单位的申报工作簿；还没有的，点“新建工作簿”",
        )
    return OpenUnit(book, grid, projects, index)


def _index(book: xw.Book, cover: SheetGrid) -> IndexColumn | None:
    index = ProjectIndex.find(LabelledSheet(cover))
    column = index.sheet_column
    number = index.headings.get(layout.INDEX_NUMBER.key)
    if column is None or number is None:
        return None
    # The line that closes the template's index is none of its lines: it carries no formulas.
    rows = [
        row
        for row in range(index.first_row, index.end_row)
        if cover.at(row, number.left).formula is not FormulaState.NONE
    ]
    if not rows or any(after != before + 1 for before, after in pairwise(rows)):
        return None
    names = tuple(cover.at(row, column).text.strip() for row in rows)
    return IndexColumn(book.sheets[cover.name], column, rows[0], names)
