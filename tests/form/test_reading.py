"""From a workbook's grids to a submission: kinds, cover, anomalies, digest."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.form import sheets
from xladdin.domain.entry import ErrorValue, FormulaState
from xladdin.domain.submission import AnomalyKind, Submission, WorkbookKind
from xladdin.form import layout
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.form.version import TEMPLATE_VERSION, current_identity

SAMPLE = sheets.sample_projects()
UNIT_IDENTITY = current_identity(WorkbookKind.UNIT)


def identity_sheet(version: str = TEMPLATE_VERSION) -> SheetGrid:
    rows = replace(UNIT_IDENTITY, version=version).rows
    values = {f"A{n}": key for n, (key, _) in enumerate(rows, 1)}
    values |= {f"B{n}": value for n, (_, value) in enumerate(rows, 1)}
    return replace(sheets.grid_of(dict(values), (), layout.IDENTITY_SHEET), is_hidden=True)


def unit_workbook() -> WorkbookGrid:
    first = sheets.project_sheet(SAMPLE[0], 1, "项目1")
    second = sheets.project_sheet(SAMPLE[1], 2, "项目2")
    cover = sheets.cover_sheet(["项目1", "项目2"], Decimal("33.19"))
    return sheets.workbook(cover, first, second, identity_sheet())


def changed(book: WorkbookGrid, name: str, change: sheets.Change) -> WorkbookGrid:
    return replace(book, sheets=tuple(change(s) if s.name == name else s for s in book.sheets))


def anomalies(submission: Submission) -> list[tuple[AnomalyKind, str, str]]:
    return [(a.kind, a.origin.sheet, a.origin.cell) for a in submission.anomalies]


def test_a_clean_workbook_has_projects_in_order_and_no_anomaly() -> None:
    read = read_submission(unit_workbook())
    assert read.kind is WorkbookKind.UNIT
    assert [(p.sheet, p.position) for p in read.projects] == [("项目1", 1), ("项目2", 2)]
    assert (read.unit_code, read.unit_name) == ("316001", "秦皇岛市抚宁区行政审批局本级")
    assert read.indicator_count == 18
    assert read.cover is not None
    assert read.cover.year == 2024
    assert read.cover.total_budget.value == Decimal("33.19")
    assert read.cover.total_budget.formula is FormulaState.CALCULATED
    assert read.anomalies == ()


def test_without_a_cover_the_sheets_name_the_unit() -> None:
    read = read_submission(sheets.workbook(sheets.project_sheet(SAMPLE[0])))
    assert (read.unit_code, read.unit_name) == ("316001", "秦皇岛市抚宁区行政审批局本级")
    assert anomalies(read) == [(AnomalyKind.TEMPLATE_MISSING, "", "")]


def test_a_workbook_without_the_form_is_foreign() -> None:
    read = read_submission(sheets.workbook(sheets.grid_of({"A1": "考勤表"}, (), "Sheet1")))
    assert read.kind is WorkbookKind.FOREIGN
    assert read.anomalies == ()


def test_department_targets_with_any_number_of_goals_and_measures() -> None:
    values = {"A1": "部门整体绩效目标", "A3": "总体绩效目标", "B3": "总目标", "A5": "分项绩效目标"}
    values |= {"A6": "序号", "B6": "绩效目标", "C6": "绩效指标"}
    values |= {f"B{r}": f"目标{r}" for r in range(7, 12)} | {"C9": "指标9"}
    values |= {"A13": "工作保障措施", "A14": "序号", "B14": "措施", "C14": "内容"}
    values |= {f"{c}{r}": f"{c}{r}" for c in "BC" for r in (15, 17)}
    read = read_submission(sheets.workbook(sheets.grid_of(dict(values), (), "整体目标")))
    assert read.kind is WorkbookKind.DEPARTMENT
    assert read.targets is not None
    assert read.targets.overall_goal.text == "总目标"
    assert [goal.goal.text for goal in read.targets.sub_goals] == [f"目标{r}" for r in range(7, 12)]
    assert read.targets.sub_goals[2].indicators.text == "指标9"
    assert [(m.heading.text, m.text.text) for m in read.targets.measures] == [
        ("B15", "C15"),
        ("B17", "C17"),
    ]
    assert read.unit_code == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda b: replace(b, external_links=("别的工作簿.xlsx",)),
            (AnomalyKind.EXTERNAL_LINK, "", ""),
        ),
        (
            lambda b: replace(b, sheets=(*b.sheets[:-1], identity_sheet("0"))),
            (AnomalyKind.TEMPLATE_VERSION, "", ""),
        ),
        (
            lambda b: changed(b, "项目2", lambda s: replace(s, is_hidden=True)),
            (AnomalyKind.HIDDEN_SHEET, "项目2", ""),
        ),
        (
            lambda b: changed(b, "项目2", lambda s: replace(s, hidden_rows=frozenset({12}))),
            (AnomalyKind.HIDDEN_DATA, "项目2", "A12"),
        ),
        (
            lambda b: changed(b, "项目1", lambda s: replace(s, hidden_columns=frozenset({4}))),
            (AnomalyKind.HIDDEN_DATA, "项目1", "D3"),
        ),
        (
            lambda b: replace(b, sheets=(*b.sheets, sheets.grid_of({"A1": "草稿"}, (), "Sheet1"))),
            (AnomalyKind.EXTRA_SHEET, "Sheet1", ""),
        ),
        (
            lambda b: changed(b, "封面", lambda s: sheets.with_entry(s, "B12", "项目1")),
            (AnomalyKind.LISTED_TWICE, "封面", "B12"),
        ),
        (
            lambda b: changed(b, "封面", lambda s: sheets.with_entry(s, "B12", "项目9")),
            (AnomalyKind.LISTED_MISSING, "封面", "B12"),
        ),
        (
            lambda b: changed(b, "封面", lambda s: sheets.without(s, "B11")),
            (AnomalyKind.NOT_LISTED, "项目2", ""),
        ),
        (
            lambda b: changed(b, "封面", lambda s: sheets.with_entry(s, "E14", Decimal("33.19"))),
            (AnomalyKind.TOTAL_NOT_FORMULA, "封面", "E14"),
        ),
        (
            lambda b: changed(
                b, "封面", lambda s: sheets.with_entry(s, "E10", ErrorValue("#REF!"))
            ),
            (AnomalyKind.ERROR_CELL, "封面", "E10"),
        ),
    ],
)
def test_what_no_field_shows_is_noted_at_its_place(
    change: Callable[[WorkbookGrid], WorkbookGrid],
    expected: tuple[AnomalyKind, str, str],
) -> None:
    assert anomalies(read_submission(change(unit_workbook()))) == [expected]


def test_formulas_without_a_value_are_noted_once_a_sheet() -> None:
    book = unit_workbook()
    cover = book.sheets[0]
    for address in ("C10", "D10", "E10"):
        grid = sheets.with_entry(cover, address, None)
        place = sheets.area(address)
        entry = replace(grid.cells[place.top, place.left], formula=FormulaState.NOT_CALCULATED)
        cover = replace(grid, cells={**grid.cells, (place.top, place.left): entry})
    read = read_submission(replace(book, sheets=(cover, *book.sheets[1:])))
    (found,) = read.anomalies
    assert (found.kind, found.origin.cell, found.detail) == (
        AnomalyKind.NOT_CALCULATED,
        "C10",
        "3",
    )


def test_digest_follows_the_contents_and_not_the_file() -> None:
    book = unit_workbook()
    digest = read_submission(book).digest
    assert read_submission(replace(book, file="改名.xlsx")).digest == digest
    moved = changed(book, "项目1", sheets.insert_rows(10))
    assert read_submission(moved).digest == digest
    edited = changed(book, "项目1", lambda s: sheets.with_entry(s, "E10", "375个"))
    assert read_submission(edited).digest != digest
