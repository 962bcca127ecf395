"""One answer of the doctor."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How an answer is to be taken; only FAIL keeps the add-in from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"

    @property
    def label(self) -> str:
        """For people."""
        return {"ok": "正常", "warn": "注意", "fail": "有问题"}[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, what was found (a sentence), and what to do about it ("" if nothing)."""

    name: str
    level: Level
    message: str
    next_step: str = ""

    def for_people(self) -> str:
        """The answer in a line, what to do about it in the next."""
        line = f"[{self.level.label}] {self.message}"
        return f"{line}\n    {self.next_step}" if self.next_step else line

    def as_json(self) -> dict[str, str]:
        """The answer for programs, as ``--json`` prints it."""
        return {
            "check": self.name,
            "status": self.level,
            "message": self.message,
            "next_step": self.next_step,
        }
