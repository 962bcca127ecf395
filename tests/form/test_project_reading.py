"""Reading a project sheet: whatever is done to its layout, the same content is read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form import sheets
from xladdin.domain.content import IndicatorContent, ProjectContent, project_content
from xladdin.domain.entry import ErrorValue, FormulaState
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.form.project_reading import is_project_sheet, read_project

SAMPLE = sheets.sample_projects()
IDS = [project.name for project in SAMPLE]

HARMLESS = {
    "as the template lays it out": lambda grid: grid,
    "blank row above everything": sheets.insert_rows(1),
    "blank row under the title": sheets.insert_rows(2),
    "blank row between code and amounts": sheets.insert_rows(4),
    "blank row between the plan's labels and shares": sheets.insert_rows(7),
    "two blank rows over the indicator heading": sheets.insert_rows(9, 2),
    "blank row under the indicator heading": sheets.insert_rows(10),
    "blank rows between indicators": sheets.insert_rows(12, 3),
    "column before everything": sheets.insert_columns(1),
    "column between label and value": sheets.insert_columns(2),
    "column in the middle of the indicators": sheets.insert_columns(4),
    "two columns before 指标值": sheets.insert_columns(5, 2),
    "column before 依据": sheets.insert_columns(6),
    "all cells unmerged": sheets.unmerge,
    "一级指标 merged over its rows": sheets.merge_level1,
    "一级指标 merged, then everything unmerged": lambda g: sheets.unmerge(sheets.merge_level1(g)),
    "labels spread out with spaces": sheets.change_labels(" ".join),
    "labels broken into lines": sheets.change_labels(lambda t: t[:2] + "\n" + t[2:]),
    "labels with full-width spaces": sheets.change_labels("　".join),
    "half-width brackets and colons": sheets.change_labels(
        lambda t: t.replace("（", "(").replace("）", ")").replace("：", ":").replace("％", "%")
    ),
    "full-width percent sign": sheets.change_labels(lambda t: t.replace("%", "％")),
    "a goal a row": sheets.split_goals_over_rows,
}


@pytest.mark.parametrize("project", SAMPLE, ids=IDS)
@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_same_content_whatever_the_layout(project: ProjectContent, change: sheets.Change) -> None:
    grid = change(sheets.project_sheet(project))
    assert is_project_sheet(grid)
    read = read_project(grid, 1)
    assert project_content(read) == project
    assert read.unplaced == ()
    assert read.title.text == f"1.{project.name}绩效目标表"
    assert read.unit_line.text == "316001 秦皇岛市抚宁区行政审批局本级"
    assert read.amount_unit.text == "单位：万元"


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_every_value_keeps_the_cell_it_stands_in(change: sheets.Change) -> None:
    grid = change(sheets.project_sheet(SAMPLE[0]))
    read = read_project(grid, 1)
    places = {entry.origin.cell: entry for entry in grid.cells.values()}
    for entry in read.entries():
        if not entry.is_blank:
            assert entry.text in places[entry.origin.cell].text


@given(
    rows=st.lists(st.integers(1, 20), max_size=4), columns=st.lists(st.integers(1, 9), max_size=3)
)
def test_inserted_rows_and_columns_never_change_what_is_read(
    rows: list[int], columns: list[int]
) -> None:
    grid = sheets.project_sheet(SAMPLE[6])
    for row in rows:
        grid = sheets.insert_rows(row)(grid)
    for column in columns:
        grid = sheets.insert_columns(column)(grid)
    read = read_project(grid, 1)
    assert project_content(read) == SAMPLE[6]
    assert read.unplaced == ()


def test_title_row_more_is_passed_over() -> None:
    grid = sheets.insert_rows(1)(sheets.project_sheet(SAMPLE[0]))
    grid = sheets.with_entry(grid, "A1", "2024年预算项目绩效目标")
    read = read_project(grid, 1)
    assert read.title.text == f"1.{SAMPLE[0].name}绩效目标表"
    assert read.unplaced == ()


def test_title_row_less_leaves_a_blank_title() -> None:
    read = read_project(sheets.without(sheets.project_sheet(SAMPLE[0]), "A1"), 1)
    assert read.title.is_blank
    assert read.title.origin.cell == "A1"
    assert project_content(read) == SAMPLE[0]


def test_unit_line_and_amount_unit_in_one_cell() -> None:
    grid = sheets.without(sheets.project_sheet(SAMPLE[0]), "F2")
    grid = sheets.with_entry(grid, "A2", "316001 秦皇岛市抚宁区行政审批局本级    单位：万元")
    read = read_project(grid, 1)
    assert read.unit_line.text == "316001 秦皇岛市抚宁区行政审批局本级"
    assert read.amount_unit.text == "单位：万元"


def test_blank_fields_point_at_the_cell_to_fill() -> None:
    grid = sheets.without(sheets.project_sheet(SAMPLE[0]), "B3", "C4", "B5", "B8", "E12")
    read = read_project(grid, 1)
    assert read.project_code.origin.cell == "B3"
    assert read.budget.origin.cell == "C4"
    assert read.fund_use.origin.cell == "B5"
    assert [goal.origin.cell for goal in read.goals] == ["B8"]
    assert read.indicators[2].target_value.origin.cell == "E12"
    assert all(entry.is_blank for entry in (read.project_code, read.budget, read.fund_use))


def test_text_beside_the_form_is_reported_not_dropped() -> None:
    grid = sheets.with_entry(sheets.project_sheet(SAMPLE[0]), "G12", "待核实")
    (found,) = read_project(grid, 1).unplaced
    assert (found.origin.cell, found.text) == ("G12", "待核实")


def test_missing_label_is_reported_by_its_name() -> None:
    grid = sheets.without(sheets.project_sheet(SAMPLE[0]), "F4")
    assert "其他资金" in [item.text for item in read_project(grid, 1).unplaced]


def test_value_merged_over_two_indicators_is_reported() -> None:
    grid = sheets.project_sheet(SAMPLE[0])
    grid = replace(grid, merged=(*grid.merged, sheets.area("E11:E12")))
    (found,) = read_project(grid, 1).unplaced
    assert found.origin.cell == "E11"
    assert "取消合并" in found.reason


def test_second_form_on_the_same_sheet_is_reported() -> None:
    first = sheets.project_sheet(SAMPLE[0])
    below = sheets.insert_rows(1, 30)(sheets.project_sheet(SAMPLE[1]))
    both = replace(first, cells={**first.cells, **below.cells})
    read = read_project(both, 1)
    assert project_content(read) == SAMPLE[0]
    assert SAMPLE[1].code in [item.text for item in read.unplaced]


def test_text_in_a_money_cell_is_kept_as_it_is() -> None:
    grid = sheets.with_entry(sheets.project_sheet(SAMPLE[0]), "C4", "2000万")
    read = read_project(grid, 1)
    assert read.budget.text == "2000万"
    assert read.budget_amount is None


def test_error_cell_stays_an_error() -> None:
    grid = sheets.with_entry(sheets.project_sheet(SAMPLE[0]), "E11", ErrorValue("#REF!"))
    assert read_project(grid, 1).indicators[1].target_value.is_error


def test_title_and_unit_line_without_a_value_keep_their_places() -> None:
    grid = sheets.project_sheet(SAMPLE[0])
    for address in ("A1", "A2"):
        grid = sheets.with_entry(grid, address, None)
        place = sheets.area(address)
        entry = replace(grid.cells[place.top, place.left], formula=FormulaState.NOT_CALCULATED)
        grid = replace(grid, cells={**grid.cells, (place.top, place.left): entry})
    read = read_project(grid, 1)
    assert (read.title.origin.cell, read.unit_line.origin.cell) == ("A1", "A2")
    assert read.unit_line.is_unreadable
    assert read.unplaced == ()


def test_funds_that_were_never_calculated_do_not_count_zero() -> None:
    grid = sheets.with_entry(sheets.project_sheet(SAMPLE[0]), "G4", None)
    place = sheets.area("G4")
    entry = replace(grid.cells[place.top, place.left], formula=FormulaState.NOT_CALCULATED)
    read = read_project(replace(grid, cells={**grid.cells, (place.top, place.left): entry}), 1)
    assert read.other_amount is None
    assert read_project(sheets.project_sheet(SAMPLE[0]), 1).other_amount == 0


def test_row_with_one_cell_filled_is_an_indicator() -> None:
    grid = sheets.with_entry(sheets.project_sheet(SAMPLE[0]), "C30", "新增指标")
    row = read_project(grid, 1).indicators[-1]
    assert (row.row, row.level3.text, row.level2.is_blank) == (30, "新增指标", True)


@pytest.mark.parametrize(
    "headings",
    [
        [column.label for column in layout.INDEX_COLUMNS],
        ["单位编码", "项目编码", "项目名称", *[c.label for c in layout.INDICATOR_COLUMNS]],
    ],
    ids=["an index", "a summary of indicators"],
)
def test_tables_with_the_same_words_as_headings_are_no_projects(headings: list[str]) -> None:
    values = {f"{chr(65 + n)}1": text for n, text in enumerate(headings)}
    assert not is_project_sheet(sheets.grid_of(dict(values)))


@given(
    shares=st.lists(st.none() | st.decimals(0, 1, places=2), min_size=4, max_size=4),
    count=st.integers(0, 30),
)
def test_any_content_comes_back(shares: list[Decimal | None], count: int) -> None:
    content = ProjectContent(
        code=SAMPLE[0].code,
        name="项目",
        budget=Decimal("1.50"),
        fiscal=Decimal("1.50"),
        plan=dict(zip(PlanMonth, shares, strict=True)),
        goals=("目标",),
        indicators=tuple(
            IndicatorContent("产出指标", "数量指标", f"指标{n}", "", f"{n}个", "计划")
            for n in range(count)
        ),
    )
    assert project_content(read_project(sheets.project_sheet(content), 1)) == content


def test_a_basis_that_names_a_table_ends_no_table() -> None:
    content = SAMPLE[0]
    first, *others = content.indicators
    named = replace(first, basis="2023年预算项目绩效目标表")
    changed = replace(content, indicators=(named, *others))

    assert project_content(read_project(sheets.project_sheet(changed), 1)) == changed
