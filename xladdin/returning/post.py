"""Writes the drafts, each recorded in the inbox once it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from xladdin.domain.finding import count_label
from xladdin.domain.letter_settings import (
    NOT_TAKEN,
    LetterSettings,
    Placeholder,
    Values,
    deadline_label,
)
from xladdin.domain.tracking import UnitTrack
from xladdin.mail.draft import Attachment, Draft, draft_bytes, worded_draft
from xladdin.mail.file_names import first_free, safe_stem
from xladdin.mail.history import UNIT, file_digest
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog
from xladdin.mail.sender import Sender, sender_of
from xladdin.returning.not_taken import NotTaken, UnheardSender
from xladdin.returning.reports import Answer, Letter
from xladdin.returning.wording import (
    address_of,
    doubts_about,
    files_listed,
    findings_listed,
    what_is_to_mend,
    with_findings,
)
from xladdin.services import MARKED_SUFFIX
from xladdin.tracking import StatusReport
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.saving import make_folder, replace_whole

_RETURN, _REMINDER, _NOT_TAKEN = "退回", "催报", "未收下"


@dataclass(frozen=True, slots=True)
class Post:
    """Where the drafts go, what they are worded by, and the record they are noted in."""

    status: StatusReport
    letters: LetterSettings
    folder: Path
    log: InboxLog

    def write_to(self, unit: UnitTrack) -> Letter:
        """Return what a unit sent, or ask it for its workbook where nothing came."""
        return self._return_to(unit) if unit.submission else self._remind(unit)

    def _return_to(self, unit: UnitTrack) -> Letter:
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
            Placeholder.RESULT: what_is_to_mend(unit),
            Placeholder.FINDINGS: findings_listed(unit.must_mend),
        }
        to, notes = address_of(unit)
        make_folder(self.folder)
        with replace_whole(draft_file) as mail:
            write_marked_copy(source, copy, own, count_label(own))
            attachment = Attachment(copy.name, copy.read_bytes())
            wording = with_findings(self.letters.returning)
            draft = worded_draft(wording, values, to, attachments=(attachment,))
            mail.write_bytes(draft_bytes(draft))
        self.log.append([unit_event(EventKind.RETURNED, unit, self._about(draft_file, draft))])
        return Letter(unit, draft_file, draft, copy, notes)

    def _remind(self, unit: UnitTrack) -> Letter:
        years = {sender_of(sent).year for sent in self.status.department.counted}
        departments = {sender_of(sent).department for sent in self.status.department.counted}
        sender = Sender(unit.unit_code, unit.unit_name, _only(departments), _only(years))
        draft_file = self._free(f"{_REMINDER}_{sender.stem()}.eml")
        to, notes = address_of(unit)
        make_folder(self.folder)
        draft = worded_draft(self.letters.reminder, self._values(sender), to)
        with replace_whole(draft_file) as mail:
            mail.write_bytes(draft_bytes(draft))
        self.log.append([unit_event(EventKind.REMINDED, unit, self._about(draft_file, draft))])
        return Letter(unit, draft_file, draft, notes=notes)

    def answer(self, sender: UnheardSender) -> Answer:
        """Tell somebody of files that were not taken; none of them goes along."""
        draft_file = self._free(f"{_NOT_TAKEN}_{safe_stem(sender.address)}.eml")
        values = {**self._values(Sender()), Placeholder.FINDINGS: files_listed(sender.files)}
        make_folder(self.folder)
        draft = worded_draft(NOT_TAKEN, values, (sender.address,))
        with replace_whole(draft_file) as mail:
            mail.write_bytes(draft_bytes(draft))
        details = self._about(draft_file, draft)
        self.log.append(_told_event(item, details) for item in sender.files)
        return Answer(sender, draft_file, draft, doubts_about(sender, draft))

    def _about(self, draft_file: Path, draft: Draft) -> dict[str, object]:
        """What the record says of a draft."""
        details: dict[str, object] = {"draft": draft_file.name, "to": list(draft.to)}
        if self.letters.deadline:
            details["deadline"] = self.letters.deadline.isoformat()
        return details

    def _values(self, sender: Sender) -> Values:
        return {**sender.values, Placeholder.DEADLINE: deadline_label(self.letters.deadline)}

    def _free(self, name: str) -> Path:
        """A path in the folder that nothing stands at: a draft may have been changed by hand."""
        stem, suffix = Path(name).stem, Path(name).suffix
        return self.folder / first_free(stem, suffix, lambda each: (self.folder / each).exists())


def unit_event(
    kind: EventKind, unit: UnitTrack, about_draft: Mapping[str, object] = MappingProxyType({})
) -> InboxEvent:
    """What the inbox's record says of a letter to a unit, or of a workbook that is good."""
    details = {UNIT: unit.unit_code, "unit_name": unit.unit_name, **about_draft}
    return _event(kind, unit.submission.file if unit.submission else "", details)


def _told_event(item: NotTaken, details: dict[str, object]) -> InboxEvent:
    """What the record says once its sender was written to about a file."""
    if item.file:
        return _event(EventKind.TOLD, item.file, details)
    refusal = item.refusal
    what = {"message": refusal.message, "original": refusal.name, "reason": refusal.reason}
    return _event(EventKind.TOLD, "", {**what, **details})


def _event(kind: EventKind, file: str, details: dict[str, object]) -> InboxEvent:
    """A line of the record about a file of the inbox; "" where it concerns none."""
    if not file:
        return InboxEvent(kind, details=details)
    return InboxEvent(kind, Path(file).name, file_digest(Path(file)), details)


def _only(texts: set[str]) -> str:
    return next(iter(texts)) if len(texts) == 1 else ""
