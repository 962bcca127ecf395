"""What VBA says and looks for is what Python says and the form is made of."""

from pathlib import Path

import pytest
from pyopenvba.interpreter import Interpreter

from xladdin.addin.texts import texts_module
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.layout import IDENTITY_SHEET, PROJECT_CODE
from xladdin.form.summary_form import is_summary
from xladdin.workbook.file_reader import read_workbook

UNIT_WORKBOOK = Path(__file__).parents[2] / "workbook_templates" / "unit_workbook.xlsx"


@pytest.fixture(scope="module")
def vba() -> Interpreter:
    interpreter = Interpreter()
    interpreter.add_module(texts_module().text, name="XladdinTexts")
    return interpreter


def test_the_names_are_those_of_the_form(vba: Interpreter) -> None:
    assert vba.run("NameOfIdentitySheet") == IDENTITY_SHEET
    assert vba.run("NameOfProjectCode") == PROJECT_CODE.defined_name


def test_the_kind_is_what_a_unit_workbook_says_of_itself(vba: Interpreter) -> None:
    identity = read_workbook(UNIT_WORKBOOK).sheet(IDENTITY_SHEET)

    assert identity is not None
    assert identity.at(1, 2).text == vba.run("KindOfUnitWorkbook")


def test_a_summary_is_known_by_the_same_sheets_as_in_python(vba: Interpreter) -> None:
    names = [str(name) for name in vba.run("SheetsOfSummary").items]
    sheets = tuple(SheetGrid("汇总表.xlsx", name, {}) for name in names)

    assert is_summary(WorkbookGrid("汇总表.xlsx", sheets))
    assert not is_summary(WorkbookGrid("汇总表.xlsx", sheets[1:]))
    assert not is_summary(WorkbookGrid("汇总表.xlsx", sheets[:-1]))
