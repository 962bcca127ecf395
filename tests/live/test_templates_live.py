"""The templates in a real spreadsheet application: formulas, marks, copied sheets, paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.live.document import Document
from tests.live.highlights import cell_colours
from tests.live.office import Office
from tests.live.paper import Page, printed_pages
from tests.live.recalculated import assert_results_hold
from tests.workbook.contents import (
    GOOD_ROWS,
    NOBODY,
    project,
    sample_department,
    sample_units,
    troubled_unit,
)
from xladdin.domain.content import (
    DepartmentContent,
    IndicatorContent,
    UnitContent,
    project_content,
)
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.form.findings_sheet import read_explanations
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook
from xladdin.workbook.templates.marks import FILLS

Build = Callable[[Path], None]
COVER = layout.COVER_SHEET
TOTAL_ROW = layout.FIRST_INDEX_ROW + layout.INDEX_ROWS + 1
MARKS = set(FILLS.values())
PROJECT_WIDTHS = {
    **{column.letter: column.width for column in layout.INDICATOR_COLUMNS},
    layout.LAST_FORM_COLUMN: layout.LAST_FORM_COLUMN_WIDTH,
}


def unit_builder(unit: UnitContent, blank_projects: int = 0) -> Build:
    return lambda path: build_unit_workbook(path, unit, blank_projects=blank_projects)


BUILDERS: dict[str, Build] = {
    **{code: unit_builder(unit) for code, unit in sample_units().items()},
    "everything wrong, 2015": unit_builder(troubled_unit()),
    "everything wrong, 2021": unit_builder(troubled_unit(Taxonomy.Y2021)),
    "blank": unit_builder(UnitContent(NOBODY, "", ""), 3),
    "department": lambda path: build_department_workbook(path, sample_department()),
    "blank department": lambda path: build_department_workbook(path, DepartmentContent(NOBODY)),
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "316001.xlsx"
    build_unit_workbook(path, sample_units()["316001"])
    return path


@pytest.fixture
def document(office: Office, workbook: Path) -> Iterator[Document]:
    opened = office.open(workbook)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", BUILDERS)
def test_every_formula_gives_the_value_that_the_file_brought_along(
    office: Office, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "book [1].xlsx"
    BUILDERS[name](path)
    assert assert_results_hold(office, path) > 5


def test_an_amount_reaches_the_cover(document: Document) -> None:
    document.set_value("项目1", layout.BUDGET.value_cell, 20)
    document.set_value("项目1", layout.OTHER.value_cell, 6)
    document.recalculate()

    cover, sheet = document.cells(COVER), document.cells("项目1")
    assert cover[f"{layout.INDEX_BUDGET.letter}{TOTAL_ROW}"].value == pytest.approx(107.41)
    assert cover[f"{layout.INDEX_FISCAL.letter}{TOTAL_ROW}"].value == pytest.approx(100.89)
    assert cover[f"{layout.INDEX_OTHER.letter}{TOTAL_ROW}"].value == pytest.approx(6)
    assert cover[f"{layout.INDEX_OPEN.letter}{TOTAL_ROW}"].value == 1
    assert sheet["H4"].value == "预算数比财政资金与其他资金之和多0.52万元"


def test_a_sheet_that_the_index_names_wrongly_is_said_to_be_missing(document: Document) -> None:
    document.set_value(COVER, f"{layout.INDEX_SHEET.letter}11", "项目22")
    document.recalculate()

    cover = document.cells(COVER)
    assert cover[f"{layout.INDEX_NAME.letter}11"].value == "找不到此工作表"
    assert cover[f"{layout.INDEX_BUDGET.letter}{TOTAL_ROW}"].value == pytest.approx(81.18)
    assert document.cells("项目2")["A1"].value == "2024年公益岗人员费用绩效目标表"
    assert not any(cell.error for cell in cover.values())


def test_only_the_cell_that_is_named_is_marked(
    office: Office, tmp_path: Path, workbook: Path
) -> None:
    def finding(severity: Severity, sheet: str, cell: str) -> Finding:
        return Finding("S01", severity, "有误", "请改", Origin("f", sheet, cell))

    findings = [
        finding(Severity.WARNING, "项目2", "C4"),
        finding(Severity.ERROR, "项目2", "C4"),
        finding(Severity.WARNING, "项目3", "D13"),
        finding(Severity.INFO, "项目3", "B8"),
        finding(Severity.ERROR, "项目3", "A12"),
        finding(Severity.ERROR, COVER, "C4"),
    ]
    marked = tmp_path / "marked.xlsx"
    write_marked_copy(workbook, marked, findings, "3 个错误")

    assert marks(office, marked, tmp_path) == {
        COVER: {"C4": FILLS[Severity.ERROR]},
        "项目2": {"C4": FILLS[Severity.ERROR]},
        "项目3": {
            "A12": FILLS[Severity.ERROR],
            "B8": FILLS[Severity.INFO],
            "D13": FILLS[Severity.WARNING],
        },
    }


def marks(office: Office, path: Path, folder: Path) -> dict[str, dict[str, str]]:
    opened = office.open(path)
    found = sheet_marks(office, opened, folder)
    opened.close()
    return found


def sheet_marks(office: Office, document: Document, folder: Path) -> dict[str, dict[str, str]]:
    marked = {
        name: {cell: colour for cell, colour in colours.items() if colour in MARKS}
        for name, colours in cell_colours(office, document, folder).items()
        if name != layout.FINDINGS_SHEET
    }
    return {name: cells for name, cells in marked.items() if cells}


def test_what_is_missing_is_coloured(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    rows = (*GOOD_ROWS, replace(GOOD_ROWS[0], level2="", target_value="", description=""))
    unit = replace(troubled_unit(), projects=(project(name="", fund_use="", indicators=rows),))
    build_unit_workbook(path, unit, blank_projects=1)
    document = office.open(path)
    colours = cell_colours(office, document, tmp_path)
    document.close()

    def missing(sheet: str) -> set[str]:
        return {cell for cell, colour in colours[sheet].items() if colour == "#FFF9D9"}

    assert missing("项目1") == {"E3", "B5", "B12", "E12"}
    assert missing("项目2") == {"B3", "E3", "C4", "B5", "B7", "D7", "E7", "G7", "B8"}
    assert missing(COVER) == set()


def test_a_sheet_copied_by_hand_knows_itself(
    office: Office, document: Document, tmp_path: Path
) -> None:
    document.component.Sheets.copyByName("项目2", "项目2 (2)", 3)
    next_line = layout.FIRST_INDEX_ROW + 7
    document.set_value(COVER, f"{layout.INDEX_SHEET.letter}{next_line}", "项目2 (2)")
    document.set_value("项目2 (2)", layout.BUDGET.value_cell, 30)
    put_finding(document, "项目2 (2)", "E4")
    document.recalculate()

    copied, cover = document.cells("项目2 (2)"), document.cells(COVER)
    assert copied[layout.SHEET_NAME_CELL].value == "项目2 (2)"
    assert copied["A1"].value == "8.2024年公益岗人员费用绩效目标表"
    assert cover[f"{layout.INDEX_BUDGET.letter}{next_line}"].value == 30
    assert cover[f"{layout.INDEX_BUDGET.letter}11"].value == pytest.approx(19.71)
    assert cover[f"{layout.INDEX_BUDGET.letter}{TOTAL_ROW}"].value == pytest.approx(130.89)
    found = sheet_marks(office, document, tmp_path)
    assert found.pop(COVER) == {  # the copied sheet's amounts don't agree: one open item
        f"{layout.INDEX_OPEN.letter}{row}": FILLS[Severity.WARNING]
        for row in (next_line, TOTAL_ROW)
    }
    assert found == {"项目2 (2)": {"E4": FILLS[Severity.ERROR]}}


def test_a_workbook_saved_by_another_program_works_on(
    office: Office, document: Document, tmp_path: Path
) -> None:
    resaved, marked = tmp_path / "resaved.xlsx", tmp_path / "marked.xlsx"
    options = office._properties(FilterName="Calc MS Excel 2007 XML")
    document.component.storeToURL(resaved.as_uri(), options)
    finding = Finding("S01", Severity.ERROR, "有误", "请改", Origin("f", "项目2", "C4"), "已核对")
    write_marked_copy(resaved, marked, [finding], "1 个错误")

    read = read_submission_file(marked)
    assert tuple(map(project_content, read.projects)) == sample_units()["316001"].projects
    assert read.anomalies == ()
    (found,) = [each for each in read_explanations(read_workbook(marked)) if each.text]
    assert (found.subject.sheet, found.subject.cell, found.text) == ("项目2", "C4", "已核对")
    assert marks(office, marked, tmp_path) == {"项目2": {"C4": FILLS[Severity.ERROR]}}
    with ZipFile(resaved) as before, ZipFile(marked) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert len(changed) == 1


def put_finding(document: Document, sheet: str, cell: str) -> None:
    """Write into 校验结果 as a program does, whatever is locked."""
    results = document.component.Sheets.getByName(layout.FINDINGS_SHEET)
    row = layout.FIRST_FINDING_ROW
    for column, text in (
        (layout.FINDING_SEVERITY, Severity.ERROR.label),
        (layout.FINDING_SHEET, sheet),
        (layout.FINDING_CELL, cell),
    ):
        results.getCellRangeByName(f"{column.letter}{row}").String = text


def test_rows_can_be_inserted_and_deleted_in_the_table(
    office: Office, document: Document, tmp_path: Path
) -> None:
    sheet = document.component.Sheets.getByName("项目1")
    rows = sheet.Rows
    last = layout.FIRST_INDICATOR_ROW + 9 - 1
    rows.insertByIndex(last, 1)  # before the closing row
    rows.insertByIndex(layout.FIRST_INDICATOR_ROW, 2)  # after the first row
    for row in (layout.FIRST_INDICATOR_ROW + 1, last + 3):
        for column, text in zip("ABCDEF", ("产出指标", "", "新增", "", "1个", "计划"), strict=True):
            document.set_value("项目1", f"{column}{row}", text)
    put_finding(document, "项目1", f"E{last + 3}")
    document.recalculate()

    cover = document.cells(COVER)
    assert cover[f"{layout.INDEX_INDICATORS.letter}10"].value == 11
    assert cover[f"{layout.INDEX_INDICATORS.letter}{TOTAL_ROW}"].value == 66
    colours = cell_colours(office, document, tmp_path)["项目1"]
    assert colours[f"E{last + 3}"] == FILLS[Severity.ERROR]
    assert colours[f"B{last + 3}"] == colours["B11"] == "#FFF9D9"

    rows.removeByIndex(layout.FIRST_INDICATOR_ROW, 3)  # the two, and one of the sample's
    document.recalculate()
    cover = document.cells(COVER)
    assert cover[f"{layout.INDEX_INDICATORS.letter}10"].value == 9
    assert not any(cell.error for cell in document.cells("项目1").values())


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_the_second_list_follows_the_first(document: Document, taxonomy: Taxonomy) -> None:
    document.set_value(COVER, layout.TAXONOMY.value_cell, taxonomy.label)

    assert offered(document, "A15") == list(taxonomy.level1)
    for level1 in taxonomy.level1:
        document.set_value("项目1", "A15", level1)
        assert offered(document, "B15") == list(taxonomy.level2(level1))


def offered(document: Document, address: str) -> list[str]:
    """What the dropdown of a cell on 项目1 offers."""
    sheet = document.component.Sheets.getByName("项目1")
    validation = sheet.getCellRangeByName(address).Validation
    row = address[1:]
    source = validation.getFormula1().replace("$A10", f"$A{row}")
    helper = sheet.getCellRangeByName(f"K{row}")
    helper.Formula = f"=ROWS({source})"
    count = int(helper.Value)
    texts = []
    for number in range(1, count + 1):
        helper.Formula = f"=INDEX({source};{number})"
        texts.append(helper.String)
    helper.String = ""
    return texts


def test_what_is_no_input_is_locked(document: Document) -> None:
    for sheet, cell in ((COVER, "E10"), ("项目1", "A1"), ("项目1", "A4"), ("项目1", "H1")):
        with pytest.raises(PermissionError):
            document.set_value(sheet, cell, "x")
    for sheet, cell in ((COVER, "B17"), ("项目1", "B3"), ("项目1", "D7"), ("项目1", "F12")):
        document.set_value(sheet, cell, "x")


def test_every_text_of_the_sample_is_on_paper(office: Office, tmp_path: Path) -> None:
    for code, unit in sample_units().items():
        path = tmp_path / f"{code}.xlsx"
        build_unit_workbook(path, unit)
        cover, *sheets, results = printed_pages(office, path)

        assert len(sheets) == len(unit.projects)
        assert squeeze(unit.unit_name) in cover.text
        assert "尚未校验" in results.text
        for number, (item, page) in enumerate(zip(unit.projects, sheets, strict=True), 1):
            assert item.code in cover.text
            title = f"{number}.{item.name}{layout.TITLE_SUFFIX}"
            line = f"{unit.unit_code}{unit.unit_name}{layout.AMOUNT_UNIT}"
            assert page.text.startswith(squeeze(title + line))
            head = page.column(PROJECT_WIDTHS, "B", "G")
            for text in (item.code, item.name, item.fund_use, "".join(item.goals)):
                assert squeeze(text) in head
            assert f"{item.budget:.2f}" in head
            assert table_texts([page]) == indicator_texts(item.indicators)


def table_texts(pages: Sequence[Page]) -> list[str]:
    """The text of each column of the indicator table, through all of its pages."""
    tables = [page.below(layout.LEVEL1.label) for page in pages]
    letters = [column.letter for column in layout.INDICATOR_COLUMNS]
    lefts_and_rights = zip(letters, [*letters[:-1], layout.LAST_FORM_COLUMN], strict=True)
    return [
        "".join(table.column(PROJECT_WIDTHS, *column) for table in tables)
        for column in lefts_and_rights
    ]


def indicator_texts(rows: Sequence[IndicatorContent]) -> list[str]:
    columns = zip(*(astuple(row) for row in rows), strict=True)
    return [squeeze("".join(texts)) for texts in columns]


def test_a_long_table_repeats_its_heading_and_loses_no_row(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    unit = sample_units()["316001"]
    rows = tuple(row for item in unit.projects for row in item.indicators)[:40]
    build_unit_workbook(path, replace(unit, projects=(project(indicators=rows),)))
    _, *pages, _ = printed_pages(office, path)

    assert len(pages) == 2
    assert all(layout.BASIS.label in page.text for page in pages)
    assert table_texts(pages) == indicator_texts(rows)


def test_the_departments_targets_are_on_paper(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "department.xlsx"
    content = sample_department()
    build_department_workbook(path, content)
    cover, targets, _ = printed_pages(office, path)

    assert content.department.name in cover.text
    widths = {c.letter: c.width for c in (layout.TARGETS_NUMBER, *layout.SUB_GOAL_COLUMNS)}
    assert squeeze(content.overall_goal) in targets.column(widths, "B", "C")
    goals = "".join(goal.goal for goal in content.sub_goals)
    headings = "".join(measure.heading for measure in content.measures)
    assert squeeze(goals + "措施" + headings) in targets.column(widths, "B").replace(
        layout.MEASURES_LABEL, ""
    )
    for text in (
        "".join(goal.indicators for goal in content.sub_goals),
        "".join(measure.text for measure in content.measures),
    ):
        assert squeeze(text) in targets.column(widths, "C")
