"""What validation found: data, not exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from xladdin.domain.entry import Entry
from xladdin.domain.explanation import Review, Subject, Verdict
from xladdin.domain.origin import Origin
from xladdin.domain.word_enum import WordEnum


class Severity(WordEnum):
    """How grave a finding is (审核类型 of the integrated budget system)."""

    ERROR = "error"  # 强制性: blocks submission
    WARNING = "warning"  # 提示性: may pass with a written 审核说明
    INFO = "info"  # shown, never asked

    @property
    def label(self) -> str:
        """The Chinese word on screen and in 校验结果."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self]

    @property
    def gravity(self) -> int:
        """3 for error, 2 for warning, 1 for info."""
        return _GRAVITIES[self]


_GRAVITIES = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}


class Edit(NamedTuple):
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

    ``explanation`` is the clerk's 审核说明, kept over the next run while the cells that the
    judgement rests on hold the same ``content``; ``lapsed`` is one that was written for another
    content. ``review`` is what the finance office decided about the explanation. ``edits`` mend
    the cells, all together; they are missing where a person has to decide what is meant.
    """

    rule: str
    severity: Severity
    message: str
    fix: str
    origin: Origin
    explanation: str = ""
    content: str = ""
    edits: tuple[Edit, ...] = ()
    lapsed: str = ""
    review: Review | None = None

    @property
    def subject(self) -> Subject:
        """What the finding is about, for finding it again in another run."""
        return Subject(self.origin.sheet, self.origin.cell, self.rule, self.content)

    @property
    def is_explained(self) -> bool:
        """True for a warning that passes: explained, and the explanation was not refused.

        An error has to be mended, whatever stands beside it.
        """
        return self.severity is Severity.WARNING and bool(self.explanation) and not self.is_refused

    @property
    def is_open(self) -> bool:
        """True where somebody has to act: an error, or a warning that is not explained."""
        return self.severity is not Severity.INFO and not self.is_explained

    @property
    def is_refused(self) -> bool:
        """True where the finance office didn't let the explanation pass."""
        return self.review is not None and self.review.verdict is Verdict.REFUSED

    def as_json(self) -> dict[str, object]:
        """The finding for programs, as ``--json`` prints it."""
        verdict = self.review.verdict if self.review else None
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": self.origin.file,
            "sheet": self.origin.sheet,
            "cell": self.origin.cell,
            "message": self.message,
            "fix": self.fix,
            "explanation": self.explanation,
            "explained": self.is_explained,
            "lapsed_explanation": self.lapsed,
            "verdict": verdict.value if verdict else "",
            "verdict_comment": self.review.comment if self.review else "",
        }


def count_label(findings: Iterable[Finding]) -> str:
    """``2 个错误，3 个警告（其中 1 个已说明），1 个提示``."""
    found = list(findings)
    severities = [finding.severity for finding in found]
    explained = sum(finding.is_explained for finding in found)
    of_these = {Severity.WARNING: f"（其中 {explained} 个已说明）"} if explained else {}
    return "，".join(
        f"{severities.count(level)} 个{level.label}{of_these.get(level, '')}" for level in Severity
    )
