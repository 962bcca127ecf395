"""校验结果 filled in the open workbook: lines, links and marks, and nothing else is touched."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.calc.bridge import enum, struct
from tests.live.document import Document
from tests.live.highlights import cell_colours
from tests.live.office import Office
from tests.live.open_books import findings_sheet, open_unit, sample_unit
from tests.live.snapshots import changes, snapshot
from tests.workbook.contents import troubled_unit
from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.origin import Origin, quote_sheet
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import find_list, read_findings
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.live.findings import require_list, write_findings
from xladdin.workbook.live.reading import read_open_workbook, read_program_sheets
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.templates.marks import FILLS

FIRST, LAST = layout.FIRST_FINDING_ROW, layout.LAST_FINDING_ROW
CELL = layout.FINDING_CELL.letter
EXPLANATION = layout.FINDING_EXPLANATION.letter


@pytest.fixture
def book(excel: xw.App, tmp_path: Path) -> xw.Book:
    """Three projects, in two of which much is wrong."""
    unit = troubled_unit()
    good, _, *bad = unit.projects[:4]
    return open_unit(excel, tmp_path, replace(unit, projects=(good, *bad)))


def found_in(book: xw.Book) -> list[Finding]:
    return check_submission(read_submission(read_open_workbook(book)))


def write(book: xw.Book, findings: list[Finding]) -> None:
    listed = require_list(read_program_sheets(book))
    write_findings(book, listed, findings, count_label(findings))


def finding(sheet: str, cell: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("S01", severity, "有误", "请改", Origin("f", sheet, cell), content="5")


def test_the_lines_are_those_of_a_marked_copy(book: xw.Book, tmp_path: Path) -> None:
    findings = found_in(book)
    assert len(findings) > 10
    write(book, findings)

    listed = [replace(each, edits=()) for each in findings]  # mends aren't in the list
    assert read_findings(read_open_workbook(book)) == listed
    marked = tmp_path / "marked.xlsx"
    write_marked_copy(Path(book.fullname), marked, findings, count_label(findings))
    live, copied = find_list(read_program_sheets(book)), find_list(read_workbook(marked))
    assert live is not None
    assert copied is not None
    assert list(live.lines()) == list(copied.lines())
    summary = layout.FINDINGS_SUMMARY_CELL
    assert findings_sheet(book)[summary].value == count_label(findings)


def test_codes_and_words_stay_texts(book: xw.Book) -> None:
    odd = [
        replace(finding("项目1", "C4"), message=text, fix=text, explanation=text)
        for text in ("=1+1", "1-3", "007", "50%", "316001", "TRUE", "#N/A")
    ]
    write(book, odd)
    assert [line.message for line in read_findings(read_open_workbook(book))] == [
        line.message for line in odd
    ]
    assert [line.explanation for line in read_findings(read_open_workbook(book))] == [
        line.explanation for line in odd
    ]


@pytest.mark.parametrize("name", ["项目1", "2024年 甲's项目", '引"号'])
def test_a_cell_is_a_link_to_its_place(book: xw.Book, name: str) -> None:
    book.sheets["项目1"].name = name
    write(book, [finding(name, "C4"), finding("", ""), finding("项目2", "")])

    links = findings_sheet(book)[f"{CELL}{FIRST}:{CELL}{FIRST + 2}"]
    assert links.value == ["C4", None, None]
    target = f"{quote_sheet(name)}!C4".replace('"', '""')
    assert links[0].formula == f'=HYPERLINK("#{target}","C4")'
    sheet = book.sheets[name]
    sheet.api.Unprotect()
    sheet["K1"].formula = f'=CELL("address",INDIRECT("{target}"))'
    assert str(sheet["K1"].value).endswith("$C$4")


def test_an_explanation_is_kept_over_the_next_run(book: xw.Book) -> None:
    write(book, found_in(book))
    listed = read_findings(read_open_workbook(book))
    findings_sheet(book)[f"{EXPLANATION}{FIRST + len(listed) - 1}"].value = "已与财政核对"
    book.sheets["项目1"]["C4"].value = "2000万"  # a new finding, before that line

    again = found_in(book)
    assert len(again) == len(listed) + 1
    write(book, again)
    explained = [item for item in read_findings(read_open_workbook(book)) if item.explanation]
    assert explained == [replace(listed[-1], explanation="已与财政核对")]


def test_an_explanation_lapses_with_its_cell_and_stays_in_sight(book: xw.Book) -> None:
    cell = book.sheets["项目1"]["C4"]
    cell.value = "2000万"
    write(book, found_in(book))
    listed = read_findings(read_open_workbook(book))
    places = [(each.origin.sheet, each.origin.cell) for each in listed]
    number = places.index(("项目1", "C4"))
    findings_sheet(book)[f"{EXPLANATION}{FIRST + number}"].value = "已与财政核对"
    cell.value = "3000万"

    for _ in range(2):
        write(book, found_in(book))
        listed = read_findings(read_open_workbook(book))
        texts = [(each.content, each.lapsed) for each in listed if each.lapsed]
        assert texts == [("3000万", "已与财政核对")]
        assert not any(each.explanation for each in listed)
    words = findings_sheet(book)[f"{EXPLANATION}{FIRST + number}"].value
    assert words == "【原说明已失效，仍适用的请删去本括号】已与财政核对"


def test_a_list_of_a_template_of_version_1_gets_its_column(book: xw.Book) -> None:
    sheet = findings_sheet(book)
    sheet.api.Unprotect()
    column = layout.FINDING_CONTENT.letter
    sheet[f"{column}{layout.FINDINGS_HEADING_ROW}"].clear_contents()
    sheet[f"{column}{FIRST}:{column}{LAST}"].number_format = "General"
    assert read_findings(read_open_workbook(book)) == []

    odd = replace(finding("项目1", "C4"), content="007")
    write(book, [odd])
    assert [each.content for each in read_findings(read_open_workbook(book))] == ["007"]

    sheet[f"{column}{layout.FINDINGS_HEADING_ROW}"].value = "备注"
    with pytest.raises(UsageError, match="栏目被移动过"):
        write(book, [odd])


def marks(office: Office, book: xw.Book, folder: Path) -> dict[str, dict[str, str]]:
    """The coloured cells of the form's sheets, those only that 校验结果 colours."""
    colours = cell_colours(office, Document(book.impl.uno), folder)
    sheets = {name: cells for name, cells in colours.items() if name.startswith("项目")}
    of_findings = set(FILLS.values())
    return {
        name: marked
        for name, cells in sheets.items()
        if (marked := {cell: colour for cell, colour in cells.items() if colour in of_findings})
    }


def test_the_cells_are_marked_until_the_list_is_empty(
    office: Office, book: xw.Book, tmp_path: Path
) -> None:
    write(
        book,
        [
            finding("项目2", "B8", Severity.INFO),
            finding("项目2", "C4", Severity.WARNING),
            finding("项目3", "A10"),
            finding("封面", "C4"),
        ],
    )
    assert marks(office, book, tmp_path) == {
        "项目2": {"B8": FILLS[Severity.INFO], "C4": FILLS[Severity.WARNING]},
        "项目3": {"A10": FILLS[Severity.ERROR]},
    }
    write(book, [finding("项目3", "A10")])
    assert marks(office, book, tmp_path) == {"项目3": {"A10": FILLS[Severity.ERROR]}}
    write(book, [])
    assert marks(office, book, tmp_path) == {}


def test_fewer_lines_than_before_leave_nothing_behind(book: xw.Book) -> None:
    empty = snapshot(book).sheets[layout.FINDINGS_SHEET].formulas
    write(book, found_in(book))
    write(book, [finding("项目1", "C4"), finding("项目2", "C4")])
    formulas = snapshot(book).sheets[layout.FINDINGS_SHEET].formulas
    assert {at for at in formulas if at not in empty} == {
        f"{column.letter}{row}"
        for column in layout.FINDING_COLUMNS
        if column is not layout.FINDING_EXPLANATION
        for row in (FIRST, FIRST + 1)
    }
    write(book, [])
    summary = {layout.FINDINGS_SUMMARY_CELL: "0 个错误，0 个警告，0 个提示"}
    assert snapshot(book).sheets[layout.FINDINGS_SHEET].formulas == empty | summary


def test_all_lines_are_written_and_shown_whatever_was_filtered(book: xw.Book) -> None:
    write(book, [finding("项目1", "C4"), finding("项目1", "C4", Severity.WARNING)])
    sheet = findings_sheet(book)
    condition = struct("sheet.TableFilterField")
    condition.Field = layout.FINDING_COLUMNS.index(layout.FINDING_SEVERITY)
    condition.Operator = enum("sheet.FilterOperator", "EQUAL")
    condition.StringValue = Severity.WARNING.label
    cells = sheet[f"A{layout.FINDINGS_HEADING_ROW}:{EXPLANATION}{LAST}"].impl.uno
    chosen = cells.createFilterDescriptor(True)
    chosen.ContainsHeader = True
    chosen.setFilterFields((condition,))
    cells.filter(chosen)
    assert sheet[f"A{FIRST}"].rows.hidden

    three = [finding("项目1", cell) for cell in ("C4", "E4", "G4")]
    write(book, three)
    assert read_findings(read_open_workbook(book)) == [
        replace(item, origin=replace(item.origin, file=book.fullname)) for item in three
    ]
    assert sheet[f"A{FIRST}:A{FIRST + 2}"].rows.hidden is False


def test_more_findings_than_the_list_has_room_for(book: xw.Book) -> None:
    room = LAST - FIRST + 1
    write(book, [finding("项目1", f"C{number}") for number in range(1, room + 6)])
    sheet = findings_sheet(book)
    assert sheet[f"A{LAST - 1}:F{LAST - 1}"].value[:4] == [room - 1, "错误", "项目1", "C1999"]
    assert sheet[f"A{LAST}:F{LAST}"].value == [None] * 5 + ["另有 6 个问题未列出"]
    assert sheet.used_range.last_cell.row == LAST


@pytest.mark.parametrize("calculation", ["automatic", "manual"])
def test_nothing_but_the_list_changes(book: xw.Book, calculation: str) -> None:
    book.sheets["项目2"].activate()
    book.sheets["项目2"]["C8:D12"].select()
    book.app.api.ActiveWindow.ScrollRow = 6
    book.app.calculation = calculation
    before = snapshot(book)
    write(book, found_in(book))

    after = snapshot(book)
    others = before.without(layout.FINDINGS_SHEET)
    assert changes(others, after.without(layout.FINDINGS_SHEET)) == []
    assert after.view.selection == "$C$8:$D$12"
    listed = after.sheets[layout.FINDINGS_SHEET]
    assert listed.is_protected
    assert listed != before.sheets[layout.FINDINGS_SHEET]


def move_column(book: xw.Book) -> None:
    sheet = findings_sheet(book)
    sheet.api.Unprotect()
    sheet["F:F"].insert("right")
    sheet.api.Protect()


def rename_column(book: xw.Book) -> None:
    sheet = findings_sheet(book)
    sheet.api.Unprotect()
    sheet[f"{CELL}{layout.FINDINGS_HEADING_ROW}"].value = "位置"


def set_password(book: xw.Book) -> None:
    sheet = findings_sheet(book)
    sheet.api.Unprotect()
    sheet.api.Protect("机密")


def forget_identity(book: xw.Book) -> None:
    sheet = book.sheets[layout.IDENTITY_SHEET]
    sheet.api.Unprotect()
    sheet["B1"].value = "别的"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (move_column, "栏目被移动过"),
        (rename_column, "没有“校验结果”工作表"),
        (forget_identity, "不是用申报模板制作的"),
        (lambda book: findings_sheet(book).delete(), "没有“校验结果”工作表"),
        (set_password, "“校验结果”的保护设有密码"),
    ],
)
def test_where_it_must_not_write_nothing_changes(
    book: xw.Book, spoil: Callable[[xw.Book], None], message: str
) -> None:
    findings = found_in(book)
    spoil(book)
    before = snapshot(book)
    with pytest.raises(UsageError, match=message) as refused:
        write(book, findings)
    assert "没有作任何改动" in str(refused.value)
    assert changes(before, snapshot(book)) == []


def test_a_workbook_of_another_make_is_refused(excel: xw.App) -> None:
    book = excel.books.add()
    book.sheets[0].name = layout.FINDINGS_SHEET
    book.sheets[0]["A4"].value = [column.label for column in layout.FINDING_COLUMNS]
    before = snapshot(book)
    with pytest.raises(UsageError, match="不是用申报模板制作的"):
        write(book, [finding("项目1", "C4")])
    assert changes(before, snapshot(book)) == []


def test_the_list_of_the_sample_counts_as_file_mode_does(excel: xw.App, tmp_path: Path) -> None:
    book = open_unit(excel, tmp_path, sample_unit())
    path = Path(book.fullname)
    in_file = check_submission(read_submission(read_workbook(path)))
    write(book, found_in(book))
    assert found_in(book) == in_file
    listed = [replace(one, edits=()) for one in in_file]  # mends are not listed
    assert read_findings(read_open_workbook(book)) == listed
