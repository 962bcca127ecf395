import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.units import UNIT_WORDS, is_money_rate, match_unit, normalize_unit

simple_units = st.sampled_from(sorted(UNIT_WORDS))


@pytest.mark.parametrize(
    "unit",
    [
        "元/年/村",
        "元/人",
        "元/人·月",
        "元／每人",
        "元/（人·天）",
        "元 / 人",
        "万元/公里",
        "人次",
        "万人次",
        "平方米",
        "㎡",
        "公里",
        "km",
        "KM",
        "M",
        "Mbps",
        "mbps",
        "GB",
        "小时",
        "个工作日",
        "天",
        "份",
        "课时",
        "亩",
        "公顷",
        "吨",
        "千瓦时",
        "千克",
        "kWh",
        "度",
        "台（套）",
        "场次",
        "个行政村",
        "个百分点",
        "次/年",
        "％",
        "‰",
        "℃",
        "分",
        "级",
    ],
)
def test_a_known_unit_is_taken_whole(unit: str) -> None:
    assert match_unit(unit) == len(unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人次以上", "人次"),
        ("%满意度调查", "%"),
        ("元/满意", "元"),
        ("元/（人·满意", "元"),
        ("个工作日内", "个工作日"),
        ("分钟", "分钟"),
        ("Max", ""),
        ("满意度调查", ""),
        ("（人）", ""),
        ("", ""),
    ],
)
def test_a_unit_ends_where_other_words_begin(text: str, unit: str) -> None:
    assert text[: match_unit(text)] == unit


def test_matching_begins_where_it_is_told_to() -> None:
    assert match_unit("≥5人次", 2) == 4


@given(st.lists(simple_units, min_size=1, max_size=4), st.sampled_from(["/", "／", "·", " / "]))
def test_joined_units_are_taken_whole(units: list[str], joint: str) -> None:
    text = joint.join(units)
    assert match_unit(text) == len(text)


@given(st.text())
def test_a_match_stays_within_the_text(text: str) -> None:
    assert 0 <= match_unit(text) <= len(text)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        (" 元 ／ 人 ", "元/人"),
        ("元/每人", "元/人"),
        ("元每人每月", "元/人/月"),
        ("元/人・月", "元/人·月"),
        ("元/人*天", "元/人·天"),
        ("元/（人·月）", "元/人·月"),
        ("台（套）", "台(套)"),
        ("㎡", "m2"),
        ("％", "%"),
        ("百分比", "%"),
        ("百分之", "%"),
        ("百分点", "百分点"),
        ("", ""),
    ],
)
def test_one_spelling_a_unit(written: str, unit: str) -> None:
    assert normalize_unit(written) == unit


@given(simple_units, simple_units)
def test_normalising_twice_changes_nothing_more(first: str, second: str) -> None:
    unit = normalize_unit(f"{first} ／每{second}")
    assert normalize_unit(unit) == unit


@pytest.mark.parametrize(
    ("unit", "is_rate"),
    [
        ("元/人", True),
        ("元/年/村", True),
        ("万元/公里", True),
        ("元/人·月", True),
        ("元", False),
        ("万元", False),
        ("元/", False),
        ("单元/栋", False),
        ("人/元", False),
        ("", False),
    ],
)
def test_money_per_something(unit: str, is_rate: bool) -> None:
    assert is_money_rate(unit) is is_rate
