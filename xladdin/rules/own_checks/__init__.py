"""本部门校验: checks that a department writes itself, a line each."""

from dataclasses import dataclass

from xladdin.domain.finding import Severity
from xladdin.rules.own_checks.language import OwnLine, parse_line
from xladdin.rules.own_checks.vocabulary import OwnCheckError

__all__ = ["OwnCheck", "OwnCheckError"]


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A check of project sheets: ``预算数 >= 5 → 必须有 满意度指标``.

    ``id`` is the letter of own checks and a number; ``message`` is what the department wants to be
    said, empty where the line itself says it.
    """

    id: str
    line: str
    severity: Severity
    message: str
    parsed: OwnLine

    @classmethod
    def parse(
        cls, number: int, line: str, severity: Severity = Severity.WARNING, message: str = ""
    ) -> "OwnCheck":
        """The check that a line writes. Raises OwnCheckError."""
        return cls(f"X{number:02d}", line.strip(), severity, message.strip(), parse_line(line))
