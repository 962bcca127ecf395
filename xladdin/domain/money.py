"""Exact amounts in 万元, as Decimal from the cell to the summary: no binary fractions.

Text is either a number or it is refused with a reason that a clerk can act on; it never counts 0.
"""

import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeAlias

from xladdin.domain.text import quoted

AmountWan: TypeAlias = Decimal
"""An amount in 万元."""

MAX_DECIMALS = 6  # 1 分 is 0.000001 万元
MAX_INTEGER_DIGITS = 12  # keeps a sum of ten thousand million amounts exact in 28 digits

WAN_EXPONENTS = {
    "元": -4,
    "百元": -2,
    "千元": -1,
    "万": 0,
    "万元": 0,
    "十万元": 1,
    "百万元": 2,
    "千万元": 3,
    "亿": 4,
    "亿元": 4,
}
"""Power of ten that turns a number of this unit into 万元."""

_DIGIT = "[0-9０-９]"
_NUMBER = (
    rf"(?P<sign>[+＋\-－−]?)"
    rf"(?P<whole>(?![0０]){_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+|{_DIGIT}+)"
    rf"(?:[.．](?P<fraction>{_DIGIT}+))?"
)
_BARE_NUMBER = re.compile(_NUMBER)
_NUMBER_WITH_UNIT = re.compile(
    rf"(?:[¥￥]|人民币)?\s*{_NUMBER}\s*(?P<unit>{'|'.join(WAN_EXPONENTS)})?"
)
_ALLOWED = re.compile(r"[0-9０-９+＋\-－−,，.．]")
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


class AmountError(ValueError):
    """A text or number that is no amount; ``reason`` tells a clerk why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_amount(text: str) -> Decimal:
    """Amount of a money cell whose unit is 万元, from a bare number as typed.

    Digits, sign, comma and point may be full width; commas must part groups of three. Raises
    AmountError for anything else, among it an empty text and ``2000万``.
    """
    stripped = text.strip()
    if not stripped:
        msg = "金额为空：请填写数字（单位：万元），没有金额请填 0"
        raise AmountError(msg)
    found = _BARE_NUMBER.fullmatch(stripped)
    if found is None:
        raise AmountError(_why_not_bare(stripped))
    return _checked(_decimal(found))


def parse_amount_with_unit(text: str) -> Decimal:
    """Exact amount in 万元 of a text that states its unit: ``360元``, ``3万元``, ``￥0.5亿元``.

    Raises AmountError when there is no number, no unit or something else in the text.
    """
    stripped = text.strip()
    found = _NUMBER_WITH_UNIT.fullmatch(stripped)
    if found is None:
        msg = f"{quoted(stripped)}不是带单位的金额：请写成数字加单位，如 360元、3万元、0.5亿元"
        raise AmountError(msg)
    if found["unit"] is None:
        msg = f"{quoted(stripped)}没有写单位：请在数字后写明元、万元或亿元"
        raise AmountError(msg)
    return _checked(_shifted(_decimal(found), WAN_EXPONENTS[found["unit"]]))


def amount_from_float(value: float) -> Decimal:
    """Exact amount of a number that Excel stored, by the 15 significant digits Excel shows.

    Raises AmountError for NaN, an infinity or an amount too large for the form.
    """
    if not math.isfinite(value):
        msg = "单元格里的数不是有限的数字：请重新填写金额（单位：万元）"
        raise AmountError(msg)
    return _checked(Decimal(format(value, ".15g")))


def amount_in_wan(number: Decimal, unit: str) -> Decimal:
    """Exact amount in 万元 of a number of ``unit``, a key of WAN_EXPONENTS (else KeyError)."""
    return _shifted(number, WAN_EXPONENTS[unit])


def yuan_to_wan(yuan: Decimal) -> Decimal:
    """元 -> 万元, exact."""
    return _shifted(yuan, -4)


def wan_to_yuan(amount: Decimal) -> Decimal:
    """万元 -> 元, exact."""
    return _shifted(amount, 4)


def round_half_up(amount: Decimal, places: int = 2) -> Decimal:
    """The amount with that many decimals, halves away from zero (for display, never for sums)."""
    return _unsigned_zero(amount.quantize(Decimal((0, (1,), -places)), context=_WIDE))


def format_amount(amount: Decimal, places: int = 2) -> str:
    """Fixed-point text rounded half-up: 145.195 -> ``145.20``."""
    return f"{round_half_up(amount, places):f}"


def exact_text(amount: Decimal) -> str:
    """The exact amount in its shortest fixed-point text of two or more decimals.

    100.89 -> ``100.89``, 47.2350 -> ``47.235``, 8 -> ``8.00``.
    """
    whole, _, fraction = f"{_unsigned_zero(amount):f}".partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"


def decimal_places(amount: Decimal) -> int:
    """Number of decimals that carry a value: 2 for 1.50 is 1, trailing zeros don't count."""
    return len(f"{amount:f}".partition(".")[2].rstrip("0"))


def _decimal(number: re.Match[str]) -> Decimal:
    fraction = number["fraction"] or ""
    if len(fraction) > MAX_DECIMALS:
        msg = f"{quoted(number.string)}的小数超过 {MAX_DECIMALS} 位：请核对金额并减少小数位"
        raise AmountError(msg)
    typed = f"{number['sign']}{number['whole']}.{fraction}".replace("−", "-")
    plain = unicodedata.normalize("NFKC", typed).replace(",", "")
    return _unsigned_zero(Decimal(plain))


def _checked(amount: Decimal) -> Decimal:
    if amount and amount.adjusted() >= MAX_INTEGER_DIGITS:
        msg = f"金额过大，整数部分超过 {MAX_INTEGER_DIGITS} 位：请核对数字，单位是万元"
        raise AmountError(msg)
    return _unsigned_zero(amount)


def _shifted(amount: Decimal, places: int) -> Decimal:
    sign, digits, exponent = amount.as_tuple()
    if not isinstance(exponent, int):
        msg = "不是有限的数字，不能换算金额单位"
        raise AmountError(msg)
    shifted = Decimal((sign, digits, exponent + places))
    return Decimal(f"{shifted:f}")  # 5E+3 -> 5000: the same number, written out


def _unsigned_zero(amount: Decimal) -> Decimal:
    return amount or amount.copy_abs()


def _why_not_bare(text: str) -> str:
    with_unit = _NUMBER_WITH_UNIT.fullmatch(text)
    if with_unit is not None:
        try:
            amount = parse_amount_with_unit(text)
        except AmountError:
            return f"{quoted(text)}不是数字：本栏单位是万元，只填数字，如 1234.56"
        return f"{quoted(text)}带有单位：本栏单位是万元，只填数字，请改为 {exact_text(amount)}"
    for place, character in enumerate(text, start=1):
        if not _ALLOWED.match(character):
            shown = (
                character if character.isprintable() else f"U+{ord(character):04X}（看不见的字符）"
            )
            return (
                f"{quoted(text)}不是数字：第 {place} 个字符“{shown}”不能写在金额里；"
                "本栏单位是万元，只填数字，如 1234.56"
            )
    if re.search("[,，]", text):
        return f"{quoted(text)}的千分位逗号位置不对：请每三位一个逗号，如 1,234.56，或不写逗号"
    return f"{quoted(text)}不是数字：正负号、小数点只能各写一个，小数点前后都要有数字，如 1234.56"
