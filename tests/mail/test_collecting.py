"""Collecting as a whole: from sources into an inbox, and what the report says."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.mail.messages import NAME, PROGRAMS, SENDER, a_workbook, attached, mail, simple_mail
from tests.workbook.packages import zipped
from xladdin.domain.department import SubmissionStatus
from xladdin.mail.inbox_log import LOG_NAME, EventKind, InboxLog
from xladdin.services import workbooks_to_consolidate


def season(folder: Path) -> Path:
    """Messages of several units, good and bad."""
    folder.mkdir()
    messages = {
        "1.eml": simple_mail(1, "316001_审批局_2024_第1次.xlsx", b"<1>"),
        "2.eml": mail([attached(zipped({"316002.xlsx": a_workbook(2)}), "报送.zip")], key=b"<2>"),
        "3.eml": mail(
            [attached(b"MZ", "316003.exe"), attached(a_workbook(3), "a.xlsx")], key=b"<3>"
        ),
        "4.eml": simple_mail(1, "316001_审批局_2024_第1次.xlsx", b"<4>"),
        "5.eml": simple_mail(5, "校验设置.xlsx", b"<5>"),
        "6.eml": mail([PROGRAMS["QQ"]], key=b"<6>"),
        "7.eml": simple_mail(8, "316001_审批局_2024_第1次.xlsx", b"<7>"),
    }
    for name, data in messages.items():
        (folder / name).write_bytes(data)
    return folder


State = tuple[dict[str, bytes], list[tuple[object, ...]]]


def state(inbox: Path) -> State:
    """What there is to see of an inbox, but for the times."""
    log = InboxLog(inbox)
    log.refresh()
    assert log.broken_lines == []
    events: list[tuple[object, ...]] = [
        (event.kind, event.file, event.sha256, *map(str, event.details.items()))
        for event in log.events
    ]
    files = {path.name: path.read_bytes() for path in inbox.iterdir() if path.name[0] != "."}
    del files[LOG_NAME]
    return files, events


def test_a_season(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "收件箱"

    outcome = run("collect", season(tmp_path / "邮件"), "--into", inbox, "--json")

    assert outcome.status == 0
    assert outcome.err == ""
    report = outcome.json
    assert (report["messages"], report["stored"]) == (7, 5)
    assert (report["duplicate"], report["refused"]) == (1, 2)
    assert [(file["status"], file["original"], file["file"]) for file in report["files"]] == [
        ("stored", "316001_审批局_2024_第1次.xlsx", "316001_审批局_2024_第1次.xlsx"),
        ("stored", "316002.xlsx", "316002.xlsx"),
        ("refused", "316003.exe", None),
        ("stored", "a.xlsx", "a.xlsx"),
        ("duplicate", "316001_审批局_2024_第1次.xlsx", "316001_审批局_2024_第1次.xlsx"),
        ("refused", "校验设置.xlsx", None),
        ("stored", NAME, NAME),
        ("stored", "316001_审批局_2024_第1次.xlsx", "316001_审批局_2024_第1次 (2).xlsx"),
    ]
    assert report["files"][1]["via"] == ["报送.zip"]
    assert report["problems"] == report["notes"] == []
    files, events = state(inbox)
    assert len(files) == 5
    assert [kind for kind, *_ in events].count(EventKind.RECEIVED) == 6
    # nothing that collecting leaves there is taken for a workbook
    assert {path.name for path in workbooks_to_consolidate(inbox)} == set(files)


def test_collecting_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    source, inbox = season(tmp_path / "邮件"), tmp_path / "收件箱"
    run("collect", source, "--into", inbox)
    record = (inbox / LOG_NAME).read_bytes()

    report = run("collect", source, "--into", inbox, "--json").json

    assert (report["stored"], report["duplicate"], report["refused"]) == (0, 6, 2)
    assert (inbox / LOG_NAME).read_bytes() == record


def test_what_a_person_reads(run: Run, tmp_path: Path) -> None:
    outcome = run("collect", season(tmp_path / "邮件"), "--into", tmp_path / "收件箱")

    assert outcome.status == 0
    assert "zs@x.gov.cn" in outcome.out
    assert "报送.zip → 316002.xlsx" in outcome.out
    assert "共读 7 封邮件：已收 5 份，重复 1 份，拒收 2 份" in outcome.out
    assert "程序" in outcome.out


def test_a_stranger_s_words_are_no_commands_for_the_terminal(run: Run, tmp_path: Path) -> None:
    headers = SENDER.replace(b"zs@", b'"[red]\x1b]0;x\x07" <zs@').replace(b"cn\r", b"cn>\r")
    data = mail([attached(a_workbook(), "[bold]\x1b[2J.xlsx")], headers)
    (tmp_path / "1.eml").write_bytes(data)

    outcome = run("collect", tmp_path / "1.eml", "--into", tmp_path / "收")

    assert "\x1b" not in outcome.out
    assert "[red]]0;x" in outcome.out
    assert [path.name for path in workbooks_to_consolidate(tmp_path / "收")] == []


def test_a_source_that_cannot_be_read_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "坏.eml").write_bytes(b"x")
    (tmp_path / "好.eml").write_bytes(simple_mail())

    outcome = run("collect", tmp_path / "坏.eml", tmp_path / "好.eml", "--into", tmp_path / "收")

    assert outcome.status == 3
    assert "无法读取" in outcome.out
    assert "坏.eml" in outcome.out
    assert "已收 1 份" in outcome.out
    assert "1 处无法读取" in outcome.out


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("没有", "找不到 没有"),
        ("imap://a@b/INBOX", "请用加密的 imaps://"),
        ("pop3://a@b", "不支持 pop3://"),
        ("imaps://a:secret@b/INBOX", "不能写密码"),
        ("imaps://b/INBOX", "写法不对"),
    ],
)
def test_a_source_that_is_none(source: str, reason: str, run: Run, tmp_path: Path) -> None:
    outcome = run("collect", source, "--into", tmp_path / "收")

    assert outcome.status == 2
    assert reason in outcome.err
    assert "secret" not in outcome.err + outcome.out
    assert not (tmp_path / "收").exists()


def test_a_damaged_record_is_told(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "收"
    inbox.mkdir()
    (inbox / LOG_NAME).write_bytes(b"hello\n")
    (tmp_path / "1.eml").write_bytes(simple_mail())

    outcome = run("collect", tmp_path / "1.eml", "--into", inbox)

    assert outcome.status == 0
    assert "收件记录.jsonl 第 1 行读不懂" in outcome.out


def test_two_programs_at_once(tmp_path: Path) -> None:
    source, inbox = tmp_path / "邮件", tmp_path / "收件箱"
    source.mkdir()
    for number in range(15):
        data = simple_mail(number, "申报表.xlsx", f"<{number}>".encode())
        (source / f"{number:02}.eml").write_bytes(data)
    program = "from xladdin.cli import main; main()"
    command = [sys.executable, "-c", program, "collect", str(source), "--into", str(inbox)]

    programs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]  # noqa: S603 -- our own
    said = [program.communicate()[0].decode() for program in programs]

    assert [program.returncode for program in programs] == [0, 0], said
    files, events = state(inbox)
    assert sorted(files.values()) == sorted(a_workbook(number) for number in range(15))
    assert len(events) == 15
    assert {str(event[1]) for event in events} == set(files)


def test_it_is_found_by_what_comes_next(run: Run, tmp_path: Path) -> None:
    inbox = tmp_path / "收件箱"
    run("collect", season(tmp_path / "邮件"), "--into", inbox)

    report = run("consolidate", inbox, "-o", tmp_path / "汇总.xlsx", "--json").json

    statuses = {item["status"] for item in report["submissions"]}
    assert statuses == {SubmissionStatus.FOREIGN.value}


def test_the_help_is_in_chinese_with_the_english_words(run: Run) -> None:
    outcome = run("collect", "--help")

    assert outcome.status == 0
    assert "收件" in outcome.out
    assert "collect workbooks from messages" in outcome.out
    assert "--into" in outcome.out
