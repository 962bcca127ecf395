from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.money import (
    AmountError,
    amount_from_float,
    amount_in_wan,
    decimal_places,
    exact_text,
    format_amount,
    parse_amount,
    parse_amount_with_unit,
    round_half_up,
    wan_to_yuan,
    yuan_to_wan,
)

LARGEST = 999_999_999_999
FULL_WIDTH = str.maketrans("0123456789+-.,", "０１２３４５６７８９＋－．，")


def amounts(places: int = 6) -> st.SearchStrategy[Decimal]:
    return st.decimals(
        min_value=-LARGEST,
        max_value=LARGEST,
        places=places,
        allow_nan=False,
        allow_infinity=False,
    )


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("13.48", "13.48"),
        ("  8.00\u3000", "8"),
        ("１３．４８", "13.48"),
        ("1,234.56", "1234.56"),
        ("1，234，567", "1234567"),
        ("１２，３４５．６", "12345.6"),
        ("+5", "5"),
        ("－0.5", "-0.5"),
        ("−3", "-3"),
        ("0", "0"),
        ("0.000001", "0.000001"),
        ("999999999999.999999", "999999999999.999999"),
    ],
)
def test_a_bare_number_is_read_exactly(typed: str, amount: str) -> None:
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "金额为空"),
        (" \u3000\n", "金额为空"),
        ("2000万", "请改为 2000.00"),
        ("0.5亿元", "请改为 5000.00"),
        ("360元", "请改为 0.036"),
        ("854万(含上年结转)", "第 4 个字符“万”"),
        ("13.48\u200b", "看不见的字符"),
        ("￥360", "只填数字"),
        ("1,23", "千分位逗号位置不对"),
        ("1234,567", "千分位逗号位置不对"),
        ("1,234,56", "千分位逗号位置不对"),
        (",123", "千分位逗号位置不对"),
        ("0,123", "千分位逗号位置不对"),
        ("1e5", "第 2 个字符“e”"),
        ("nan", "不是数字"),
        ("Infinity", "不是数字"),
        ("1_000", "不是数字"),
        ("1 234", "不是数字"),
        ("١٢٣", "不是数字"),
        ("1.2.3", "小数点只能"),
        ("--5", "正负号"),
        ("+-5", "正负号"),
        (".5", "小数点前后都要有数字"),
        ("5.", "小数点前后都要有数字"),
        ("-", "正负号"),
        ("13.4800001", "小数超过 6 位"),
        ("1000000000000", "金额过大"),
    ],
)
def test_other_text_is_refused_with_what_to_do(typed: str, told: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(typed)
    assert told in caught.value.reason


def test_a_refusal_quotes_a_long_text_only_in_part() -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount("保障政务大厅正常运转" * 1000)
    assert len(caught.value.reason) < 100


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("360元", "0.036"),
        ("0.01元", "0.000001"),
        ("2千元", "0.2"),
        ("3万元", "3"),
        ("2000万", "2000"),
        ("５ 百万元", "500"),
        ("1.2亿", "12000"),
        ("0.5亿元", "5000"),
        ("¥1,234元", "0.1234"),
        ("￥ 3万元", "3"),
        ("人民币3万元", "3"),
        ("-2元", "-0.0002"),
    ],
)
def test_a_stated_unit_is_converted_exactly(typed: str, amount: str) -> None:
    assert parse_amount_with_unit(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("360", "没有写单位"),
        ("¥360", "没有写单位"),
        ("", "不是带单位的金额"),
        ("元", "不是带单位的金额"),
        ("3美元", "不是带单位的金额"),
        ("1000元/人", "不是带单位的金额"),
        ("854万(含上年结转)", "不是带单位的金额"),
        ("1,23元", "不是带单位的金额"),
        ("0.1234567元", "小数超过 6 位"),
        ("100000000亿元", "金额过大"),
    ],
)
def test_money_without_a_clear_unit_is_refused(typed: str, told: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount_with_unit(typed)
    assert told in caught.value.reason


@pytest.mark.parametrize(
    ("stored", "amount"),
    [
        (13.48, "13.48"),
        (0.1 + 0.2, "0.3"),
        (53.83, "53.83"),
        (1e11, "100000000000"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (29.7, "29.7"),
    ],
)
def test_a_stored_number_counts_as_excel_shows_it(stored: float, amount: str) -> None:
    read = amount_from_float(stored)
    assert read == Decimal(amount)
    assert not read.is_signed()


@pytest.mark.parametrize("stored", [float("nan"), float("inf"), float("-inf"), 1e12, -1e300])
def test_a_number_that_is_no_amount_is_refused(stored: float) -> None:
    with pytest.raises(AmountError):
        amount_from_float(stored)


@given(amounts(places=2))
def test_a_typed_and_a_stored_amount_are_the_same(amount: Decimal) -> None:
    assert amount_from_float(float(amount)) == amount


@given(amounts())
def test_printing_and_reading_gives_the_amount_back(amount: Decimal) -> None:
    assert parse_amount(exact_text(amount)) == amount
    assert parse_amount(f"{amount:,f}") == amount
    assert parse_amount(f" {amount:,f}".translate(FULL_WIDTH)) == amount


def outcome(parse: Callable[[str], Decimal], text: str) -> Decimal | str:
    try:
        return parse(text)
    except AmountError as error:
        return error.reason


@given(st.text())
def test_reading_gives_either_a_number_or_a_reason(text: str) -> None:
    for parse in (parse_amount, parse_amount_with_unit):
        read = outcome(parse, text)
        assert read.is_finite() if isinstance(read, Decimal) else read


@given(st.lists(amounts(), min_size=2, max_size=50))
def test_sums_are_exact_in_any_order_and_in_any_unit(listed: list[Decimal]) -> None:
    total = sum(listed, Decimal(0))
    assert total == sum(reversed(listed), Decimal(0))
    assert total == yuan_to_wan(sum(map(wan_to_yuan, listed), Decimal(0)))
    hundredths_of_a_yuan = sum(int(wan_to_yuan(amount) * 100) for amount in listed)
    assert exact_text(total) == exact_text(Decimal(hundredths_of_a_yuan).scaleb(-6))


@given(amounts())
def test_yuan_and_wan_convert_back_and_forth(amount: Decimal) -> None:
    assert yuan_to_wan(wan_to_yuan(amount)) == amount
    assert amount_in_wan(wan_to_yuan(amount), "元") == amount


def test_conversion_keeps_every_digit_of_a_very_long_number() -> None:
    assert str(yuan_to_wan(Decimal("1" * 60))) == f"{'1' * 56}.1111"


def test_conversion_writes_no_exponent() -> None:
    assert str(amount_in_wan(Decimal("0.5"), "亿元")) == "5000"


def test_conversion_refuses_what_is_no_number() -> None:
    with pytest.raises(AmountError):
        yuan_to_wan(Decimal("NaN"))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("145.195", "145.20"),
        ("58.725", "58.73"),
        ("86.455", "86.46"),
        ("-2.345", "-2.35"),
        ("-0.004", "0.00"),
        ("8", "8.00"),
        ("1E+3", "1000.00"),
        ("123456789012345678901234567890.125", "123456789012345678901234567890.13"),
    ],
)
def test_amounts_are_shown_rounded_half_up(amount: str, shown: str) -> None:
    assert format_amount(Decimal(amount)) == shown
    assert round_half_up(Decimal(amount)) == Decimal(shown)


def test_amounts_can_be_shown_with_other_decimals() -> None:
    assert format_amount(Decimal("47.235"), places=4) == "47.2350"
    assert format_amount(Decimal("47.5"), places=0) == "48"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("100.89", "100.89"),
        ("177.58", "177.58"),
        ("47.2350", "47.235"),
        ("8", "8.00"),
        ("8.10", "8.10"),
        ("1E+3", "1000.00"),
        ("0.000001", "0.000001"),
        ("-0.00", "0.00"),
    ],
)
def test_exact_text_keeps_all_and_adds_nothing(amount: str, text: str) -> None:
    assert exact_text(Decimal(amount)) == text


@given(amounts())
def test_exact_text_is_one_text_an_amount(amount: Decimal) -> None:
    text = exact_text(amount)
    assert Decimal(text) == amount
    assert exact_text(amount + Decimal("0.00000000")) == text


@pytest.mark.parametrize(
    ("amount", "places"), [("1.50", 1), ("13.48", 2), ("100", 0), ("1E+2", 0), ("0.000001", 6)]
)
def test_only_decimals_that_carry_a_value_count(amount: str, places: int) -> None:
    assert decimal_places(Decimal(amount)) == places
