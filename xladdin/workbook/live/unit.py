"""The open workbook of a unit: which sheets are projects, and the cover's index of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import xlwings as xw

from xladdin.domain.entry import FormulaState
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.cover_reading import ProjectIndex, is_cover
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.project_reading import is_project_sheet
from xladdin.workbook.live.host import unprotected
from xladdin.workbook.live.reading import formula_texts, read_open_workbook


@dataclass(frozen=True, slots=True)
class IndexColumn:
    """The input cells of the index: the names of the sheets, one below the other."""

    sheet: xw.Sheet
    column: int
    first_row: int
    names: tuple[str, ...]
    """Of every line, "" where it is blank."""
    model_row: int
    """The last line with formulas; a line that somebody inserted by hand may have none."""

    @property
    def listed(self) -> list[str]:
        """The names, without the blank lines."""
        return [name for name in self.names if name]

    def with_lines(self, count: int) -> "IndexColumn":
        """The index with at least so many lines: new ones get the formulas and the looks.

        Raises UsageError where lines are missing and the sheet's protection has a password.
        """
        missing = count - len(self.names)
        if missing <= 0:
            return self
        new = self.first_row + len(self.names)
        last = new + missing - 1
        with unprotected(self.sheet):
            # else Excel would insert the cells that somebody copied
            self.sheet.book.app.cut_copy_mode = False
            self.sheet.range(f"{new}:{last}").insert("down")
            width = self.column + len(layout.INDEX_COLUMNS)
            (formulas,) = formula_texts(
                self.sheet.range((self.model_row, 1), (self.model_row, width))
            )
            for column, formula in enumerate(formulas, 1):
                if formula.startswith("="):
                    # One formula for several cells is the first one's: references move along.
                    self.sheet.range((self.model_row, column), (last, column)).formula = formula
        return replace(self, names=(*self.names, *[""] * missing), model_row=last)

    def is_changed_by(self, names: Sequence[str]) -> bool:
        """Whether listing these sheets, without blank lines between, is another list."""
        return self.names != (*names, *[""] * (len(self.names) - len(names)))

    def write(self, names: Sequence[str]) -> None:
        """List these sheets, without blank lines between; there must be lines for all."""
        lines = [[name] for name in names] + [[None]] * (len(self.names) - len(names))
        last_row = self.first_row + len(self.names) - 1
        self.sheet.range((self.first_row, self.column), (last_row, self.column)).value = lines


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
    rows = range(index.first_row, index.end_row)
    with_formulas = [
        row for row in rows if cover.at(row, number.left).formula is not FormulaState.NONE
    ]
    if not with_formulas:
        return None
    # The line that closes the template's index is none of its lines: nothing is in it.
    named = [row for row in rows if not cover.at(row, column).is_blank]
    lines = range(min(with_formulas + named), max(with_formulas + named) + 1)
    names = tuple(cover.at(row, column).text.strip() for row in lines)
    return IndexColumn(
        book.sheets[cover.name], column, lines[0], names, model_row=with_formulas[-1]
    )
