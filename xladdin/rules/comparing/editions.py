"""The two things that are compared: who stated what, and which parts of the form are told."""

from dataclasses import dataclass
from enum import StrEnum

from xladdin.domain.department import Department
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Cover, DepartmentTargets, Submission


class Part(StrEnum):
    """A part of the forms that not every edition tells: a summary has no goals of projects."""

    COVER = "封面"
    FUND_USE = "资金用途"
    PLAN = "资金支出计划"
    GOALS = "绩效目标"
    INDICATORS = "绩效指标"


EVERY_PART = frozenset(Part)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sender states: a unit its projects, a department its own targets.

    ``is_restated`` where a summary repeats it: that shows 0 for an amount left out, and a plan
    whose blanks are filled.
    """

    file: str
    unit_code: str = ""
    unit_name: str = ""
    cover: Cover | None = None
    projects: tuple[BudgetProject, ...] = ()
    targets: DepartmentTargets | None = None
    digest: str = ""
    parts: frozenset[Part] = EVERY_PART
    is_restated: bool = False

    @property
    def is_own(self) -> bool:
        """True for the department's own targets."""
        return self.targets is not None and not self.projects


@dataclass(frozen=True, slots=True)
class Edition:
    """All that is compared on one side; ``is_whole`` where it speaks for a whole department."""

    name: str
    statements: tuple[Statement, ...]
    is_whole: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it was read from."""
        return tuple(dict.fromkeys(statement.file for statement in self.statements))


def statement_of(sent: Submission) -> Statement:
    """What a workbook states."""
    return Statement(
        file=sent.file,
        unit_code=sent.unit_code,
        unit_name=sent.unit_name,
        cover=sent.cover,
        projects=sent.projects,
        targets=sent.targets,
        digest=sent.digest,
    )


def edition_of_department(department: Department, name: str) -> Edition:
    """Everything in an inbox that counts."""
    return Edition(name, tuple(map(statement_of, department.counted)), is_whole=True)
