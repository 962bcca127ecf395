import datetime as dt
from collections.abc import Sequence

import pytest

from tests.rules.builders import NOT_CALCULATED, check, found_by, project, where


@pytest.mark.parametrize(
    ("goals", "message"),
    [
        ((None,), "绩效目标未填"),
        (("-_*",), "绩效目标未填"),
        (("1.", "2.保障运行"), "绩效目标未填"),
        (("1.保障运行", "3.更新设备"), "缺少编号 2"),
        (("2.保障运行", "3.更新设备"), "缺少编号 1"),
        (("1.保障运行", "2.更新设备", "2.提升服务"), "编号 2 重复"),
        (("1.保障运行", "3.更新设备", "2.提升服务"), "编号 2 的次序不对"),
        (("1.保障运行", "更新设备"), "“更新设备”没有编号"),
        (("保障运行", "更新设备"), "2 条目标都没有编号"),
        (("2.保障运行",), "缺少编号 1"),
        (("1.保障运行", "5.更新设备"), "缺少编号 2、3、4"),
    ],
)
def test_c11_goals_are_stated_and_numbered(goals: Sequence[str], message: str) -> None:
    [finding] = found_by("C11", check(project(goals=goals)))

    assert where([finding]) == [("C11", "error", "B8")]
    assert message in finding.message


@pytest.mark.parametrize(
    "goals",
    [
        ("保障大厅宽带畅通。",),
        ("1.保障运行", "2.更新设备"),
        ("1．保障运行", "2．更新设备"),
        ("1、保障运行", "2. 更新设备"),
        ("（1）保障运行", "(2)更新设备"),
        ("①保障运行", "②更新设备"),
        ("一、保障运行", "二、更新设备"),
        ("（一）保障运行", "（二）更新设备"),
        ("目标1：保障运行", "目标2：更新设备"),
        tuple(f"{n}.保障运行第{n}项" for n in range(1, 13)),
        ("1.保障运行：", "（1）宽带", "（2）网络", "2.更新设备"),
        ("1.2025年10月底前完工", "2.12所学校使用新校舍", "3、600名教师参加培训"),
        ("1)3个村接通网络", "2)保障运行"),
        ("1.5公里专线畅通",),
        ("1.5个百分点的增长",),
        ("3、5号楼维修完成",),
        ("12 月底前完成建设",),
        ("3  个村接通网络",),
        ("1 保障运行", "2 更新设备"),
        ("一是保障运行", "二是更新设备"),
        ("第一，保障运行", "第二，更新设备"),
        ("十四五，全面接通",),
    ],
)
def test_c11_ways_to_number_goals(goals: Sequence[str]) -> None:
    assert found_by("C11", check(project(goals=goals))) == []


def test_c11_a_number_at_the_start_of_a_sentence_is_no_goal_number() -> None:
    [finding] = found_by("C11", check(project(goals=("2024年网络畅通", "1.5公里专线畅通"))))

    assert "都没有编号" in finding.message


def test_c11_several_faults_in_a_cell_are_one_finding() -> None:
    [finding] = found_by("C11", check(project(goals=("2.保障运行", "2.更新设备", "提升服务"))))

    assert finding.message == ("绩效目标的编号有误：缺少编号 1；编号 2 重复；“提升服务”没有编号")


def test_c11_without_any_goal_entry_the_sheet_is_named() -> None:
    findings = found_by("C11", check(project(goals=())))

    assert where(findings) == [("C11", "error", "")]
    assert findings[0].origin.sheet == "项目1"


def test_c11_is_silent_while_a_goal_cannot_be_read() -> None:
    for goal in (NOT_CALCULATED, dt.datetime(2024, 1, 3)):
        assert found_by("C11", check(project(goals=(goal,)))) == []


@pytest.mark.parametrize(
    "goals",
    [
        ("1.用于办公设备购置更新维护，网络技术支持和安全维护等", "2.确保交易安全有序进行"),
        ("主要用于教学设备",),
        ("本项目资金用于374个村的网络费用",),
        ("1.购置办公设备", "2.支付租金"),
        ("支付第三方服务费。",),
    ],
)
def test_c12_a_goal_that_only_says_what_is_paid_for(goals: Sequence[str]) -> None:
    [finding] = found_by("C12", check(project(goals=goals)))

    assert where([finding]) == [("C12", "warning", "B8")]
    assert "疑似是资金用途，没有写达到什么效果" in finding.message


def test_c12_several_goals_of_a_cell_are_one_finding() -> None:
    [finding] = found_by("C12", check(project(goals=("1.用于水电费", "2.用于取暖费"))))

    assert "“1.用于水电费”等 2 条" in finding.message


@pytest.mark.parametrize(
    "goals",
    [
        ("1.购置教学仪器200台（套）；", "2.培训教师120人次。"),
        ("购置救护车3辆。",),
        ("支付村医补助，稳定村医队伍。",),
        ("用于发放困难群众救助金，保障基本生活。",),
        ("1.采购疫苗，", "2.确保接种率达到95%。"),
        ("完成高标准农田建设2万亩。",),
        ("用户满意，服务提升",),
        (NOT_CALCULATED,),
    ],
)
def test_c12_goals_with_an_effect_or_an_output_pass(goals: Sequence[str]) -> None:
    assert found_by("C12", check(project(goals=goals))) == []
