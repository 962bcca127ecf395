"""The department as its finance office sees it: the roster of units and what they sent."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xladdin.domain.origin import Origin
from xladdin.domain.publication import PublishedDocument
from xladdin.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """A line of the unit list; amounts in 万元, None where the list states none.

    ``address`` is that of the unit's e-mail, "" where the list states none.
    """

    unit_code: str
    unit_name: str
    ceiling_amount: Decimal | None = None  # 控制数
    approved_amount: Decimal | None = None  # 批复的项目支出
    address: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The units that are expected to send a workbook."""

    file: str
    units: tuple[RosterUnit, ...]

    def find(self, unit_code: str) -> RosterUnit | None:
        """The line of that unit, or None."""
        return next((unit for unit in self.units if unit.unit_code == unit_code), None)


class SubmissionStatus(StrEnum):
    """What became of a file of the inbox."""

    USED = "used"
    SUPERSEDED = "superseded"
    UNREADABLE = "unreadable"
    FOREIGN = "foreign"

    @property
    def label(self) -> str:
        """The Chinese word in 报送情况."""
        return {
            "used": "采用",
            "superseded": "已被新版替代",
            "unreadable": "无法读取",
            "foreign": "非申报文件",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Received:
    """A file of the inbox. ``saved_at`` is ISO 8601; ``reason`` says why it isn't used."""

    file: str
    status: SubmissionStatus
    submission: Submission | None
    saved_at: str = ""
    reason: str = ""

    @property
    def was_read(self) -> bool:
        """False for a file that is no readable workbook."""
        return self.status is not SubmissionStatus.UNREADABLE

    def is_copy_of(self, other: "Received") -> bool:
        """True for the same workbook under another name: same content, saved at the same time."""
        one, another = self.submission, other.submission
        is_same = one is not None and another is not None and one.digest == another.digest
        return is_same and self.saved_at == other.saved_at


@dataclass(frozen=True, slots=True)
class Department:
    """Everything a consolidation starts from; ``publication`` once a document is made of it."""

    received: tuple[Received, ...]
    roster: Roster | None = None
    publication: PublishedDocument | None = None

    @property
    def origin(self) -> Origin:
        """Where something about the department as a whole belongs: its own workbook, its list."""
        if self.own is not None:
            return Origin(self.own.file)
        return Origin(self.roster.file if self.roster is not None else "")

    @property
    def used(self) -> tuple[Submission, ...]:
        """The units' submissions that count, in the order of their unit codes."""
        used = (item.submission for item in self.received if item.status is SubmissionStatus.USED)
        units = (item for item in used if item is not None and item.projects)
        return tuple(sorted(units, key=lambda item: (item.unit_code, item.file)))

    @property
    def own(self) -> Submission | None:
        """The department's own workbook, where one was sent."""
        for item in self.received:
            submission = item.submission
            if item.status is SubmissionStatus.USED and submission and submission.targets:
                return submission
        return None

    @property
    def counted(self) -> tuple[Submission, ...]:
        """Everything that counts: the units' submissions and the department's own workbook."""
        return (*self.used, *([self.own] if self.own else []))

    @property
    def judged(self) -> tuple[Submission, ...]:
        """What is checked: all that counts, and projects that could be assigned to no unit.

        The latter are in no total; their findings keep them from being overlooked.
        """
        strange = (item for item in self.received if item.status is SubmissionStatus.FOREIGN)
        unassigned = (s for item in strange if (s := item.submission) and s.projects)
        return (*self.counted, *unassigned)

    @property
    def resubmitted(self) -> tuple[tuple[Received, Received], ...]:
        """For each sender of several workbooks the last one that was replaced, and the one used."""
        pairs: list[tuple[Received, Received]] = []
        for newer in self.received:
            if newer.status is not SubmissionStatus.USED:
                continue
            older = [item for item in self.received if _is_replaced_by(item, newer)]
            if older:
                pairs.append((max(older, key=lambda item: item.saved_at), newer))
        return tuple(pairs)

    @property
    def missing(self) -> tuple[RosterUnit, ...]:
        """Units of the roster from which nothing usable came."""
        if self.roster is None:
            return ()
        sent = {submission.unit_code for submission in self.used}
        return tuple(unit for unit in self.roster.units if unit.unit_code not in sent)


def _is_replaced_by(item: Received, newer: Received) -> bool:
    """Whether the unit sent ``newer`` in its place, and didn't only send it in two copies."""
    one, other = item.submission, newer.submission
    if item.status is not SubmissionStatus.SUPERSEDED or one is None or other is None:
        return False
    return one.unit_code == other.unit_code and not item.is_copy_of(newer)
