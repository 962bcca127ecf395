from decimal import Decimal

import pytest

from xladdin.rules.counting import (
    counter_and_noun,
    is_general,
    may_count_the_same,
    measure,
    scale_and_unit,
)


@pytest.mark.parametrize(
    ("unit", "scale", "bare"),
    [("万亩", 10000, "亩"), ("亩", 1, "亩"), ("万", 1, "万"), ("", 1, "")],
)
def test_the_scale_of_a_unit(unit: str, scale: int, bare: str) -> None:
    assert scale_and_unit(unit) == (Decimal(scale), bare)


@pytest.mark.parametrize(
    ("unit", "counter", "noun"),
    [("个村", "个", "村"), ("名教师", "名", "教师"), ("个", "个", ""), ("公里", "公里", "")],
)
def test_a_counter_and_its_noun(unit: str, counter: str, noun: str) -> None:
    assert counter_and_noun(unit) == (counter, noun)


@pytest.mark.parametrize(
    ("unit", "counted"),
    [("名", "人"), ("位专家", "人"), ("人", "人"), ("人次", "人次"), ("个村", "村"), ("场", "场")],
)
def test_what_a_unit_counts(unit: str, counted: str) -> None:
    assert measure(unit) == counted


def test_counters_of_the_same_thing() -> None:
    assert may_count_the_same("名", "人")
    assert may_count_the_same("所", "个")
    assert not may_count_the_same("人", "人次")
    assert not may_count_the_same("公里", "米")
    assert is_general("个")
    assert not is_general("场")
