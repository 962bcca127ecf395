"""Files that came by mail and were not taken, or can't be read: who is still to hear of them.

A sender hears nothing more once a good workbook came, in the same mail or since, for the unit that
writes from there; for each of them, where one person writes for several.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xladdin.domain.department import Received, SubmissionStatus
from xladdin.domain.letter_settings import date_label
from xladdin.domain.tracking import FileHistory, Refusal, moment_of
from xladdin.mail.history import Receipt, file_digest, read_history
from xladdin.mail.unfolding import BOUNCE
from xladdin.tracking import StatusReport

_GOOD = {SubmissionStatus.USED, SubmissionStatus.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that was not taken; ``file`` is its path where it lies in the inbox, unreadable."""

    refusal: Refusal
    file: str = ""

    @property
    def line(self) -> str:
        """Which file, when it was sent, and why it was not taken, for its sender.

        The rest of the reason says what the finance office should do.
        """
        came = moment_of(self.refusal.received_at)
        when = f"（{date_label(came.date())}的邮件）" if came else ""
        return f"{self.refusal.name}{when}：{self.refusal.reason.partition('。')[0]}。"


@dataclass(frozen=True, slots=True)
class UnheardSender:
    """Somebody who is to hear of files that were not taken; unknown who never sent a good one."""

    address: str
    files: tuple[NotTaken, ...]
    is_known: bool


def unheard_senders(status: StatusReport, *, again: bool = False) -> list[UnheardSender]:
    """Whom to write to about files that were not taken, in the order of their mails.

    With ``again`` also who was written to before and has sent no good workbook since.
    """
    history = read_history(status.inbox)
    not_taken = [NotTaken(refusal) for refusal in history.refusals]
    not_taken += _unreadable(status.others)
    waiting = [item for item in not_taken if _is_for_a_person(item) and (again or not _told(item))]
    if not waiting:
        return []
    mail = _GoodMail(status, history.receipts)
    by_sender: dict[str, list[NotTaken]] = {}
    for item in waiting:
        if not mail.came_since(item.refusal):
            by_sender.setdefault(item.refusal.sender.casefold(), []).append(item)
    return [
        UnheardSender(items[0].refusal.sender, tuple(items), mail.knows(sender))
        for sender, items in by_sender.items()
    ]


def _is_for_a_person(item: NotTaken) -> bool:
    """Whether anybody reads an answer: a server that returned a mail doesn't."""
    return bool(item.refusal.sender) and not item.refusal.reason.startswith(BOUNCE)


def _told(item: NotTaken) -> bool:
    return bool(item.refusal.told_at)


def _unreadable(others: Sequence[tuple[Received, FileHistory]]) -> Iterator[NotTaken]:
    """Files that got into the inbox from a mail and can't be read there."""
    for item, history in others:
        if item.status is SubmissionStatus.UNREADABLE:
            refusal = Refusal(
                history.sender,
                Path(item.file).name,
                item.reason,
                history.received_at,
                history.received_at,
                told_at=history.told_at,
            )
            yield NotTaken(refusal, item.file)


def _is_since(came: dt.datetime | None, before: dt.datetime | None) -> bool:
    return came is not None and (before is None or came >= before)


class _GoodMail:
    """The mails that good workbooks came in: for which unit, when; and who writes for which."""

    def __init__(self, status: StatusReport, receipts: Sequence[Receipt]) -> None:
        unit_of = {
            file_digest(Path(item.file)): item.submission.unit_code
            for item in status.department.received
            if item.status in _GOOD and item.submission is not None
        }
        good = [receipt for receipt in receipts if receipt.sha256 in unit_of]
        self._came = [(unit_of[receipt.sha256], receipt.at) for receipt in good]
        self._units: dict[str, set[str]] = {}
        for receipt in good:
            units = self._units.setdefault(receipt.sender.casefold(), set())
            units.add(unit_of[receipt.sha256])
        roster = status.department.roster
        for unit in roster.units if roster else ():
            self._units.setdefault(unit.address.casefold(), set()).add(unit.unit_code)

    def knows(self, sender: str) -> bool:
        """Whether the list of units has the address, or a good workbook came from it."""
        return sender in self._units

    def came_since(self, refusal: Refusal) -> bool:
        """Whether a good workbook came in its place: in the same mail or later."""
        before = moment_of(refusal.received_at)
        units = self._units.get(refusal.sender.casefold(), set())
        since = {unit for unit, at in self._came if _is_since(moment_of(at), before)}
        return bool(units) and units <= since
