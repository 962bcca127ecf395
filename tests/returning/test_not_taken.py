"""`xladdin return`: who sent a file that was not taken hears which, why, and what to do."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.inboxes import ROSTER, kinds, put, received, refused, status_of, unit
from tests.mail.drafts import draft_text, read_draft
from tests.mail.messages import attached, mail, text_part
from tests.mail.test_judging import MACROS
from xladdin import services
from xladdin.domain.letter_settings import BUILT_IN_LETTERS
from xladdin.domain.tracking import Progress
from xladdin.errors import OutputError
from xladdin.mail.collecting import Postman
from xladdin.mail.inbox_log import EventKind
from xladdin.returning import Answer, ReturnReport, ReturnWishes, return_workbooks
from xladdin.tracking import StatusReport

BEFORE, AFTER = "2024-11-28T02:00:00+00:00", "2024-11-30T02:00:00+00:00"
"""Of the mail with the bad file, which came on November 29."""
LISTED = "h@example.cn"  # of 316008 in the list of units
BOUNCE = "这是退信（邮件没有送达的通知），里面的附件不收。请核对收件地址后重新发送"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件箱"
    folder.mkdir()
    (folder / "单位名录.csv").write_text(ROSTER, encoding="utf-8")
    return folder


def answers(inbox: Path, *, again: bool = False) -> tuple[Answer, ...]:
    return returned(inbox, again=again).answers


def returned(inbox: Path, *, again: bool = False) -> ReturnReport:
    return return_workbooks(status_of(inbox), BUILT_IN_LETTERS, ReturnWishes(again=again))


def mail_of(answer: Answer) -> EmailMessage:
    return read_draft(answer.draft_file.read_bytes())


def text_of(answer: Answer) -> str:
    return draft_text(mail_of(answer))


def units_of(report: StatusReport) -> list[tuple[str, Progress, int]]:
    return [(unit.unit_code, unit.progress, unit.errors) for unit in report.units]


def good(inbox: Path, code: str, sender: str, arrived: str) -> None:
    path = put(inbox, f"{code} {sender.partition('@')[0]}.xlsx", unit(code))
    received(inbox, path, sender, arrived)


def test_the_sender_of_a_dangerous_file_hears_of_it_without_getting_it_back(
    inbox: Path, tmp_path: Path
) -> None:
    message = tmp_path / "报送.eml"
    files = (attached(MACROS, "申报表.xlsm"), attached(b"MZ", "查看.exe"))
    message.write_bytes(mail([text_part(), *files]))
    services.collect([str(message)], inbox, Postman(lambda _account: ""))

    (answer,) = answers(inbox)

    assert answer.draft_file == tmp_path / "退回" / "未收下_zs@x.gov.cn.eml"
    draft = mail_of(answer)
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "zs@x.gov.cn"
    assert draft["Subject"] == "您发来的附件没有收下，请重新报送"
    assert list(draft.iter_attachments()) == []
    assert text_of(answer) == (
        "您好：\n\n"
        "您的邮件已收到，但以下附件没有收下：\n\n"
        "1. 申报表.xlsm（2024年3月4日的邮件）：工作簿里有宏，可能是恶意文件。\n"
        "2. 查看.exe（2024年3月4日的邮件）：附件是程序、脚本或带宏的文件，不收。\n\n"
        "请用 Excel 或 WPS 打开原来的工作簿，另存为“Excel 工作簿（*.xlsx）”，不设打开密码、不带宏，"
        "于2024年12月10日前作为普通附件重新发送。需要压缩的，用 zip 格式，不设密码。\n"
        "已经重新报送的，不必再发。\n"
    )


def test_nobody_is_told_twice_unless_it_is_wished(inbox: Path) -> None:
    refused(inbox, "表.xls", LISTED)

    assert len(answers(inbox)) == 1
    assert kinds(inbox).count(EventKind.TOLD) == 1
    assert answers(inbox) == ()
    (again,) = answers(inbox, again=True)
    assert again.draft_file.name == "未收下_h@example.cn (2).eml"  # nothing is replaced

    refused(inbox, "表 再发.xls", LISTED, message="<又一封>")
    (answer,) = answers(inbox)
    assert [item.refusal.name for item in answer.sender.files] == ["表 再发.xls"]


def test_what_units_have_sent_is_the_same_before_and_after(inbox: Path) -> None:
    put(inbox, "一.xlsx", unit("316001"), "list1@example.cn")
    refused(inbox, "表.xls", LISTED)
    before = status_of(inbox)

    assert len(answers(inbox)) == 1

    after = status_of(inbox)
    assert units_of(after) == units_of(before)
    assert [refusal.name for refusal in after.refusals] == ["表.xls"]
    assert after.as_json()["refused"] == before.as_json()["refused"]


@pytest.mark.parametrize(
    ("sender", "arrived", "is_told"),
    [
        ("316003@example.cn", AFTER, False),  # sent a good one since
        ("316003@example.cn", "2024-11-29T02:00:00+00:00", False),  # in the same mail
        ("316003@example.cn", BEFORE, True),  # the bad file was to replace it
        ("tongshi@example.cn", AFTER, True),  # nobody knows that they are colleagues
    ],
)
def test_a_good_workbook_since_settles_it(
    inbox: Path, sender: str, arrived: str, is_told: bool
) -> None:
    good(inbox, "316003", sender, arrived)
    refused(inbox, "表.xls", "316003@example.cn")

    assert bool(answers(inbox)) is is_told


def test_a_colleague_may_send_it_for_a_unit_of_the_list(inbox: Path) -> None:
    refused(inbox, "表.xls", "LIST1@example.cn")
    good(inbox, "316001", "tongshi@example.cn", AFTER)

    assert answers(inbox) == ()


def test_who_writes_for_several_units_hears_until_each_has_sent(inbox: Path) -> None:
    sender = "list1@example.cn"
    good(inbox, "316003", sender, BEFORE)
    refused(inbox, "表.xls", sender)
    good(inbox, "316001", sender, AFTER)
    assert len(answers(inbox)) == 1

    good(inbox, "316003", "zhongxin@example.cn", AFTER)
    assert answers(inbox, again=True) == ()


def test_several_files_of_a_sender_make_one_draft(inbox: Path) -> None:
    for number in range(25):
        refused(inbox, f"{number}.xls", LISTED, message=f"<{number}>")
    refused(inbox, "别人的.xls", "list1@example.cn")

    first, second = answers(inbox)

    lines = [line for line in text_of(first).splitlines() if line[:1].isdigit()]
    assert (lines[0][:8], len(lines)) == ("1. 0.xls", 20)
    assert "……共 25 个" in text_of(first)
    assert "1. 别人的.xls" in text_of(second)
    assert kinds(inbox).count(EventKind.TOLD) == 26


def test_nobody_reads_an_answer_to_a_returned_mail_or_to_a_file_from_a_folder(inbox: Path) -> None:
    refused(inbox, "邮件退回", "postmaster@example.cn", BOUNCE)
    refused(inbox, "拷来的.xls", "")

    assert answers(inbox) == ()


def test_a_workbook_in_the_inbox_that_cannot_be_read_is_told_of_too(inbox: Path) -> None:
    broken = inbox / "坏.xlsx"
    broken.write_bytes(b"<html>")
    received(inbox, broken, LISTED)
    (inbox / "拷来的坏.xlsx").write_bytes(b"<body>")

    (answer,) = answers(inbox)

    assert "1. 坏.xlsx（2024年11月30日的邮件）：" in text_of(answer)
    assert "拷来的坏" not in text_of(answer)
    assert answers(inbox) == ()


def test_a_person_is_told_what_to_look_at_before_it_goes_off(inbox: Path) -> None:
    refused(inbox, "表.xls", LISTED)
    refused(inbox, "表.xls", "shui@example.cn", message="<2>")
    refused(inbox, "表.xls", "没有地址", message="<3>")

    known, unknown, nowhere = answers(inbox)

    assert known.notes == ()
    assert unknown.notes == ("发件人 shui@example.cn 不在单位名录中，也没有报送过，请核实后再发",)
    assert nowhere.notes[0] == "发件人 没有地址 不是邮箱地址，没有写入草稿，请核对后填写"
    assert mail_of(nowhere)["To"] is None


def test_a_failed_draft_is_not_recorded(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(inbox, "表.xls", LISTED)
    before = kinds(inbox)

    def fail(_draft: object) -> bytes:
        raise OutputError("写不了", "再试")

    monkeypatch.setattr("xladdin.returning.post.draft_bytes", fail)
    with pytest.raises(OutputError):
        answers(inbox)
    assert kinds(inbox) == before


def test_the_command(run: Run, inbox: Path) -> None:
    put(inbox, "一.xlsx", unit("316001"), "list1@example.cn")
    refused(inbox, "表.xls", LISTED)
    refused(inbox, "[表].xls", "shui@example.cn", message="<2>")

    shown = run("return", inbox).out
    assert "附件没有收下，告知 2 个发件人" in shown
    assert "h@example.cn（表.xls）：" in shown
    assert "shui@example.cn（[表].xls）：" in shown
    assert "发件人 shui@example.cn 不在单位名录中，也没有报送过，请核实后再发" in shown
    assert "草稿没有发出" in shown

    told = run("return", inbox, "--again", "--json").json
    assert [answer["to"] for answer in told["answers"]] == [["h@example.cn"], ["shui@example.cn"]]
    assert told["answers"][0]["files"][0]["name"] == "表.xls"
    assert told["answers"][1]["notes"]
