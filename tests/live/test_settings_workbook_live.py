"""The settings workbook in a spreadsheet application: filled in there, saved, and read back."""

from dataclasses import replace
from pathlib import Path

import xlwings as xw

from tests.live.ribbon_desk import save_copy
from tests.settings.contents import FULL, LINES
from xladdin.form import settings_form as form
from xladdin.rules.settings_content import OwnCheckLine
from xladdin.settings.lookup import load_settings
from xladdin.workbook.templates.settings_workbook import build_settings_workbook


def test_what_the_application_saves_says_the_same(excel: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "校验设置.xlsx"
    build_settings_workbook(path, FULL)

    saved = save_copy(excel.books.open(path), tmp_path / "另存.xlsx")

    assert load_settings(saved).content == FULL


def test_a_line_that_is_typed_gets_its_number_and_is_read(excel: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "校验设置.xlsx"
    build_settings_workbook(path, FULL)
    book = excel.books.open(path)
    checks = book.sheets[form.OWN_CHECKS.sheet]
    row = form.FIRST_ROW + len(FULL.own_lines) + 1  # a line is left blank
    checks[f"{form.CHECK_LINE.letter}{row}"].value = LINES[1]
    book.sheets[form.GENERAL.sheet]["B5"].value = 2026

    assert checks[f"{form.CHECK_NUMBER.letter}{row}"].value == "X04"
    assert checks[f"{form.CHECK_NUMBER.letter}{row - 1}"].value in {None, ""}
    saved = save_copy(book, tmp_path / "另存.xlsx")
    own_lines = (*FULL.own_lines, OwnCheckLine(LINES[1]))
    assert load_settings(saved).content == replace(FULL, own_lines=own_lines, budget_year=2026)
