from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xladdin.domain.target_value import (
    STANDARD_VOCABULARY,
    Comparison,
    ValueKind,
    Vocabulary,
    _any_form,
    _usual_form,
    parse_target_value,
)
from xladdin.domain.units import UNIT_WORDS, normalize_unit

AT_LEAST, AT_MOST, EQUAL = Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUAL
GREATER, LESS = Comparison.GREATER, Comparison.LESS
NUMBER, PERCENT, GRADED = ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.GRADED
DATE, MONTH, PERIOD, TEXT = ValueKind.DATE, ValueKind.MONTH, ValueKind.PERIOD, ValueKind.TEXT


@pytest.mark.parametrize(
    ("text", "comparison", "number", "unit"),
    [
        ("＞＝９５％", AT_LEAST, "95", "%"),
        (" ≥ 95 % ", AT_LEAST, "95", "%"),
        ("\u200b≥95\u00a0%\u200b", AT_LEAST, "95", "%"),
        ("≥95%。", AT_LEAST, "95", "%"),
        ("95%以上", AT_LEAST, "95", "%"),
        ("95%（含）以上", AT_LEAST, "95", "%"),
        ("不低于百分之95", AT_LEAST, "95", "%"),
        ("百分之九十五以上", AT_LEAST, "95", "%"),
        ("百分之百", None, "100", "%"),
        ("百分百", None, "100", "%"),
        ("95百分比", None, "95", "%"),
        ("不少于1，500人次", AT_LEAST, "1500", "人次"),
        ("1,234,567.89万元", None, "1234567.89", "万元"),
        ("控制在5万元以内", AT_MOST, "5", "万元"),
        ("控制在90%以上", AT_LEAST, "90", "%"),
        ("不超过3个工作日", AT_MOST, "3", "个工作日"),
        ("30日内", AT_MOST, "30", "日"),
        ("≤6月", AT_MOST, "6", "月"),
        ("3月内", AT_MOST, "3", "月"),
        ("＝12个月", EQUAL, "12", "个月"),
        ("＞5起", GREATER, "5", "起"),
        ("低于0.5‰", LESS, "0.5", "‰"),
        ("-5℃", None, "-5", "°C"),
        ("360元／每人", None, "360", "元/人"),
        ("10台（套）", None, "10", "台(套)"),
        ("100 ㎡", None, "100", "m2"),
        ("≥95", AT_LEAST, "95", ""),
        ("24年", None, "24", "年"),
    ],
)
def test_other_ways_to_write_a_number(
    text: str, comparison: Comparison | None, number: str, unit: str
) -> None:
    value = parse_target_value(text)
    assert value.kind is (PERCENT if unit == "%" else NUMBER)
    assert (value.comparison, value.number, value.unit) == (comparison, Decimal(number), unit)
    assert value.remainder == ""
    assert str(value) == text


@pytest.mark.parametrize(
    ("text", "unit", "remainder"),
    [
        ("5挂", "挂", ""),
        ("≥5挂以上", "挂", ""),
        ("8盘棋", "盘棋", ""),
        ("20XY", "XY", ""),
        ("≥95满意", "", "满意"),
        ("5人左右", "人", "左右"),
        ("2次完成", "次", "完成"),
        ("≥95%（满意度调查）", "%", "（满意度调查）"),
        ("≥95%以下", "%", "以下"),
        ("100%-95%", "%", "-95%"),
    ],
)
def test_an_unlisted_measure_word_is_a_unit_and_other_words_are_not(
    text: str, unit: str, remainder: str
) -> None:
    value = parse_target_value(text)
    assert (value.unit, value.remainder) == (unit, remainder)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("90%-95%", "90", "95", "%"),
        ("90～95%", "90", "95", "%"),
        ("5-10人", "5", "10", "人"),
        ("5人至10人", "5", "10", "人"),
        ("1.5—2倍", "1.5", "2", "倍"),
        ("-5~-3℃", "-5", "-3", "°C"),
        ("3-5天内", "3", "5", "天"),
    ],
)
def test_ranges(text: str, lower: str, upper: str, unit: str) -> None:
    value = parse_target_value(text)
    assert (value.number, value.upper_number) == (Decimal(lower), Decimal(upper))
    assert (value.unit, value.remainder) == (unit, "")
    assert str(value) == text


@pytest.mark.parametrize("text", ["5人", "优秀", "10-5人", "90%-95人"])
def test_other_values_have_no_upper_number(text: str) -> None:
    assert parse_target_value(text).upper_number is None


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("优", None),
        (" 优秀 ", None),
        ("良好。", None),
        ("合格", None),
        ("较差", None),
        ("达标", None),
        ("基本达标", None),
        ("较高", None),
        ("甲级", None),
        ("一级", None),
        ("国家级", None),
        ("AAAA级", None),
        ("5A级", None),
        ("Ⅲ类", None),
        ("≥良好", AT_LEAST),
        ("良好以上", AT_LEAST),
        ("达到优秀", AT_LEAST),
    ],
)
def test_grades(text: str, comparison: Comparison | None) -> None:
    value = parse_target_value(text)
    assert value.kind is GRADED
    assert value.comparison is comparison
    assert (value.number, value.unit, value.remainder) == (None, "", "")


def test_a_caller_can_bring_other_grades() -> None:
    other = Vocabulary(graded_words=frozenset({"畅通", "不畅"}))

    assert parse_target_value("畅通", other).kind is GRADED
    assert parse_target_value("优秀", other).kind is TEXT


def test_a_caller_can_bring_other_units() -> None:
    other = Vocabulary(unit_words=UNIT_WORDS | {"公里标线"})

    assert parse_target_value("≥3公里标线").unit == "公里"
    assert parse_target_value("≥3公里标线", other).unit == "公里标线"


@pytest.mark.parametrize(
    ("text", "kind", "comparison"),
    [
        ("7月底", MONTH, None),
        ("10月", MONTH, None),
        ("12月中旬", MONTH, None),
        ("年底", MONTH, None),
        ("10月底前", MONTH, AT_MOST),
        ("6月底前完成", MONTH, AT_MOST),
        ("12月底完成", MONTH, None),
        ("6月前", MONTH, AT_MOST),
        ("不晚于6月", MONTH, AT_MOST),
        ("≤7月底", MONTH, AT_MOST),
        ("2024年", DATE, None),
        ("2024年7月", DATE, None),
        ("2024年12月31日前", DATE, AT_MOST),
        ("12月31日以前", DATE, AT_MOST),
        ("2024.12", DATE, None),
        ("2023.07-2024.01", PERIOD, None),
        ("2024年1月至12月", PERIOD, None),
        ("1-3月", PERIOD, None),
        ("2024年内", PERIOD, None),
        ("年内", PERIOD, None),
    ],
)
def test_dates_months_and_periods(
    text: str, kind: ValueKind, comparison: Comparison | None
) -> None:
    value = parse_target_value(text)
    assert value.kind is kind
    assert value.comparison is comparison
    assert (value.number, value.unit, value.remainder) == (None, "", "")
    assert str(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "2024年村（社区）综合服务站政务外网费用",
        "2024年2月30日",
        "财库〔2016〕198号",
        "1.保障业务办理",
        "12345热线办理",
        "5G网络覆盖",
        "3D打印",
        "1,2345",
        "1:1",
        "100余人",
        "≠5",
        "达到预期",
        "≥",
        "元",
        "百分之点",
    ],
)
def test_texts_that_state_no_single_value(text: str) -> None:
    value = parse_target_value(text)
    assert value.kind is TEXT
    assert (value.comparison, value.number, value.unit, value.remainder) == (None, None, "", "")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("≤13.48万元", "13.48"),
        ("2200元", "0.22"),
        ("5千元", "0.5"),
        ("０．５亿元", "5000"),
        ("≤１，０００元", "0.1"),
    ],
)
def test_a_total_in_money_is_converted_to_wan(text: str, amount: str) -> None:
    value = parse_target_value(text)
    assert value.amount_wan == Decimal(amount)
    assert not value.is_money_rate


@pytest.mark.parametrize(
    "text", ["360元/年/村", "≤1000元/人", "3万元/公里", "200元/人·天", "50元/（人·次）"]
)
def test_money_per_something_is_no_total(text: str) -> None:
    value = parse_target_value(text)
    assert value.amount_wan is None
    assert value.is_money_rate


@pytest.mark.parametrize("text", ["5人", "100%", "3万", "3美元", "8单元", "优秀", "", "3-5万元"])
def test_what_is_no_total_in_money_has_no_amount(text: str) -> None:
    value = parse_target_value(text)
    assert value.amount_wan is None
    assert not value.is_money_rate


LIKELY_PIECES = (
    "≥ ≤ ＝ >= 不低于 控制在 达到 以上 以内 前 内 完成 百分之 九十五 95 ９５ 1,500 0.5 2024年 "
    "7月底 12月 至 - ～ / ／ · ( ） ， 。 优秀 达标 满意度 每"
)
likely_text = st.lists(
    st.one_of(
        st.sampled_from(sorted(UNIT_WORDS)),
        st.sampled_from(LIKELY_PIECES.split()),
        st.sampled_from([" ", "\u3000", "\n", "\u200b", "\ufeff"]),
    ),
    max_size=8,
).map("".join)


@given(st.one_of(st.text(), likely_text))
def test_printing_gives_back_any_text(text: str) -> None:
    value = parse_target_value(text)
    assert str(value) == text
    is_numeric = value.kind in {NUMBER, PERCENT}
    assert (value.number is not None) is is_numeric
    assert is_numeric or (value.unit, value.amount_wan) == ("", None)
    assert (value.kind is PERCENT) == (value.unit == "%")
    assert value.upper_number is None or value.number is not None


@pytest.mark.parametrize(
    "text", ["9" * 32767, " " * 32767, "5" + "，" * 32766, "5元" + "/元" * 16000]
)
def test_the_longest_cell_is_read_too(text: str) -> None:
    assert str(parse_target_value(text)) == text


numbers = st.decimals(
    min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False
).map(lambda number: f"{number.normalize():f}")


@given(
    comparison=st.sampled_from(["≥", "≤", "＝", ">=", "<=", "不低于", "不超过", "大于", "低于"]),
    number=numbers,
    units=st.lists(st.sampled_from(sorted(UNIT_WORDS)), min_size=1, max_size=3),
    blank=st.sampled_from(["", " ", "\u3000"]),
)
def test_the_parts_of_a_generated_value_come_back(
    comparison: str, number: str, units: list[str], blank: str
) -> None:
    unit = "/".join(units)
    is_year = len(number) == 4 and number[:2] in {"19", "20"} and unit.startswith("年")
    assume(not is_year)
    value = parse_target_value(f"{comparison}{blank}{number}{blank}{unit}")
    assert value.comparison_text == comparison
    assert value.comparison is not None
    assert value.number == Decimal(number)
    assert value.unit == normalize_unit(unit)
    assert value.remainder == ""


usual_values = st.tuples(
    st.sampled_from(["", "≥", "≤", "=", ">", "<"]),
    st.one_of(numbers, st.sampled_from(["5", "12", "2024", "2024.12", "007"])),
    st.sampled_from(["", "万"]),
    st.sampled_from(sorted(UNIT_WORDS)),
).map("".join)


@given(st.one_of(usual_values, likely_text, st.text()))
@settings(max_examples=1000)
def test_the_quick_way_finds_what_the_long_one_does(text: str) -> None:
    usual = _usual_form(text, STANDARD_VOCABULARY)

    assert usual in {None, _any_form(text, STANDARD_VOCABULARY)}


def test_the_quick_way_is_open_to_usual_values_and_keeps_to_the_words_in_force() -> None:
    assert _usual_form("≤3万元", STANDARD_VOCABULARY) is not None
    assert _usual_form("5A", STANDARD_VOCABULARY) is None  # a grade
    assert _usual_form("3月", STANDARD_VOCABULARY) is None
    own = Vocabulary(graded_words=frozenset({"5人"}), unit_words=frozenset({"人", "项目法人"}))
    assert _usual_form("5人", own) is None
    assert _usual_form("5项目法人", own) == _any_form("5项目法人", own)
    assert parse_target_value("5人", own).kind is GRADED
