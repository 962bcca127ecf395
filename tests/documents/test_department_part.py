"""The department's part in running text."""

import pytest

from tests.documents.accounts import characters, sample_department
from xladdin.documents.blocks import Line
from xladdin.documents.department_part import DepartmentPart, read_department_part
from xladdin.domain.content import MeasureContent, SubGoalContent


def read(*texts: str) -> DepartmentPart:
    part = read_department_part([Line(text, f"第 {n} 段") for n, text in enumerate(texts, 1)])
    taken = [piece.text for piece in part.placed] + [line.text for line in part.not_placed]
    assert characters(taken) == characters(texts)
    return part


def test_the_three_parts_under_their_headings() -> None:
    content = sample_department()
    part = read(
        "第一部分 部门整体绩效目标",
        "一、总体绩效目标",
        "部门整体绩效目标",
        "总体绩效目标",
        content.overall_goal,
        "二、分项绩效目标",
        *(
            line
            for goal in content.sub_goals
            for line in (f"（一）绩效目标:{goal.goal}", f"绩效指标：{goal.indicators}")
        ),
        "三、工作保障措施",
        *(f"（一）{item.heading}。{item.text}" for item in content.measures),
        "第二部分 预算项目绩效目标",
    )
    assert part.overall_text == content.overall_goal
    assert part.sub_goal_contents() == content.sub_goals
    assert part.measure_contents() == content.measures
    assert part.not_placed == []


def test_paragraphs_stay_paragraphs() -> None:
    part = read(
        "总体绩效目标", "第一段。", "第二段。", "分项绩效目标", "绩效目标：甲", "绩效指标：乙", "丙"
    )
    assert part.overall_text == "第一段。\n第二段。"
    assert part.sub_goal_contents() == (SubGoalContent("甲", "乙\n丙"),)


@pytest.mark.parametrize(
    ("lines", "measure"),
    [
        (["（一）完善制度。按要求办理。"], MeasureContent("完善制度", "按要求办理。")),
        (["（一）完善制度。", "按要求办理。"], MeasureContent("完善制度", "按要求办理。")),
        (["(一) 完善制度：按要求办理。"], MeasureContent("完善制度", "按要求办理。")),
        (["（1）完善制度"], MeasureContent("完善制度", "")),
        (
            [f"（一）{'按照上级部门要求规范支付和报销流程' * 3}，提高效率。"],
            MeasureContent("", f"{'按照上级部门要求规范支付和报销流程' * 3}，提高效率。"),
        ),
    ],
)
def test_measures(lines: list[str], measure: MeasureContent) -> None:
    assert read("三、工作保障措施", *lines).measure_contents() == (measure,)


def test_what_belongs_to_nothing_is_not_placed() -> None:
    part = read("目 录", "三、工作保障措施", "说明", "预算项目绩效目标", "以下为项目")
    assert [line.text for line in part.not_placed] == ["目 录", "说明", "以下为项目"]
    assert part.is_empty
