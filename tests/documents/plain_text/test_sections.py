"""The department's part: headings, contents, the title page."""

from xladdin.documents.import_text import import_text
from xladdin.documents.reasons import CONTENTS_LINE
from xladdin.domain.content import MeasureContent, SubGoalContent

TEXT = """甲市财政局
2025年部门预算绩效目标
目录
第一部分 部门整体绩效目标........1
一、总体绩效目标........2
第二部分 预算项目绩效目标........9
1.甲项目绩效目标表........10
第一部分 部门整体绩效目标
— 1 —
一、总体绩效目标
提高服务
水平。
二、分项绩效目标
（一）绩效目标：甲
绩效指标：完成
甲事。
（二）绩效目标：乙
— 2 —
绩效指标：完成乙事。
三、工作保障措施
（一）加强管理。按时
完成。
（二）加强监督
经常检查，发现问题及时整改，按照（一）的要求办理。
第二部分 预算项目绩效目标
"""


def test_contents_headings_and_page_numbers_are_told_from_the_text() -> None:
    imported = import_text(TEXT, "")
    department = imported.department
    assert department is not None
    assert (department.department.name, department.department.year) == ("", 2025)
    assert department.overall_goal == "提高服务水平。"
    assert department.sub_goals == (
        SubGoalContent("甲", "完成甲事。"),
        SubGoalContent("乙", "完成乙事。"),
    )
    assert department.measures == (
        MeasureContent("加强管理", "按时完成。"),
        MeasureContent("加强监督", "经常检查，发现问题及时整改，按照（一）的要求办理。"),
    )
    contents = [item.text for item in imported.left_over if item.reason == CONTENTS_LINE]
    assert contents[0] == "目录"
    assert len(contents) == 5
    others = {(item.text, item.reason) for item in imported.left_over} - {
        (text, CONTENTS_LINE) for text in contents
    }
    assert others == {
        ("甲市财政局", "没有对应的栏目"),
        ("— 1 —", "页码"),
        ("— 2 —", "页码"),
    }


def test_contents_without_page_numbers_are_no_headings() -> None:
    listed = "目录\n一、总体绩效目标\n二、分项绩效目标\n"
    body = "一、总体绩效目标\n提高水平。\n二、分项绩效目标\n绩效目标：甲\n绩效指标：乙\n"
    department = import_text(listed + body, "").department
    assert department is not None
    assert department.overall_goal == "提高水平。"
    assert department.sub_goals == (SubGoalContent("甲", "乙"),)
