"""The functions on the sample's sheets: what validation says there, the totals of the README."""

import re
from decimal import Decimal

import pytest

from tests.udfs.excel_process import Excel, selected
from tests.udfs.sample_units import Unit, row_of, sample_units
from xladdin.domain.finding import Finding
from xladdin.domain.origin import cell_position, column_number
from xladdin.form import layout


def beside_the_rows(findings: list[Finding], first_row: int, height: int) -> list[list[str]]:
    """The findings as the function says them: the places counted in the range."""

    def in_range(cell: re.Match[str]) -> str:
        row, column = cell_position(cell[1]) or (0, 0)
        return f"本表 第 {row - first_row + 1} 行第 {column} 列"

    texts = [""] * height
    for finding in findings:
        message = re.sub(r"本表 ([A-G]\d+)", in_range, finding.message)
        said = f"【{finding.severity.label}】{message}。{finding.fix}。"
        texts[row_of(finding) - first_row] += said
    return [[text] for text in texts]


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Unit]:
    return dict(sample_units(tmp_path_factory.mktemp("units")))


FUNDS = f"{layout.BUDGET.value_cell}:{layout.BUDGET.value_cell}"
PLAN = "B7:G7"  # with the merged cells between the four
INDEX = f"A{layout.INDEX_HEADING_ROW}:I{layout.FIRST_INDEX_ROW + layout.INDEX_ROWS}"
SAMPLE_SHEETS = [("316001", f"项目{n}") for n in range(1, 8)]
SAMPLE_SHEETS += [("316003", f"项目{n}") for n in range(1, 7)]
FOUND_IN_TABLES = {"R03", "R08", "R13"}  # see tests/golden


def test_every_sheet_of_the_sample_is_compared(units: dict[str, Unit]) -> None:
    sheets = [(code, sheet) for code, unit in units.items() for sheet in unit.project_sheets]

    assert sheets == SAMPLE_SHEETS
    found = {f.rule for code, sheet in sheets for f in units[code].findings(sheet)}
    assert found >= FOUND_IN_TABLES


@pytest.mark.parametrize(("code", "sheet"), SAMPLE_SHEETS)
@pytest.mark.parametrize(
    ("first_row", "last_column"),
    [
        (layout.FIRST_INDICATOR_ROW, layout.BASIS.letter),
        (layout.INDICATOR_HEADING_ROW, layout.CHECK_COLUMN),
        (1, layout.CHECK_COLUMN),
    ],
    ids=["rows", "with headings", "whole sheet"],
)
def test_the_sample_is_judged_as_validation_judges_it(
    excel: Excel,
    units: dict[str, Unit],
    code: str,
    sheet: str,
    first_row: int,
    last_column: str,
) -> None:
    table = units[code].table(sheet, first_row, last_column)

    expected = beside_the_rows(units[code].findings(sheet), first_row, len(table))
    assert excel.call("PT_CHECK_ROWS", selected(*table), "2015版") == expected


@pytest.mark.parametrize(
    "typed", [None, " ", "待定", "XX", "95", "≥95%", "成本指标", "7月底", "无 ，"]
)
@pytest.mark.parametrize("column", [column.letter for column in layout.INDICATOR_COLUMNS])
def test_whatever_is_typed_is_judged_as_validation_judges_it(
    excel: Excel, units: dict[str, Unit], column: str, typed: str | None
) -> None:
    cell = (layout.FIRST_INDICATOR_ROW + 2, column_number(column))
    unit = units["316003"].with_cell("项目2", cell, typed)
    table = unit.table("项目2", layout.FIRST_INDICATOR_ROW, layout.BASIS.letter)

    expected = beside_the_rows(unit.findings("项目2"), layout.FIRST_INDICATOR_ROW, len(table))
    assert excel.call("PT_CHECK_ROWS", selected(*table), "2015版") == expected


def test_the_cover_adds_up_to_the_units_budget(excel: Excel, units: dict[str, Unit]) -> None:
    totals = {
        code: excel.call("PT_UNIT_TOTAL", selected(*unit.cells(layout.COVER_SHEET, INDEX)))
        for code, unit in units.items()
    }

    assert totals == {"316001": [[100.89]], "316003": [[76.69]]}


def test_the_plans_add_up_to_the_departments_totals(excel: Excel, units: dict[str, Unit]) -> None:
    total = [Decimal(0)] * 4
    for code, sheet in SAMPLE_SHEETS:
        budget, plan = units[code].cells(sheet, FUNDS), units[code].cells(sheet, PLAN)
        (amounts,) = excel.call("PT_PLAN_AMOUNTS", selected(*budget), selected(*plan))
        total = [sum_ + Decimal(str(each)) for sum_, each in zip(total, amounts, strict=True)]

    assert total == [Decimal(text) for text in ("47.235", "91.905", "145.195", "177.58")]


@pytest.mark.parametrize(("sheet", "costs"), [("项目1", 53.84), ("项目4", 3.05)])
def test_the_costs_are_those_that_validation_adds_up(
    excel: Excel, units: dict[str, Unit], sheet: str, costs: float
) -> None:
    unit = units["316003"]
    table = unit.table(sheet, layout.INDICATOR_HEADING_ROW, layout.BASIS.letter)

    budget = selected(*unit.cells(sheet, FUNDS))
    assert excel.call("PT_COST_TOTAL", selected(*table), budget) == [[costs]]
