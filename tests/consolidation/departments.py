"""Departments for tests, made without files: the real sample's, and small ones to order."""

from collections.abc import Sequence

from tests.workbook import contents
from xladdin.domain.content import (
    Amount,
    DepartmentContent,
    IndicatorContent,
    ProjectContent,
    content_digest,
)
from xladdin.domain.department import Department, Received, Roster, SubmissionStatus
from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Indicator, PlanMonth, SpendingPlan
from xladdin.domain.submission import (
    Cover,
    DepartmentTargets,
    SubGoal,
    Submission,
    SupportMeasure,
    WorkbookKind,
)
from xladdin.form import layout

SAVED_AT = "2024-01-05T02:30:00+00:00"


def sample_department(folder: str = "inbox", roster: Roster | None = None) -> Department:
    """The sample's two units and the department's own workbook, as if read from ``folder``."""
    submissions = [
        unit_submission(f"{folder}/{code}.xlsx", code, unit.unit_name, unit.projects)
        for code, unit in contents.sample_units().items()
    ]
    own = own_submission(f"{folder}/整体目标.xlsx", contents.sample_department())
    return department(*submissions, own, roster=roster)


def department(*submissions: Submission, roster: Roster | None = None) -> Department:
    """A department in which every submission counts."""
    return Department(
        tuple(Received(sent.file, SubmissionStatus.USED, sent, SAVED_AT) for sent in submissions),
        roster,
    )


def unit_submission(
    file: str, unit_code: str, unit_name: str, projects: Sequence[ProjectContent]
) -> Submission:
    read = tuple(_project(file, n, content) for n, content in enumerate(projects, 1))
    cover = _cover(file, unit_code=unit_code, unit_name=unit_name)
    digest = content_digest([unit_code, unit_name], projects)
    return Submission(file, WorkbookKind.UNIT, cover, read, None, (), digest)


def own_submission(file: str, content: DepartmentContent) -> Submission:
    def at(text: str, cell: str) -> Entry:
        return Entry(text, Origin(file, layout.TARGETS_SHEET, cell))

    targets = DepartmentTargets(
        at(content.overall_goal, "B3"),
        tuple(SubGoal(at(g.goal, "B6"), at(g.indicators, "C6")) for g in content.sub_goals),
        tuple(SupportMeasure(at(m.heading, "B12"), at(m.text, "C12")) for m in content.measures),
    )
    cover = _cover(file)
    return Submission(file, WorkbookKind.DEPARTMENT, cover, (), targets, (), "0" * 64)


def _cover(file: str, **texts: str) -> Cover:
    stated = {
        "department_code": "316",
        "department": "秦皇岛市抚宁区行政审批局",
        "budget_year": "2024",
        **texts,
    }

    def field(item: layout.Field) -> Entry:
        return Entry(stated.get(item.key), Origin(file, layout.COVER_SHEET, item.value_cell))

    blank = Entry(None, Origin(file, layout.COVER_SHEET))
    fields = {item.key: field(item) for item in layout.UNIT_COVER_FIELDS}
    return Cover(**fields, total_budget=blank, total_fiscal=blank, total_other=blank, index=())


def _project(file: str, number: int, content: ProjectContent) -> BudgetProject:
    sheet = f"{layout.PROJECT_SHEET_PREFIX}{number}"

    def at(field: layout.Field, value: Amount) -> Entry:
        return Entry(value, Origin(file, sheet, field.value_cell))

    blank = Entry(None, Origin(file, sheet))
    plan = [at(layout.SPENDING_PLAN[month], content.plan.get(month)) for month in PlanMonth]
    return BudgetProject(
        sheet=sheet,
        position=number,
        title=Entry(f"{content.name}{layout.TITLE_SUFFIX}", Origin(file, sheet, "A1")),
        unit_line=blank,
        amount_unit=blank,
        project_code=at(layout.PROJECT_CODE, content.code),
        project_name=at(layout.PROJECT_NAME, content.name),
        budget=at(layout.BUDGET, content.budget),
        fiscal=at(layout.FISCAL, content.fiscal),
        other=at(layout.OTHER, content.other),
        fund_use=at(layout.FUND_USE, content.fund_use),
        spending_plan=SpendingPlan(*plan),
        goals=tuple(at(layout.GOALS, goal) for goal in content.goals),
        indicators=tuple(
            _indicator(file, sheet, layout.FIRST_INDICATOR_ROW + n, row)
            for n, row in enumerate(content.indicators)
        ),
    )


def _indicator(file: str, sheet: str, row: int, content: IndicatorContent) -> Indicator:
    texts = (
        content.level1,
        content.level2,
        content.level3,
        content.description,
        content.target_value,
        content.basis,
    )
    cells = (
        Entry(text, Origin(file, sheet, f"{column.letter}{row}"))
        for text, column in zip(texts, layout.INDICATOR_COLUMNS, strict=True)
    )
    return Indicator(row, *cells)
