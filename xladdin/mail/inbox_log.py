"""The record of an inbox: one line of JSON an event, in the inbox itself, only ever added to.

The inbox may lie on a share, be copied or mailed: its history comes along. Two people may write
at once, and a program may be killed at any moment: every event stands there whole or not at all.
"""

import contextlib
import getpass
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from xladdin.errors import OutputError
from xladdin.workbook.checked_package import ODD_NAME

LOG_NAME = "收件记录.jsonl"
LOCK_NAME = ".收件记录.lock"
VERSION = 1
"""Of a line. Lines of a later version are kept and passed over."""

_TORN = " #未写完".encode()
"""Closes a line that a killed program began: what it was about is written anew by the next run."""
_LONGEST_WAIT = 300.0  # seconds for others to finish; each holds the inbox for a moment only


class EventKind(StrEnum):
    """What can happen to an inbox."""

    RECEIVED = "received"  # a workbook came in; again where the same content was sent again
    REFUSED = "refused"  # what came in was not taken, and why
    RETURNED = "returned"  # a workbook was sent back to be mended
    ACCEPTED = "accepted"  # a workbook is good as it is
    REMINDED = "reminded"  # a unit was asked for its workbook
    TOLD = "told"  # a sender was written to about a file that was not taken or can't be read
    POSITION = "position"  # how far a mailbox has been read


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _who() -> str:
    """The user's name on this computer; "" where it has none."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


@dataclass(frozen=True, slots=True)
class InboxEvent:
    """One event. ``file`` is a path within the inbox as of then, ``sha256`` of the file's bytes.

    Find a workbook by its digest: people rename and move files. ``details`` hold what the kind
    has besides, in words and numbers that JSON has.
    """

    kind: EventKind
    file: str = ""
    sha256: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    at: str = field(default_factory=_now)
    by: str = field(default_factory=_who)

    def text(self, key: str) -> str:
        """A detail that is a text; "" where there is none."""
        found = self.details.get(key, "")
        return found if isinstance(found, str) else ""


class InboxLog:
    """The record of one inbox; `refresh` reads what has been added since, by whomever."""

    def __init__(self, inbox: Path) -> None:
        self.path = inbox / LOG_NAME
        self.events: list[InboxEvent] = []
        self.broken_lines: list[int] = []
        self._read_bytes = 0
        self._read_lines = 0
        self._lock_path = inbox / LOCK_NAME
        self._lock_depth = 0

    def refresh(self) -> list[InboxEvent]:
        """Read the lines added since the last time; give their events. Raises OutputError."""
        try:
            with self.path.open("rb") as file:
                file.seek(self._read_bytes)
                added = file.read()
        except FileNotFoundError:
            return []
        except OSError as failure:
            raise _explained(failure, "读不了") from failure
        whole = added[: added.rfind(b"\n") + 1]
        self._read_bytes += len(whole)
        fresh: list[InboxEvent] = []
        for line in whole.splitlines():
            self._read_lines += 1
            try:
                event = _parsed(line)
            except ValueError:
                self.broken_lines.append(self._read_lines)
            else:
                fresh += [event] if event else []
        self.events += fresh
        return fresh

    def append(self, events: Iterable[InboxEvent]) -> None:
        """Add events, flushed to the disk when this ends. Raises OutputError."""
        lines = b"".join(_line(event) for event in events)
        with self.locked():
            try:
                self._write(lines)
            except OSError as failure:
                raise _explained(failure, "没有写成") from failure
            self.refresh()

    def _write(self, lines: bytes) -> None:
        with self.path.open("ab", buffering=0) as file:  # always at the end, whoever else writes
            rest = self._end_of_last_line() + lines
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())

    def _end_of_last_line(self) -> bytes:
        """What the last line lacks, where the program that wrote it was killed."""
        with self.path.open("rb") as file:
            file.seek(self._read_bytes)
            tail = file.read()
        last = tail[tail.rfind(b"\n") + 1 :]
        if not last:
            return b""
        try:
            _parsed(last)
        except ValueError:
            return _TORN + b"\n"
        return b"\n"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from changing the inbox meanwhile; may be nested.

        The lock is a file, which works on shares too. A lock whose holder was killed is taken
        over: at once where it ran on this computer, after half a minute where it ran on another.
        Raises OutputError.
        """
        if self._lock_depth:
            self._lock_depth += 1
            try:
                yield
            finally:
                self._lock_depth -= 1
            return
        from filelock import SoftFileLease, Timeout

        lease = SoftFileLease(self._lock_path, timeout=_LONGEST_WAIT)
        try:
            lease.acquire()
        except Timeout as failure:
            raise OutputError(
                f"收件箱 {self.path.parent} 一直被别人占用",
                f"请等对方收完再试；没有人在收件时，可删除其中的 {LOCK_NAME}",
            ) from failure
        except OSError as failure:
            raise _explained(failure, "没有写成") from failure
        self._lock_depth = 1
        try:
            yield
        finally:
            self._lock_depth = 0
            lease.release()


def _line(event: InboxEvent) -> bytes:
    fields = {"v": VERSION, "kind": event.kind.value, "at": event.at, "by": event.by}
    fields |= {"file": event.file} if event.file else {}
    fields |= {"sha256": event.sha256} if event.sha256 else {}
    return json.dumps({**fields, **event.details}, ensure_ascii=False).encode() + b"\n"


def _parsed(line: bytes) -> InboxEvent | None:
    """The event of a line; None for one that this version passes over. Raises ValueError."""
    if not line.strip() or line.endswith(_TORN):
        return None
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except RecursionError as failure:
        raise ValueError(line) from failure
    version = fields.pop("v", None) if isinstance(fields, dict) else None
    if not isinstance(version, int):
        raise ValueError(line)  # noqa: TRY004 -- of a line, not of an argument
    if version > VERSION or str(fields.get("kind")) not in set(EventKind):
        return None
    known = {key: str(fields.pop(key, "")) for key in ("kind", "file", "sha256", "at", "by")}
    if ODD_NAME.search(known["file"].replace("\\", "/")):  # an inbox may come from a stranger
        raise ValueError(line)
    return InboxEvent(
        EventKind(known["kind"]),
        known["file"],
        known["sha256"],
        fields,
        known["at"],
        known["by"],
    )


def _explained(failure: OSError, what: str) -> OutputError:
    return OutputError(
        f"收件箱的{LOG_NAME}{what}：{failure.strerror or failure}",
        "请核对对收件箱文件夹有没有写入权限、磁盘有没有空间，关闭打开着它的程序后再试",
    )
