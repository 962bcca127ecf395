"""The inbox: each workbook once, nothing replaced, everything recorded."""

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mail.messages import NAME, a_workbook
from xladdin.errors import OutputError
from xladdin.mail import file_names
from xladdin.mail.inbox import Inbox, Outcome
from xladdin.mail.inbox_log import LOG_NAME, EventKind
from xladdin.mail.letter import Envelope
from xladdin.mail.unfolding import Find

ENVELOPE = Envelope(
    "zs@x.gov.cn", "张三", "2024-03-04T02:00:00+00:00", "2024-03-05T00:30:00+00:00", "报送", "<1@x>"
)


def find(value: int = 7, name: str = NAME, key: str = "<1@x>", problem: str = "") -> Find:
    content = b"" if problem else a_workbook(value)
    return Find(replace(ENVELOPE, key=key), (), name, content, problem)


def stored(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOG_NAME}


def test_a_workbook_is_stored_and_recorded_with_where_it_came_from(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "新" / "收")

    taken = inbox.take(replace(find(), via=("包.zip",)), "邮件/1.eml")

    assert (taken.outcome, taken.file, taken.reason) == (Outcome.STORED, NAME, "")
    assert stored(inbox.folder) == {NAME: a_workbook()}
    (event,) = Inbox(inbox.folder).log.events
    assert event.kind is EventKind.RECEIVED
    assert event.file == NAME
    assert event.sha256 == hashlib.sha256(a_workbook()).hexdigest()
    assert event.details == {
        "source": "邮件/1.eml",
        "size": len(a_workbook()),
        "sender": "zs@x.gov.cn",
        "sender_name": "张三",
        "sent": "2024-03-04T02:00:00+00:00",
        "arrived": "2024-03-05T00:30:00+00:00",
        "subject": "报送",
        "message": "<1@x>",
        "original": NAME,
        "via": ["包.zip"],
    }


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    Inbox(tmp_path).take(find(), "a")
    record = (tmp_path / LOG_NAME).read_bytes()

    taken = Inbox(tmp_path).take(find(), "b")

    assert (taken.outcome, taken.file, taken.reason) == (Outcome.DUPLICATE, NAME, "以前收过")
    assert (tmp_path / LOG_NAME).read_bytes() == record


def test_the_same_content_in_another_message_is_recorded_and_stored_once(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.take(find(), "a")

    taken = inbox.take(find(name="另一个名称.xlsx", key="<2@x>"), "a")

    assert taken.outcome is Outcome.DUPLICATE
    assert taken.reason == f"收件箱中已有内容相同的 {NAME}"
    assert list(stored(tmp_path)) == [NAME]
    assert [(event.file, event.text("message")) for event in inbox.log.events] == [
        (NAME, "<1@x>"),
        (NAME, "<2@x>"),
    ]


def test_another_content_of_the_same_name_gets_a_name_of_its_own(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    names = [inbox.take(find(value, NAME.upper(), f"<{value}>"), "a").file for value in (1, 2, 3)]

    stem = NAME.upper().removesuffix(".XLSX")
    assert names == [f"{stem}.xlsx", f"{stem} (2).xlsx", f"{stem} (3).xlsx"]
    assert len(stored(tmp_path)) == 3


def test_what_somebody_put_there_is_not_replaced_and_known(tmp_path: Path) -> None:
    (tmp_path / "一上").mkdir()
    (tmp_path / "一上" / "手工.xlsx").write_bytes(a_workbook(1))
    (tmp_path / NAME).write_bytes(b"else")
    inbox = Inbox(tmp_path)

    known, new = inbox.take(find(1), "a"), inbox.take(find(2), "a")

    assert (known.outcome, known.file) == (Outcome.DUPLICATE, "一上/手工.xlsx")
    assert new.file == NAME.replace(".xlsx", " (2).xlsx")
    assert (tmp_path / NAME).read_bytes() == b"else"


def test_a_name_that_appears_at_the_last_moment_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(tmp_path)
    real = file_names.unique_name

    def late(stem: str, suffix: str, taken: frozenset[str]) -> str:
        name = real(stem, suffix, taken)
        if name == NAME:
            (tmp_path / NAME).write_bytes(b"else")
        return name

    monkeypatch.setattr("xladdin.mail.inbox.unique_name", late)

    assert inbox.take(find(), "a").file == NAME.replace(".xlsx", " (2).xlsx")
    assert (tmp_path / NAME).read_bytes() == b"else"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_without_a_line_is_known_by_its_content(tmp_path: Path) -> None:
    Inbox(tmp_path).take(find(), "a")
    (tmp_path / LOG_NAME).unlink()
    (tmp_path / NAME).rename(tmp_path / "改名.xlsx")

    taken = Inbox(tmp_path).take(find(), "a")

    assert (taken.outcome, taken.file) == (Outcome.DUPLICATE, "改名.xlsx")
    assert [event.file for event in Inbox(tmp_path).log.events] == ["改名.xlsx"]


def test_what_people_took_away_is_not_brought_back_by_itself(tmp_path: Path) -> None:
    Inbox(tmp_path).take(find(), "a")
    (tmp_path / NAME).unlink()

    again = Inbox(tmp_path).take(find(), "a")
    resent = Inbox(tmp_path).take(find(key="<2@x>"), "a")

    assert again.outcome is Outcome.DUPLICATE
    assert "后来已移走或改动" in again.reason
    assert resent.outcome is Outcome.STORED


def test_what_another_program_does_meanwhile_is_seen(tmp_path: Path) -> None:
    first, second = Inbox(tmp_path), Inbox(tmp_path)

    first.take(find(1), "a")
    same = second.take(find(1), "a")
    resent = second.take(find(1, key="<2@x>"), "a")

    assert (same.outcome, resent.outcome) == (Outcome.DUPLICATE, Outcome.DUPLICATE)
    assert resent.file == NAME
    assert len(stored(tmp_path)) == 1


def test_refusals_are_recorded_once(tmp_path: Path) -> None:
    for inbox in (Inbox(tmp_path), Inbox(tmp_path)):
        taken = inbox.take(find(name="a.exe", problem="程序"), "a")
        inbox.take(find(name="a.exe", problem="程序"), "a")
        inbox.take(find(name="b.exe", problem="程序"), "a")

        assert (taken.outcome, taken.reason, taken.file) == (Outcome.REFUSED, "程序", "")
    events = Inbox(tmp_path).log.events

    assert [(event.kind, event.text("original")) for event in events] == [
        (EventKind.REFUSED, "a.exe"),
        (EventKind.REFUSED, "b.exe"),
    ]
    assert stored(tmp_path) == {}


def test_how_far_a_mailbox_was_read(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    assert inbox.position("imaps://a") == (0, 0)

    inbox.remember_position("imaps://a", 5, 1)
    inbox.remember_position("imaps://b", 6, 9)
    inbox.remember_position("imaps://a", 5, 2)
    inbox.remember_position("imaps://a", 5, 2)

    assert Inbox(tmp_path).position("imaps://a") == (5, 2)
    assert Inbox(tmp_path).position("imaps://b") == (6, 9)
    assert len(Inbox(tmp_path).log.events) == 3


def test_only_what_was_abandoned_is_removed(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".xladdin-1.tmp", ".xladdin-2.tmp", "3.tmp"))
    for path in (old, fresh, other):
        path.touch()
    two_days_ago = time.time() - 48 * 3600
    for path in (old, other):
        os.utime(path, (two_days_ago, two_days_ago))

    Inbox(tmp_path).remove_abandoned()

    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, other.name]


def test_a_full_disk_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(tmp_path)

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        inbox.take(find(), "a")
    monkeypatch.undo()

    assert list(tmp_path.iterdir()) == []
    assert Inbox(tmp_path).take(find(), "a").outcome is Outcome.STORED
