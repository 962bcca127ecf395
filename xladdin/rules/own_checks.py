"""本部门校验: checks that a department writes itself, a line each."""

from dataclasses import dataclass

from xladdin.domain.finding import Severity


class OwnCheckError(ValueError):
    """A line that is no check; ``reason`` tells a clerk what is wrong with it and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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

    @classmethod
    def parse(
        cls, number: int, line: str, severity: Severity = Severity.WARNING, message: str = ""
    ) -> "OwnCheck":
        """The check that a line writes. Raises OwnCheckError."""
        return cls(f"X{number:02d}", line, severity, message)
