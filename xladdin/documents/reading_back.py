"""Workbooks that were just written, compared with what was to be in them."""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

from xladdin.domain.content import (
    DepartmentContent,
    IndicatorContent,
    ProjectContent,
    UnitContent,
    project_content,
)
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.workbook.submission_file import read_submission_file


def unit_differences(path: Path, content: UnitContent) -> Iterator[str]:
    """What a unit's workbook says otherwise than it was to say, a sentence each."""
    read = read_submission_file(path)
    year = read.cover.year if read.cover else None
    said = (read.unit_code, read.unit_name, read.stated_taxonomy, year)
    meant = (
        content.unit_code,
        content.unit_name,
        content.taxonomy,
        content.department.year or None,
    )
    if said != meant:
        yield f"{layout.COVER_SHEET}：应为{_shown(meant)}，读回{_shown(said)}"
    if len(read.projects) != len(content.projects):
        yield f"项目表应有 {len(content.projects)} 张，读回 {len(read.projects)} 张"
    for number, (project, expected) in enumerate(
        zip(read.projects, content.projects, strict=False), 1
    ):
        place = f"{layout.PROJECT_SHEET_PREFIX}{number}"
        yield from _project_differences(place, project_content(project), expected)


def department_differences(path: Path, content: DepartmentContent) -> Iterator[str]:
    """The same for the department's own workbook."""
    targets = read_submission_file(path).targets
    if targets is None:
        yield f"读回时没有{layout.TARGETS_SHEET}"
        return
    if targets.overall_goal.text != content.overall_goal:
        yield f"{layout.OVERALL_GOAL.label}读回不同"
    goals = [(item.goal.text, item.indicators.text) for item in targets.sub_goals]
    if goals != [(item.goal, item.indicators) for item in content.sub_goals]:
        yield f"{layout.SUB_GOALS_LABEL}读回不同"
    measures = [(item.heading.text, item.text.text) for item in targets.measures]
    if measures != [(item.heading, item.text) for item in content.measures]:
        yield f"{layout.MEASURES_LABEL}读回不同"


def _project_differences(
    place: str, read: ProjectContent, expected: ProjectContent
) -> Iterator[str]:
    said, meant = _comparable(read), _comparable(expected)
    for item in fields(ProjectContent):
        one, other = getattr(said, item.name), getattr(meant, item.name)
        if one != other:
            yield f"{place} 的 {item.name}：应为{_shown(other)}，读回{_shown(one)}"


def _comparable(project: ProjectContent) -> ProjectContent:
    """Without what a sheet can't tell from nothing: empty goals and empty rows."""
    plan = {month: project.plan.get(month) for month in PlanMonth}
    rows = tuple(row for row in project.indicators if row != IndicatorContent())
    goals = tuple(goal for goal in project.goals if goal)
    return replace(project, plan=plan, goals=goals, indicators=rows)


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 80 else text[:80] + '…'}”"
