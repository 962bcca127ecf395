"""The groups 填报 and 帮助, clicked in the built add-in."""

import tomllib
from pathlib import Path

from tests.live.calc.notebook import ACCEPTED
from tests.live.ribbon_desk import Desk
from tests.live.snapshots import snapshot
from xladdin.domain.submission import WorkbookKind
from xladdin.workbook.submission_file import read_submission_file

ANSWERS = ("316009", "综合服务站", ACCEPTED, "行政审批局", "2025")


def test_which_buttons_can_be_clicked(desk: Desk, sample: dict[str, Path]) -> None:
    def enabled() -> list[str]:
        asked = ("InOurWorkbook", "InUnitWorkbook", "OnProjectSheet", "InSummary")
        return [name for name in asked if desk.is_enabled(f"GetEnabled{name}")]

    book = desk.open(sample["316001"])
    book.sheets["封面"].activate()
    assert enabled() == ["InOurWorkbook", "InUnitWorkbook"]
    book.sheets["项目1"].activate()
    assert enabled() == ["InOurWorkbook", "InUnitWorkbook", "OnProjectSheet"]
    desk.open(sample["316"])
    assert enabled() == ["InOurWorkbook"]
    desk.app.books.add()
    assert enabled() == []


def test_a_new_workbook_is_made_from_answers_that_are_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    desk.app.books.add()
    path = tmp_path / "新.xlsx"

    desk.notebook.answer_dialogs_with("31600", *ANSWERS, str(path))  # the first is a slip
    desk.click("OnNewWorkbook")

    asked = [dialog.prompt for dialog in desk.notebook.dialogs]
    assert "“31600”不对。单位编码应为：6 位数字" in asked[1]
    assert desk.notebook.dialogs[3].proposal == "316"
    assert desk.notebook.dialogs[-1].proposal.endswith("316009_综合服务站_2025.xlsx")
    book = desk.app.books.active
    assert Path(book.fullname) == path
    read = read_submission_file(path)
    assert (read.kind, read.unit_code, read.unit_name) == (
        WorkbookKind.UNIT,
        "316009",
        "综合服务站",
    )
    assert len(read.projects) == 1
    assert read.cover is not None
    assert read.cover.budget_year.text == "2025"

    other = tmp_path / "又一个.xlsx"
    desk.notebook.answer_dialogs_with(*[ACCEPTED] * 5, str(other))
    desk.click("OnNewWorkbook")
    assert read_submission_file(other).unit_name == "综合服务站"


def test_a_cancelled_question_makes_nothing(desk: Desk) -> None:
    desk.app.books.add()
    desk.notebook.answer_dialogs_with("316009", "综合服务站")
    desk.click("OnNewWorkbook")

    assert len(desk.app.books) == 1
    assert desk.notebook.alerts == []


def test_projects_are_added_and_deleted(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316003"])
    fresh = snapshot(book)

    desk.click("OnAddProject")
    assert book.sheets.active.name == "项目7"
    assert book.sheets["封面"]["B16"].value == "项目7"
    assert desk.status == "已新增“项目7”，并列入封面目录。"

    desk.notebook.answer_alerts_with("no")
    desk.click("OnDeleteProject")
    assert "项目7" in book.sheet_names

    desk.notebook.answer_alerts_with("yes")
    desk.click("OnDeleteProject")
    assert snapshot(book).formulas == fresh.formulas
    assert snapshot(book).sheet_order == fresh.sheet_order

    book.sheets["封面"].activate()
    desk.click("OnDeleteProject")  # Excel shows this button grey there
    assert desk.last_alert.prompt.startswith("“封面”不是项目表，没有删除。")


def test_tidying_says_what_it_did(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316003"])
    book.sheets["项目2"].impl.move(before=book.sheets["项目1"].impl, after=None)

    desk.click("OnTidy")
    assert desk.last_alert.prompt.startswith("整理完成：")
    assert "排好了项目表的次序" in desk.last_alert.prompt
    order = [name for name in book.sheet_names if name.startswith("项目")]
    assert order == [f"项目{number}" for number in range(1, 7)]

    tidied = snapshot(book)
    desk.click("OnTidy")
    assert desk.last_alert.prompt == "次序都是对的，没有改动。"
    assert snapshot(book).formulas == tidied.formulas


def test_settings_are_kept_in_the_users_file(desk: Desk) -> None:
    desk.app.books.add()
    desk.notebook.answer_dialogs_with(*ANSWERS)
    desk.click("OnSettings")

    path = Path(desk.last_alert.prompt.rpartition("文件：")[2])
    assert tomllib.loads(path.read_text(encoding="utf-8"))["department"] == "行政审批局"


def test_settings_that_cannot_be_read_are_told_with_what_to_do(desk: Desk) -> None:
    desk.app.books.add()
    desk.notebook.answer_dialogs_with(*ANSWERS)
    desk.click("OnSettings")
    path = Path(desk.last_alert.prompt.rpartition("文件：")[2])
    path.write_text("unit_code = ", encoding="utf-8")
    try:
        desk.click("OnSettings")
        message, next_step, log = desk.last_alert.prompt.split("\n\n")
        assert message == f"设置文件 {path} 无法读取。"
        assert "请删除这个文件" in next_step
        assert "Invalid value" in Path(log.removeprefix("日志：")).read_text(encoding="utf-8")
    finally:
        path.unlink()


def test_the_doctor_and_about_answer_in_a_box(desk: Desk) -> None:
    desk.app.books.add()
    desk.click("OnDiagnose")
    assert "[正常] xladdin" in desk.last_alert.prompt
    assert "[注意] 这台电脑不是 Windows" in desk.last_alert.prompt

    desk.click("OnAbout")
    handbook = desk.last_alert.prompt.partition("使用手册：")[2].partition("\n")[0]
    assert Path(handbook).is_file()
