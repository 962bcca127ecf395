"""参数: the numbers that rules compare with. Finance offices tighten and loosen them."""

from dataclasses import dataclass, field, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AboutThreshold:
    """What people are told about a number: its rule, name and unit, and what it may be."""

    rule: str
    label: str
    unit: str
    lowest: Decimal
    highest: Decimal
    is_whole: bool


def _about(
    rule: str,
    label: str,
    unit: str,
    *,
    lowest: str = "0",
    highest: str = "1000000",
    is_whole: bool = True,
) -> dict[str, AboutThreshold]:
    numbers = Decimal(lowest), Decimal(highest)
    return {"about": AboutThreshold(rule, label, unit, *numbers, is_whole)}


@dataclass(frozen=True)
class Thresholds:
    """Every number that a rule compares with; the defaults are used unless a user changes them."""

    most_amount_decimals: int = field(
        default=2, metadata=_about("C07", "金额小数位数上限", "位", highest="4")
    )
    most_missing_serials: int = field(
        default=2,
        metadata=_about("W10", "流水号断号提示上限（缺得更多的不提示）", "个", highest="100"),
    )
    fewest_equal_count: int = field(
        default=3, metadata=_about("W07", "数相同、单位不同时比较的最小数", "", highest="1000")
    )
    most_changes_listed: int = field(
        default=20,
        metadata=_about("D06", "重报差异最多列出的处数", "处", lowest="1", highest="200"),
    )
    least_spent_by_mar: Decimal = field(
        default=Decimal(0),
        metadata=_about(
            "D09", "3月底累计支出计划下限（0 不比较）", "%", highest="100", is_whole=False
        ),
    )
    least_spent_by_jun: Decimal = field(
        default=Decimal(40),
        metadata=_about(
            "D09", "6月底累计支出计划下限（0 不比较）", "%", highest="100", is_whole=False
        ),
    )
    least_spent_by_oct: Decimal = field(
        default=Decimal(80),
        metadata=_about(
            "D09", "10月底累计支出计划下限（0 不比较）", "%", highest="100", is_whole=False
        ),
    )
    least_spent_by_dec: Decimal = field(
        default=Decimal(0),
        metadata=_about(
            "D09", "12月底累计支出计划下限（0 不比较）", "%", highest="100", is_whole=False
        ),
    )
    fewest_indicators: int = field(
        default=5, metadata=_about("S09", "一个项目的指标条数下限", "条", highest="100")
    )
    most_indicators: int = field(
        default=20, metadata=_about("S09", "一个项目的指标条数上限", "条", highest="1000")
    )
    most_indicators_of_class: int = field(
        default=5, metadata=_about("S09", "一个二级指标下的指标条数上限", "条", highest="1000")
    )
    lowest_payment_rate: Decimal = field(
        default=Decimal(90),
        metadata=_about("S12", "支付率低于此数时提示", "%", highest="100", is_whole=False),
    )
    cost_rounding: Decimal = field(
        default=Decimal("0.005"),
        metadata=_about("S14", "每个金额允许的四舍五入误差", "万元", highest="1", is_whole=False),
    )
    narrowest_price_gap: Decimal = field(
        default=Decimal("0.1"),
        metadata=_about(
            "S16", "单价乘数量与预算数相差不超过此比例时不提示", "%", highest="100", is_whole=False
        ),
    )
    widest_price_gap: Decimal = field(
        default=Decimal(50),
        metadata=_about(
            "S16", "单价乘数量与预算数相差超过此比例时不比较", "%", highest="1000", is_whole=False
        ),
    )
    shortest_use_item: int = field(
        default=6, metadata=_about("S20", "资金用途中逐项核对的事项最少字数", "字", highest="100")
    )
    lowest_satisfaction: int = field(
        default=80, metadata=_about("R22", "满意度目标下限", "%", highest="100")
    )
    least_similarity: int = field(
        default=80, metadata=_about("R14", "名称与描述相同的字达到此比例时核对", "%", highest="100")
    )
    least_repeating_descriptions: int = field(
        default=3,
        metadata=_about("R15", "描述与名称相同的行数达到此数时提示", "行", highest="1000"),
    )
    highest_price: int = field(
        default=20000, metadata=_about("R17", "超过此数的金额当作总额，不问口径", "元")
    )
    least_vague_bases: int = field(
        default=3, metadata=_about("R18", "依据笼统的行数达到此数时提示", "行", highest="1000")
    )
    oldest_basis: int = field(
        default=1, metadata=_about("R20", "依据的年份最多比预算年度早", "年", highest="100")
    )
    longest_target_value: int = field(
        default=1000,
        metadata=_about("C23", "指标值最大长度（汉字按 2 计）", "字节", highest="4000"),
    )
    longest_basis: int = field(
        default=2000,
        metadata=_about("C23", "指标值确定依据最大长度（汉字按 2 计）", "字节", highest="4000"),
    )
    longest_description: int = field(
        default=4000,
        metadata=_about("C23", "绩效指标描述最大长度（汉字按 2 计）", "字节", highest="4000"),
    )


def thresholds() -> dict[str, AboutThreshold]:
    """What there is to say about each field of ``Thresholds``, in their order."""
    return {item.name: item.metadata["about"] for item in fields(Thresholds)}
