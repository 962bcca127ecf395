"""What the inbox's record says of the files that lie in it now, whatever they are called."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from xladdin.domain.tracking import NO_HISTORY, FileHistory, Refusal
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog

UNIT = "unit_code"
"""A detail of events: whom they are about."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A workbook came, by its digest: from whom, and when."""

    sha256: str
    sender: str
    at: str


@dataclass(frozen=True, slots=True)
class History:
    """The record of an inbox by the digests of the files' bytes, reminders by unit, refusals.

    ``receipts`` are all mails that workbooks came in, in order: of the same content may be several.
    """

    by_digest: dict[str, FileHistory] = field(default_factory=dict)
    reminders: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)

    def of_files(self, files: Iterable[str]) -> dict[str, FileHistory]:
        """What is recorded of files, by their paths; nothing of those that are gone."""
        if not self.by_digest:
            return {}
        digests = {file: file_digest(Path(file)) for file in files}
        return {file: self.by_digest.get(digest, NO_HISTORY) for file, digest in digests.items()}


def read_history(inbox: Path) -> History:
    """The record of an inbox; empty where there is none. Raises OutputError."""
    history = History()
    told: dict[tuple[str, ...], str] = {}
    for event in InboxLog(inbox).refresh():
        if event.kind is EventKind.REMINDED:
            history.reminders[event.text(UNIT)] = event.at
        elif event.kind is EventKind.REFUSED:
            history.refusals.append(_refusal(event))
        elif event.sha256:
            known = history.by_digest.get(event.sha256, NO_HISTORY)
            history.by_digest[event.sha256] = _with_event(known, event)
            if event.kind is EventKind.RECEIVED:
                receipt = Receipt(event.sha256, event.text("sender"), _received_at(event))
                history.receipts.append(receipt)
        elif event.kind is EventKind.TOLD:
            told[what_was_refused(event.text)] = event.at
    for number, refusal in enumerate(history.refusals):
        key = (refusal.message, refusal.name, refusal.reason)
        history.refusals[number] = replace(refusal, told_at=told.get(key, ""))
    return history


def what_was_refused(text: Callable[[str], str]) -> tuple[str, str, str]:
    """What tells one refusal from another, from the texts of its event."""
    return text("message"), text("original"), text("reason")


def _refusal(event: InboxEvent) -> Refusal:
    message, name, reason = what_was_refused(event.text)
    sender = event.text("sender")
    return Refusal(sender, name, reason, event.at, _received_at(event), message)


def _received_at(event: InboxEvent) -> str:
    """When the mail of an event came, as far as anybody knows."""
    return event.text("arrived") or event.text("sent") or event.at


def _with_event(known: FileHistory, event: InboxEvent) -> FileHistory:
    match event.kind:
        case EventKind.RECEIVED:  # of a workbook that came twice the first mail counts
            return replace(
                known,
                sender=known.sender or event.text("sender"),
                sender_name=known.sender_name or event.text("sender_name"),
                received_at=known.received_at or _received_at(event),
            )
        case EventKind.RETURNED:
            return replace(known, returned_at=event.at)
        case EventKind.ACCEPTED:
            return replace(known, accepted_at=event.at)
        case EventKind.TOLD:
            return replace(known, told_at=event.at)
    return known


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes; "" where it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
