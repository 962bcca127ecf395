"""The command `return`: what units have to mend goes back to them, and missing ones are asked.

Who sent a file that could not be taken hears of it, too. Nothing is sent here: there are drafts for
a person to look at, and marked copies beside them. What was written is recorded in the inbox, so
that nobody is sent the same thing twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.letter_settings import (
    NOT_TAKEN,
    LetterSettings,
    Placeholder,
    Values,
    Wording,
    deadline_label,
    has_placeholder,
)
from xladdin.domain.tracking import Progress, UnitTrack
from xladdin.errors import OutputError, UnreadableWorkbookError, UsageError, XladdinError
from xladdin.mail.draft import Attachment, Draft, draft_bytes, worded_draft
from xladdin.mail.file_names import safe_stem
from xladdin.mail.history import UNIT, file_digest
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog
from xladdin.mail.sender import Sender, sender_of
from xladdin.not_taken import NotTaken, UnheardSender, unheard_senders
from xladdin.services import MARKED_SUFFIX
from xladdin.tracking import StatusReport
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.saving import make_folder, replace_whole

RETURN_FOLDER = "退回"
_MOST_LINES = 20
_RETURN, _REMINDER, _NOT_TAKEN = "退回", "催报", "未收下"


@dataclass(frozen=True, slots=True)
class ReturnWishes:
    """What was asked for: where the drafts go, and whether to write them once more."""

    folder: Path | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft that was written for a unit, and the marked copy beside it, where one goes along."""

    unit: UnitTrack
    draft_file: Path
    draft: Draft = field(repr=False)
    copy: Path | None = None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The letter for programs, as ``--json`` prints it."""
        return {
            "kind": "return" if self.copy else "reminder",
            "unit_code": self.unit.unit_code,
            "unit_name": self.unit.unit_name,
            "draft": str(self.draft_file),
            "copy": str(self.copy) if self.copy else None,
            "to": list(self.draft.to),
            "subject": self.draft.subject,
            "findings": len(self.unit.must_mend),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A draft that was written to somebody whose files were not taken."""

    sender: UnheardSender
    draft_file: Path
    draft: Draft = field(repr=False)
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer for programs, as ``--json`` prints it."""
        return {
            "draft": str(self.draft_file),
            "to": list(self.draft.to),
            "subject": self.draft.subject,
            "files": [item.refusal.as_json() for item in self.sender.files],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class ReturnReport:
    """The drafts that were written, the units returned before and those newly accepted.

    ``answers`` are those to senders whose files were not taken. ``failures`` say whom no draft
    could be written for, and why.
    """

    status: StatusReport
    letters: tuple[Letter, ...]
    returned_before: tuple[UnitTrack, ...]
    accepted: tuple[UnitTrack, ...]
    answers: tuple[Answer, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def returns(self) -> list[Letter]:
        """The drafts with a marked copy."""
        return [letter for letter in self.letters if letter.copy]

    @property
    def reminders(self) -> list[Letter]:
        """The drafts to units from which nothing came."""
        return [letter for letter in self.letters if not letter.copy]

    @property
    def folder(self) -> Path | None:
        """Where the drafts are; None where none was written."""
        files = [letter.draft_file for letter in self.letters]
        files += [answer.draft_file for answer in self.answers]
        return files[0].parent if files else None

    @property
    def exit_status(self) -> int:
        """That of the inbox's status; 2 where a draft could not be written."""
        return OutputError.exit_status if self.failures else self.status.exit_status

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        deadline = self.status.deadline
        return {
            "letters": [letter.as_json() for letter in self.letters],
            "answers": [answer.as_json() for answer in self.answers],
            "returned_before": [unit.unit_code for unit in self.returned_before],
            "accepted": [unit.unit_code for unit in self.accepted],
            "failures": list(self.failures),
            "deadline": deadline.isoformat() if deadline else None,
            "notes": list(self.status.notes),
        }


def return_workbooks(
    status: StatusReport, letters: LetterSettings, wishes: ReturnWishes = ReturnWishes()
) -> ReturnReport:
    """Write a draft for each unit that has to mend something, and for each that is missing.

    Also one to each sender of files that were not taken (see not_taken.py). Whatever was returned
    or told before is passed over, unless it is asked for again. Each draft is recorded in the inbox
    once it is written; so is each workbook that nothing is wrong with.
    Raises UsageError, OutputError and UnreadableWorkbookError.
    """
    folder = wishes.folder or status.inbox.resolve().parent / RETURN_FOLDER
    if folder.resolve().is_relative_to(status.inbox.resolve()):
        raise UsageError(
            "退回的副本不能放在收件箱里，否则会被当作报送的工作簿", "请用 -o 换一个文件夹"
        )
    if status.deadline and status.deadline < status.today:
        raise UsageError(
            f"截止日期 {status.deadline} 已经过去，没有写退回和催报的草稿",
            "请用 --deadline 给出新的日期，或改校验设置中“邮件”表的截止日期",
        )
    post = _Post(status, replace(letters, deadline=status.deadline), folder, InboxLog(status.inbox))
    to_mend = [unit for unit in status.units if unit.must_mend]
    before = [u for u in to_mend if u.progress is Progress.RETURNED and not wishes.again]
    missing = [unit for unit in status.units if unit.progress is Progress.MISSING]
    units = [unit for unit in (*to_mend, *missing) if unit not in before]
    senders = unheard_senders(status, again=wishes.again)
    written, failures = _written(
        [
            *((_name(unit), partial(post.write_to, unit)) for unit in units),
            *((sender.address, partial(post.answer, sender)) for sender in senders),
        ]
    )
    accepted = [unit for unit in status.units if _is_newly_accepted(unit)]
    if accepted:
        post.log.append(_event(EventKind.ACCEPTED, unit) for unit in accepted)
    return ReturnReport(
        status,
        tuple(each for each in written if isinstance(each, Letter)),
        tuple(before),
        tuple(accepted),
        tuple(each for each in written if isinstance(each, Answer)),
        tuple(f"{whom}：{error}" for whom, error in failures),
    )


def _written(
    drafts: Sequence[tuple[str, Callable[[], Letter | Answer]]],
) -> tuple[list[Letter | Answer], list[tuple[str, XladdinError]]]:
    """The drafts, written one by one, with whom each is for.

    One that fails doesn't stop the others, unless all of them fail.
    """
    written: list[Letter | Answer] = []
    failures: list[tuple[str, XladdinError]] = []
    for whom, write in drafts:
        try:
            written.append(write())
        except (OutputError, UnreadableWorkbookError) as error:
            failures.append((whom, error))
    if failures and not written:
        raise failures[0][1]
    return written, failures


def _name(unit: UnitTrack) -> str:
    return f"{unit.unit_code} {unit.unit_name}"


@dataclass(frozen=True, slots=True)
class _Post:
    status: StatusReport
    letters: LetterSettings
    folder: Path
    log: InboxLog

    def write_to(self, unit: UnitTrack) -> Letter:
        return self.return_to(unit) if unit.submission else self.remind(unit)

    def return_to(self, unit: UnitTrack) -> Letter:
        if unit.submission is None:
            msg = f"{unit.unit_code} sent nothing that could be returned"
            raise ValueError(msg)
        source = Path(unit.submission.file)
        own = [f for f in self.status.findings if f.origin.file == unit.submission.file]
        sender = sender_of(unit.submission)
        # named after the file that was sent, which may be one of several
        copy = self._free(
            f"{source.stem.removesuffix(MARKED_SUFFIX)}{MARKED_SUFFIX}{source.suffix}"
        )
        draft_file = self._free(f"{_RETURN}_{sender.stem()}.eml")
        values = {
            **self._values(sender),
            Placeholder.RESULT: _told(unit),
            Placeholder.FINDINGS: _listed(unit.must_mend),
        }
        to, notes = _address(unit)
        make_folder(self.folder)
        with replace_whole(draft_file) as mail:
            write_marked_copy(source, copy, own, count_label(own))
            attachment = Attachment(copy.name, copy.read_bytes())
            wording = _with_findings(self.letters.returning)
            draft = worded_draft(wording, values, to, attachments=(attachment,))
            mail.write_bytes(draft_bytes(draft))
        self.log.append([_event(EventKind.RETURNED, unit, draft_file, draft, self.letters)])
        return Letter(unit, draft_file, draft, copy, notes)

    def remind(self, unit: UnitTrack) -> Letter:
        years = {sender_of(sent).year for sent in self.status.department.counted}
        departments = {sender_of(sent).department for sent in self.status.department.counted}
        sender = Sender(unit.unit_code, unit.unit_name, _only(departments), _only(years))
        draft_file = self._free(f"{_REMINDER}_{sender.stem()}.eml")
        to, notes = _address(unit)
        make_folder(self.folder)
        draft = worded_draft(self.letters.reminder, self._values(sender), to)
        with replace_whole(draft_file) as mail:
            mail.write_bytes(draft_bytes(draft))
        self.log.append([_event(EventKind.REMINDED, unit, draft_file, draft, self.letters)])
        return Letter(unit, draft_file, draft, notes=notes)

    def answer(self, sender: UnheardSender) -> Answer:
        """Tell somebody of files that were not taken; none of them goes along."""
        draft_file = self._free(f"{_NOT_TAKEN}_{safe_stem(sender.address)}.eml")
        values = {**self._values(Sender()), Placeholder.FINDINGS: sender.lines}
        make_folder(self.folder)
        draft = worded_draft(NOT_TAKEN, values, (sender.address,))
        with replace_whole(draft_file) as mail:
            mail.write_bytes(draft_bytes(draft))
        details = _about_draft(draft_file, draft, self.letters)
        self.log.append(_told_event(item, details) for item in sender.files)
        return Answer(sender, draft_file, draft, _doubts(sender, draft))

    def _values(self, sender: Sender) -> Values:
        return {**sender.values, Placeholder.DEADLINE: deadline_label(self.letters.deadline)}

    def _free(self, name: str) -> Path:
        """A path in the folder that nothing stands at: a draft may have been changed by hand."""
        path, number = self.folder / name, 1
        while path.exists():
            number += 1
            path = self.folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        return path


def _told(unit: UnitTrack) -> str:
    """What is to be mended, counted: ``2 个错误，1 条审核说明不予接受``."""
    refused = len(unit.must_mend) - unit.errors
    counts = (
        f"{unit.errors} 个{Severity.ERROR.label}" if unit.errors else "",
        f"{refused} 条审核说明不予接受" if refused else "",
    )
    return "，".join(text for text in counts if text)


def _only(texts: set[str]) -> str:
    return next(iter(texts)) if len(texts) == 1 else ""


def _address(unit: UnitTrack) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom a letter goes to: who sent the workbook, else the unit's address in the list."""
    sender, listed = unit.history.sender, unit.address
    if sender and listed and sender.casefold() != listed.casefold():
        return (sender,), (f"发件人 {sender} 与名录中的邮箱 {listed} 不同，请核对后再发",)
    if found := sender or listed:
        return (found,), ()
    return (), ("没有收件人：请在草稿中填写，或在单位名录中加“邮箱”一栏",)


def _with_findings(wording: Wording) -> Wording:
    """A wording that says what to mend, wherever an office forgot the place for it."""
    if has_placeholder(wording.text, Placeholder.FINDINGS):
        return wording
    return Wording(wording.subject, f"{wording.text}\n\n{{{Placeholder.FINDINGS.value}}}")


def _listed(findings: Sequence[Finding]) -> str:
    """The findings, errors first, a line each."""
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    lines = [f"{number}. {_line(finding)}" for number, finding in enumerate(ordered, 1)]
    shown = lines[:_MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"……共 {len(lines)} 处，其余见附件的“校验结果”表")
    return "\n".join(shown)


def _line(finding: Finding) -> str:
    place = " ".join(part for part in (finding.origin.sheet, finding.origin.cell) if part)
    comment = finding.review.comment if finding.is_refused and finding.review else ""
    refused = (
        f"（审核说明不予接受{f'：{comment}' if comment else ''}）" if finding.is_refused else ""
    )
    return f"{f'{place}：' if place else ''}{finding.message}{refused}。{finding.fix}。"


def _doubts(sender: UnheardSender, draft: Draft) -> tuple[str, ...]:
    """What a person must see to before a draft about files that were not taken goes off."""
    notes = []
    if not draft.to:
        notes.append(f"发件人 {sender.address} 不是邮箱地址，没有写入草稿，请核对后填写")
    if not sender.is_known:
        notes.append(f"发件人 {sender.address} 不在单位名录中，也没有报送过，请核实后再发")
    return tuple(notes)


def _is_newly_accepted(unit: UnitTrack) -> bool:
    return unit.progress is Progress.ACCEPTED and not unit.history.accepted_at


def _event(
    kind: EventKind,
    unit: UnitTrack,
    draft_file: Path | None = None,
    draft: Draft | None = None,
    letters: LetterSettings | None = None,
) -> InboxEvent:
    """What the inbox's record says of a letter or of a workbook that is good."""
    details: dict[str, object] = {UNIT: unit.unit_code, "unit_name": unit.unit_name}
    if draft_file is not None and draft is not None and letters is not None:
        details |= _about_draft(draft_file, draft, letters)
    file = unit.submission.file if unit.submission else ""
    name = Path(file).name if file else ""
    return InboxEvent(kind, name, file_digest(Path(file)) if file else "", details)


def _about_draft(draft_file: Path, draft: Draft, letters: LetterSettings) -> dict[str, object]:
    details: dict[str, object] = {"draft": draft_file.name, "to": list(draft.to)}
    if letters.deadline:
        details["deadline"] = letters.deadline.isoformat()
    return details


def _told_event(item: NotTaken, details: dict[str, object]) -> InboxEvent:
    """What the record says once its sender was written to about a file."""
    refusal = item.refusal
    if item.file:
        name, digest = Path(item.file).name, file_digest(Path(item.file))
        return InboxEvent(EventKind.TOLD, name, digest, details)
    what = {"message": refusal.message, "original": refusal.name, "reason": refusal.reason}
    return InboxEvent(EventKind.TOLD, details={**what, **details})
