"""Where each unit stands in a round: what came from it, what is wrong with it, what is to come."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from xladdin.domain.department import Department, Received, Roster, SubmissionStatus
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.stamp import Stamp
from xladdin.domain.submission import AnomalyKind, Submission

_TEMPLATE_PROBLEMS = {
    AnomalyKind.TEMPLATE_MISSING: "不是用本模板制作",
    AnomalyKind.TEMPLATE_VERSION: "模板版本不对",
}


class Progress(StrEnum):
    """How far a unit has come."""

    MISSING = "missing"
    RECEIVED = "received"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The Chinese word in 报送情况."""
        return {
            "missing": "未报送",
            "received": "已收到",
            "returned": "已退回",
            "accepted": "已通过",
        }[self.value]


@dataclass(frozen=True, slots=True)
class FileHistory:
    """What the inbox's record says of a file. Times are ISO 8601; "" is what nobody recorded.

    ``told_at`` is when the sender of a file that can't be read was written to about it.
    """

    sender: str = ""
    sender_name: str = ""
    received_at: str = ""
    returned_at: str = ""
    accepted_at: str = ""
    told_at: str = ""


NO_HISTORY = FileHistory()
NOTHING_RECORDED: Mapping[str, FileHistory] = MappingProxyType({})
"""The histories of the files of an inbox without a record."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that came in and was not taken into the inbox, from whom and why.

    ``message`` is the key of the mail it came in, ``received_at`` when that came; ``told_at`` is
    when a letter to the sender was written about it.
    """

    sender: str
    name: str
    reason: str
    at: str
    received_at: str = ""
    message: str = ""
    told_at: str = ""

    def as_json(self) -> dict[str, object]:
        """The refusal for programs, as ``--json`` prints it."""
        return {"sender": self.sender, "name": self.name, "reason": self.reason, "at": self.at}


@dataclass(frozen=True, slots=True)
class UnitTrack:
    """Where a unit stands. ``submission`` is None while nothing usable came.

    ``submissions`` counts the files of the unit; ``must_mend`` are errors and explanations that the
    finance office refused; ``reminded_at`` is when the unit was last asked for its workbook.
    ``odd_sender`` says whose address the workbook came from, where it is another unit's.
    """

    unit_code: str
    unit_name: str
    progress: Progress
    submission: Submission | None = None
    history: FileHistory = NO_HISTORY
    submissions: int = 0
    must_mend: tuple[Finding, ...] = ()
    errors: int = 0
    open_warnings: int = 0
    explained_warnings: int = 0
    address: str = ""
    reminded_at: str = ""
    is_late: bool = False
    odd_sender: str = ""

    @property
    def stamp(self) -> Stamp | None:
        """How the workbook was sent, where 报送 made it."""
        return self.submission.stamp if self.submission else None

    @property
    def template_problem(self) -> str:
        """What is wrong with the template; "" where it is today's."""
        return template_problem(self.submission) if self.submission else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person must know besides the numbers."""
        changed = self.submission is not None and self.submission.is_changed_since_sent
        told = (
            "发出后改动过" if changed else "",
            self.odd_sender,
            self.template_problem,
            "逾期收到" if self.is_late else "",
        )
        return tuple(text for text in told if text)

    def as_json(self) -> dict[str, object]:
        """Where the unit stands, for programs."""
        sent = self.submission
        return {
            "unit_code": self.unit_code,
            "unit_name": self.unit_name,
            "progress": self.progress.value,
            "file": sent.file if sent else None,
            "submissions": self.submissions,
            "stamp": self.stamp.as_json() if self.stamp else None,
            "sender": self.history.sender,
            "received_at": self.history.received_at,
            "returned_at": self.history.returned_at,
            "reminded_at": self.reminded_at,
            "errors": self.errors,
            "open_warnings": self.open_warnings,
            "explained_warnings": self.explained_warnings,
            "changed_since_sent": sent.is_changed_since_sent if sent else False,
            "template_problem": self.template_problem,
            "late": self.is_late,
            "odd_sender": self.odd_sender,
            "address": self.address,
        }


def template_problem(submission: Submission) -> str:
    """What is wrong with a workbook's template; "" where it is today's."""
    kinds = (anomaly.kind for anomaly in submission.anomalies)
    return next((_TEMPLATE_PROBLEMS[kind] for kind in kinds if kind in _TEMPLATE_PROBLEMS), "")


def track_units(
    department: Department,
    findings: Iterable[Finding],
    histories: Mapping[str, FileHistory],
    reminders: Mapping[str, str],
    deadline: dt.date | None,
) -> list[UnitTrack]:
    """Every unit that is expected or that sent something usable, and the department's own workbook.

    ``histories`` are by file, ``reminders`` by the code of the unit.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.origin.file, []).append(finding)
    tracks = [
        _track(department, sent, by_file.get(sent.file, ()), histories, deadline)
        for sent in department.counted
    ]
    tracks += [
        UnitTrack(
            unit.unit_code,
            unit.unit_name,
            Progress.MISSING,
            submissions=_count(department.received, unit.unit_code),
            address=unit.address,
            reminded_at=reminders.get(unit.unit_code, ""),
        )
        for unit in department.missing
    ]
    return sorted(tracks, key=lambda track: (track.unit_code, track.unit_name))


def _track(
    department: Department,
    sent: Submission,
    findings: Sequence[Finding],
    histories: Mapping[str, FileHistory],
    deadline: dt.date | None,
) -> UnitTrack:
    history = histories.get(sent.file, NO_HISTORY)
    unit = department.roster.find(sent.unit_code) if department.roster else None
    warnings = [finding for finding in findings if finding.severity is Severity.WARNING]
    explained = sum(finding.is_explained for finding in warnings)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    received = moment_of(history.received_at)
    is_clean = not errors and (explained == len(warnings) or bool(history.accepted_at))
    progress = Progress.ACCEPTED if is_clean else Progress.RECEIVED
    code, name = sent.unit_code, sent.unit_name
    if sent.targets is not None and sent.cover is not None:
        code, name = sent.cover.department_code.text.strip(), "部门整体目标"
    return UnitTrack(
        code,
        name,
        Progress.RETURNED if history.returned_at else progress,
        sent,
        history,
        _count(department.received, sent.unit_code),
        (*errors, *(finding for finding in warnings if finding.is_refused)),
        len(errors),
        len(warnings) - explained,
        explained,
        unit.address if unit else "",
        is_late=deadline is not None and received is not None and received.date() > deadline,
        odd_sender=odd_sender(sent, history.sender, department.roster),
    )


def odd_sender(sent: Submission, sender: str, roster: Roster | None) -> str:
    """Whose address a unit's workbook came from, where it is another unit's in the list; else "".

    A clerk who starts from another unit's workbook may leave the other's code on the cover.
    """
    if roster is None or not sender or sent.targets is not None:
        return ""
    owners = [u.unit_code for u in roster.units if u.address.casefold() == sender.casefold()]
    is_odd = bool(owners) and sent.unit_code not in owners
    return f"由单位 {'、'.join(owners)} 的邮箱发来，请核对" if is_odd else ""


def _count(received: Iterable[Received], unit_code: str) -> int:
    readable = (item for item in received if item.status is not SubmissionStatus.UNREADABLE)
    return sum(1 for item in readable if item.submission and item.submission.unit_code == unit_code)


def moment_of(text: str) -> dt.datetime | None:
    """A recorded time on the clock of this place; None where it is none."""
    try:
        return dt.datetime.fromisoformat(text).astimezone()
    except ValueError:
        return None
