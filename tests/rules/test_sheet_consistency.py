from collections.abc import Sequence
from typing import Any

import pytest

from tests.rules.builders import NOT_CALCULATED, project, said_by, table
from xladdin.domain.finding import Finding
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import WordList, Words

CODE_OF_2023 = "13030623P00585110564P"
ROWS = "数量|改造道路长度|改造道路长度|3.5公里|合同"


def said_of_name(name: object, code: str = "13030624P00585110564P") -> list[Finding]:
    sheet = project(project_name=name, project_code=code, rows=table(ROWS))
    return said_by("S18", sheet, budget_year="2024")


def said_of_value(value: str, name: str = "道路改造", label: str = "完工时间") -> list[Finding]:
    rows = [*table(ROWS), ["产出指标", "时效指标", label, "", value, "合同"]]
    return said_by("S18", project(project_name=name, rows=rows), budget_year="2024年")


@pytest.mark.parametrize("name", ["2023年公益岗人员费用", "（2025年）村级服务站", "2023年度补助"])
def test_s18_a_name_that_begins_with_another_year(name: str) -> None:
    [finding] = said_of_name(name)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E3")
    assert "预算年度是 2024年" in finding.message


@pytest.mark.parametrize(
    "name",
    [
        "2024年公益岗人员费用",
        "公益岗人员费用",
        "2023年道路改造工程尾款",
        "2022-2024年城区道路改造",
        "2022年至2024年城区道路改造",
        "迎接2025年全运会场馆维护",
        "支付2022年绿化工程质保金",
        "20230115会议纪要事项",
        NOT_CALCULATED,
    ],
)
def test_s18_other_years_in_a_name_are_fine(name: object) -> None:
    assert said_of_name(name) == []


def test_s18_a_project_that_goes_on_may_keep_the_year_of_its_code() -> None:
    assert said_of_name("2023年高标准农田建设", CODE_OF_2023) == []
    assert said_of_name("2022年高标准农田建设", CODE_OF_2023) != []


@pytest.mark.parametrize(
    ("value", "severity", "message"),
    [
        ("2023年12月底", "warning", "“2023年12月底”中的年份不是预算年度 2024年"),
        ("2023.1-2023.12", "warning", "中的年份不是预算年度"),
        ("2025年6月底前", "info", "中的年份不是预算年度"),
        ("2023.07-2024.01", "info", "的期间跨到预算年度 2024年 之外"),
        ("2024年7月至2025年6月", "info", "的期间跨到预算年度 2024年 之外"),
    ],
)
def test_s18_years_of_dates_and_periods(value: str, severity: str, message: str) -> None:
    [finding] = said_of_value(value)

    assert (finding.severity.value, finding.origin.cell) == (severity, "E11")
    assert message in finding.message


@pytest.mark.parametrize("value", ["2024年12月底", "12月底前", "2024.01-2024.12", "1年", "≤200天"])
def test_s18_the_budget_year_and_no_year_are_fine(value: str) -> None:
    assert said_of_value(value) == []


@pytest.mark.parametrize(
    ("name", "label"), [("2023年道路改造工程尾款", "完工时间"), ("道路改造", "开工时间")]
)
def test_s18_an_earlier_year_may_be_right_for_what_began_earlier(name: str, label: str) -> None:
    [finding] = said_of_value("2023年12月底", name, label)

    assert finding.severity.value == "info"


def test_s18_says_nothing_where_no_budget_year_is_stated() -> None:
    sheet = project(project_name="2020年补助", rows=table(ROWS))

    assert said_by("S18", sheet, budget_year=None) == []


REVIEWS = table(
    "数量|评审场次|立项评审场次|8场|台账 服务对象满意度|专家满意度|专家满意度|≥90%|问卷"
)


def said_of_goals(
    goals: Sequence[object], fund_use: object = "用于专家评审费用", **values: Any
) -> list[Finding]:
    return said_by("S20", project(goals=goals, fund_use=fund_use, rows=REVIEWS), **values)


def test_s20_one_finding_names_every_goal_and_use_without_an_indicator() -> None:
    [finding] = said_of_goals(
        ("1.确保审批正常运转；", "2.做好立项评审。"), "用于专家评审，继续巩固“零成本”成果、差旅"
    )

    assert (finding.severity.value, finding.origin.cell) == ("info", "B8")
    assert finding.message == (
        "疑似没有相应的指标：绩效目标“确保审批正常运转”；资金用途“继续巩固“零成本”成果”"
        "与各三级指标、描述没有相同的词"
    )


def test_s20_names_three_and_the_use_of_funds_at_its_own_cell() -> None:
    [of_goals] = said_of_goals([f"保障{city}畅通" for city in ("北京", "上海", "天津", "重庆")])
    [of_use] = said_of_goals(("做好评审",), "用于大厅宽带网络费用")

    assert "“保障天津畅通”等与各" in of_goals.message
    assert of_use.origin.cell == "B5"


@pytest.mark.parametrize(
    ("goals", "fund_use"),
    [
        (("1.做好立项评审。\n2.提升专家满意度。",), "用于专家评审费用"),
        (("提高 评 审 质量",), "用于专家劳务"),
        (("无",), "差旅费、印刷费"),
        ((), "用于专家评审"),
        ((NOT_CALCULATED,), NOT_CALCULATED),
    ],
)
def test_s20_a_shared_word_is_enough(goals: Sequence[object], fund_use: object) -> None:
    assert said_of_goals(goals, fund_use) == []


def test_s20_a_number_of_the_same_thing_is_a_shared_word() -> None:
    rows = table("数量|受益人口|受益人口|≥3.2万人|台账 数量|保障车辆|车辆|6辆|台账")
    sheet = project(rows=rows, goals=("解决3.2万人饮水问题",), fund_use="用于6辆公务用车燃油")

    assert said_by("S20", sheet) == []


def test_s20_needs_indicators_to_compare_with() -> None:
    assert said_by("S20", project(rows=[])) == []


def test_s20_words_that_do_not_count_and_the_shortest_item_are_settings() -> None:
    strict = Settings(words=Words(empty_goal_words=WordList.of("评审 专家")))
    short = Settings(thresholds=Thresholds(shortest_use_item=2))

    assert said_of_goals(("做好评审",), settings=strict) != []
    assert said_of_goals(("做好评审",), "用于差旅、评审", settings=short) != []
