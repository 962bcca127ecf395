"""Workbooks of units, open in the live application."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlwings as xw

from tests.workbook.contents import sample_units
from xladdin.domain.content import UnitContent
from xladdin.form import layout
from xladdin.workbook.templates import build_unit_workbook

SAMPLE_CODE = "316001"


def sample_unit(count: int | None = None) -> UnitContent:
    """The sample's unit with seven projects, or with the first of them only."""
    unit = sample_units()[SAMPLE_CODE]
    return replace(unit, projects=unit.projects[:count])


def open_unit(
    app: xw.App, folder: Path, unit: UnitContent | None = None, *, blank_projects: int = 0
) -> xw.Book:
    """A unit's workbook, fresh from the template; by default that of two of the sample's projects.

    Its totals and checks are calculated.
    """
    path = folder / f"{SAMPLE_CODE}.xlsx"
    build_unit_workbook(path, unit or sample_unit(2), blank_projects=blank_projects)
    book = app.books.open(path)
    app.calculate()  # Calc puts it off until somebody asks
    return book


def save_as(book: xw.Book, path: Path) -> Path:
    """Save an open workbook under another name, as which it stays open."""
    book.save(path)
    return path


def type_into(sheet: xw.Sheet, contents: Mapping[str, Any]) -> None:
    """Type values into cells, as a person does."""
    for address, value in contents.items():
        sheet[address].value = value


def findings_sheet(book: xw.Book) -> xw.Sheet:
    """校验结果 of an open workbook."""
    return book.sheets[layout.FINDINGS_SHEET]
