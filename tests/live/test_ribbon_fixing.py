"""自动修正 and 撤销修正, clicked in the built add-in on workbooks that are open in Calc."""

import csv
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.ribbon_desk import Desk, save_copy
from tests.live.snapshots import snapshot
from xladdin.domain.finding import Finding
from xladdin.form import layout
from xladdin.form.findings_sheet import read_findings
from xladdin.workbook.file_reader import read_workbook

LONGEST_PROMPT = 1_000
TOO_MUCH = "≥100%"
AMOUNT = "２０"


@pytest.fixture
def book(desk: Desk, sample: dict[str, Path]) -> xw.Book:
    """A workbook where a target value and an amount can be mended."""
    opened = desk.open(sample["316001"])
    opened.sheets["项目7"]["E16"].value = TOO_MUCH
    opened.sheets["项目2"]["C4"].value = f"'{AMOUNT}"
    return opened


def contents(book: xw.Book) -> dict[str, dict[str, str]]:
    """What people filled in, with the formulas of the form."""
    seen = snapshot(book)
    return {name: cells for name, cells in seen.formulas.items() if name != layout.FINDINGS_SHEET}


def listed(book: xw.Book, folder: Path) -> list[Finding]:
    return read_findings(read_workbook(save_copy(book, folder / "副本.xlsx")))


def log_of(prompt: str) -> Path:
    """The log that a message names."""
    return Path(prompt.rpartition("修正记录：")[2])


def lines_of(log: Path) -> list[list[str]]:
    with log.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def one_by_one(desk: Desk) -> list[str]:
    """What is shown of each mend when every page is gone through one by one; nothing is mended."""
    desk.notebook.answer_alerts_with(*["no"] * 60)
    desk.click("OnAutoFix")
    return [alert.prompt for alert in desk.notebook.alerts if "原内容：" in alert.prompt]


def test_all_is_mended_listed_and_logged(desk: Desk, book: xw.Book, tmp_path: Path) -> None:
    before = snapshot(book)

    desk.click("OnAutoFix")

    questions = desk.notebook.alerts[:-1]
    assert {question.buttons for question in questions} == {"yes_no_cancel"}
    assert all(len(question.prompt) < LONGEST_PROMPT for question in questions)
    asked = "".join(question.prompt for question in questions)
    assert f"项目7 E16：{TOO_MUCH} → 100%\n" in asked
    assert f"项目2 C4：{AMOUNT} → 20\n" in asked
    assert book.sheets["项目7"]["E16"].value == "100%"
    assert book.sheets["项目2"]["C4"].value == 20
    assert snapshot(book).view == before.view
    assert desk.last_alert.prompt.startswith("已修正 ")
    places = {(finding.rule, finding.origin.cell) for finding in listed(book, tmp_path)}
    assert places
    assert not places & {("R06", "E16"), ("C07", "C4")}
    lines = {tuple(line[2:]) for line in lines_of(log_of(desk.last_alert.prompt))}
    assert ("项目7", "E16", "R06", TOO_MUCH, "100%") in lines
    assert ("项目2", "C4", "C07", AMOUNT, "20") in lines


def test_cancelled_nothing_is_changed(desk: Desk, book: xw.Book) -> None:
    before = snapshot(book)

    desk.notebook.answer_alerts_with("cancel")
    desk.click("OnAutoFix")

    assert snapshot(book) == before
    assert desk.status == "没有作任何改动。"
    desk.notebook.answer_alerts_with("no", "yes", "cancel")
    desk.click("OnAutoFix")
    assert snapshot(book) == before


def test_one_by_one_only_what_was_chosen_is_mended(desk: Desk, book: xw.Book) -> None:
    before = snapshot(book)
    shown = one_by_one(desk)
    assert snapshot(book) == before
    (wanted,) = [prompt for prompt in shown if f"原内容：{TOO_MUCH}\n改　为：100%" in prompt]
    assert "　R06　" in wanted
    answers = ["yes" if alert.prompt == wanted else "no" for alert in desk.notebook.alerts]

    desk.notebook.answer_alerts_with(*answers)
    desk.click("OnAutoFix")

    assert book.sheets["项目7"]["E16"].value == "100%"
    assert book.sheets["项目2"]["C4"].value == AMOUNT
    assert desk.last_alert.prompt.startswith("已修正 1 处。")


def test_the_last_mending_can_be_taken_back_once(desk: Desk, book: xw.Book) -> None:
    before = contents(book)
    desk.click("OnAutoFix")
    log = log_of(desk.last_alert.prompt)
    assert contents(book) != before

    desk.click("OnUndoFix")

    assert contents(book) == before
    assert isinstance(book.sheets["项目2"]["C4"].value, str)
    assert desk.last_alert.prompt.startswith("已恢复 ")
    assert lines_of(log)[-1][4] == "撤销修正"
    desk.click("OnUndoFix")
    assert desk.last_alert.prompt.startswith("没有可以撤销的修正。")


def test_what_was_changed_since_is_left(desk: Desk, book: xw.Book) -> None:
    desk.click("OnAutoFix")
    book.sheets["项目7"]["E16"].value = "≥98%"

    desk.click("OnUndoFix")

    assert book.sheets["项目7"]["E16"].value == "≥98%"
    assert book.sheets["项目2"]["C4"].value == AMOUNT
    assert "后来又改过，没有动：项目7 E16。" in desk.last_alert.prompt


@pytest.mark.usefixtures("book")
def test_another_workbook_is_not_touched_by_taking_back(
    desk: Desk, sample: dict[str, Path]
) -> None:
    desk.click("OnAutoFix")
    other = desk.open(sample["316003"])
    before = snapshot(other)

    desk.click("OnUndoFix")

    assert desk.last_alert.prompt.startswith("上一次修正的是另一个工作簿 ")
    assert snapshot(other) == before


def test_locked_cells_are_not_offered(desk: Desk, book: xw.Book) -> None:
    sheet = book.sheets["项目7"]
    sheet.api.Unprotect("")
    sheet["E16"].api.Locked = True
    sheet.api.Protect("geheim")

    desk.click("OnAutoFix")

    assert not any("项目7 E16" in alert.prompt for alert in desk.notebook.alerts)
    assert sheet["E16"].value == TOO_MUCH


def test_a_password_stops_all_of_it(desk: Desk, book: xw.Book) -> None:
    sheet = book.sheets["项目2"]
    sheet.api.Unprotect("")
    sheet["C4"].number_format = "@"  # which must change for a number
    sheet["C4"].value = AMOUNT
    sheet.api.Protect("geheim")
    before = snapshot(book)

    desk.click("OnAutoFix")

    assert "“项目2”的保护设有密码，没有作任何改动" in desk.last_alert.prompt
    assert snapshot(book) == before


def test_without_mends_it_says_so(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316"])
    before = snapshot(book)

    desk.click("OnAutoFix")

    assert desk.last_alert.prompt.startswith("没有可以自动修正的问题。")
    assert snapshot(book) == before
