from collections.abc import Sequence
from typing import Any

import pytest

from tests.rules.builders import NOT_CALCULATED, project, said_by, table
from xladdin.domain.finding import Finding

VILLAGES = "数量|接通村（社区）数|接通村数|347个|请示"
TEACHERS = "数量|培训教师人数|参训教师|≥180人|方案"
QUALIFIED = "质量|培训合格率|考核合格占比|≥90%|方案"


def said(
    rows: str, fund_use: object = "用于培训", goals: Sequence[object] = (), **values: Any
) -> list[Finding]:
    sheet = project(rows=table(rows), fund_use=fund_use, goals=goals, **values)
    return said_by("S17", sheet)


@pytest.mark.parametrize(
    ("row", "fund_use", "shown"),
    [
        (VILLAGES, "用于374个村（社区)服务站费用", "用于374个村(社区)服务站费用"),
        (VILLAGES, "用于 374 个村（社区）外网", "用于374个村(社区)外网"),
        ("数量|配备学校数|学校|8所|台账", "用于配备学校9所", "用于配备学校9所"),
        ("数量|改造道路|道路长度|3公里|合同", "用于改造道路3.5公里", "用于改造道路3.5公里"),
        ("数量|补贴小麦面积|面积|4万亩|台账", "用于50000亩小麦补贴", "用于50000亩小麦补贴"),
        ("数量|补贴小麦面积|面积|40000亩|台账", "用于5万亩小麦补贴", "用于5万亩小麦补贴"),
        ("数量|补助村医人数|村医|370人|台账", "用于374名村医补助", "用于374名村医补助"),
        ("数量|新建公厕数量|公厕|12座|合同", "用于新建公厕15座", "用于新建公厕15座"),
        ("数量|受益学生人数|学生|≥500人|台账", "用于1,200名学生的餐费", "用于1,200名学生的餐费"),
        ("数量|保障楼层数|楼层|≥4层|计划", "用于保障1-3层无线网", "用于保障1-3层无线网"),
    ],
)
def test_s17_a_number_of_the_same_thing_differs(row: str, fund_use: str, shown: str) -> None:
    [finding] = said(row, fund_use)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E10")
    assert f"资金用途（B5）写的是“{shown}”，疑似不一致" in finding.message


@pytest.mark.parametrize(
    ("row", "goal", "shown"),
    [
        (QUALIFIED, "1.培训合格率达到95%以上。", "培训合格率达到95%以上"),
        (QUALIFIED, "确保考核合格率稳定，培训合格率100%", "培训合格率100%"),
        ("满意度", "师生满意度不低于90%", "师生满意度不低于90%"),
    ],
)
def test_s17_a_share_in_a_goal_differs(row: str, goal: str, shown: str) -> None:
    rows = row if "|" in row else "服务对象满意度|师生满意度|满意占比|≥85%|问卷"

    [finding] = said(rows, goals=(goal,))

    assert f"绩效目标（B8）写的是“{shown}”，疑似不一致" in finding.message


def test_s17_looks_at_the_name_of_the_project_too() -> None:
    [finding] = said("数量|公益岗|公益岗|5个|方案", project_name="8个公益岗人员费用")

    assert "项目名称（E3）写的是“8个公益岗人员费用”" in finding.message


@pytest.mark.parametrize(
    ("row", "fund_use"),
    [
        # the same, also in another wording
        ("数量|接通村（社区）数|接通村数|374个|请示", "用于374个村（社区)服务站政务外网费用"),
        ("数量|保障楼层数|楼层|≥3层|计划", "用于保障1-3层无线网"),
        ("数量|补贴小麦面积|面积|5万亩|台账", "用于50000亩小麦补贴"),
        ("数量|培训教师人数|教师|150-200人|方案", "用于培训教师180人"),
        # a bound that holds
        ("数量|培训教师人数|教师|≥220人|方案", "用于培训教师不少于200人"),
        ("数量|培训教师人数|教师|≥220人|方案", "用于培训教师200人以上"),
        ("数量|新建公厕数量|公厕|12座|合同", "用于新建公厕，不超过15座"),
        # about that many
        (TEACHERS, "用于培训教师约200人"),
        (TEACHERS, "用于培训教师200余人"),
        (TEACHERS, "用于培训教师200人左右"),
        # another thing, another act, another unit
        (TEACHERS, "用于全区200名教师培训"),
        (TEACHERS, "用于培训教师10期"),
        (TEACHERS, "用于培训教师200人次"),
        ("数量|配备学校数|学校|8所|台账", "用于9所学校配备智慧黑板"),
        ("数量|覆盖社区数|社区|10个|台账", "用于8个社区卫生服务站"),
        ("数量|学生人数|学生|1200人|台账", "用于资助贫困学生300名"),
        ("数量|改造幼儿园数量|幼儿园|2所|计划", "用于6所幼儿园运转"),
        ("数量|运维污水处理站数量|处理站|31座|合同", "用于26个乡镇污水处理站运维"),
        ("数量|检测楼层数|楼层|9层|方案", "用于保障1-3层无线网"),
        ("数量|改造户数|改造农户|300户|计划", "用于惠及500户农户"),
        ("社会效益|受益学生人数|学生|≥500人|台账", "用于受益学生1200人"),
        # no number of anything
        (TEACHERS, "用于2024年培训教师经费"),
        (TEACHERS, "用于第3期培训教师费用"),
        (TEACHERS, "用于12345热线培训教师"),
        (TEACHERS, "用于培训教师3万元"),
        (TEACHERS, NOT_CALCULATED),
    ],
)
def test_s17_is_silent_unless_it_is_surely_the_same_thing(row: str, fund_use: object) -> None:
    assert said(row, fund_use) == []


@pytest.mark.parametrize(
    "goal",
    [
        "培训合格率达到90%以上",
        "培训合格率达85%以上",
        "提升培训合格率5%",
        "培训合格率提高3%",
        "抽查合格率95%",
        "1.组织600名教师培训，2.合格率95%",
    ],
)
def test_s17_a_share_that_agrees_or_tells_a_change_is_fine(goal: str) -> None:
    assert said(QUALIFIED, goals=(goal,)) == []


def test_s17_a_vague_name_is_that_of_the_text_only_where_nothing_limits_it() -> None:
    row = "质量|合格率|合格率|≥90%|方案"

    assert said(row, goals=("抽查样品合格率95%",)) == []
    assert said(row, goals=("确保合格率达到95%",)) != []


def test_s17_one_place_that_agrees_is_enough() -> None:
    row = "数量|覆盖村卫生室数|卫生室|360个|台账"

    assert said(row, "用于360个村卫生室", ("保障374个村卫生室运转",)) == []
    assert said(row, "用于运转", ("保障374个村卫生室运转",)) != []


def test_s17_is_silent_where_several_rows_may_be_meant() -> None:
    rows = f"{TEACHERS} 数量|补助教师人数|教师|20人|方案".replace("培训教师人数", "资助教师人数")

    assert said(rows, "用于200名教师") == []


def test_s17_rests_on_the_text_that_it_compares_with() -> None:
    [before] = said(VILLAGES, "用于374个村（社区）")
    [after] = said(VILLAGES, "用于375个村（社区）")

    assert before.content != after.content
