from decimal import Decimal

import pytest

from tests.rules.builders import project, said_by, table
from xladdin.domain.finding import Finding
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds


def said(rule: str, budget: str, lines: str) -> list[Finding]:
    return said_by(rule, project(budget=Decimal(budget), rows=table(lines)))


@pytest.mark.parametrize(
    ("budget", "lines", "cell", "arithmetic"),
    [
        (
            "13.48",
            "数量|接通村（社区）数|接通村数|374个|请示 成本|网络费用|网络费用|360元/年/村|请示",
            "E11",
            "E10 374 个 × E11 360 元/年/村 = 13.464 万元，比预算数（C4）13.48 少 0.016 万元",
        ),
        (
            "16.00",
            """
            数量|免费刻章数量|免费刻章数量|≤600户|台账
            成本|单套价格|单套价格|245元|合同
            成本|免费邮寄|免费邮寄|≤2000元|台账
            成本|2024年免费邮寄|免费邮寄|≤1000元|计划
            """,
            "E11",
            "E10 600 户 × E11 245 元 + E12 2000 元 + E13 1000 元 = 15.00 万元，比预算数（C4）16.00",
        ),
        (
            "8.00",
            "数量|培训教师人数|教师|200名|方案 成本|人均培训费|每人培训费|≤500元|标准",
            "E11",
            "E10 200 名 × E11 500 元 = 10.00 万元，比预算数（C4）8.00 多 2.00 万元",
        ),
        (
            "13.50",
            """
            数量|公益岗人数|公益岗人数|5人|方案
            数量|发放月数|发放月数|12个月|方案
            成本|岗位补贴|岗位补贴|2200元/人/月|方案
            """,
            "E12",
            "E10 5 人 × E11 12 个月 × E12 2200 元/人/月 = 13.20 万元",
        ),
        (
            "55.00",
            "数量|补贴面积|小麦面积|5万亩|方案 成本|补贴标准|每亩补贴|10元/亩|方案",
            "E11",
            "E10 5 万亩 × E11 10 元/亩 = 50.00 万元，比预算数（C4）55.00 少 5.00 万元",
        ),
    ],
)
def test_s16_shows_price_times_quantity(
    budget: str, lines: str, cell: str, arithmetic: str
) -> None:
    [finding] = said("S16", budget, lines)

    assert (finding.severity.value, finding.origin.cell) == ("info", cell)
    assert arithmetic in finding.message
    assert "疑似" in finding.message


VILLAGES = "数量|接通村数|接通的村|374个|请示 "


@pytest.mark.parametrize(
    ("budget", "lines"),
    [
        # what the prices come to is the budget, with or without the lump sums
        ("13.464", f"{VILLAGES}成本|网络费用|网络费用|360元/年/村|请示"),
        ("15.464", f"{VILLAGES}成本|网络费用|网络费用|360元/村|请示 成本|维护费|维护|2万元|请示"),
        ("13.464", f"{VILLAGES}成本|网络费用|网络费用|360元/村|请示 成本|专线费|专线|13万元|请示"),
        # a lump sum says already what they come to
        ("15.00", f"{VILLAGES}成本|单价|单价|360元/村|请示 成本|费用|费用|13.464万元|请示"),
        # the quantity is only the least that is to be reached
        ("15.00", "数量|村数|接通的村|≥374个|请示 成本|网络费用|网络费用|360元/村|请示"),
        # rounding of a price that was divided out
        ("320", "数量|校舍面积|面积|18600平方米|计划 成本|单位成本|单价|≤172元/平方米|评审"),
        # not the product that was meant
        ("80.00", f"{VILLAGES}成本|网络费用|网络费用|360元/村|请示"),
        # no quantity in the price's unit, or several
        ("8.00", "数量|评审项目|评审项目|24项|台账 成本|评审费|每位专家每场|≤1000元/人|标准"),
        ("19.71", "数量|保障人数|保障人数|5人|方案 成本|基本工资|基本工资|2200元|要求"),
        (
            "10.00",
            "数量|保安人数|保安|6人|合同 数量|保洁人数|保洁|6人|合同 成本|工资|工资|8000元/人|合同",
        ),
        ("134.64", "数量|村医人数|村医|374人|台账 成本|补助标准|补助|300元/人·月|文件"),
        ("9.00", "数量|评审数量|评审|3-5场|台账 成本|评审费|评审费|1万元/场|标准"),
        ("9.00", "数量|评审数量|评审|8场|台账 成本|评审费|评审费|1-2万元/场|标准"),
    ],
)
def test_s16_is_silent_where_all_agrees_or_no_product_is_clearly_meant(
    budget: str, lines: str
) -> None:
    assert said("S16", budget, lines) == []


def test_s16_how_much_is_told_is_a_setting() -> None:
    lines = f"{VILLAGES}成本|网络费用|网络费用|360元/村|请示"
    sheet = project(budget=Decimal("13.48"), rows=table(lines))
    lenient = Settings(thresholds=Thresholds(narrowest_price_gap=Decimal(1)))

    assert said_by("S16", sheet) != []
    assert said_by("S16", sheet, settings=lenient) == []


REVIEWS = """
    数量|评审数量|水土保持评审数量|≤12场|台账
    数量|评审数量|立项评审数量|≤20场|台账
    数量|评审数量|环境评审数量|≤50场|台账
    成本|评审费用|每位专家每场费用|≤1000元/人|标准
"""


def test_s21_adds_up_the_caps_of_one_name_and_counts_the_unknown_as_one() -> None:
    [finding] = said("S21", "5.00", REVIEWS)

    assert (finding.severity.value, finding.origin.cell) == ("info", "E13")
    assert finding.message == (
        "按上限推算：（E10 12 场 + E11 20 场 + E12 50 场） × E13 1000 元/人 = 8.20 万元"
        "（“人”数未写明，按 1 计），比预算数（C4）5.00 多 3.20 万元，疑似指标上限与预算不匹配"
    )
    assert said("S16", "5.00", REVIEWS) == []


def test_s21_and_not_s16_tells_of_complete_caps_over_the_budget() -> None:
    lines = "数量|刻章户数|刻章|≤600户|台账 成本|刻章费|刻章费|≤245元/户|合同"

    [finding] = said("S21", "12.00", lines)

    assert "E10 600 户 × E11 245 元/户 = 14.70 万元，比预算数（C4）12.00 多 2.70" in finding.message
    assert said("S16", "12.00", lines) == []
    assert "少 0.30 万元" in said("S16", "15.00", lines)[0].message


@pytest.mark.parametrize(
    ("budget", "lines"),
    [
        ("9.00", REVIEWS),
        ("5.00", REVIEWS.replace("≤", "≥")),
        ("5.00", REVIEWS.replace("每位专家每场", "专家评审")),
        ("9.00", "数量|评审项目|评审|≤24项|台账 成本|评审费|每位专家每场|≤1万元/人|标准"),
        ("3.00", "数量|印刷数量|印刷|≤1000份|台账 成本|印刷单价|单价|≤35元|合同"),
        ("5.00", f"{REVIEWS} 成本|会务费|会务|5万元|合同"),
    ],
)
def test_s21_is_silent_within_the_budget_and_without_caps_of_that_thing(
    budget: str, lines: str
) -> None:
    assert said("S21", budget, lines) == []


@pytest.mark.parametrize("rule", ["S16", "S21"])
@pytest.mark.parametrize("budget", ["2000万", None])
def test_s16_and_s21_wait_until_the_budget_can_be_read(rule: str, budget: object) -> None:
    assert said_by(rule, project(budget=budget, rows=table(REVIEWS))) == []
