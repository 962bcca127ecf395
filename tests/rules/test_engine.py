import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.builders import (
    FILE,
    Cell,
    anomaly,
    check,
    department,
    found_by,
    indicator,
    project,
    received,
    roster,
    rows_with,
    submission,
    where,
)
from xladdin.domain.entry import CellValue, ErrorValue, FormulaState
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.submission import AnomalyKind
from xladdin.domain.target_value import ValueKind
from xladdin.rules.context import Context
from xladdin.rules.engine import check_department, check_submission, one_message_a_cell
from xladdin.rules.registry import RowSort
from xladdin.rules.settings import Settings


@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_rule_finds_anything_in_a_sound_workbook(count: int) -> None:
    assert check(*(project(position) for position in range(1, count + 1))) == []


def finding(rule: str, severity: Severity, cell: str = "E10", message: str = "") -> Finding:
    return Finding(rule, severity, message, "", Origin(FILE, "项目1", cell))


def test_the_gravest_finding_of_a_cell_is_kept() -> None:
    warning = finding("R08", Severity.WARNING)
    error = finding("R03", Severity.ERROR)
    elsewhere = finding("R08", Severity.WARNING, "E11")

    assert one_message_a_cell([warning, error, elsewhere]) == [error, elsewhere]


def test_at_equal_gravity_the_order_of_the_catalogue_decides() -> None:
    first, second = finding("S01", Severity.ERROR), finding("C07", Severity.ERROR)

    assert one_message_a_cell([first, second]) == [second]


def test_findings_without_a_cell_are_all_kept_but_none_twice() -> None:
    one, other = (finding("W03", Severity.ERROR, "", message) for message in ("甲", "乙"))

    assert one_message_a_cell([one, other, one]) == [one, other]


def test_one_message_a_cell_does_nothing_twice() -> None:
    findings = check(project(budget="2000万", title=None, goals=("1.无", "3.无")))

    assert one_message_a_cell(findings) == findings


def test_a_value_copied_from_its_basis_behind_a_number_is_one_message() -> None:
    rows = rows_with({1: {"target_value": "95份", "target_basis": "95份"}})

    assert where(check(project(rows=rows))) == [("R08", "error", "E11")]


def test_findings_come_in_the_order_of_sheets_and_cells() -> None:
    facts = (
        anomaly(AnomalyKind.EXTRA_SHEET, "便签", "", "便签"),
        anomaly(AnomalyKind.HIDDEN_SHEET, "项目2", "", "项目2"),
        anomaly(AnomalyKind.TEMPLATE_MISSING),
    )
    rows = rows_with({0: {"target_value": None}})
    sent = submission(
        project(1, rows=rows, fund_use="待定", title=None),
        project(2, budget=None),
        anomalies=facts,
        unit_name=None,
    )
    found = [(f.origin.sheet, f.origin.cell) for f in check_submission(sent)]

    assert found == [
        ("", ""),
        ("封面", "F4"),
        ("项目1", "A1"),
        ("项目1", "B5"),
        ("项目1", "E10"),
        ("项目2", ""),
        ("项目2", "C4"),
        ("便签", ""),
    ]


def test_rows_are_ordered_by_number_not_by_text() -> None:
    rows = [indicator(("产出指标", None, "a", "b", "1个", "c"), place) for place in (90, 9, 0)]
    sheet = replace(project(), indicators=tuple(rows))

    cells = [finding.origin.cell for finding in found_by("C14", check(sheet))]

    assert cells == ["B10", "B19", "B100"]


def test_without_a_set_taxonomy_the_rows_decide() -> None:
    *outputs, cost, benefit, satisfaction = rows_with(
        {3: {"level1": "成本指标", "level2": "经济成本指标"}}
    )
    sent = submission(project(rows=[cost, *outputs, benefit, satisfaction]), taxonomy=None)

    assert check_submission(sent) == []


# --- anything that may stand in a cell ----------------------------------------------------------

TYPICAL = st.sampled_from(
    [
        *("≥95满意度调查", "2000万", "25%", "1.保障\n3.运行", "①", "十四五，规划", "#REF!", "XX"),
        *(
            "产出指标",
            "数量指标",
            "成本指标",
            "≤3万元",
            "5-10人",
            "360元/人",
            "/",
            "\u200b",
            "“：”",
        ),
        *("政务大厅宽带费用绩效目标表", "8.费用绩效目标表", "316001 局", "单位：元", "总费用", "²"),
    ]
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False).map(
    lambda number: Decimal(format(number, ".15g"))
)
VALUES: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    TYPICAL,
    st.text(max_size=30),
    NUMBERS,
    st.decimals(-100, 100, places=2),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(max_value=dt.timedelta(days=9999)),
    st.sampled_from(["#REF!", "#N/A", "#DIV/0!"]).map(ErrorValue),
)
CELLS = st.builds(Cell, VALUES, st.sampled_from(FormulaState), st.booleans())
ROWS = st.lists(st.tuples(*[CELLS] * 6), max_size=4)
FIELDS = (
    *("title", "unit_line", "amount_unit", "project_code", "project_name"),
    *("budget", "fiscal", "other", "fund_use"),
)
PROJECTS = st.builds(
    lambda fields, plan, goals, rows: {**fields, "plan": plan, "goals": goals, "rows": rows},
    st.fixed_dictionaries(dict.fromkeys(FIELDS, CELLS)),
    st.tuples(*[CELLS] * 4),
    st.lists(CELLS, max_size=4),
    ROWS,
)
COVERS = st.fixed_dictionaries(
    dict.fromkeys(
        ("department_code", "unit_code", "unit_name", "taxonomy", "round", "total_budget"), CELLS
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PROJECTS, min_size=1, max_size=3), st.none() | COVERS)
def test_no_rule_raises_whatever_stands_in_the_cells(
    sheets: list[dict[str, Any]], cover_values: dict[str, Any] | None
) -> None:
    projects = [project(n, **values) for n, values in enumerate(sheets, 1)]
    sent = submission(*projects, with_cover=cover_values is not None, **(cover_values or {}))
    units = roster()

    findings = check_submission(sent, Settings(roster=units))

    assert findings == check_submission(sent, Settings(roster=units))
    assert check_department(department(received(sent), units=units)) == check_department(
        department(received(sent), units=units)
    )
    assert findings == one_message_a_cell(findings)
    for found in findings:
        assert found.message
        assert found.fix
        assert found.origin.file == FILE


@settings(max_examples=200, deadline=None)
@given(PROJECTS)
def test_an_unreadable_cell_is_reported_once_and_by_its_own_rule(
    values: dict[str, Any],
) -> None:
    sheet = project(**values)
    by_cell = {found.origin.cell: found.rule for found in check(sheet)}

    for cell in sheet.entries():
        if cell.is_unreadable:
            is_pasted = cell.is_error and cell.formula is FormulaState.NONE
            others_there = [
                other for other in sheet.entries() if other.origin == cell.origin and other != cell
            ]
            assert others_there or by_cell[cell.origin.cell] == ("C13" if is_pasted else "W06")


def test_rows_are_sorted_by_kind_and_class() -> None:
    context = Context()
    rows = context.rows(project())

    def names(sort: RowSort) -> list[str]:
        return [row.level3 for row in sort.among(rows)]

    assert names(RowSort((ValueKind.NUMBER,))) == ["保障楼层数", "网络费用"]
    assert names(RowSort(classes=("时效指标", "质量指标"))) == ["检修合格率", "检修及时率"]
    assert names(RowSort((ValueKind.NUMBER,), ("成本指标",))) == ["网络费用"]
    assert RowSort().among(rows) is rows
