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


class SettingsError(DataFileError):
    """A settings file can't be used; ``problems`` says of each place what is wrong there."""

    LONGEST_LIST: ClassVar[int] = 8
    """Problems that the message names: a message box has room for no more."""

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        shown = problems[: self.LONGEST_LIST]
        left = len(problems) - len(shown)
        lines = [*shown, *([f"另有 {left} 处未列出"] if left else [])]
        listed = "\n".join(f"  {line}" for line in lines)
        super().__init__(
            f"校验设置 {file} 有 {len(problems)} 处不对：\n{listed}",
            "请改正后再试，改正前不会校验或汇总",
        )
        self.problems = problems


class OutputError(XladdinError):
    """A result could not be written; what stood there before is unchanged."""


class UnreadableWorkbookError(XladdinError):
    """A file is not a workbook that can be read; ``message`` says why in one line."""

    exit_status = 3


class UnreadableDocumentError(XladdinError):
    """A document to import is none that can be read, or nothing of the form is in it."""

    exit_status = 3


class UnreadableSourceError(XladdinError):
    """A place that messages are collected from can't be read; the others still are."""

    exit_status = 3
