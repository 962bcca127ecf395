"""The command `status`: where each unit stands, from the inbox's files and its record."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xladdin.domain.department import Department, Received, SubmissionStatus
from xladdin.domain.finding import Finding
from xladdin.domain.tracking import (
    NO_HISTORY,
    FileHistory,
    Progress,
    Refusal,
    UnitTrack,
    track_units,
)
from xladdin.errors import DataFileError
from xladdin.form.summary_form import SUMMARY_FILE
from xladdin.mail.history import read_history
from xladdin.rules.settings import STANDARD, Settings
from xladdin.services import OnRead, exit_status, receive_and_check, workbooks_to_consolidate


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Where the units of an inbox stand on a day.

    ``others`` are files that count for no unit, each with what is recorded of it; ``refusals``
    never got into the inbox. ``notes`` are what a person must know besides.
    """

    inbox: Path
    department: Department
    findings: tuple[Finding, ...]
    units: tuple[UnitTrack, ...]
    others: tuple[tuple[Received, FileHistory], ...]
    refusals: tuple[Refusal, ...]
    today: dt.date
    deadline: dt.date | None = None
    notes: tuple[str, ...] = ()

    @property
    def days_left(self) -> int | None:
        """Days to the deadline, below 0 when it has passed; None where there is none."""
        return (self.deadline - self.today).days if self.deadline else None

    @property
    def days_label(self) -> str:
        """The same in words; "" where there is no deadline."""
        left = self.days_left
        if left is None:
            return ""
        return f"还有 {left} 天" if left > 0 else f"已过期 {-left} 天" if left else "今天截止"

    def count(self, progress: Progress) -> int:
        """How many units have come so far."""
        return Counter(unit.progress for unit in self.units)[progress]

    @property
    def exit_status(self) -> int:
        """0 without errors, 1 with findings of severity error, 3 where a file was unreadable."""
        is_any_unreadable = any(not item.was_read for item in self.department.received)
        return exit_status(self.findings, is_any_unreadable)

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        return {
            "inbox": str(self.inbox),
            "today": self.today.isoformat(),
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "days_left": self.days_left,
            "has_roster": self.department.roster is not None,
            "counts": {progress.value: self.count(progress) for progress in Progress},
            "units": [unit.as_json() for unit in self.units],
            "others": [
                {
                    "file": item.file,
                    "status": item.status.value,
                    "unit_code": item.submission.unit_code if item.submission else "",
                    "reason": item.reason,
                    "sender": history.sender,
                    "received_at": history.received_at,
                }
                for item, history in self.others
            ],
            "refused": [refusal.as_json() for refusal in self.refusals],
            "notes": list(self.notes),
        }


def inbox_workbooks(inbox: Path, *others: Path | None) -> list[Path]:
    """The workbooks of an inbox, without its summary and ``others``. Raises UsageError."""
    return workbooks_to_consolidate(inbox, inbox / SUMMARY_FILE, *others)


def status(
    inbox: Path,
    files: Sequence[Path],
    settings: Settings = STANDARD,
    deadline: dt.date | None = None,
    today: dt.date | None = None,
    on_read: OnRead | None = None,
) -> StatusReport:
    """Where each unit stands. What was decided in the summary of the inbox counts.

    Raises OutputError where the inbox's record can't be read.
    """
    department, found = receive_and_check(files, settings, on_read)
    findings, notes = _reviewed(inbox / SUMMARY_FILE, found, department)
    history = read_history(inbox)
    histories = history.of_files(item.file for item in department.received)
    units = track_units(department, findings, histories, history.reminders, deadline)
    others = tuple(
        (item, histories.get(item.file, NO_HISTORY))
        for item in department.received
        if item.status is not SubmissionStatus.USED
    )
    if department.roster is None:
        notes.append("没有单位名录，无法判断哪些单位未报送")
    return StatusReport(
        inbox,
        department,
        tuple(findings),
        tuple(units),
        others,
        tuple(history.refusals),
        today or dt.datetime.now().astimezone().date(),
        deadline,
        tuple(notes),
    )


def _reviewed(
    summary: Path, findings: list[Finding], department: Department
) -> tuple[list[Finding], list[str]]:
    """The findings with what the finance office decided about their explanations."""
    if not summary.is_file():
        return findings, []
    from xladdin.consolidation.earlier import read_earlier
    from xladdin.consolidation.reviewing import with_reviews

    try:
        reviewed = read_earlier(summary).reviewed
    except DataFileError as error:
        return findings, [f"没有采用 {summary.name} 中的审核意见：{error.message}"]
    return with_reviews(findings, reviewed, department), []
