"""The department as its finance office sees it: the roster of units and what they sent."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xladdin.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """A line of the unit list; amounts in 万元, None where the list states none."""

    unit_code: str
    unit_name: str
    ceiling_amount: Decimal | None = None  # 控制数
    approved_amount: Decimal | None = None  # 批复的项目支出


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


@dataclass(frozen=True, slots=True)
class Department:
    """Everything a consolidation starts from."""

    received: tuple[Received, ...]
    roster: Roster | None = None

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
    def missing(self) -> tuple[RosterUnit, ...]:
        """Units of the roster from which nothing usable came."""
        if self.roster is None:
            return ()
        sent = {submission.unit_code for submission in self.used}
        return tuple(unit for unit in self.roster.units if unit.unit_code not in sent)
