"""The settings workbook as Excel opens it: every rule, number and list, and what may be typed."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.settings.contents import FULL
from xladdin.form import settings_form as form
from xladdin.rules.engine import all_rules
from xladdin.rules.settings_content import built_in_words
from xladdin.rules.thresholds import thresholds
from xladdin.rules.words import WordTable, word_lists
from xladdin.workbook.templates.settings_workbook import build_settings_workbook

SHEETS = [
    form.NOTES_SHEET,
    *(table.sheet for table in (form.RULES, form.OWN_CHECKS, form.UNITS, form.WORDS)),
    *(table.sheet for table in (form.GENERAL, form.LETTERS)),
    form.BUILT_IN_SHEET,
]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return built(tmp_path_factory.mktemp("blank") / "blank.xlsx")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("filled") / "filled.xlsx"
    build_settings_workbook(path, FULL)
    return openpyxl.load_workbook(path, data_only=True)


def built(path: Path) -> Workbook:
    build_settings_workbook(path)
    return openpyxl.load_workbook(path)


def column(sheet: Worksheet, letter: str) -> list[object]:
    return [row[0].value for row in sheet[f"{letter}{form.FIRST_ROW}:{letter}{sheet.max_row}"]]


def validation_at(sheet: Worksheet, cell: str) -> DataValidation:
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    (found,) = [rule for rule in rules if cell in rule.sqref]
    return found


def test_the_sheets_in_their_order(blank: Workbook) -> None:
    assert blank.sheetnames == SHEETS
    assert all(sheet.protection.sheet for sheet in blank)
    assert all(sheet.page_setup.fitToHeight == 0 for sheet in blank)


def test_every_rule_stands_there_with_its_numbers_below_each_other(blank: Workbook) -> None:
    sheet = blank[form.RULES.sheet]
    rules = [str(rule) for rule in column(sheet, form.RULE.letter)]

    assert list(dict.fromkeys(rules)) == [rule.id for rule in all_rules()]
    named = {
        name: rule
        for name, rule in zip(column(sheet, form.THRESHOLD.letter), rules, strict=True)
        if name
    }
    assert named == {name: about.rule for name, about in thresholds().items()}
    assert len(rules) == len(set(rules)) + len(named) - len(set(named.values()))
    explained = [what for what in column(sheet, form.WHAT.letter) if what]
    assert explained == [rule.documentation.what for rule in all_rules()]


def test_only_what_can_be_decided_is_open(blank: Workbook) -> None:
    sheet = blank[form.RULES.sheet]
    open_cells = {
        (cell.coordinate.rstrip("0123456789"), cell.row)
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }

    assert {letter for letter, _ in open_cells} == {"D", "E", "H"}
    numbers = sum(1 for letter, _ in open_cells if letter == form.VALUE.letter)
    assert numbers == len(thresholds())
    assert len(open_cells) == numbers + 2 * len(all_rules())


def test_what_is_typed_is_checked_at_once(blank: Workbook) -> None:
    rules = blank[form.RULES.sheet]
    row = column(rules, form.THRESHOLD.letter).index("most_amount_decimals") + form.FIRST_ROW
    number = validation_at(rules, f"{form.VALUE.letter}{row}")
    assert (number.type, number.formula1, number.formula2) == ("whole", "0", "4")
    assert validation_at(rules, f"{form.IS_ON.letter}{row}").formula1 == '"是,否"'
    assert validation_at(rules, f"{form.SEVERITY.letter}{row}").formula1 == '"错误,警告,提示"'
    words = blank[form.WORDS.sheet]
    assert validation_at(words, f"{form.WORD_LIST.letter}99").formula1 == "可选词表"
    general = blank[form.GENERAL.sheet]
    assert validation_at(general, "B7").formula1 == '"2015版,2021版"'


def test_the_choice_of_lists_covers_all(blank: Workbook) -> None:
    sheet, area = next(blank.defined_names["可选词表"].destinations)

    cells = blank[sheet][area]

    assert [row[0].value for row in cells] == [about.label for about in word_lists().values()]


def test_every_built_in_word_can_be_looked_up(blank: Workbook) -> None:
    sheet = blank[form.BUILT_IN_SHEET]
    shown: dict[object, str] = {}
    for row in sheet.iter_rows(min_row=form.FIRST_ROW, values_only=True):
        label, rules, about, words = row
        assert rules
        assert about
        shown[label] = f"{shown.get(label, '')}、{words}"

    for name, about_list in word_lists().items():
        words_of = built_in_words(name)
        listed = words_of.meanings if isinstance(words_of, WordTable) else words_of.words
        assert [word for word in listed if word not in shown[about_list.label]] == []


def test_what_was_decided_is_filled_in(filled: Workbook) -> None:
    rules = filled[form.RULES.sheet]
    chosen = {
        rule: (is_on, severity)
        for rule, is_on, severity in zip(
            column(rules, form.RULE.letter),
            column(rules, form.IS_ON.letter),
            column(rules, form.SEVERITY.letter),
            strict=True,
        )
        if is_on == form.NO or severity
    }
    assert chosen == {"R04": ("否", None), "R13": ("是", "提示"), "D03": ("否", "警告")}
    checks = filled[form.OWN_CHECKS.sheet]
    assert column(checks, form.CHECK_NUMBER.letter)[:4] == ["X01", "X02", "X03", None]
    units = filled[form.UNITS.sheet]
    assert [cell.value for cell in units[form.FIRST_ROW]] == [
        *("316001", "行政审批局本级", 101.5, 100.89, "spj@example.com")
    ]
    assert [filled[form.GENERAL.sheet][cell].value for cell in ("B5", "B6", "B7")] == [
        *("2025", "130306", "2021版")
    ]
