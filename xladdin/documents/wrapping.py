"""Lines that a page set broke, put together again."""

import re
from decimal import Decimal

from xladdin.domain.numerals import chinese_number

_WORD_END = re.compile(r"[A-Za-z]$")
_WORD_START = re.compile(r"[A-Za-z]")
_ITEM = re.compile(
    r"\s*(?:(?P<figure>\d{1,2})(?P<stop>[.．、])(?!\d{1,2}(?!\d))"
    r"|(?P<numeral>[一二三四五六七八九十]{1,3})(?P<comma>[、.．])"
    r"|[（(](?P<inside>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<bracket>[）)]))"
)


def joined(text: str, following: str) -> str:
    """One text of two lines: without a space, unless it would run two Latin words together."""
    if _WORD_END.search(text) and _WORD_START.match(following):
        return f"{text} {following}"
    return text + following


class ItemCount:
    """Follows the numbers of a list, so that the line of the next item is known."""

    def __init__(self) -> None:
        self._reached: dict[str, Decimal] = {}

    def is_next(self, line: str) -> bool:
        """Whether a line begins the item after the one before; count it if it begins one."""
        found = _ITEM.match(line)
        if found is None:
            return False
        text = found["figure"] or found["numeral"] or found["inside"]
        number = Decimal(text) if text.isdecimal() else chinese_number(text)
        kind = found["stop"] or found["comma"] or found["bracket"]
        if number is None:
            return False
        before = self._reached.get(kind)
        if number == 1 or (before is not None and number == before + 1):
            self._reached[kind] = number
            return before is not None and number == before + 1
        return False
