import pytest

from xladdin.domain.entry import Entry
from xladdin.domain.explanation import Explanation, Subject
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin, cell_address
from xladdin.form import layout
from xladdin.form.findings_sheet import finding_lines, read_explanations, read_findings
from xladdin.form.grid import SheetGrid, WorkbookGrid


def finding(cell: str = "C4", explanation: str = "", lapsed: str = "") -> Finding:
    origin = Origin("316001.xlsx", "项目1", cell)
    texts = ("S14", Severity.WARNING, "合计不等", "请核对", origin, explanation)
    return Finding(*texts, content="1.8｜1.9", lapsed=lapsed)


def grid(*rows: tuple[str, ...], name: str = layout.FINDINGS_SHEET) -> WorkbookGrid:
    cells = {
        (row, column): Entry(text, Origin("f", name, cell_address(row, column)))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    }
    return WorkbookGrid("f", (SheetGrid("f", name, cells),))


HEADING = tuple(column.label for column in layout.FINDING_COLUMNS)
LINE = ("1", "警告", "项目1", "C4", "S14", "合计不等", "请核对", " 含税差额 ", "1.8｜1.9")
MARK = "【原说明已失效，仍适用的请删去本括号】"


def test_a_finding_becomes_a_line() -> None:
    (line,) = finding_lines([finding(explanation="含税差额")])
    texts = ("警告", "项目1", "C4", "S14", "合计不等", "请核对", "含税差额", "1.8｜1.9")
    assert line.values == (1, *texts)


def test_the_content_never_makes_a_row_higher() -> None:
    (line,) = finding_lines([finding()])
    assert [text for text, _ in line.wrapped] == ["1", *line.values[1:-1]]


def test_a_lapsed_explanation_stands_behind_a_mark_and_comes_back() -> None:
    lapsed = finding(lapsed="含税差额")
    (line,) = finding_lines([lapsed])
    assert line.explanation == f"{MARK}含税差额"
    read = grid(HEADING, tuple(map(str, line.values)))
    assert [found.lapsed for found in read_findings(read)] == ["含税差额"]
    assert [found.explanation for found in read_findings(read)] == [""]
    (found,) = read_explanations(read)
    assert (found.text, found.has_lapsed) == ("含税差额", True)


@pytest.mark.parametrize("text", ["含税差额", f"已核，{MARK}含税差额", "【原说明】含税差额"])
def test_without_the_mark_before_it_an_explanation_counts(text: str) -> None:
    read = grid(HEADING, (*LINE[:7], text, LINE[8]))
    assert [found.explanation for found in read_findings(read)] == [text]
    assert [found.has_lapsed for found in read_explanations(read)] == [False]


def test_an_explanation_that_is_only_a_mark_is_none() -> None:
    assert read_explanations(grid(HEADING, (*LINE[:7], MARK, LINE[8]))) == ()


def test_as_many_findings_as_there_is_room_are_all_listed() -> None:
    assert len(finding_lines([finding()] * 2000)) == 2000
    assert finding_lines([finding()] * 2000)[-1].number == 2000


def test_the_last_line_counts_what_has_no_room() -> None:
    lines = finding_lines([finding()] * 2001)
    assert len(lines) == 2000
    assert lines[-2].number == 1999
    assert lines[-1].number is None
    assert lines[-1].message == "另有 2 个问题未列出"


def test_explanations_are_found_with_what_they_explain() -> None:
    found = read_explanations(grid((), ("校验结果",), HEADING, LINE, (*LINE[:3], "D5", *LINE[4:7])))
    assert found == (
        Explanation(Subject("项目1", "C4", "S14", "1.8｜1.9"), "含税差额"),
        Explanation(Subject("项目1", "D5", "S14"), ""),
    )


def test_what_a_template_of_version_1_lists_is_read_without_contents() -> None:
    old = grid(HEADING[:-1], LINE[:-1])
    assert read_explanations(old) == (Explanation(Subject("项目1", "C4", "S14"), "含税差额"),)
    (found,) = read_findings(old)
    assert (found.message, found.explanation, found.content) == ("合计不等", "含税差额", "")


def test_a_workbook_without_explanations_gives_none() -> None:
    assert read_explanations(grid(HEADING, LINE, name="问题")) == ()
    assert read_explanations(grid(HEADING, LINE[:7])) == ()
    assert read_explanations(grid(("尚未校验",))) == ()
    assert read_explanations(WorkbookGrid("f", ())) == ()
