"""What can go wrong, for people: one small tree.

Every error carries a Chinese sentence for a clerk (what is wrong), the next step (what to do)
and the exit status that a command ends with. Findings are data, not errors: see
``domain/finding.py``.
"""

from typing import ClassVar


class XladdinError(Exception):
    """Base of everything that xladdin raises for a person to read."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message}。{self.next_step}" if self.next_step else self.message


class UsageError(XladdinError):
    """A command was given something that it can't work with (a missing folder, a bad unit code)."""


class DataFileError(XladdinError):
    """A data file named by the user (projects.json, units.csv) doesn't hold what it should."""


class OutputError(XladdinError):
    """A result could not be written; what stood there before is unchanged."""


class UnreadableWorkbookError(XladdinError):
    """A file is not a workbook that can be read; ``message`` says why in one line."""

    exit_status = 3
