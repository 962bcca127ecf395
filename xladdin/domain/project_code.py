"""项目编码: its parts and its check character (rules C01 to C04)."""

import re
from dataclasses import dataclass

from xladdin.domain.text import squeeze

CODE_LENGTH = 21
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and the letters that project codes use: no I, O, S, V, Z."""
CODE_PATTERN = re.compile(r"[0-9]{6}[0-9]{2}[A-Z][0-9A-HJ-NPQRTUWXY]{12}")
"""Form of a normalised code, for ``fullmatch``; seen in codes of published budgets."""

_CHECKED_KIND = "P"
_VALUES = {character: place for place, character in enumerate(ALPHABET)}
_WEIGHTS = [3**place % 31 for place in range(CODE_LENGTH - 1)]
_LOOK_ALIKES = {"I": "1", "O": "0", "S": "5", "Z": "2"}
_STORED_AS_NUMBER = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")


class ProjectCodeError(ValueError):
    """A text that is no project code; ``reason`` tells a clerk what is wrong with it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """The parts of a project code; ``str()`` puts them together again."""

    division_code: str  # 6 digits, 财政区划
    year: int  # year of the project's entry, four digits
    kind: str  # one letter: P in the sample; T and R in other published budgets
    serial: str  # 11 characters
    check_character: str

    def __str__(self) -> str:
        return f"{self._first20}{self.check_character}"

    @property
    def _first20(self) -> str:
        return f"{self.division_code}{self.year % 100:02d}{self.kind}{self.serial}"

    @property
    def check_applies(self) -> bool:
        """True where the check character follows the known rule: only in codes of kind P."""
        return self.kind == _CHECKED_KIND

    @property
    def check_matches(self) -> bool:
        """False only where the check applies and the last character is another one."""
        return not self.check_applies or check_character(self._first20) == self.check_character


def normalize_code(text: str) -> str:
    """A code as typed, in half-width capitals without white space or invisible characters."""
    return squeeze(squeeze(text).upper())


def parse_project_code(text: str) -> ProjectCode:
    """Parts of a code as typed (normalised first). Raises ProjectCodeError (rule C01)."""
    code = normalize_code(text)
    if CODE_PATTERN.fullmatch(code) is None:
        raise ProjectCodeError(_why_no_code(code))
    return ProjectCode(
        division_code=code[:6],
        year=2000 + int(code[6:8]),
        kind=code[8],
        serial=code[9:20],
        check_character=code[20],
    )


def check_character(first20: str) -> str:
    """Check character of the first 20 characters of a code of kind P (rule C02).

    The rule is inferred from published codes, not published itself: each character's place in
    ALPHABET is weighted with a power of 3, the sum taken modulo 31 and counted from the end.
    Raises ProjectCodeError when the text is no 20 characters of ALPHABET.
    """
    if len(first20) != CODE_LENGTH - 1:
        msg = f"计算校验码需要项目编码的前 20 位，现为 {len(first20)} 位"
        raise ProjectCodeError(msg)
    weighted = 0
    for place, (character, weight) in enumerate(zip(first20, _WEIGHTS, strict=True)):
        value = _VALUES.get(character)
        if value is None:
            raise ProjectCodeError(_why_not_here(place, character))
        weighted += value * weight
    return ALPHABET[30 - weighted % 31]


def _why_no_code(code: str) -> str:
    if not code:
        return "项目编码为空：请填写 21 位项目编码"
    if _STORED_AS_NUMBER.fullmatch(code):
        return "项目编码被存成了数字，后面的位数已丢失：请把单元格设为文本格式，重新填写 21 位编码"
    if len(code) != CODE_LENGTH:
        return f"项目编码应为 21 位，现为 {len(code)} 位：请对照一体化系统核对是否漏填或多填"
    place, character = next(
        (place, character) for place, character in enumerate(code) if not _fits(place, character)
    )
    return _why_not_here(place, character)


def _fits(place: int, character: str) -> bool:
    if place < 8:
        return character in "0123456789"
    if place == 8:
        return "A" <= character <= "Z"
    return character in ALPHABET


def _why_not_here(place: int, character: str) -> str:
    where = f"项目编码第 {place + 1} 位“{character}”有误"
    if place < 6:
        return f"{where}：第 1 至 6 位是区划编码，应为数字"
    if place < 8:
        return f"{where}：第 7、8 位是年份，应为数字"
    if place == 8:
        return f"{where}：第 9 位应为大写字母，如 P"
    if character in _LOOK_ALIKES:
        likely = _LOOK_ALIKES[character]
        return f"{where}：编码不使用字母 I、O、S、V、Z，请核对是否为数字 {likely}"
    return f"{where}：第 10 至 21 位只能是数字，或 I、O、S、V、Z 以外的大写字母"
