"""Number formats of a workbook: Calc's numbered list, Excel's codes."""

import re
from typing import Any

from tests.live.calc.bridge import struct

_DATE_OR_TIME, _LOGICAL, _TEXT = 2 | 4, 1024, 256  # com.sun.star.util.NumberFormat
GENERAL = 0
_LETTERS = re.compile(r'"[^"]*"|\\.|\[\$[^]]*\]|AM/PM|[A-Z]')


class NumberFormats:
    """The formats of one workbook; what it found out it keeps, for formats never change."""

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._english = struct("lang.Locale", "en", "US", "")
        self._types: dict[int, int] = {}
        self._codes: dict[int, str] = {}

    def is_date(self, key: int) -> bool:
        return self._has_type(key, _DATE_OR_TIME)

    def is_logical(self, key: int) -> bool:
        return self._has_type(key, _LOGICAL)

    def is_text(self, key: int) -> bool:
        return self._has_type(key, _TEXT)

    def key(self, code: str) -> int:
        """The number of a format, put into the list if it's new."""
        if code == "General":
            return GENERAL
        found = self._formats.queryKey(code, self._english, False)
        return int(found if found != -1 else self._formats.addNew(code, self._english))

    def code(self, key: int) -> str:
        """Excel's code: it has none for truth values, and small letters in dates."""
        if key not in self._codes:
            self._codes[key] = self._code(key)
        return self._codes[key]

    def _code(self, key: int) -> str:
        if self.is_logical(key):
            return "General"
        code = str(self._formats.getByKey(key).FormatString)
        if self.is_date(key):
            code = _LETTERS.sub(
                lambda part: part[0].lower() if len(part[0]) == 1 else part[0], code
            )
        return code

    def _has_type(self, key: int, kind: int) -> bool:
        if key == GENERAL:
            return False
        if key not in self._types:
            self._types[key] = self._formats.getByKey(key).Type
        return bool(self._types[key] & kind)
