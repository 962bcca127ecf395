"""docs/functions.md and section 六 of docs/excel-acceptance.md show what the functions give now."""

import re

import pytest

import udfs
from scripts.make_functions_doc import (
    ABOUT,
    ACCEPTANCE_PAGE,
    FUNCTIONS_PAGE,
    STEPS,
    Sheets,
    acceptance_page,
    functions_page,
)
from tests.udfs.excel_process import MISSING, Excel, error, selected
from tests.udfs.sample_units import sample_units
from tests.udfs.tables import cost

HOW_TO_MEND = "run .venv/bin/python scripts/make_functions_doc.py"
FIRST_FIXED_STEP = 20  # 6.20 and what follows are written by hand


@pytest.fixture(scope="module")
def sheets(excel: Excel, tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    units = dict(sample_units(tmp_path_factory.mktemp("units")))
    return Sheets(excel, units["316001"])


def test_the_functions_page_is_up_to_date(sheets: Sheets) -> None:
    assert FUNCTIONS_PAGE.read_text(encoding="utf-8") == functions_page(sheets), HOW_TO_MEND


def test_the_acceptance_steps_are_up_to_date(sheets: Sheets) -> None:
    current = ACCEPTANCE_PAGE.read_text(encoding="utf-8")

    assert current == acceptance_page(current, sheets), HOW_TO_MEND


def test_only_what_is_between_the_marks_is_written(sheets: Sheets) -> None:
    page = "before\n<!-- functions -->\nold\n<!-- /functions -->\nafter\n"

    before, rest = acceptance_page(page, sheets).split("<!-- functions -->")
    steps, after = rest.split("<!-- /functions -->")
    assert (before, after) == ("before\n", "\nafter\n")
    assert "old" not in steps
    with pytest.raises(ValueError, match="lacks <!-- functions -->"):
        acceptance_page("no marks", sheets)


def test_every_function_and_argument_is_on_the_page(excel: Excel) -> None:
    page = FUNCTIONS_PAGE.read_text(encoding="utf-8")

    assert sorted(re.findall(r"^## (PT_\w+)$", page, re.MULTILINE)) == sorted(udfs.__all__)
    for about in excel.help().values():
        for argument in about["arguments"]:
            assert f"| {argument['name']} |" in page
            assert argument["help"] in page


def test_every_function_has_examples_and_is_tried_in_excel() -> None:
    assert len(STEPS) < FIRST_FIXED_STEP
    for name, about in ABOUT.items():
        assert len(set(about.examples)) >= 4
        assert any(formula.startswith(f"={name}(") for formula in STEPS)


def test_a_formula_is_read_as_excel_reads_it(excel: Excel, sheets: Sheets) -> None:
    row = ",".join(f'"{text}"' for text in cost("印刷费", "≤8万元"))
    by_hand = excel.call("PT_COST_TOTAL", selected(cost("印刷费", "≤8万元")), MISSING, "2021版")

    assert sheets.result(f'=PT_COST_TOTAL({{{row}}},,"2021版")') == by_hand
    assert sheets.result('=PT_AMOUNT({"1元","2万元";#N/A,""})') == excel.call(
        "PT_AMOUNT", selected(["1元", "2万元"], [error("#N/A"), None])
    )
    assert sheets.result("=PT_UNIT_TOTAL(封面!E10:E11)") == [[33.19]]
    assert sheets.result('=PT_CHECK_CODE("封面!E10,{1;2}")')[0][0].startswith("项目编码应为 21 位")


def test_what_is_no_formula_of_a_function_is_refused(sheets: Sheets) -> None:
    with pytest.raises(ValueError, match="no formula"):
        sheets.result("PT_AMOUNT(1)")
