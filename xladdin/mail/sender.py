"""Whose a workbook is, as its file's name and the mails about it say."""

from dataclasses import dataclass

from xladdin.domain.letter_settings import Placeholder
from xladdin.domain.submission import Submission, WorkbookKind
from xladdin.mail.file_names import safe_stem

_UNKNOWN = "未填单位"


@dataclass(frozen=True, slots=True)
class Sender:
    """A unit, or the department with its own workbook; what nobody stated is ""."""

    code: str = ""
    name: str = ""
    department: str = ""
    year: str = ""

    def stem(self, *more: str) -> str:
        """A file's name for it, as every system takes it: ``316001_行政审批局本级_2024_第2次``."""
        parts = (self.code or _UNKNOWN, self.name, self.year, *more)
        return safe_stem("_".join(part for part in parts if part))

    @property
    def values(self) -> dict[Placeholder, str]:
        """What the mails say of it."""
        return {
            Placeholder.UNIT_CODE: self.code,
            Placeholder.UNIT_NAME: self.name,
            Placeholder.DEPARTMENT: self.department,
            Placeholder.YEAR: f"{self.year}年" if self.year else "",
        }


def sender_of(submission: Submission) -> Sender:
    """Whose workbook it is."""
    cover = submission.cover
    department = cover.department.text.strip() if cover else ""
    year = str(cover.year or "") if cover else ""
    if submission.kind is WorkbookKind.DEPARTMENT and cover is not None:
        return Sender(cover.department_code.text.strip(), department, department, year)
    return Sender(submission.unit_code, submission.unit_name, department, year)
