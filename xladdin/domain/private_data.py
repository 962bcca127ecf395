"""Numbers of persons in a text: telephones, identity numbers, bank accounts.

What merely has as many digits is told apart: project codes, amounts, numbers of documents.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_ALONE = r"(?<![0-9A-Za-z.\-])(?<!编号)(?<!编号:)(?<!编码)(?<!编码:)(?<!代码)(?<!代码:)(?<!单号)"
_NO_QUANTITY = (
    r"(?![0-9A-Za-z\-]|\.\d|\s*(?:[万亿千百元%人户吨度米亩件个次条]|公斤|公里|平方|立方))"
)
_MOBILE = re.compile(rf"{_ALONE}(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_NO_QUANTITY}")
_LANDLINE = re.compile(
    rf"{_ALONE}(?:\(0(?:10|2\d|[3-9]\d\d)\)[ -]?|0(?:10|2\d|[3-9]\d\d)[ -])"
    rf"[2-8]\d{{6,7}}{_NO_QUANTITY}"
)
_SAID_TELEPHONE = re.compile(
    r"(?:电话|手机|联系方式|传真)(?:号码?|是|为)?[: ]*(?P<number>[0-9(][0-9()\- ]{5,18}[0-9])"
    + _NO_QUANTITY
)
_IDENTITY = re.compile(
    rf"{_ALONE}[1-9]\d{{5}}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}[\dXx]"
    r"(?![0-9A-Za-z])"
)
_SAID_IDENTITY = re.compile(
    r"身份证(?:件)?(?:号码?)?(?:是|为)?[: ]*(?P<number>\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])"
)
_CARD = re.compile(rf"{_ALONE}62\d\d(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?{_NO_QUANTITY}")
_SAID_ACCOUNT = re.compile(
    r"(?:账号|帐号|卡号|银行卡|(?:银行|对公|收款)[账帐]户)(?:号码?)?(?:是|为)?[: ]*"
    r"(?P<number>\d[\d -]{7,28}\d)" + _NO_QUANTITY
)
_MAY_HOLD_ANY = re.compile(r"\d(?:[\s()（）\-－]{0,2}\d){6}")
_SERVICE_NUMBERS = ("400", "800", "95", "96")  # of hotlines, which are meant to be known
_FEWEST_OF_TELEPHONE = 7  # digits
_LONGEST_TELEPHONE = 13
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"


class PrivateKind(StrEnum):
    """What a number belongs to."""

    MOBILE = "mobile"
    TELEPHONE = "telephone"
    IDENTITY = "identity"
    ACCOUNT = "account"

    @property
    def label(self) -> str:
        """The Chinese word in messages."""
        return {
            "mobile": "手机号码",
            "telephone": "电话号码",
            "identity": "身份证号码",
            "account": "银行账号",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """A number found in a text."""

    kind: PrivateKind
    text: str

    @property
    def masked(self) -> str:
        """The number as a message may repeat it: its beginning and its end."""
        digits = re.sub(r"[^0-9Xx]", "", self.text)
        return f"{digits[:3]}****{digits[-2:]}"


def may_hold_number(text: str) -> bool:
    """False where a text surely has none: it lacks seven digits in a row."""
    return _MAY_HOLD_ANY.search(text) is not None


def private_numbers(text: str) -> list[PrivateNumber]:
    """The numbers of persons in a text, each once, in the order of their kinds."""
    if not may_hold_number(text):
        return []
    plain = unicodedata.normalize("NFKC", text)
    found: dict[str, PrivateKind] = {}
    for number in _identities(plain):
        found.setdefault(number, PrivateKind.IDENTITY)
    for number in _accounts(plain):
        found.setdefault(number, PrivateKind.ACCOUNT)
    for match in _MOBILE.finditer(plain):
        found.setdefault(match[0], PrivateKind.MOBILE)
    for number in _telephones(plain):
        found.setdefault(number, PrivateKind.TELEPHONE)
    return [PrivateNumber(kind, number) for number, kind in found.items()]


def has_identity_check(number: str) -> bool:
    """True where the last of 18 characters is the check character of the others (GB 11643)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(number[:17], _IDENTITY_WEIGHTS, strict=True)
    )
    return _IDENTITY_CHECKS[total % 11] == number[17].upper()


def has_card_check(digits: str) -> bool:
    """True where the last digit is the check digit of the others (Luhn)."""
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    total = sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)
    return total % 10 == 0


def _identities(plain: str) -> list[str]:
    said = [match["number"] for match in _SAID_IDENTITY.finditer(plain)]
    return said + [m[0] for m in _IDENTITY.finditer(plain) if has_identity_check(m[0])]


def _accounts(plain: str) -> list[str]:
    said = [match["number"] for match in _SAID_ACCOUNT.finditer(plain)]
    return said + [m[0] for m in _CARD.finditer(plain) if has_card_check(_digits(m[0]))]


def _telephones(plain: str) -> list[str]:
    said = [match["number"] for match in _SAID_TELEPHONE.finditer(plain)]
    numbers = [match[0] for match in _LANDLINE.finditer(plain)]
    for number in said:
        digits = _digits(number)
        is_long_enough = _FEWEST_OF_TELEPHONE <= len(digits) <= _LONGEST_TELEPHONE
        if is_long_enough and not _MOBILE.fullmatch(number):
            numbers.append(number)
    return [n for n in dict.fromkeys(numbers) if not _digits(n).startswith(_SERVICE_NUMBERS)]


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
