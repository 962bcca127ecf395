"""The group 校验, clicked in the built add-in on workbooks that are open in Calc."""

from dataclasses import replace
from pathlib import Path

import xlwings as xw

from tests.live.ribbon_desk import Desk, save_copy
from tests.live.snapshots import Snapshot, snapshot
from xladdin.domain.finding import Finding, Severity
from xladdin.form import layout
from xladdin.form.findings_sheet import read_findings
from xladdin.rules.engine import check_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.submission_file import read_submission_file

EXPLANATION = "经核实，依据为 2023 年实际支出"


def listed(book: xw.Book, folder: Path) -> list[Finding]:
    """What 校验结果 lists in a copy of the workbook as it stands on the screen."""
    return read_findings(read_workbook(save_copy(book, folder / "副本.xlsx")))


def judged_in_file_mode(book: xw.Book, folder: Path) -> list[Finding]:
    found = check_submission(read_submission_file(save_copy(book, folder / "副本.xlsx")))
    return [replace(each, edits=()) for each in found]  # mends aren't in the list


def form_of(seen: Snapshot) -> dict[str, dict[str, str]]:
    return {name: cells for name, cells in seen.formulas.items() if name != layout.FINDINGS_SHEET}


def explanation_cell(book: xw.Book, line: int) -> xw.Range:
    letter = layout.FINDING_EXPLANATION.letter
    return book.sheets[layout.FINDINGS_SHEET][f"{letter}{layout.FIRST_FINDING_ROW + line}"]


def test_what_is_on_the_screen_is_judged_as_its_file_would_be(
    desk: Desk, sample: dict[str, Path], tmp_path: Path
) -> None:
    book = desk.open(sample["316003"])
    sheet = book.sheets["项目2"]
    sheet["C4"].value = "'2000万"  # not saved
    sheet["B3"].value = "'13032324P0000000000"
    book.sheets["项目4"].activate()
    book.sheets["项目4"]["E12"].select()
    desk.app.calculation = "manual"
    before = snapshot(book)

    desk.click("OnValidateWorkbook")

    after = snapshot(book)
    assert form_of(after) == form_of(before)
    assert after.view == before.view
    assert after.names == before.names
    assert not book.api.Saved
    found = judged_in_file_mode(book, tmp_path)
    assert listed(book, tmp_path) == found
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    places = {(finding.origin.sheet, finding.origin.cell) for finding in errors}
    assert {("项目2", "C4"), ("项目2", "B3")} <= places


def test_a_click_ends_in_one_sentence(desk: Desk, sample: dict[str, Path]) -> None:
    desk.open(sample["316001"])

    desk.click("OnValidateWorkbook")

    assert desk.last_alert.prompt.startswith("校验完成：2 个错误，17 个警告，52 个提示。")
    assert desk.last_alert.mode == "info"
    assert desk.status is False
    assert desk.notebook.status_texts[0] == "正在校验…"


def test_a_workbook_without_findings_is_told_so(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316"])
    goal = book.sheets["整体目标"]["B3"]
    goal.value = str(goal.value).replace("指导导", "指导")  # its only slip

    desk.click("OnValidateWorkbook")

    assert desk.last_alert.prompt == "校验完成：没有发现问题。"
    assert book.sheets[layout.FINDINGS_SHEET]["A2"].value == "0 个错误，0 个警告，0 个提示"


def test_explanations_stay_where_they_were_typed(
    desk: Desk, sample: dict[str, Path], tmp_path: Path
) -> None:
    book = desk.open(sample["316001"])
    desk.click("OnValidateWorkbook")
    explanation_cell(book, 2).value = EXPLANATION
    explained = listed(book, tmp_path)[2]

    book.sheets["项目1"]["C4"].value = "'二十万"
    desk.click("OnValidateWorkbook")

    found = listed(book, tmp_path)
    assert [each for each in found if each.explanation] == [explained]
    assert found.index(explained) != 2


def test_a_lapsed_explanation_is_told(desk: Desk, sample: dict[str, Path], tmp_path: Path) -> None:
    book = desk.open(sample["316001"])
    cell = book.sheets["项目1"]["C4"]
    cell.value = "'二十万"
    desk.click("OnValidateWorkbook")
    places = [(each.origin.sheet, each.origin.cell) for each in listed(book, tmp_path)]
    explanation_cell(book, places.index(("项目1", "C4"))).value = EXPLANATION

    cell.value = "'三十万"
    desk.click("OnValidateWorkbook")

    assert "1 条审核说明因内容已改而失效，仍适用的请重写；" in desk.last_alert.prompt
    (lapsed,) = [each for each in listed(book, tmp_path) if each.lapsed]
    assert (lapsed.origin.cell, lapsed.lapsed) == ("C4", EXPLANATION)
    assert lapsed in judged_in_file_mode(book, tmp_path)


def test_validating_one_sheet_leaves_the_lines_of_the_others(
    desk: Desk, sample: dict[str, Path], tmp_path: Path
) -> None:
    book = desk.open(sample["316001"])
    desk.click("OnValidateWorkbook")
    before = listed(book, tmp_path)
    for name in ("项目1", "项目3"):
        book.sheets[name]["C4"].value = "'二十万"

    book.sheets["项目3"].activate()
    desk.click("OnValidateSheet")

    after = listed(book, tmp_path)
    of_sheet = [each for each in after if each.origin.sheet == "项目3"]
    others = [each for each in before if each.origin.sheet != "项目3"]
    assert [each for each in after if each.origin.sheet != "项目3"] == others
    assert "C4" in [each.origin.cell for each in of_sheet if each.severity is Severity.ERROR]
    assert after == sorted(after, key=lambda each: book.sheet_names.index(each.origin.sheet))
    assert desk.last_alert.prompt.startswith("“项目3”校验完成：")


def test_going_from_one_finding_to_the_next(desk: Desk, sample: dict[str, Path]) -> None:
    desk.open(sample["316001"])
    desk.click("OnValidateWorkbook")

    desk.click("OnNextFinding")
    assert desk.selected == "项目1!$E$17"  # the hints before it are passed by
    assert str(desk.status).startswith("问题 1/19　警告　指标值“大幅提升”疑似无法衡量")

    desk.click("OnNextFinding")
    assert desk.selected == "项目2!$E$17"

    desk.click("OnPreviousFinding")
    desk.click("OnPreviousFinding")  # round the beginning
    assert desk.selected == "项目7!$E$18"
    assert str(desk.status).startswith("问题 19/19　错误　")


def test_a_hint_is_gone_to_from_its_line(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316001"])
    desk.click("OnValidateWorkbook")
    book.sheets[layout.FINDINGS_SHEET].activate()
    explanation_cell(book, 1).select()

    desk.click("OnNextFinding")

    assert desk.selected == "项目1!$B$7"
    assert str(desk.status).startswith("第 2 条　提示　支出计划有空格")


def test_without_findings_there_is_nowhere_to_go(desk: Desk, sample: dict[str, Path]) -> None:
    desk.open(sample["316001"])
    desk.click("OnNextFinding")

    assert desk.last_alert.prompt.startswith("“校验结果”中没有问题")


def test_clearing_takes_the_marks_and_asks_before_explanations_go(
    desk: Desk, sample: dict[str, Path], tmp_path: Path
) -> None:
    book = desk.open(sample["316001"])
    fresh = snapshot(book)
    desk.click("OnValidateWorkbook")
    explanation_cell(book, 2).value = EXPLANATION

    desk.notebook.answer_alerts_with("no")
    desk.click("OnClearMarks")
    assert "1 条审核说明" in desk.last_alert.prompt
    assert len(listed(book, tmp_path)) == 71

    desk.notebook.answer_alerts_with("yes")
    desk.click("OnClearMarks")
    assert snapshot(book).formulas == fresh.formulas


def test_the_list_is_shown(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316001"])
    desk.click("OnShowFindings")

    assert book.sheets.active.name == layout.FINDINGS_SHEET


def test_a_workbook_of_somebody_else_is_told_and_left_alone(desk: Desk) -> None:
    book = desk.app.books.add()
    book.sheets[0]["A1"].value = "会议通知"
    before = snapshot(book)

    for button in ("OnValidateWorkbook", "OnNextFinding", "OnClearMarks", "OnShowFindings"):
        desk.click(button)
        message, next_step, log = desk.last_alert.prompt.split("\n\n")
        assert "没有作任何改动" in message
        assert "新建工作簿" in next_step
        assert Path(log.removeprefix("日志：")).is_file()
        assert desk.last_alert.mode == "critical"
    assert snapshot(book) == before
    assert desk.status is False


def test_live_checks_come_beside_the_rows_and_go_again(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316001"])
    fresh = snapshot(book)

    desk.click("OnLiveCheck", pressed=True)
    checked = [name for name, cells in snapshot(book).formulas.items() if "PT_" in str(cells)]
    assert checked == [f"项目{number}" for number in range(1, 8)]
    assert desk.is_enabled("GetEnabledInUnitWorkbook")

    desk.click("OnLiveCheck", pressed=False)
    after = snapshot(book)
    assert after.formulas == fresh.formulas
    assert after.names == fresh.names
