"""Addresses of e-mail as people write them into a cell."""

import pytest

from xladdin.domain.mail_address import addresses_in, is_address


@pytest.mark.parametrize("text", ["a@b.cn", "cz.bj_1+x@mail.example.gov.cn", "12345@qq.com"])
def test_an_address(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "a@b", "@b.cn", "a@b.c", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "财政@例子.中国"),
        *("<a@b.cn>", "a@-b.cn", "a@b..cn", "a.@b.cn", "a@b.cn;c@d.cn"),
    ],
)
def test_what_is_none(text: str) -> None:
    assert not is_address(text)


def test_several_in_a_cell() -> None:
    assert addresses_in("a@b.cn；c@d.cn, a@b.cn\ne") == ("a@b.cn", "c@d.cn", "e")
    assert addresses_in("  ") == ()
