"""What the inbox's record says of the files that lie in it now."""

import hashlib
from pathlib import Path

from xladdin.domain.tracking import NO_HISTORY, FileHistory
from xladdin.mail.history import UNIT, Receipt, file_digest, read_history
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog

CONTENT = b"workbook"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
FIRST = {"sender": "a@b.cn", "sender_name": "王某", "arrived": "2024-11-30T02:00:00+00:00"}


def event(kind: EventKind, at: str = "2024-12-01T00:00:00+00:00", **details: object) -> InboxEvent:
    return InboxEvent(kind, "a.xlsx", DIGEST, details, at)


def test_a_file_is_known_again_under_another_name(tmp_path: Path) -> None:
    InboxLog(tmp_path).append([event(EventKind.RECEIVED, **FIRST)])
    for name in ("改名.xlsx", "别的.xlsx"):
        (tmp_path / name).write_bytes(CONTENT if name == "改名.xlsx" else b"other")
    files = [str(tmp_path / name) for name in ("改名.xlsx", "别的.xlsx", "没有.xlsx")]

    found = read_history(tmp_path).of_files(files)

    assert found[files[0]] == FileHistory("a@b.cn", "王某", FIRST["arrived"])
    assert [found[file] for file in files[1:]] == [NO_HISTORY] * 2


def test_of_a_workbook_that_came_twice_the_first_mail_counts(tmp_path: Path) -> None:
    second = {"sender": "c@d.cn", "arrived": "2024-12-02T02:00:00+00:00"}
    events = [event(EventKind.RECEIVED, **details) for details in (FIRST, second)]
    InboxLog(tmp_path).append(events)

    history = read_history(tmp_path).by_digest[DIGEST]
    assert (history.sender, history.received_at) == ("a@b.cn", FIRST["arrived"])


def test_without_a_time_of_arrival_when_it_was_sent_or_recorded(tmp_path: Path) -> None:
    sent = {"sent": "2024-11-29T02:00:00+00:00"}
    for details, expected in ((sent, sent["sent"]), ({}, "2024-12-01T00:00:00+00:00")):
        folder = tmp_path / str(len(details))
        folder.mkdir()
        InboxLog(folder).append([event(EventKind.RECEIVED, **details)])
        assert read_history(folder).by_digest[DIGEST].received_at == expected


def test_what_was_done_with_it(tmp_path: Path) -> None:
    reminder = InboxEvent(EventKind.REMINDED, details={UNIT: "316008"}, at="2024-12-03")
    InboxLog(tmp_path).append(
        [event(EventKind.RETURNED, "2024-12-01"), event(EventKind.ACCEPTED, "2024-12-02"), reminder]
    )
    history = read_history(tmp_path)

    assert history.by_digest == {
        DIGEST: FileHistory(returned_at="2024-12-01", accepted_at="2024-12-02")
    }
    assert history.reminders == {"316008": "2024-12-03"}


def test_an_inbox_without_a_record(tmp_path: Path) -> None:
    assert read_history(tmp_path).of_files(["a.xlsx"]) == {}
    assert file_digest(tmp_path / "没有") == ""


def test_what_was_refused_and_whether_its_sender_was_told(tmp_path: Path) -> None:
    def refusal(kind: EventKind, at: str, **details: object) -> InboxEvent:
        what = {"message": "<1>", "original": "表.xls", "reason": "旧格式", **details}
        return InboxEvent(kind, details=what, at=at)

    InboxLog(tmp_path).append(
        [
            refusal(EventKind.REFUSED, "2024-12-01", sender="a@b.cn", arrived="2024-11-30"),
            refusal(EventKind.REFUSED, "2024-12-02", sender="a@b.cn", message="<2>"),
            refusal(EventKind.TOLD, "2024-12-03"),
            event(EventKind.TOLD, "2024-12-04"),
        ]
    )
    history = read_history(tmp_path)

    told, untold = history.refusals
    assert (told.received_at, told.told_at) == ("2024-11-30", "2024-12-03")
    assert (untold.received_at, untold.told_at) == ("2024-12-02", "")
    assert history.by_digest == {DIGEST: FileHistory(told_at="2024-12-04")}


def test_every_mail_that_a_workbook_came_in_is_a_receipt(tmp_path: Path) -> None:
    second = {"sender": "c@d.cn", "arrived": "2024-12-02T02:00:00+00:00"}
    InboxLog(tmp_path).append([event(EventKind.RECEIVED, **details) for details in (FIRST, second)])

    assert read_history(tmp_path).receipts == [
        Receipt(DIGEST, each["sender"], each["arrived"]) for each in (FIRST, second)
    ]
