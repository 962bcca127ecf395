"""What validation found: data, not exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin


class Severity(StrEnum):
    """How grave a finding is (审核类型 of the integrated budget system)."""

    ERROR = "error"  # 强制性: blocks submission
    WARNING = "warning"  # 提示性: may pass with a written 审核说明
    INFO = "info"  # shown, never asked

    @property
    def label(self) -> str:
        """The Chinese word on screen and in 校验结果."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def gravity(self) -> int:
        """3 for error, 2 for warning, 1 for info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell's content before and after a mend that needs no judgement of a person.

    ``after`` is what the cell is to hold: a text, a number or nothing; ``before`` and
    ``after_text`` are what a reader sees.
    """

    origin: Origin
    before: str
    after: str | Decimal | None
    is_percent: bool = False

    @property
    def after_text(self) -> str:
        """The new content as a reader of the sheet sees it; empty for a cell emptied."""
        return Entry(self.after, self.origin, is_percent=self.is_percent).text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where it is and how to mend it.

    ``explanation`` is the clerk's 审核说明 of a warning, kept over the next run while the cells
    that the judgement rests on hold the same ``content``. ``edits`` mend it, all together; they
    are missing where a person has to decide what is meant.
    """

    rule: str
    severity: Severity
    message: str
    fix: str
    origin: Origin
    explanation: str = ""
    content: str = ""
    edits: tuple[Edit, ...] = ()

    def as_json(self) -> dict[str, str]:
        """The finding for programs, as ``--json`` prints it."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": self.origin.file,
            "sheet": self.origin.sheet,
            "cell": self.origin.cell,
            "message": self.message,
            "fix": self.fix,
            "explanation": self.explanation,
        }


def count_label(findings: Iterable[Finding]) -> str:
    """``2 个错误，3 个警告，1 个提示``."""
    severities = [finding.severity for finding in findings]
    return "，".join(f"{severities.count(level)} 个{level.label}" for level in Severity)
