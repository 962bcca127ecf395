"""Project sheets added to the open workbook and taken away again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.live.document import Document
from tests.live.highlights import cell_colours
from tests.live.office import Office
from tests.live.open_books import findings_sheet, open_unit, sample_unit, save_as, type_into
from tests.live.snapshots import changes, names_of, sheet_snapshot, snapshot
from tests.workbook.contents import NOBODY
from xladdin.domain.content import UnitContent
from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.origin import Origin
from xladdin.domain.taxonomy import Taxonomy
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import read_findings
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.live import projects
from xladdin.workbook.live.findings import require_list, write_findings
from xladdin.workbook.live.projects import add_project, delete_project
from xladdin.workbook.live.reading import read_program_sheets
from xladdin.workbook.live.unit import read_unit
from xladdin.workbook.templates import build_unit_workbook
from xladdin.workbook.templates.marks import FILLS

BLANK = UnitContent(NOBODY, "", "")
COVER = layout.COVER_SHEET
FIRST, LINES = layout.FIRST_INDEX_ROW, layout.INDEX_ROWS
SHEET = layout.INDEX_SHEET.letter


@pytest.fixture
def book(excel: xw.App, tmp_path: Path) -> xw.Book:
    """Two of the sample's projects."""
    return open_unit(excel, tmp_path)


def listed_sheets(book: xw.Book) -> list[str]:
    lines = book.sheets[COVER][f"{SHEET}{FIRST}:{SHEET}{FIRST + LINES - 1}"].value
    return [name for name in lines if name]


def total(book: xw.Book, column: layout.Column) -> float:
    name = book.names[f"{layout.INDEX_TOTAL_LABEL}_{column.label}"]
    value: float = name.refers_to_range.value
    return value


def rules_of(sheet: xw.Sheet) -> tuple[set[str], dict[str, str]]:
    """Formulas of a sheet's conditional formats, and of the dropdowns by the cells of a row."""
    found = sheet.impl.uno.ConditionalFormats.getConditionalFormats()
    conditions = {
        part.getByIndex(number).Formula1 for part in found for number in range(part.getCount())
    }
    row = layout.FIRST_INDICATOR_ROW
    lists = {
        f"{column.letter}{row}": str(
            sheet[f"{column.letter}{row}"].impl.uno.Validation.getFormula1()
        )
        for column in layout.INDICATOR_COLUMNS
    }
    return conditions, lists


@pytest.mark.parametrize("unit", [BLANK, sample_unit()], ids=["blank", "sample"])
def test_a_new_sheet_is_as_the_template_makes_it(
    excel: xw.App, tmp_path: Path, unit: UnitContent
) -> None:
    blank_projects = int(not unit.projects)
    book = open_unit(excel, tmp_path, unit, blank_projects=blank_projects)
    added = add_project(read_unit(book))
    excel.calculate()
    made = tmp_path / "made.xlsx"
    build_unit_workbook(made, unit, blank_projects=blank_projects + 1)
    model_book = excel.books.open(made)
    excel.calculate()
    model = model_book.sheets[added.name]

    assert book.sheet_names == model_book.sheet_names
    one, other = sheet_snapshot(added), sheet_snapshot(model)
    assert (one.formulas, one.values) == (other.formulas, other.values)
    assert (one.visible, one.is_protected) == (other.visible, other.is_protected)
    assert names_of(book) == names_of(model_book)
    assert rules_of(added) == rules_of(model)
    assert (
        sheet_snapshot(book.sheets[COVER]).values == sheet_snapshot(model_book.sheets[COVER]).values
    )

    saved = read_submission(read_workbook(save_as(book, tmp_path / "saved.xlsx")))
    expected = read_submission(read_workbook(made))
    assert saved.anomalies == expected.anomalies == ()
    assert saved.digest == expected.digest
    assert wherever_it_is(check_submission(saved)) == wherever_it_is(check_submission(expected))


def wherever_it_is(findings: list[Finding]) -> list[Finding]:
    """Findings without the file's place, which two copies don't share."""
    return [
        replace(
            found,
            origin=replace(found.origin, file=""),
            edits=tuple(
                edit._replace(origin=replace(edit.origin, file="")) for edit in found.edits
            ),
        )
        for found in findings
    ]


def test_a_new_sheet_works(office: Office, book: xw.Book, tmp_path: Path) -> None:
    before = {column: total(book, column) for column in (layout.INDEX_BUDGET, layout.INDEX_FISCAL)}
    added = add_project(read_unit(book))
    book.sheets[COVER][layout.TAXONOMY.value_cell].value = Taxonomy.Y2021.label
    row = layout.FIRST_INDICATOR_ROW
    type_into(
        added,
        {
            "E3": "新增项目",
            "C4": 12.5,
            "E4": 12,
            f"A{row}": ["成本指标", "社会成本指标", "新增", "", "1个", "计划"],
        },
    )
    write_findings(
        book,
        require_list(read_program_sheets(book)),
        [Finding("S01", Severity.ERROR, "有误", "请改", Origin("f", added.name, "C4"))],
        "",
    )

    assert total(book, layout.INDEX_BUDGET) == pytest.approx(before[layout.INDEX_BUDGET] + 12.5)
    assert total(book, layout.INDEX_FISCAL) == pytest.approx(before[layout.INDEX_FISCAL] + 12)
    assert added["A1"].value == "3.新增项目绩效目标表"
    assert added[f"{layout.CHECK_COLUMN}4"].value == "预算数比财政资金与其他资金之和多0.50万元"
    assert not added[f"{layout.CHECK_COLUMN}{row}"].value
    lists = rules_of(added)[1]
    assert offered(added, lists[f"A{row}"]) == list(Taxonomy.Y2021.level1)
    assert offered(added, lists[f"B{row}"]) == list(Taxonomy.Y2021.level2("成本指标"))
    colours = cell_colours(office, Document(book.impl.uno), tmp_path)
    marked = FILLS[Severity.ERROR]
    assert {
        (name, cell)
        for name, cells in colours.items()
        for cell, colour in cells.items()
        if name.startswith("项目") and colour == marked
    } == {(added.name, "C4")}


def offered(sheet: xw.Sheet, source: str) -> list[str]:
    """What a dropdown with that formula offers in the first row of the table."""
    sheet.api.Unprotect()
    sheet["K1"].formula = f"=ROWS({source})"
    count = int(sheet["K1"].value)
    texts = []
    for number in range(1, count + 1):
        sheet["K1"].formula = f"=INDEX({source},{number})"
        texts.append(sheet["K1"].value)
    return texts


def test_a_person_finds_everything_else_as_it_was(book: xw.Book) -> None:
    book.sheets["项目1"].activate()
    # Calc forgets a larger selection of a sheet that is left; Excel keeps it.
    book.sheets["项目1"]["D10"].select()
    book.app.api.ActiveWindow.ScrollRow = 4
    before, names = snapshot(book), names_of(book)
    added = add_project(read_unit(book))

    after = snapshot(book)
    assert added.name == "项目3"
    assert after.view == before.view
    assert [opened.name for opened in book.app.books] == [book.name]
    others = before.without(COVER)
    changed = changes(others, after.without(COVER, added.name))
    assert {place for place, *_ in changed} == {"sheet_order", "names"}
    cover = before.sheets[COVER].formulas
    assert after.sheets[COVER].formulas == cover | {f"{SHEET}{FIRST + 2}": added.name}

    delete_project(read_unit(book), added.name)
    assert changes(before, snapshot(book)) == []
    assert names_of(book) == names


def test_the_index_grows_where_it_is_full(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path)
    cover = book.sheets[COVER]
    gone = [f"旧{number}" for number in range(LINES - 2)]
    cover[f"{SHEET}{FIRST + 2}"].options(transpose=True).value = gone
    added = [add_project(read_unit(book)) for _ in range(2)]
    added[1]["C4"].value = 7

    made = tmp_path / "made.xlsx"
    build_unit_workbook(made, sample_unit(2), blank_projects=LINES - 2 - 3)
    model = excel.books.open(made).sheets[COVER]
    lines = LINES + 2
    names = cover[f"{SHEET}{FIRST}:{SHEET}{FIRST + lines - 1}"].value
    assert names == ["项目1", "项目2", *gone, "项目3", "项目4"]
    assert formulas_of(cover, lines) == formulas_of(model, lines)
    assert cover.api.ProtectContents
    assert cover[f"{SHEET}{FIRST + lines - 1}"].api.Locked is False
    assert total(book, layout.INDEX_BUDGET) == pytest.approx(
        7 + sum(float(project.budget or 0) for project in sample_unit(2).projects)
    )
    assert added[1]["A1"].value is None
    added[1]["E3"].value = "新增"
    assert added[1]["A1"].value == f"{lines}.新增绩效目标表"


def formulas_of(cover: xw.Sheet, lines: int) -> Any:
    """The formulas of the index and of its totals, without the names of the sheets."""
    last = layout.INDEX_COLUMNS[-1].letter
    rows = cover[f"A{FIRST}:{last}{FIRST + lines + 1}"].formula
    place = layout.INDEX_COLUMNS.index(layout.INDEX_SHEET)
    return [(*row[:place], *row[place + 1 :]) for row in rows]


def test_a_line_inserted_by_hand_belongs_to_the_index(book: xw.Book) -> None:
    cover = book.sheets[COVER]
    cover.api.Unprotect()
    cover[f"{FIRST + LINES}:{FIRST + LINES}"].insert("down")  # before the closing line
    last = f"{SHEET}{FIRST + LINES}"
    book.sheets["项目2"].copy(after=book.sheets["项目2"], name="抄来的")
    cover[last].value = "抄来的"
    unit = read_unit(book)
    assert (unit.index.names[-1], len(unit.index.names)) == ("抄来的", LINES + 1)

    add_project(unit)
    assert listed_sheets(book) == ["项目1", "项目2", "抄来的", "项目3"]
    assert cover[last].value is None


def listed_and_explained(book: xw.Book) -> list[tuple[str, str, str]]:
    found = read_findings(read_program_sheets(book))
    return [(item.origin.sheet, item.origin.cell, item.explanation) for item in found]


def write_some_findings(book: xw.Book) -> None:
    findings = [
        Finding("S01", Severity.WARNING, "有误", "请改", Origin("f", sheet, cell), explanation)
        for sheet, cell, explanation in (
            (COVER, "C4", "封面的说明"),
            ("项目1", "C4", "说明一"),
            ("项目2", "C4", "说明二"),
            ("项目2", "B8", ""),
            ("项目3", "F10", "说明三"),
        )
    ]
    listed = require_list(read_program_sheets(book))
    write_findings(book, listed, findings, count_label(findings))


def test_a_deleted_project_leaves_no_trace(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, sample_unit(3))
    write_some_findings(book)
    book.sheets["项目2"].activate()
    budget = total(book, layout.INDEX_BUDGET)
    gone = book.sheets["项目2"]["C4"].value
    before = snapshot(book)
    delete_project(read_unit(book), "项目2")

    assert book.sheet_names == [name for name in before.sheet_order if name != "项目2"]
    assert listed_sheets(book) == ["项目1", "项目3"]
    assert total(book, layout.INDEX_BUDGET) == pytest.approx(budget - gone)
    assert str(book.sheets["项目3"]["A1"].value).startswith("2.")
    assert listed_and_explained(book) == [
        (COVER, "C4", "封面的说明"),
        ("项目1", "C4", "说明一"),
        ("项目3", "F10", "说明三"),
    ]
    summary = findings_sheet(book)[layout.FINDINGS_SUMMARY_CELL].value
    assert summary == "0 个错误，3 个警告（其中 3 个已说明），0 个提示"
    after = snapshot(book)
    assert after.names == [name for name in before.names if not name.startswith("项目2!")]
    assert after.sheets["项目1"] == before.sheets["项目1"]
    assert after.sheets[layout.FINDINGS_SHEET].is_protected
    saved = read_submission(read_workbook(save_as(book, tmp_path / "saved.xlsx")))
    assert saved.anomalies == ()


def protect_structure(book: xw.Book) -> None:
    book.api.Protect("机密")


def protect_list(book: xw.Book) -> None:
    sheet = findings_sheet(book)
    sheet.api.Unprotect()
    sheet.api.Protect("机密")


def protect_full_cover(book: xw.Book) -> None:
    cover = book.sheets[COVER]
    cover[f"{SHEET}{FIRST + 3}"].options(transpose=True).value = [
        f"旧{number}" for number in range(LINES - 3)
    ]
    cover.api.Unprotect()
    cover.api.Protect("机密")


@pytest.mark.parametrize(
    ("spoil", "act", "message"),
    [
        (protect_structure, add_project, "结构受保护"),
        (protect_full_cover, add_project, "“封面”的保护设有密码"),
        (protect_structure, lambda unit: delete_project(unit, "项目2"), "结构受保护"),
        (protect_list, lambda unit: delete_project(unit, "项目2"), "“校验结果”的保护设有密码"),
        (lambda _: None, lambda unit: delete_project(unit, COVER), "“封面”不是项目表"),
    ],
)
def test_where_nothing_may_be_done_nothing_is(
    excel: xw.App,
    tmp_path: Path,
    spoil: Callable[[xw.Book], None],
    act: Callable[[Any], None],
    message: str,
) -> None:
    book = open_unit(excel, tmp_path, sample_unit(3))
    write_some_findings(book)
    spoil(book)
    unit = read_unit(book)
    before = snapshot(book)
    with pytest.raises(UsageError, match=message):
        act(unit)
    assert changes(before, snapshot(book)) == []
    assert len(excel.books) == 1


def test_the_only_project_stays(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, sample_unit(1))
    with pytest.raises(UsageError, match="唯一的项目表"):
        delete_project(read_unit(book), "项目1")
    assert "项目1" in book.sheet_names


def test_a_workbook_without_an_index_is_no_units(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, sample_unit(1))
    book.sheets[COVER].delete()
    with pytest.raises(UsageError, match="没有封面的项目目录"):
        read_unit(book)


def test_a_new_sheet_with_links_to_where_it_came_from_is_taken_away_again(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Excel does where it takes the copied sheet's own names; Calc never does."""
    before = snapshot(book)
    monkeypatch.setattr(
        projects, "links_to_files", lambda _: ("C:\\Temp\\xladdin_blank_form.xlsx",)
    )

    with pytest.raises(UsageError, match="移动或复制"):
        add_project(read_unit(book))
    assert changes(before, snapshot(book)) == []
