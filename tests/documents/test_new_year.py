"""Last year's targets as a start for a new year: what is moved, what stays and is listed."""

from decimal import Decimal

import pytest

from xladdin.documents.imported import Imported
from xladdin.documents.new_year import Change, Treatment, for_new_year
from xladdin.domain.content import (
    Amount,
    DepartmentContent,
    DepartmentIdentity,
    IndicatorContent,
    MeasureContent,
    ProjectContent,
    SubGoalContent,
    UnitContent,
)
from xladdin.domain.project import PlanMonth

OFFICE = DepartmentIdentity("316", "局", 2024)
PLACE = "316001 项目1"


def moved(project: ProjectContent) -> tuple[ProjectContent, tuple[Change, ...]]:
    unit = UnitContent(OFFICE, "316001", "本级", projects=(project,))
    imported, changes = for_new_year(Imported((unit,), None, (), ()), 2025)
    assert imported.units[0].department.year == 2025
    return imported.units[0].projects[0], changes


@pytest.mark.parametrize(
    ("before", "after", "is_listed"),
    [
        ("2024年公益岗费用", "2025年公益岗费用", False),
        ("用于2024 年度支出", "用于2025 年度支出", False),
        ("2024年1月至2024年12月", "2025年1月至2025年12月", False),
        ("2024.07完成", "2025.07完成", False),
        ("2024.5万元", "2024.5万元", False),
        ("2023年未付款项", "2023年未付款项", True),
        ("按《2024年工作要点》办理", "按《2024年工作要点》办理", True),
        ("财预〔2024〕5号", "财预〔2024〕5号", True),
        ("抚审批呈【2024】23号", "抚审批呈【2024】23号", True),
        ("2024-2026年三年行动", "2024-2026年三年行动", True),
        ("2023年9月至2024年8月", "2023年9月至2024年8月", True),
        ("2024年批复的人数", "2024年批复的人数", True),
        ("2024元", "2024元", False),
        ("12024年", "12024年", False),
    ],
)
def test_years_in_texts(before: str, after: str, is_listed: bool) -> None:
    project, changes = moved(ProjectContent(fund_use=before))
    assert project.fund_use == after
    listed = [c for c in changes if c.treatment is Treatment.KEPT_YEAR]
    assert bool(listed) is is_listed
    is_moved = any(c.treatment is Treatment.MOVED for c in changes)
    assert is_moved is (before != after)


def test_amounts_and_plan_are_cleared_and_told() -> None:
    plan: dict[PlanMonth, Amount] = {PlanMonth.MAR: Decimal("0.25"), PlanMonth.DEC: "全部"}
    project, changes = moved(
        ProjectContent(code="C", budget=Decimal("8.00"), other="约2万", plan=plan)
    )
    assert (project.budget, project.other, set(project.plan.values())) == (None, None, {None})
    cleared = {c.field: c.before for c in changes if c.treatment is Treatment.CLEARED}
    assert cleared == {
        f"{PLACE} 预算数": "8.00",
        f"{PLACE} 其他资金": "约2万",
        f"{PLACE} 支出计划_3月底": "25%",
        f"{PLACE} 支出计划_12月底": "全部",
    }
    assert Change(f"{PLACE} 项目编码", Treatment.KEPT, "C", "C") in changes


def test_target_values_stay_and_are_to_be_checked() -> None:
    row = IndicatorContent("产出指标", "时效指标", "2024年完成", "", "2024年12月底", "2024年计划")
    other = IndicatorContent("产出指标", "数量指标", "人数", "", "5人", "历史经验")
    project, changes = moved(ProjectContent(indicators=(row, other)))
    assert project.indicators[0].target_value == "2025年12月底"
    assert project.indicators[0].level3 == "2025年完成"
    assert project.indicators[0].basis == "2024年计划"
    assert project.indicators[1] == other
    treated = {change.field: change.treatment for change in changes}
    assert treated[f"{PLACE} 指标1 指标值"] is Treatment.MOVED
    assert treated[f"{PLACE} 指标2 指标值"] is Treatment.KEPT
    assert treated[f"{PLACE} 指标1 指标值确定依据"] is Treatment.KEPT_YEAR
    assert f"{PLACE} 指标2 指标值确定依据" not in treated


def test_the_departments_own_targets_move_too() -> None:
    content = DepartmentContent(
        OFFICE,
        "做好2024年工作",
        (SubGoalContent("2024年目标", "2024年指标"),),
        (MeasureContent("2024年措施", "落实2024年预算"),),
    )
    imported, _ = for_new_year(Imported((), content, (), ()), 2025)
    own = imported.department
    assert own is not None
    assert own.department.year == 2025
    assert own.overall_goal == "做好2025年工作"
    assert own.sub_goals == (SubGoalContent("2025年目标", "2025年指标"),)
    assert own.measures == (MeasureContent("2025年措施", "落实2025年预算"),)
