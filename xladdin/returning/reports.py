"""What came of returning: the drafts, for whom, and what a person must know of them."""

from dataclasses import dataclass, field
from pathlib import Path

from xladdin.domain.tracking import UnitTrack
from xladdin.errors import OutputError
from xladdin.mail.draft import Draft
from xladdin.returning.not_taken import UnheardSender
from xladdin.tracking import StatusReport


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
