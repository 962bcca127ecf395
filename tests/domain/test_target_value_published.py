"""Every target value of the published sample, taken apart."""

from decimal import Decimal

import pytest

from xladdin.domain.target_value import Comparison, ValueKind, parse_target_value

AT_LEAST, AT_MOST = Comparison.AT_LEAST, Comparison.AT_MOST

PUBLISHED_NUMBERS = [
    ("374个", None, "374", "个"),
    ("1条", None, "1", "条"),
    ("1年", None, "1", "年"),
    ("360元/年/村", None, "360", "元/年/村"),
    ("≤13.48万元", AT_MOST, "13.48", "万元"),
    ("100%", None, "100", "%"),
    ("≥95%", AT_LEAST, "95", "%"),
    ("≥10%", AT_LEAST, "10", "%"),
    ("≥60%", AT_LEAST, "60", "%"),
    ("5人", None, "5", "人"),
    ("7人", None, "7", "人"),
    ("71人", None, "71", "人"),
    ("9人", None, "9", "人"),
    ("6人", None, "6", "人"),
    ("2200元", None, "2200", "元"),
    ("245元", None, "245", "元"),
    ("≤2000元", AT_MOST, "2000", "元"),
    ("≤1000元", AT_MOST, "1000", "元"),
    ("≤1000元/人", AT_MOST, "1000", "元/人"),
    ("≥6000份", AT_LEAST, "6000", "份"),
    ("≥20000张", AT_LEAST, "20000", "张"),
    ("≥300次", AT_LEAST, "300", "次"),
    ("≥2次", AT_LEAST, "2", "次"),
    ("≥24次", AT_LEAST, "24", "次"),
    ("≥48次", AT_LEAST, "48", "次"),
    ("≥1次", AT_LEAST, "1", "次"),
    ("≤3万元", AT_MOST, "3", "万元"),
    ("≤1万元", AT_MOST, "1", "万元"),
    ("≤4万元", AT_MOST, "4", "万元"),
    ("≤2.5万元", AT_MOST, "2.5", "万元"),
    ("≤3.5万元", AT_MOST, "3.5", "万元"),
    ("≤27.11万元", AT_MOST, "27.11", "万元"),
    ("≤26.73万元", AT_MOST, "26.73", "万元"),
    ("≤3.13万元", AT_MOST, "3.13", "万元"),
    ("≤1.53万元", AT_MOST, "1.53", "万元"),
    ("≤1.15万元", AT_MOST, "1.15", "万元"),
    ("≤0.19万元", AT_MOST, "0.19", "万元"),
    ("≤1.96万元", AT_MOST, "1.96", "万元"),
    ("≤0.44万元", AT_MOST, "0.44", "万元"),
    ("≤0.3万元", AT_MOST, "0.3", "万元"),
    ("≤1.58万元", AT_MOST, "1.58", "万元"),
    ("≤1.47万元", AT_MOST, "1.47", "万元"),
    ("≤1.5万元", AT_MOST, "1.5", "万元"),
    ("≥3条", AT_LEAST, "3", "条"),
    ("≤600户", AT_MOST, "600", "户"),
    ("≤1年", AT_MOST, "1", "年"),
    ("≤2小时", AT_MOST, "2", "小时"),
    ("≤12场", AT_MOST, "12", "场"),
    ("≤20场", AT_MOST, "20", "场"),
    ("≤50场", AT_MOST, "50", "场"),
    ("≥70件", AT_LEAST, "70", "件"),
    ("≥1500人次", AT_LEAST, "1500", "人次"),
    ("9层", None, "9", "层"),
    ("≥3层", AT_LEAST, "3", "层"),
    ("8个", None, "8", "个"),
    ("≥10套", AT_LEAST, "10", "套"),
    ("≤24项", AT_MOST, "24", "项"),
    ("≤15项", AT_MOST, "15", "项"),
    ("≥200M", AT_LEAST, "200", "M"),
]
PUBLISHED_TEXTS = [
    "大幅提升",
    "大力保障",
    "大幅提高",
    "大幅改善",
    "保障需求",
    "进一步巩固企业开办零成本改革成果",
    "三定方案",
    "定时清洁办公区域",
    "服务达标",
    "保障大楼安全整洁",
    "设备正常运转",
    "使用正常",
    "及时",
    "符合要求",
    "保障安全",
    "网络时时畅通",
]


@pytest.mark.parametrize(("text", "comparison", "number", "unit"), PUBLISHED_NUMBERS)
def test_published_numbers(
    text: str, comparison: Comparison | None, number: str, unit: str
) -> None:
    value = parse_target_value(text)
    assert value.kind is (ValueKind.PERCENT if unit == "%" else ValueKind.NUMBER)
    assert value.comparison is comparison
    assert value.number == Decimal(number)
    assert value.unit == unit
    assert value.remainder == ""
    assert str(value) == text


@pytest.mark.parametrize("text", PUBLISHED_TEXTS)
def test_published_texts(text: str) -> None:
    value = parse_target_value(text)
    assert value.kind is ValueKind.TEXT
    assert (value.comparison, value.number, value.unit, value.remainder) == (None, None, "", "")


def test_a_basis_pasted_behind_the_number_is_a_remainder() -> None:
    value = parse_target_value("≥95满意度调查")
    assert value.kind is ValueKind.NUMBER
    assert (value.comparison, value.number, value.unit) == (AT_LEAST, Decimal(95), "")
    assert value.remainder == "满意度调查"


def test_a_published_deadline() -> None:
    value = parse_target_value("7月底")
    assert (value.kind, value.comparison, value.number) == (ValueKind.MONTH, None, None)
