"""The template's formulas, computed here: the same results as the template's builder saves."""

from pathlib import Path

import pytest

from tests.workbook.contents import sample_department, sample_units, troubled_unit
from xladdin.domain.content import UnitContent
from xladdin.domain.entry import FormulaState
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.form.grid import WorkbookGrid
from xladdin.workbook.affected_formulas import CellOfSheet
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.form_results import form_results
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

UNITS = [*sample_units().values(), troubled_unit(), troubled_unit(Taxonomy.Y2021)]
SHEET_NAME = (1, 8)  # what H1 says: no content changes it


def saved_results(workbook: WorkbookGrid) -> dict[CellOfSheet, object]:
    return {
        (sheet.name, *cell): "" if entry.value is None else entry.value
        for sheet in workbook.sheets
        for cell, entry in sheet.cells.items()
        if entry.formula is not FormulaState.NONE
    }


@pytest.mark.parametrize("unit", UNITS)
def test_the_results_are_those_of_the_template(unit: UnitContent, tmp_path: Path) -> None:
    build_unit_workbook(tmp_path / "表.xlsx", unit)
    workbook = read_workbook(tmp_path / "表.xlsx")

    found, saved = form_results(workbook), saved_results(workbook)

    assert {cell: found[cell] for cell in found if cell in saved} == {
        cell: saved[cell] for cell in saved if cell in found
    }
    if unit.unit_code in sample_units():
        assert {cell[1:] for cell in saved.keys() - found.keys()} <= {SHEET_NAME}


def test_a_workbook_without_projects_has_none(tmp_path: Path) -> None:
    path = tmp_path / "316.xlsx"
    build_department_workbook(path, sample_department())

    results = form_results(read_workbook(path))
    assert not {cell for cell in results if cell[0] != layout.COVER_SHEET}
