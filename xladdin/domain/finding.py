"""What validation found: data, not exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

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
class Finding:
    """One thing that is wrong, where it is and how to mend it.

    ``explanation`` is the clerk's 审核说明 of a warning, kept over the next run.
    """

    rule: str
    severity: Severity
    message: str
    fix: str
    origin: Origin
    explanation: str = ""

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
