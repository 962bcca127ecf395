"""What a published document contains: a department's own targets and the projects of its units."""

from collections import Counter
from dataclasses import dataclass

from xladdin.domain.content import (
    MeasureContent,
    ProjectContent,
    SubGoalContent,
    project_content,
)
from xladdin.domain.department import Department
from xladdin.domain.submission import DepartmentTargets
from xladdin.form import layout

PART_ONE = f"第一部分　{layout.TARGETS_TITLE}"
PART_TWO = "第二部分　预算项目绩效目标"
SUMMARY_TITLE = "预算项目汇总表"
NOT_REPORTED = "（部门整体绩效目标未报送）"


@dataclass(frozen=True, slots=True)
class Targets:
    """部门整体绩效目标 as text."""

    overall_goal: str
    sub_goals: tuple[SubGoalContent, ...]
    measures: tuple[MeasureContent, ...]


@dataclass(frozen=True, slots=True)
class NumberedProject:
    """A project with its number in the document and the unit that it belongs to."""

    number: int
    unit_code: str
    unit_name: str
    content: ProjectContent

    @property
    def title(self) -> str:
        """``1.2024年公益岗人员费用绩效目标表``."""
        return f"{self.number}.{self.content.name}{layout.TITLE_SUFFIX}"

    @property
    def unit_line(self) -> str:
        """``316001 某某局本级``."""
        return f"{self.unit_code} {self.unit_name}".strip()


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that the document says; ``targets`` is None where none were reported."""

    department: str
    year: int | None
    targets: Targets | None
    projects: tuple[NumberedProject, ...]
    has_summary_table: bool = False

    @property
    def subject(self) -> str:
        """``2024年部门预算绩效目标``."""
        return f"{self.year}年部门预算绩效目标" if self.year else "部门预算绩效目标"

    @property
    def title(self) -> str:
        """The whole title in one line."""
        return f"{self.department}{self.subject}"


def publication_of(department: Department, *, has_summary_table: bool = False) -> Publication:
    """What a department publishes: units by their codes, projects numbered through.

    Department and year are those that most covers state, the department's own before all.
    """
    own = department.own
    units = [
        (sent.unit_code, sent.unit_name, project)
        for sent in department.used
        for project in sent.projects
    ]
    projects = (
        NumberedProject(number, code, name, project_content(project))
        for number, (code, name, project) in enumerate(units, 1)
    )
    name, year = _whose(department)
    return Publication(
        name,
        year,
        _targets(own.targets) if own and own.targets else None,
        tuple(projects),
        has_summary_table,
    )


def _whose(department: Department) -> tuple[str, int | None]:
    own = department.own
    covers = [sent.cover for sent in department.counted if sent.cover]
    names = Counter(cover.department.text.strip() for cover in covers)
    years = Counter(cover.year for cover in covers)
    if own is not None and own.cover is not None:
        names[own.cover.department.text.strip()] += len(covers)
        years[own.cover.year] += len(covers)
    del names[""], years[None]
    name = names.most_common(1)[0][0] if names else ""
    return name, years.most_common(1)[0][0] if years else None


def _targets(targets: DepartmentTargets) -> Targets:
    return Targets(
        targets.overall_goal.text.strip(),
        tuple(
            SubGoalContent(goal.goal.text.strip(), goal.indicators.text.strip())
            for goal in targets.sub_goals
        ),
        tuple(
            MeasureContent(item.heading.text.strip(), item.text.text.strip())
            for item in targets.measures
        ),
    )
