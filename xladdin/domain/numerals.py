"""Chinese numerals up to one hundred, as in 百分之九十五 or 十二月."""

import re
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_ONE_TO_NINE = "[一二三四五六七八九两]"
_NUMERAL = re.compile(
    rf"(?P<hundred>一?百)|(?:(?P<tens>{_ONE_TO_NINE})?(?P<ten>十))?(?P<ones>[零〇一二三四五六七八九两])?"
    rf"(?:点(?P<fraction>[零〇一二三四五六七八九]+))?"
)


def chinese_number(text: str) -> Decimal | None:
    """The number 0 to 100 that a Chinese numeral names; None for any other text."""
    found = _NUMERAL.fullmatch(text)
    if found is None:
        return None
    if found["hundred"]:
        return Decimal(100)
    if not (found["ten"] or found["ones"]):
        return None
    tens = _digit(found["tens"] or "一") if found["ten"] else 0
    whole = 10 * tens + _digit(found["ones"] or "零")
    fraction = "".join(str(_digit(character)) for character in found["fraction"] or "")
    return Decimal(f"{whole}.{fraction}")


def chinese_numeral(number: int) -> str:
    """The Chinese numeral of 1 to 99: 12 is 十二."""
    tens, ones = divmod(number, 10)
    ten = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (_DIGITS[ones] if ones else "")


def _digit(character: str) -> int:
    return _DIGITS.index(character.translate(str.maketrans("〇两", "零二")))
