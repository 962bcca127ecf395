"""The inbox: a folder with the workbooks that came in and the record of how they did.

A workbook is written to a temporary file, flushed, put in its place, and only then recorded. A
program killed in between leaves a file without a line: the next run knows it by its digest.
"""

import contextlib
import hashlib
import time
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from xladdin.mail.file_names import fold, safe_stem, unique_name
from xladdin.mail.history import what_was_refused
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog
from xladdin.mail.judging import stored_name
from xladdin.mail.unfolding import Find
from xladdin.workbook.file_reader import find_workbooks
from xladdin.workbook.saving import make_folder, replace_whole

_TEMPORARY = ".xladdin-*.tmp"  # as saving.py calls them
_ABANDONED_AFTER = 24 * 3600.0  # seconds; nobody writes a workbook for so long


class Outcome(StrEnum):
    """What became of a file that came in."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The outcome as a clerk reads it."""
        return {"stored": "已收", "duplicate": "重复", "refused": "拒收"}[self.value]


@dataclass(frozen=True, slots=True)
class Collected:
    """A file that came in, from where, and what became of it; ``file`` is its name in the inbox."""

    find: Find = field(repr=False)
    source: str
    outcome: Outcome
    file: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """The file for programs, as ``--json`` prints it."""
        return {
            "status": self.outcome.value,
            "file": self.file or None,
            "reason": self.reason,
            "source": self.source,
            **provenance(self.find),
        }


def provenance(find: Find) -> dict[str, object]:
    """Where a file came from, as the record and ``--json`` say it."""
    envelope = find.envelope
    said = {
        "sender": envelope.sender,
        "sender_name": envelope.sender_name,
        "sent": envelope.sent,
        "arrived": envelope.arrived,
        "subject": envelope.subject,
        "message": envelope.key,
        "original": find.name,
        "via": list(find.via),
    }
    return {key: value for key, value in said.items() if value}


class Inbox:
    """A folder that workbooks are collected into; made where it is missing."""

    def __init__(self, folder: Path) -> None:
        make_folder(folder)
        self.folder = folder
        self.log = InboxLog(folder)
        self._file_of: dict[str, str] = {}  # digest -> where the record says it is
        self._received: set[tuple[str, str]] = set()  # digest, message
        self._refused: set[tuple[str, str, str]] = set()
        self._by_size: dict[int, dict[Path, None]] = {}  # in order, each once
        self._learnt = 0
        self._learn()
        for path in find_workbooks([folder]):
            with contextlib.suppress(OSError):  # gone in this moment
                self._place(path, path.stat().st_size)

    def remove_abandoned(self) -> None:
        """Take away what programs that were killed while they wrote left behind."""
        before = time.time() - _ABANDONED_AFTER
        with self.log.locked():  # an abandoned lock is taken over, and is gone then
            for path in self.folder.glob(_TEMPORARY):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < before:
                        path.unlink()

    def take(self, find: Find, source: str) -> Collected:
        """Store what came in, unless it is here, and record it, unless it is recorded.

        Raises OutputError where the inbox can't be written to.
        """
        if find.problem:
            return self._refuse(find, source)
        digest = hashlib.sha256(find.content).hexdigest()
        if known := self._known(find, source, digest):
            return known
        with self.log.locked():
            self._learn()  # what others did meanwhile
            if known := self._known(find, source, digest):
                return known
            path = self._holding(find.content)
            reason = f"收件箱中已有内容相同的 {self._relative(path)}" if path else ""
            if path is None:
                path = self._store(find)
            file = self._relative(path)
            details = {"source": source, "size": len(find.content), **provenance(find)}
            self.log.append([InboxEvent(EventKind.RECEIVED, file, digest, details)])
            self._learn()
        outcome = Outcome.DUPLICATE if reason else Outcome.STORED
        return Collected(find, source, outcome, file, reason)

    def position(self, mailbox: str) -> tuple[int, int]:
        """UIDVALIDITY and the last UID that were read of a mailbox; zeros where none were."""
        for event in reversed(self.log.events):
            if event.kind is EventKind.POSITION and event.text("source") == mailbox:
                validity, last = event.details.get("uidvalidity"), event.details.get("uid")
                if isinstance(validity, int) and isinstance(last, int):
                    return validity, last
        return 0, 0

    def remember_position(self, mailbox: str, validity: int, last: int) -> None:
        """Record how far a mailbox has been read. Raises OutputError."""
        if self.position(mailbox) != (validity, last):
            details = {"source": mailbox, "uidvalidity": validity, "uid": last}
            self.log.append([InboxEvent(EventKind.POSITION, details=details)])

    def _learn(self) -> None:
        """Take in what the record says, by whomever it was written."""
        self.log.refresh()
        for event in self.log.events[self._learnt :]:
            if event.kind is EventKind.RECEIVED:
                self._received.add((event.sha256, event.text("message")))
                self._file_of[event.sha256] = event.file
                size = event.details.get("size")
                if isinstance(size, int):
                    self._place(self.folder / event.file, size)
            elif event.kind is EventKind.REFUSED:
                self._refused.add(what_was_refused(event.text))
        self._learnt = len(self.log.events)

    def _place(self, path: Path, size: int) -> None:
        self._by_size.setdefault(size, {})[path] = None

    def _known(self, find: Find, source: str, digest: str) -> Collected | None:
        if (digest, find.envelope.key) not in self._received:
            return None
        path = self._holding(find.content)
        if path is None:
            reason = f"以前收过，存为 {self._file_of[digest]}，后来已移走或改动"
            return Collected(find, source, Outcome.DUPLICATE, "", reason)
        return Collected(find, source, Outcome.DUPLICATE, self._relative(path), "以前收过")

    def _refuse(self, find: Find, source: str) -> Collected:
        details = {"source": source, "reason": find.problem, **provenance(find)}
        event = InboxEvent(EventKind.REFUSED, details=details)
        if what_was_refused(event.text) not in self._refused:
            with self.log.locked():
                self._learn()
                if what_was_refused(event.text) not in self._refused:
                    self.log.append([event])
                    self._learn()
        return Collected(find, source, Outcome.REFUSED, reason=find.problem)

    def _holding(self, content: bytes) -> Path | None:
        """The file in the inbox that has this content. Only files of its size are read."""
        for path in self._by_size.get(len(content), ()):
            with contextlib.suppress(OSError):
                if path.read_bytes() == content:
                    return path
        return None

    def _store(self, find: Find) -> Path:
        original, suffix = stored_name(find.name)
        stem = safe_stem(original)
        while True:
            path = self.folder / unique_name(stem, suffix, self._names())
            try:
                with replace_whole(path, may_replace=False) as temporary:
                    temporary.write_bytes(find.content)
            except FileExistsError:
                continue
            self._place(path, len(find.content))
            return path

    def _names(self) -> frozenset[str]:
        return frozenset(fold(path.name) for path in self.folder.iterdir())

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()
