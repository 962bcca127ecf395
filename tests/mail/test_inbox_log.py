"""The record of an inbox: written by several at once, cut short by whatever happens."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import OutputError
from xladdin.mail import inbox_log
from xladdin.mail.inbox_log import LOCK_NAME, LOG_NAME, EventKind, InboxEvent, InboxLog


def event(number: int = 1, kind: EventKind = EventKind.RECEIVED) -> InboxEvent:
    return InboxEvent(
        kind, f"表{number}.xlsx", f"{number:064x}", {"sender": "甲@x", "size": number}
    )


def read(folder: Path) -> InboxLog:
    log = InboxLog(folder)
    log.refresh()
    return log


def test_events_come_back_as_they_were_written(tmp_path: Path) -> None:
    events = [event(number, kind) for number, kind in enumerate(EventKind)]

    InboxLog(tmp_path).append(events[:2])
    InboxLog(tmp_path).append(events[2:])

    assert read(tmp_path).events == events
    assert events[0].text("sender") == "甲@x"
    assert events[0].text("size") == events[0].text("none") == ""
    assert not (tmp_path / LOCK_NAME).exists()


def test_a_line_is_plain_json_that_says_its_version(tmp_path: Path) -> None:
    InboxLog(tmp_path).append([event()])

    (line,) = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    fields = json.loads(line)

    assert fields["v"] == 1
    assert fields["kind"] == "received"
    assert fields["file"] == "表1.xlsx"
    assert fields["at"].endswith("+00:00")
    assert "表1.xlsx" in line


def test_only_what_was_added_is_read_again(tmp_path: Path) -> None:
    mine, others = InboxLog(tmp_path), InboxLog(tmp_path)
    mine.append([event(1)])
    others.append([event(2)])

    assert [found.details["size"] for found in mine.refresh()] == [2]
    assert mine.refresh() == []
    assert [found.details["size"] for found in mine.events] == [1, 2]


WHOLE_LINE = json.dumps({"v": 1, "kind": "accepted", "sha256": "a"}, ensure_ascii=False).encode()


@pytest.mark.parametrize("length", range(1, len(WHOLE_LINE) + 1))
def test_a_torn_line_is_closed_and_passed_over(length: int, tmp_path: Path) -> None:
    InboxLog(tmp_path).append([event(1)])
    with (tmp_path / LOG_NAME).open("ab") as file:
        file.write(WHOLE_LINE[:length])
    is_whole = length == len(WHOLE_LINE)

    assert len(read(tmp_path).events) == 1  # nobody takes it for an event before it has its end
    InboxLog(tmp_path).append([event(2)])

    log = read(tmp_path)
    assert [found.kind.value for found in log.events] == [
        "received", *(["accepted"] if is_whole else []), "received",
    ]  # fmt: skip
    assert log.broken_lines == []


def test_a_character_torn_in_two(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_bytes('{"v": 1, "file": "表'.encode()[:-1])

    InboxLog(tmp_path).append([event(2)])

    assert read(tmp_path).events[0].file == "表2.xlsx"


@pytest.mark.parametrize(
    "line",
    [
        b"hello",
        b"[]",
        b"{}",
        b'{"v": "1"}',
        '{"v": 1, "kind": "received", "file": "表"}'.encode("gbk"),
        bytes(20),
        b'{"v": 1, "kind": "received", "file": "../../etc/passwd"}',
        b'{"v": 1, "kind": "received", "file": "/etc/passwd"}',
        b'{"v": 1, "kind": "received", "file": "C:\\\\a.xlsx"}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_makes_no_sense_is_told(line: bytes, tmp_path: Path) -> None:
    InboxLog(tmp_path).append([event(1)])
    with (tmp_path / LOG_NAME).open("ab") as file:
        file.write(line + b"\n")
    InboxLog(tmp_path).append([event(2)])

    log = read(tmp_path)

    assert len(log.events) == 2
    assert log.broken_lines == [2]


@pytest.mark.parametrize(
    "line",
    [b"", b'{"v": 2, "kind": "received", "new": []}', b'{"v": 1, "kind": "archived"}'],
)
def test_lines_of_later_versions_are_kept_and_passed_over(line: bytes, tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).write_bytes(line + b"\n")

    InboxLog(tmp_path).append([event(1)])

    log = read(tmp_path)
    assert (len(log.events), log.broken_lines) == (1, [])
    assert (tmp_path / LOG_NAME).read_bytes().startswith(line + b"\n")


def test_a_record_saved_by_notepad_is_read(tmp_path: Path) -> None:
    InboxLog(tmp_path).append([event(1), event(2)])
    path = tmp_path / LOG_NAME
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_bytes("\ufeff".encode() + text.replace("\n", "\r\n").encode())

    InboxLog(tmp_path).append([event(3)])

    log = read(tmp_path)
    assert [found.details["size"] for found in log.events] == [1, 2, 3]
    assert log.broken_lines == []


@given(data=st.binary(max_size=100))
def test_any_bytes_are_no_crash(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("收")
    (folder / LOG_NAME).write_bytes(data)

    InboxLog(folder).append([event(7)])

    assert read(folder).events[-1].file == "表7.xlsx"


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(first: int) -> None:
        log = InboxLog(tmp_path)
        for number in range(first, first + 20):
            log.append([event(number)])

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 20, 40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    log = read(tmp_path)
    assert sorted(int(str(found.details["size"])) for found in log.events) == list(range(60))
    assert log.broken_lines == []


def test_the_lock_may_be_nested_and_is_gone_after_a_failure(tmp_path: Path) -> None:
    log = InboxLog(tmp_path)

    def fail() -> None:
        with log.locked(), log.locked():
            log.append([event(1)])
            assert (tmp_path / LOCK_NAME).exists()
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        fail()

    assert not (tmp_path / LOCK_NAME).exists()
    InboxLog(tmp_path).append([event(2)])


HOLD = """
import os, sys
from pathlib import Path
from xladdin.mail.inbox_log import InboxLog
with InboxLog(Path(sys.argv[1])).locked():
    print("held", flush=True)
    if sys.argv[2] == "die":
        os._exit(9)
    sys.stdin.read()
"""


def hold(folder: Path, how: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(  # noqa: S603 -- this Python, the text above
        [sys.executable, "-c", HOLD, str(folder), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_of_a_killed_program_is_taken_over(tmp_path: Path) -> None:
    with hold(tmp_path, "die") as process:
        process.wait()
        assert (tmp_path / LOCK_NAME).exists()

        InboxLog(tmp_path).append([event(1)])

    assert len(read(tmp_path).events) == 1


def test_an_inbox_that_others_keep_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_log, "_LONGEST_WAIT", 0.2)
    with hold(tmp_path, "wait") as process:
        with pytest.raises(OutputError, match=r"一直被别人占用.*收件记录\.lock"):
            InboxLog(tmp_path).append([event(1)])
        process.communicate("")

    InboxLog(tmp_path).append([event(1)])


def test_a_record_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).mkdir()

    with pytest.raises(OutputError, match=r"收件记录\.jsonl没有写成"):
        InboxLog(tmp_path).append([event(1)])
    with pytest.raises(OutputError, match=r"收件记录\.jsonl读不了"):
        read(tmp_path)
    assert not (tmp_path / LOCK_NAME).exists()


def test_an_inbox_that_cannot_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # root may write everywhere: the system's answer is put in
    def refuse(_lease: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("filelock.SoftFileLease.acquire", refuse)

    with pytest.raises(OutputError, match=r"没有写成：Permission denied.*写入权限"):
        InboxLog(tmp_path).append([event(1)])
