"""报送 and 退回, clicked in the built add-in."""

import hashlib
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.live.office import Office
from tests.live.ribbon_desk import Desk
from xladdin.form import layout
from xladdin.mail.inbox_log import EventKind, InboxLog
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.submission_file import read_submission_file

ROSTER = (
    "单位编码,单位名称,邮箱\n316001,本级,a@example.cn\n316003,中心,\n316008,服务站,h@example.cn\n"
)


@pytest.fixture(autouse=True)
def nothing_sent_before(office: Office) -> None:
    (office.folder / "config" / "xladdin" / "报送记录.jsonl").unlink(missing_ok=True)


def written(folder: Path, suffix: str) -> Path:
    (path,) = (path for path in folder.iterdir() if path.suffix == suffix)
    return path


def test_errors_stop_it_and_are_listed(desk: Desk, sample: dict[str, Path]) -> None:
    book = desk.open(sample["316001"])
    desk.notebook.answer_alerts_with("no")

    desk.click("OnSend")

    assert desk.last_alert.prompt.startswith("校验发现 2 个错误")
    assert "没有生成报送邮件" in str(desk.status)
    assert not (sample["316001"].parent / "报送").exists()
    assert "2 个错误" in str(book.sheets[layout.FINDINGS_SHEET]["A2"].value)


def test_with_a_reason_copy_and_draft_are_made_of_what_is_on_the_screen(
    desk: Desk, sample: dict[str, Path]
) -> None:
    path = sample["316001"]
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    book = desk.open(path)
    book.sheets["项目1"]["E10"].value = "380个"
    desk.click("OnLiveCheck", pressed=True)
    desk.notebook.answer_alerts_with("yes")
    desk.notebook.answer_dialogs_with("领导已同意，次日补正")

    desk.click("OnSend")

    prompt = desk.last_alert.prompt
    assert prompt.startswith("报送副本和邮件草稿已生成（第 1 次）。")
    assert "注意：没有收件人" in prompt
    copy = written(path.parent / "报送", ".xlsx")
    sent = read_submission_file(copy)
    assert sent.stamp is not None
    assert sent.stamp.reason == "领导已同意，次日补正"
    assert not sent.is_changed_since_sent
    assert sent.projects[0].indicators[0].target_value.text == "380个"
    texts = [e.text for sheet in read_workbook(copy).sheets for _, _, e in sheet.filled()]
    assert layout.LIVE_CHECK_NAME not in texts
    assert "PT_" not in "".join(texts)
    draft = message_from_bytes(written(path.parent / "报送", ".eml").read_bytes(), policy=default)
    assert draft["X-Unsent"] == "1"
    assert [part.get_filename() for part in draft.iter_attachments()] == [copy.name]
    # the workbook itself, open and on the disk, is as it was
    assert book.sheets[layout.COVER_SHEET]["A2"].value is None
    assert desk.is_enabled("GetLiveCheckPressed")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_an_inbox_is_returned_and_missing_units_are_reminded(
    desk: Desk, sample: dict[str, Path]
) -> None:
    inbox = sample["316001"].parent
    (inbox / "单位名录.csv").write_text(ROSTER, encoding="utf-8")
    desk.app.books.add()
    desk.notebook.answer_dialogs_with(str(inbox))

    desk.click("OnReturn")

    prompt = desk.last_alert.prompt
    assert "316001" in prompt.partition("写了催报草稿 1 封：316008 服务站。")[0]
    folder = inbox.parent / "退回"
    assert f"草稿没有发出，请逐个打开，核对后由您发出：{folder}" in prompt
    log = InboxLog(inbox)
    log.refresh()
    assert EventKind.REMINDED in {event.kind for event in log.events}
