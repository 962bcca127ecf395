from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.numerals import chinese_number, chinese_numeral

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number == 0:
        return "零"
    ten = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return ten + (DIGITS[ones] if ones else "")


@given(st.integers(0, 99))
def test_every_number_below_one_hundred(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("百", "100"), ("一百", "100"), ("九十八点五", "98.5"), ("零点〇五", "0.05"), ("两", "2")],
)
def test_hundred_and_decimals(text: str, number: str) -> None:
    assert chinese_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "点五", "九十五点", "三定", "十十", "二百", "95", "一点一点"])
def test_other_text_is_no_number(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (47, "四十七")],
)
def test_numerals_are_written_as_people_do(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


def test_each_is_read_back() -> None:
    assert [chinese_number(chinese_numeral(number)) for number in range(1, 100)] == list(
        range(1, 100)
    )
