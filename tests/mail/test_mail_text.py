"""Names and headers as mail programs write them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mail.messages import b_word
from xladdin.mail.mail_text import decoded, header_text, parameter_text, plain_line


def raw(data: bytes) -> str:
    """Bytes as the parser of a message gives them."""
    return data.decode("ascii", errors="surrogateescape")


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("预算".encode(), "", "预算"),
        ("预算".encode("gbk"), "", "预算"),
        ("联通".encode("gbk"), "", "联通"),
        ("转".encode("gbk"), "", "转"),
        ("朱镕基喆".encode("gbk"), "gb2312", "朱镕基喆"),
        ("㐀𠀀".encode("gb18030"), "GBK", "㐀𠀀"),
        ("預算".encode("big5"), "big5", "預算"),
        ("预算".encode("gbk"), "iso-8859-1", "预算"),
        ("预算".encode(), "us-ascii", "预算"),
        ("预算".encode("gbk"), "no-such-charset", "预算"),
        ("预算".encode(), "hex", "预算"),
    ],
)
def test_bytes_are_read_as_they_were_meant(data: bytes, charset: str, text: str) -> None:
    assert decoded(data, charset) == text


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("报送.xlsx".encode("gbk"), "报送.xlsx"),
        (b_word("报送", "UTF-8") + b".xlsx", "报送.xlsx"),
        (b"a " + b_word("报", "GBK") + b" " + b_word("送", "GBK") + b" b", "a 报送 b"),
        (b_word("报", "GBK") + b"\r\n\t" + b_word("送", "utf-8"), "报送"),
        (b"=?utf-8?Q?a=5Fb_c?=", "a_b c"),
        (b"=?utf-8*zh-cn?B?5oql?=", "报"),
        (b"=?gb2312?B?" + base64.b64encode("报".encode("gbk")).rstrip(b"=") + b"?=", "报"),
        (b"=?utf-8?B?A?=", "A"),
        (b"=?x?", "=?x?"),
        (b"C:\\users\\new =?utf-8?B?5oql?=", "C:\\users\\new 报"),
    ],
)
def test_headers_are_read(header: bytes, text: str) -> None:
    assert header_text(raw(header)) == text


def test_text_that_is_no_bytes_stays() -> None:
    assert header_text("报送.xlsx") == "报送.xlsx"
    assert header_text("报\udc80") == "报?"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (("GB2312", "", "镕.xlsx".encode("gbk").decode("latin-1")), "镕.xlsx"),
        ((None, None, "报.xlsx".encode().decode("latin-1")), "报.xlsx"),
        (("utf-8", "", "报.xlsx"), "报.xlsx"),
        ("%E6%8A%A5.xlsx", "报.xlsx"),
        ("100%25.xlsx", "100%25.xlsx"),
        ("100%ZZ %FF.xlsx", "100%ZZ %FF.xlsx"),
    ],
)
def test_parameters_are_read(value: str | tuple[str | None, str | None, str], text: str) -> None:
    assert parameter_text(value) == text


def test_a_strangers_text_is_one_plain_line() -> None:
    assert (
        plain_line("第一行\r\n 第二行\x1b[31m\u202exslx.exe\udcff") == "第一行 第二行[31mxslx.exe"
    )
    assert plain_line("e\u0301") == "é"
    assert len(plain_line("长" * 10_000)) == 200


@given(st.binary(max_size=200), st.text(max_size=12))
def test_nothing_makes_it_raise(data: bytes, charset: str) -> None:
    text = plain_line(header_text(raw(data)) + decoded(data, charset) + parameter_text(raw(data)))

    text.encode()


@given(st.text(max_size=40))
def test_any_text_makes_a_line(text: str) -> None:
    for made in (header_text(text), parameter_text(text), parameter_text((text, "", text))):
        assert "\n" not in plain_line(made)
        plain_line(made).encode()
