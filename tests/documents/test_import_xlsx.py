"""Workbooks of the same form: ours, another system's, several forms on one sheet."""

from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.documents.accounts import (
    recognised,
    sample_department,
    sample_units,
    to_check,
    units_of,
)
from tests.form.sheets import project_sheet
from xladdin.documents.imported import Imported
from xladdin.documents.xlsx_blocks import read_xlsx
from xladdin.domain.content import UnitContent
from xladdin.domain.entry import CellValue
from xladdin.domain.taxonomy import Taxonomy
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook


def imported(path: Path) -> Imported:
    return recognised(read_xlsx(path))


def test_our_own_workbooks(tmp_path: Path) -> None:
    identity = sample_department().department
    for code, name, projects in sample_units():
        path = tmp_path / f"{code}.xlsx"
        content = UnitContent(identity, code, name, Taxonomy.Y2015, tuple(projects))
        build_unit_workbook(path, content)
        result = imported(path)
        assert result.units == (content,)
        assert to_check(result) == []
    path = tmp_path / "整体目标.xlsx"
    build_department_workbook(path, sample_department())
    result = imported(path)
    assert (result.department, result.units, to_check(result)) == (sample_department(), (), [])


def plain(value: CellValue) -> str | float:
    return float(value) if isinstance(value, Decimal) else str(value)


def test_all_forms_one_below_the_other_as_another_system_exports_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    row = 0
    for code, name, projects in sample_units():
        for number, project in enumerate(projects, 1):
            grid = project_sheet(project, number)
            for (top, left), entry in grid.cells.items():
                if left < 8:  # without the check column
                    text = f"{code} {name}" if (top, left) == (2, 1) else plain(entry.value)
                    sheet.cell(row + top, left, text)
            row += grid.last_row + 1
    path = tmp_path / "导出.xlsx"
    book.save(path)
    result = imported(path)
    assert units_of(result) == sample_units()
    assert to_check(result) == []


def test_a_list_of_projects_is_no_form(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目编码", "项目名称", "预算数"])
    sheet.append(["13030624P00585110564P", "费用", 3])
    path = tmp_path / "清单.xlsx"
    book.save(path)
    result = imported(path)
    assert (result.units, result.department) == ((), None)
