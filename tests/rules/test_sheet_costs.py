from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.rules.builders import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    project,
    said_by,
    table,
)
from xladdin.domain.finding import Finding
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.settings import Settings
from xladdin.rules.words import WordList, Words

Cost = tuple[str, object]
OTHERS = table(
    """
    数量|改造道路长度|改造道路长度|3.5公里|施工合同
    质量|验收合格率|验收合格工程占比|100%|施工规范
    时效|完工时间|工程完工时间|10月底前|施工合同
    社会效益|受益居民户数|沿线居民户数|≥300户|统计台账
    """
)


def sheet_rows(
    costs: Sequence[Cost], level1: str = "产出指标", level2: str = "成本指标"
) -> list[Sequence[object]]:
    rows = [(level1, level2, name, f"{name}情况", value, "合同约定") for name, value in costs]
    return [*OTHERS, *rows]


def said(rule: str, budget: str, *costs: Cost) -> list[Finding]:
    return said_by(rule, project(budget=Decimal(budget), rows=sheet_rows(costs)))


def check_costs(budget: str, *costs: Cost) -> list[Finding]:
    return said("S14", budget, *costs)


@pytest.mark.parametrize(
    ("budget", "costs", "severity", "message"),
    [
        (
            "53.83",
            [("保安费用", "≤27.11万元"), ("保洁费用", "≤26.73万元")],
            "warning",
            "27.11 + 26.73 = 53.84 万元，比预算数 53.83 多 0.01 万元（疑似四舍五入所致）",
        ),
        (
            "3.06",
            [("消防维保费用", "≤1.58万元"), ("消防检测费用", "≤1.47万元")],
            "info",
            "1.58 + 1.47 = 3.05 万元，比预算数 3.06 少 0.01 万元（疑似四舍五入所致）",
        ),
        ("3.00", [("维保费用", "≤1.58万元")], "info", "少 1.42 万元（疑似有支出未列入成本指标）"),
        ("8.00", [("印刷费用", "3万元"), ("差旅费用", "60000元")], "error", "3.00 + 6.00 = 9.00"),
        ("8.00", [("印刷费用", "≤9万元")], "error", "多 1.00 万元，疑似超预算"),
    ],
)
def test_s14_compares_the_sum_with_the_budget(
    budget: str, costs: list[Cost], severity: str, message: str
) -> None:
    [finding] = check_costs(budget, *costs)

    assert (finding.severity.value, finding.origin.cell) == (severity, "C4")
    assert message in finding.message
    assert "疑似" in finding.message
    assert finding.message.startswith("成本指标（E14")


@pytest.mark.parametrize(
    ("excess", "severity"), [("0.01", "warning"), ("0.015", "warning"), ("0.02", "error")]
)
def test_s14_the_tolerance_is_half_a_cent_a_row_and_the_budget(excess: str, severity: str) -> None:
    amount = Decimal(4) + Decimal(excess)

    [finding] = check_costs("8.00", ("印刷费用", "4万元"), ("差旅费用", f"{amount}万元"))

    assert finding.severity.value == severity


@pytest.mark.parametrize(
    ("budget", "costs"),
    [
        ("8.00", [("印刷费用", "≤3万元"), ("宣传费用", "≤1万元"), ("差旅费用", "≤4万元")]),
        ("8.00", []),
        ("8.00", [("支出控制率", "100%")]),
        ("13.48", [("网络费用", "360元/年/村"), ("总共费用", "≤20万元")]),
        ("19.71", [("基本工资", "2200元")]),
        ("15.00", [("单套价格", "245元"), ("邮寄费用", "≤2万元")]),
        ("15.00", [("每人培训费", "0.2万元"), ("场地费用", "≤2万元")]),
        ("5.00", [("评审费用", "≤1000元/人"), ("场地费用", "1万元")]),
        ("8.00", [("项目成本", "≤8万元"), ("印刷费用", "≤5万元"), ("差旅费用", "≤3万元")]),
    ],
)
def test_s14_is_silent_on_equal_sums_and_beside_unit_prices(budget: str, costs: list[Cost]) -> None:
    assert check_costs(budget, *costs) == []


def test_s14_unit_prices_do_not_hide_an_excess() -> None:
    [finding] = check_costs("1.00", ("单套价格", "245元"), ("场地费用", "2万元"))

    assert finding.severity.value == "error"
    assert "比预算数 1.00 多 1.00 万元" in finding.message


def test_s14_a_row_as_high_as_the_budget_is_a_total_only_if_the_others_add_up_to_it() -> None:
    [finding] = check_costs("8.00", ("印刷费用", "8万元"), ("差旅费用", "1万元"))

    assert "8.00 + 1.00 = 9.00 万元，比预算数 8.00 多 1.00 万元，疑似超预算" in finding.message


def test_s14_two_rows_as_high_as_the_budget_are_no_total_and_part() -> None:
    [finding] = check_costs("8.00", ("印刷费用", "8万元"), ("差旅费用", "8万元"))

    assert "8.00 + 8.00 = 16.00 万元" in finding.message
    assert "写明“总”字" in finding.fix


@pytest.mark.parametrize("value", ["≤3万元请示批复", "≤3", NOT_CALCULATED, FORMULA_ERROR])
def test_s14_waits_until_every_cost_can_be_read(value: object) -> None:
    assert check_costs("8.00", ("印刷费用", "9万元"), ("差旅费用", value)) == []


@pytest.mark.parametrize("level2", ["成本类", None, NOT_CALCULATED])
def test_s14_waits_until_every_class_is_known(level2: object) -> None:
    rows = [*sheet_rows([("印刷费用", "9万元")]), ["产出指标", level2, "网络费", "", "1万元", ""]]

    assert said_by("S14", project(rows=rows)) == []


@pytest.mark.parametrize("budget", ["2000万", None, NOT_CALCULATED])
@pytest.mark.parametrize("rule", ["S14", "S15"])
def test_s14_and_s15_wait_until_the_budget_can_be_read(rule: str, budget: object) -> None:
    assert said_by(rule, project(budget=budget, rows=sheet_rows([("总成本", "9万元")]))) == []


def test_s14_a_total_of_one_thing_is_a_part_where_all_adds_up() -> None:
    costs = [("印刷总费用", "≤3万元"), ("差旅费用", "≤5万元"), ("总成本", "≤8万元")]

    assert check_costs("8.00", *costs) == []
    assert "合计 5.00 万元，比预算数 9.00 少 4.00 万元" in check_costs("9.00", *costs)[0].message


def test_s14_in_the_taxonomy_of_2021_costs_are_a_level1() -> None:
    rows = sheet_rows([("印刷费用", "9万元")], "成本指标", "经济成本指标")

    [finding] = said_by("S14", project(rows=rows), taxonomy="2021版")

    assert finding.severity.value == "error"
    assert "合计 9.00 万元，比预算数 1.80 多 7.20 万元" in finding.message


def test_s14_the_words_for_unit_prices_are_a_setting() -> None:
    sheet = project(budget=Decimal("8.00"), rows=sheet_rows([("每套价格", "9万元")]))
    none = Settings(words=Words(unit_price_words=WordList.of("单价")))

    assert said_by("S14", sheet) == []
    assert said_by("S14", sheet, settings=none) != []


def test_s14_rests_on_the_amounts_that_it_adds_up() -> None:
    [before] = check_costs("8.00", ("印刷费用", "3万元"), ("差旅费用", "6万元"))
    [after] = check_costs("8.00", ("印刷费用", "4万元"), ("差旅费用", "6万元"))

    assert before.content != after.content


@pytest.mark.parametrize(
    "costs",
    [
        [("工资发放标准性", "100%")],
        [("支出控制", "不超预算"), ("成本节约率", "≥3%")],
    ],
)
def test_s04_costs_without_any_money(costs: list[Cost]) -> None:
    [finding] = said("S04", "8.00", *costs)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E14")
    assert "都没有写明金额" in finding.message
    assert finding.message.startswith("成本指标（E14")


@pytest.mark.parametrize(
    "costs",
    [
        [("工资发放标准性", "100%"), ("基本工资", "2200元")],
        [("网络费用", "360元/年/村")],
        [("培训费", "3-5万元")],
        [("总成本", "控制在预算8万元以内")],
        [("维修费用", "三万元")],
        [("进口设备", "≤2万美元")],
        [("维修费用", "≤3")],
        [("维修费用", NOT_CALCULATED)],
        [],
    ],
)
def test_s04_an_amount_in_any_wording_will_do(costs: list[Cost]) -> None:
    assert said("S04", "8.00", *costs) == []


def said_in_2021(name: str, with_costs: bool = False) -> list[Finding]:
    costs = table("经济成本|改造费用|全部改造费用|≤180万元|评审报告", Taxonomy.Y2021)
    sheet = project(project_name=name, rows=[*(costs if with_costs else []), *OTHERS])
    return said_by("S04", sheet, taxonomy="2021版")


@pytest.mark.parametrize(
    "name",
    [
        "城区道路改造工程",
        "第二小学教学楼建设工程（二期）",
        "区医院医疗设备购置项目经费",
        "文化馆新建项目",
        "办公楼大修专项资金",
        "园区基础设施建设",
    ],
)
def test_s04_in_2021_building_and_buying_need_costs(name: str) -> None:
    [finding] = said_in_2021(name)

    assert (finding.severity.value, finding.origin.cell) == ("error", "A10")
    assert "疑似工程基建、大型修缮或购置项目" in finding.message
    assert said_in_2021(name, with_costs=True) == []


@pytest.mark.parametrize(
    "name",
    [
        "大厅宽带费用",
        "建设工程质量监督检测经费",
        "新能源汽车购置补贴资金",
        "人才队伍建设工程",
        "社会信用体系建设工程",
        "工程师培训费",
        "政府采购评审专家劳务费",
        None,
    ],
)
def test_s04_in_2021_other_projects_are_only_encouraged(name: str) -> None:
    [finding] = said_in_2021(name)

    assert (finding.severity.value, finding.message) == ("info", "没有成本指标")


@pytest.mark.parametrize(
    ("cost", "message"),
    [
        (
            ("总共费用", "≤13.84万元"),
            "“总共费用”（E14）13.84 万元 > 预算数（C4）13.48 万元，相差 0.36 万元",
        ),
        (("项目总成本", "134000元"), "13.40 万元 < 预算数（C4）13.48 万元，相差 0.08 万元"),
        (("2024年度总成本控制数", "≤13.5万元"), "相差 0.02 万元"),
        (("合计", "13万元"), "“合计”（E14）13.00 万元 <"),
        (("总成本", "≥13.48万元"), "“总成本”的指标值“≥13.48万元”表示支出不低于预算数"),
    ],
)
def test_s15_the_total_cost_is_the_budget(cost: Cost, message: str) -> None:
    [finding] = said("S15", "13.48", cost)

    assert (finding.severity.value, finding.origin.cell) == ("warning", "E14")
    assert message in finding.message


@pytest.mark.parametrize(
    "costs",
    [
        [("总共费用", "≤13.48万元")],
        [("项目总成本", "=134800元")],
        [("工程总投资", "≤500万元")],
        [("印刷总费用", "≤3万元")],
        [("总工会活动费用", "≤3万元")],
        [("总成本控制率", "≤100%")],
        [("印刷费合计", "3万元"), ("差旅费合计", "5万元")],
        [("网络费用", "≤3万元")],
        [("总成本", "≤13万元请示")],
    ],
)
def test_s15_totals_of_something_else_are_left_alone(costs: list[Cost]) -> None:
    assert said("S15", "13.48", *costs) == []


def test_s15_looks_at_costs_only() -> None:
    row = ["产出指标", "数量指标", "合计", "补贴合计", "3万元", "台账"]

    assert said_by("S15", project(rows=[*OTHERS, row])) == []
