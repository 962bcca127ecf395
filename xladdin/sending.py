"""The command `send`: a workbook is checked, copied for the mail and put into a draft.

Nothing is sent here. The workbook itself stays as it is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.letter_settings import (
    BUILT_IN_LETTERS,
    LetterSettings,
    Placeholder,
    Wording,
    deadline_label,
    has_placeholder,
)
from xladdin.domain.money import format_amount
from xladdin.domain.stamp import STAMP_DIGITS, Stamp
from xladdin.domain.submission import Submission, WorkbookKind
from xladdin.errors import OutputError, UsageError
from xladdin.form.grid import SheetGrid
from xladdin.form.reading import find_cover, read_submission
from xladdin.mail.draft import Attachment, Draft, draft_bytes, worded_draft
from xladdin.mail.sender import sender_of
from xladdin.mail.sent_log import Sent, read_sent, write_sent
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import STANDARD, Settings
from xladdin.services import exit_status
from xladdin.user_files import sent_log_file
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.saving import make_folder, replace_whole
from xladdin.workbook.sent_copy import require_sendable, write_sent_copy
from xladdin.workbook.submission_file import read_submission_file

SENDING_FOLDER = "报送"
NO_STAMP = "封面标题下面没有空行，副本上没有写报送记录"
_LONGEST_REASON = 200
_LONGEST_ROUND = 10
_SUFFIXES = (".xlsx", ".eml")


@dataclass(frozen=True, slots=True)
class SendingWishes:
    """What was asked for: where the files go, to whom besides the settings, why with errors."""

    folder: Path | None = None
    to: tuple[str, ...] = ()
    reason: str = ""
    now: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SendingReport:
    """What came of it; without ``copy`` it was refused because of errors.

    ``notes`` are what a person must know before the mail goes off, a sentence each.
    """

    path: Path
    submission: Submission
    findings: tuple[Finding, ...]
    copy: Path | None = None
    draft_file: Path | None = None
    draft: Draft | None = field(default=None, repr=False)
    stamp: Stamp | None = None
    notes: tuple[str, ...] = ()

    @property
    def errors(self) -> list[Finding]:
        """What keeps the workbook from being sent."""
        return [item for item in self.findings if item.severity is Severity.ERROR]

    @property
    def exit_status(self) -> int:
        """0 without errors, 1 with findings of severity error, sent or not."""
        return exit_status(self.findings, is_any_unreadable=False)

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        return {
            "path": str(self.path),
            "unit_code": self.submission.unit_code,
            "unit_name": self.submission.unit_name,
            "refused": self.copy is None,
            "copy": str(self.copy) if self.copy else None,
            "draft": str(self.draft_file) if self.draft_file else None,
            "to": list(self.draft.to) if self.draft else [],
            "cc": list(self.draft.cc) if self.draft else [],
            "subject": self.draft.subject if self.draft else "",
            "stamp": self.stamp.as_json() if self.stamp else None,
            "notes": list(self.notes),
            "findings": [finding.as_json() for finding in self.findings],
        }


def send(
    path: Path,
    settings: Settings = STANDARD,
    letters: LetterSettings = BUILT_IN_LETTERS,
    wishes: SendingWishes = SendingWishes(),
) -> SendingReport:
    """Check a workbook and make the copy for the mail and a draft with it.

    With errors nothing is written unless a reason is given. Both files are written, or none.
    Raises UnreadableWorkbookError, UsageError and OutputError.
    """
    workbook = read_workbook(path)
    submission = read_submission(workbook)
    _require_submission(submission)
    require_sendable(path, workbook)
    findings = tuple(check_submission(submission, settings))
    report = SendingReport(path, submission, findings)
    if report.errors and not wishes.reason.strip():
        return report
    return _write(report, find_cover(workbook), letters, wishes)


def _write(
    report: SendingReport, cover: SheetGrid | None, letters: LetterSettings, wishes: SendingWishes
) -> SendingReport:
    folder = wishes.folder or report.path.parent / SENDING_FOLDER
    make_folder(folder)
    sender = sender_of(report.submission)
    earlier = read_sent(sent_log_file(), sender.code, sender.year)
    stamp = _stamp(report, _next_number(report.submission, earlier, folder), wishes)
    copy = folder / f"{sender.stem(_nth(stamp.number))}.xlsx"
    draft_file = copy.with_suffix(".eml")
    wording, to = _with_reason(letters.sending, stamp), wishes.to or letters.to
    with replace_whole(draft_file) as mail, replace_whole(copy) as workbook_file:
        is_stamped = _copy(report, workbook_file, cover, stamp)
        attachment = Attachment(copy.name, workbook_file.read_bytes())
        values = {Placeholder.DEADLINE: deadline_label(letters.deadline), **_values(report, stamp)}
        draft = worded_draft(wording, values, to, letters.cc, (attachment,))
        mail.write_bytes(draft_bytes(draft))
    notes = [] if is_stamped else [NO_STAMP]
    notes += _notes(stamp, earlier, draft, wishes.to)
    try:
        write_sent(sent_log_file(), Sent(sender.code, sender.year, stamp, str(copy)))
    except OutputError as error:
        notes.append(f"次数没有记下，下次可能重复：{error.message}")
    return replace(
        report, copy=copy, draft_file=draft_file, draft=draft, stamp=stamp, notes=tuple(notes)
    )


def _stamp(report: SendingReport, number: int, wishes: SendingWishes) -> Stamp:
    submission = report.submission
    now = wishes.now or dt.datetime.now()
    return Stamp(
        submission.cover.round.text.strip()[:_LONGEST_ROUND] if submission.cover else "",
        number,
        now.replace(second=0, microsecond=0, tzinfo=None),
        submission.digest[:STAMP_DIGITS],
        " ".join(wishes.reason.split())[:_LONGEST_REASON] if report.errors else "",
    )


def _copy(report: SendingReport, target: Path, cover: SheetGrid | None, stamp: Stamp) -> bool:
    """Write the copy and see that it says what the workbook says."""
    is_stamped = write_sent_copy(report.path, target, cover, stamp)
    if read_submission_file(target).digest != report.submission.digest:
        raise OutputError(
            f"{report.path.name} 的副本与原文件内容不一致，没有生成报送邮件",
            "请用 Excel 打开原文件，保存一次后再报送",
        )
    return is_stamped


def _require_submission(submission: Submission) -> None:
    if submission.kind not in {WorkbookKind.UNIT, WorkbookKind.DEPARTMENT}:
        raise UsageError(
            f"{Path(submission.file).name} 里没有预算项目绩效目标表，不能报送",
            "请给出本单位填好的申报工作簿",
        )


def _next_number(submission: Submission, earlier: Sequence[Sent], folder: Path) -> int:
    """One more than any that is known: of the workbook, of the user, of the folder."""
    known = [sent.stamp.number for sent in earlier]
    if submission.stamp is not None:
        known.append(submission.stamp.number)
    number = max(known, default=0) + 1
    sender = sender_of(submission)
    while any((folder / f"{sender.stem(_nth(number))}{suffix}").exists() for suffix in _SUFFIXES):
        number += 1
    return number


def _nth(number: int) -> str:
    return f"第{number}次"


def _values(report: SendingReport, stamp: Stamp) -> dict[Placeholder, str]:
    projects = report.submission.projects
    amounts = (project.budget_amount or Decimal(0) for project in projects)
    return {
        **sender_of(report.submission).values,
        Placeholder.ROUND: stamp.round,
        Placeholder.NUMBER: _nth(stamp.number),
        Placeholder.PROJECTS: str(len(projects)),
        Placeholder.BUDGET: format_amount(sum(amounts, Decimal(0))),
        Placeholder.RESULT: count_label(report.findings),
        Placeholder.REASON: f"有错误仍报送，原因：{stamp.reason}" if stamp.reason else "",
    }


def _with_reason(wording: Wording, stamp: Stamp) -> Wording:
    """A wording that says why there are errors, wherever an office forgot the place for it."""
    if not stamp.reason or has_placeholder(wording.text, Placeholder.REASON):
        return wording
    return Wording(wording.subject, f"{wording.text}\n\n{{{Placeholder.REASON.value}}}")


def _notes(stamp: Stamp, earlier: Sequence[Sent], draft: Draft, to: Sequence[str]) -> list[str]:
    notes = [f"{text} 不是邮箱地址，没有写入草稿" for text in to if text not in draft.to]
    if not draft.to:
        notes.append("没有收件人：请在草稿中填写，或在校验设置的“邮件”表中写好")
    same = [sent.stamp.number for sent in earlier if sent.stamp.digest == stamp.digest]
    if same:
        notes.append(f"内容与第 {same[-1]} 次报送相同，一处没有改动")
    return notes
