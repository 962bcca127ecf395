from xladdin.domain.entry import Entry
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin, cell_address
from xladdin.form import layout
from xladdin.form.findings_sheet import finding_lines, read_explanations
from xladdin.form.grid import SheetGrid, WorkbookGrid


def finding(cell: str = "C4", explanation: str = "") -> Finding:
    origin = Origin("316001.xlsx", "项目1", cell)
    return Finding("S14", Severity.WARNING, "合计不等", "请核对", origin, explanation)


def grid(*rows: tuple[str, ...], name: str = layout.FINDINGS_SHEET) -> WorkbookGrid:
    cells = {
        (row, column): Entry(text, Origin("f", name, cell_address(row, column)))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    }
    return WorkbookGrid("f", (SheetGrid("f", name, cells),))


HEADING = tuple(column.label for column in layout.FINDING_COLUMNS)
LINE = ("1", "警告", "项目1", "C4", "S14", "合计不等", "请核对", " 含税差额 ")


def test_a_finding_becomes_a_line() -> None:
    (line,) = finding_lines([finding(explanation="含税差额")])
    assert line.values == (1, "警告", "项目1", "C4", "S14", "合计不等", "请核对", "含税差额")


def test_as_many_findings_as_there_is_room_are_all_listed() -> None:
    assert len(finding_lines([finding()] * 2000)) == 2000
    assert finding_lines([finding()] * 2000)[-1].number == 2000


def test_the_last_line_counts_what_has_no_room() -> None:
    lines = finding_lines([finding()] * 2001)
    assert len(lines) == 2000
    assert lines[-2].number == 1999
    assert lines[-1].number is None
    assert lines[-1].message == "另有 2 个问题未列出"


def test_explanations_are_found_by_sheet_cell_and_rule() -> None:
    found = read_explanations(grid((), ("校验结果",), HEADING, LINE, (*LINE[:3], "D5", *LINE[4:7])))
    assert found == {("项目1", "C4", "S14"): "含税差额"}


def test_a_workbook_without_explanations_gives_none() -> None:
    assert read_explanations(grid(HEADING, LINE, name="问题")) == {}
    assert read_explanations(grid(("尚未校验",))) == {}
    assert read_explanations(WorkbookGrid("f", ())) == {}
