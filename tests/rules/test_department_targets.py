import json
from importlib.resources import files
from typing import Any

import pytest

from tests.rules.builders import (
    NOT_CALCULATED,
    OWN_FILE,
    department,
    found_by,
    own_workbook,
    project,
    received,
    roster,
    submission,
    where,
)
from tests.rules.test_sample import UNITS, workbook
from xladdin.domain.department import Received, SubmissionStatus
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.rules.engine import check_department


def found(rule: str, *sent: Received) -> list[Finding]:
    return found_by(rule, check_department(department(*sent)))


def d04(**values: Any) -> list[Finding]:
    return found("D04", received(submission()), received(own_workbook(**values)))


def test_d04_complete_targets_are_fine() -> None:
    assert d04() == []


def test_d04_a_missing_workbook_is_one_warning_of_the_department() -> None:
    units = roster(*UNITS.values())
    without = department(received(submission()), units=units)

    [finding] = found_by("D04", check_department(without))

    assert (finding.severity.value, finding.origin) == ("warning", Origin(units.file))
    assert "没有收到部门整体绩效目标工作簿" in finding.message
    [finding] = found("D04", received(submission()))
    assert finding.origin == Origin("")


def test_d04_says_nothing_before_a_unit_has_sent_anything() -> None:
    unreadable = received(None, SubmissionStatus.UNREADABLE)

    assert found("D04", unreadable) == []


def test_d04_each_part_that_is_missing_is_an_error() -> None:
    findings = d04(overall="  ", sub_goals=(), measures=())

    assert where(findings) == [
        ("D04", "error", "B3"),
        ("D04", "error", ""),
        ("D04", "error", ""),
    ]
    assert [finding.message for finding in findings] == [
        "总体绩效目标未填",
        "没有分项绩效目标",
        "没有工作保障措施",
    ]
    assert findings[1].origin == Origin(OWN_FILE, "整体目标")


def test_d04_each_sub_goal_has_a_goal_and_indicators() -> None:
    findings = d04(sub_goals=(("保障网络", None), (None, "覆盖率≥90%")))

    assert where(findings) == [("D04", "error", "C7"), ("D04", "error", "B8")]
    assert "“保障网络”没有绩效指标" in findings[0].message


def test_d04_a_measure_without_text_is_a_warning() -> None:
    [finding] = d04(measures=(("加强监督", None), (None, "按月检查。")))

    assert where([finding]) == [("D04", "warning", "C11")]
    assert "“加强监督”没有写内容" in finding.message


@pytest.mark.parametrize(
    "indicators",
    [
        "优化财务制度，提升政务大厅服务满意程度。",
        "2024年完成财务制度修订",
        "1.修订制度；2.完善流程",
        "按冀财预〔2023〕15号执行",
        "落实“十四五”规划和党的二十大精神",
        "落实“最多跑一次”改革",
    ],
)
def test_d04_indicators_without_a_number_are_a_warning(indicators: str) -> None:
    [finding] = d04(sub_goals=(("加强制度保障", indicators),))

    assert where([finding]) == [("D04", "warning", "C7")]
    assert "“加强制度保障”的绩效指标没有一个数" in finding.message


@pytest.mark.parametrize(
    "indicators",
    [
        "群众满意度≥95%",
        "满意度达到百分之九十五",
        "培训不少于三次",
        "覆盖十二个乡镇",
        "补助2000人",
        "2024年发放补助5万元",
        "1.支付及时率100%；2.完善流程",
    ],
)
def test_d04_a_number_in_figures_or_words_is_enough(indicators: str) -> None:
    assert d04(sub_goals=(("加强制度保障", indicators),)) == []


def test_d04_what_has_no_value_yet_is_left_to_w06() -> None:
    assert d04(overall=NOT_CALCULATED, sub_goals=((NOT_CALCULATED, NOT_CALCULATED),)) == []


def about(name: str, use: str, *goals: str) -> BudgetProject:
    return project(project_name=name, fund_use=use, goals=goals)


def d05(sub_goals: tuple[tuple[Any, Any], ...], *projects: BudgetProject) -> list[Finding]:
    own = received(own_workbook(sub_goals=sub_goals))
    return found("D05", received(submission(*projects)), own)


def test_d05_projects_that_share_nothing_are_one_info_at_the_sub_goals() -> None:
    goals = (("改善农村人居环境", "改造厕所500座"), ("保障教育教学", "义务教育巩固率≥98%"))
    toilets = about("农村厕所改造", "用于改厕补助", "1.完成年度任务")
    roads = about("道路养护经费", "用于公路养护", "1.路面完好")
    fire = about("消防车辆购置", "用于购置消防车", "1.提升灭火能力")

    [finding] = d05(goals, toilets, roads, fire)

    assert (finding.severity.value, finding.origin) == ("info", Origin(OWN_FILE, "整体目标", "B7"))
    assert "疑似有 2 个项目归不进任何一项分项绩效目标" in finding.message
    assert finding.message.endswith("“道路养护经费”、“消防车辆购置”")


def test_d05_words_that_everybody_uses_do_not_make_a_project_fit() -> None:
    goals = (("加强项目资金管理", "保障工作正常运转，提高服务水平，改厕500座"),)

    [finding] = d05(goals, about("图书购置经费", "用于项目支出", "1.保障工作正常运转"))

    assert "“图书购置经费”" in finding.message


def test_d05_many_projects_are_counted() -> None:
    projects = [about(f"道路养护经费{n}", "用于公路养护", "1.路面完好") for n in range(12)]

    [finding] = d05((("改善人居", "改厕500座"),), *projects)

    assert "疑似有 12 个项目" in finding.message
    assert finding.message.endswith("“道路养护经费9”等")


@pytest.mark.parametrize("goals", [(), ((None, None),), (("提高工作质量", "提升服务水平"),)])
def test_d05_needs_sub_goals_that_say_something(goals: tuple[tuple[Any, Any], ...]) -> None:
    assert d05(goals, about("道路养护经费", "用于公路养护", "1.路面完好")) == []


def test_d05_is_silent_without_the_departments_workbook() -> None:
    assert found("D05", received(submission())) == []


def test_the_samples_department() -> None:
    told = json.loads(files("xladdin.sample").joinpath("department.json").read_text("utf-8"))
    own = own_workbook(
        told["overall_goal"],
        [(goal["goal"], goal["indicators"]) for goal in told["sub_goals"]],
        [(measure["heading"], measure["text"]) for measure in told["measures"]],
    )
    sent = [received(workbook(unit_code)) for unit_code in UNITS]

    findings = check_department(department(*sent, received(own), units=roster(*UNITS.values())))

    assert where(findings) == [
        ("D04", "warning", "C7"),
        ("D04", "warning", "C8"),
        ("D04", "warning", "C9"),
        ("D05", "info", "B7"),
    ]
    assert findings[3].message.endswith(
        "“为企业免费刻章等费用”、“专家评审经费”、“政府采购评审专家劳务费”"
    )
