"""`xladdin return`: drafts for units that must mend something and for missing ones."""

import datetime as dt
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.inboxes import ROSTER, kinds, put, received, status_of, unit
from tests.mail.drafts import draft_text, read_draft
from tests.workbook.contents import project
from xladdin.domain.letter_settings import BUILT_IN_LETTERS, LetterSettings
from xladdin.errors import OutputError, UsageError
from xladdin.form.findings_sheet import read_findings
from xladdin.mail.inbox_log import EventKind, InboxLog
from xladdin.returning import Letter, ReturnReport, ReturnWishes, return_workbooks
from xladdin.rules.engine import all_rules
from xladdin.rules.settings import RuleChoice
from xladdin.workbook.file_reader import read_workbook

WRONG = project(budget="2000万")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Of three units one must mend something, one sent a good workbook, one nothing."""
    folder = tmp_path / "收件箱"
    put(folder, "一.xlsx", unit("316001", WRONG), "wang@example.cn")
    put(folder, "二.xlsx", unit("316003"), "li@example.cn")
    (folder / "单位名录.csv").write_text(ROSTER, encoding="utf-8")
    return folder


def mail_of(letter: Letter) -> EmailMessage:
    return read_draft(letter.draft_file.read_bytes())


def text_of(letter: Letter) -> str:
    return draft_text(mail_of(letter))


def test_who_must_mend_something_gets_the_marked_copy(inbox: Path) -> None:
    before = (inbox / "一.xlsx").read_bytes()
    report = return_workbooks(status_of(inbox), BUILT_IN_LETTERS)

    (letter,) = report.returns
    folder = inbox.parent / "退回"
    assert letter.draft_file == folder / "退回_316001_本级_2024.eml"
    assert letter.copy == folder / "一.校验结果.xlsx"
    assert read_findings(read_workbook(letter.copy))
    assert (inbox / "一.xlsx").read_bytes() == before
    message = mail_of(letter)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "wang@example.cn"
    assert message["Subject"] == "请修改2024年预算项目绩效目标：316001 本级"
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "一.校验结果.xlsx"
    assert attached.get_payload(decode=True) == letter.copy.read_bytes()
    text = text_of(letter)
    assert "请于2024年12月10日前改正后重新报送" in text
    assert "\n1. 项目1 C4：" in text
    assert letter.notes == (
        "发件人 wang@example.cn 与名录中的邮箱 list1@example.cn 不同，请核对后再发",
    )


def test_who_is_missing_is_asked(inbox: Path) -> None:
    report = return_workbooks(status_of(inbox), BUILT_IN_LETTERS)

    (letter,) = report.reminders
    assert letter.draft_file.name == "催报_316008_服务站_2024.eml"
    assert mail_of(letter)["To"] == "h@example.cn"
    assert "尚未收到你单位的2024年预算项目绩效目标，请于2024年12月10日前报送" in text_of(letter)


def test_each_draft_is_recorded_and_no_other(inbox: Path) -> None:
    return_workbooks(status_of(inbox), BUILT_IN_LETTERS)

    assert kinds(inbox)[2:4] == [EventKind.RETURNED, EventKind.REMINDED]
    log = InboxLog(inbox)
    log.refresh()
    returned = log.events[2]
    assert returned.sha256 == log.events[0].sha256
    assert returned.details["to"] == ["wang@example.cn"]
    assert returned.details["deadline"] == "2024-12-10"


def test_what_was_returned_waits_for_the_unit(inbox: Path) -> None:
    return_workbooks(status_of(inbox), BUILT_IN_LETTERS)
    again = return_workbooks(status_of(inbox), BUILT_IN_LETTERS)

    assert again.returns == []
    assert [each.unit_code for each in again.returned_before] == ["316001"]
    wished = return_workbooks(status_of(inbox), BUILT_IN_LETTERS, ReturnWishes(again=True))
    (letter,) = wished.returns
    assert letter.draft_file.name == "退回_316001_本级_2024 (2).eml"  # nothing is replaced

    (inbox / "一.xlsx").unlink()
    path = put(inbox, "一 第2次.xlsx", unit("316001", replace(WRONG, name="又一个")))
    received(inbox, path, "wang@example.cn")
    (letter,) = return_workbooks(status_of(inbox), BUILT_IN_LETTERS).returns
    assert letter.copy is not None
    assert letter.copy.name == "一 第2次.校验结果.xlsx"


def test_a_failed_draft_is_not_recorded(inbox: Path) -> None:
    before = kinds(inbox)
    (inbox.parent / "退回").write_text("", encoding="utf-8")

    with pytest.raises(OutputError):
        return_workbooks(status_of(inbox), BUILT_IN_LETTERS)
    assert kinds(inbox) == before


def test_one_that_fails_does_not_stop_the_others(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OutputError("写不了", "再试")

    monkeypatch.setattr("xladdin.returning.post.write_marked_copy", fail)
    report = return_workbooks(status_of(inbox), BUILT_IN_LETTERS)

    assert report.failures == ("316001 本级：写不了。再试",)
    assert report.exit_status == 2
    assert [letter.unit.unit_code for letter in report.letters] == ["316008"]
    assert EventKind.RETURNED not in kinds(inbox)


def test_long_lists_are_cut_and_errors_come_first(inbox: Path) -> None:
    rows = tuple(replace(WRONG, name=f"项目{n}", code="") for n in range(30))
    put(inbox, "一.xlsx", unit("316001", *rows))
    (letter,) = return_workbooks(status_of(inbox), BUILT_IN_LETTERS).returns

    lines = [line for line in text_of(letter).splitlines() if line[:1].isdigit()]
    assert len(lines) == 20
    assert "处，其余见附件的“校验结果”表" in text_of(letter)
    assert mail_of(letter)["To"] == "list1@example.cn"  # the file came in no mail


def test_an_office_words_its_letters(inbox: Path) -> None:
    letters = LetterSettings(
        return_subject="退{单位编码}", return_text="请改。", reminder_text="{单位名称}请报"
    )
    report = return_workbooks(status_of(inbox, None), letters)

    (letter,) = report.returns
    assert mail_of(letter)["Subject"] == "退316001"
    assert text_of(letter).startswith("请改。\n\n1. ")
    assert text_of(report.reminders[0]) == "服务站请报\n"


def test_marked_copies_must_not_get_into_the_inbox(inbox: Path) -> None:
    with pytest.raises(UsageError, match="不能放在收件箱里"):
        return_workbooks(status_of(inbox), BUILT_IN_LETTERS, ReturnWishes(inbox / "退回"))


def test_a_deadline_that_has_passed_is_refused(inbox: Path) -> None:
    with pytest.raises(UsageError, match="已经过去"):
        return_workbooks(status_of(inbox, dt.date(2024, 11, 30)), BUILT_IN_LETTERS)


def test_the_command(run: Run, inbox: Path, tmp_path: Path) -> None:
    folder = tmp_path / "退回的"
    done = run("return", inbox, "-o", folder, "--deadline", "2099-12-10", "--json")

    assert done.status == 1
    assert [letter["kind"] for letter in done.json["letters"]] == ["return", "reminder"]
    assert done.json["deadline"] == "2099-12-10"
    assert {path.suffix for path in folder.iterdir()} == {".eml", ".xlsx"}

    shown = run("return", inbox, "-o", folder)
    assert "已退回，没有收到新的，未重复退回" in shown.out
    assert "催报 1 个单位" in shown.out
    assert "草稿没有发出" in shown.out


def test_nothing_to_do(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "空", "二.xlsx", unit("316003"))
    assert "没有需要退回或催报的单位" in run("return", tmp_path / "空").out


def test_a_workbook_without_open_points_is_recorded_as_accepted_once(inbox: Path) -> None:
    nothing_checked = {rule.id: RuleChoice(is_on=False) for rule in all_rules()}

    def again() -> ReturnReport:
        status = status_of(inbox, change=lambda s: replace(s, rules=nothing_checked))
        return return_workbooks(status, BUILT_IN_LETTERS)

    assert [unit.unit_code for unit in again().accepted] == ["316001", "316003"]
    assert again().accepted == ()
    assert kinds(inbox).count(EventKind.ACCEPTED) == 2
