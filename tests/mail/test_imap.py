"""Addresses of mailboxes and names of their folders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import UsageError
from xladdin.mail.imap import Access, Mailbox, decode_folder, encode_folder, parse_mailbox


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("imaps://a@b", Mailbox("a", "b", 993, "INBOX")),
        ("imaps://a@b/", Mailbox("a", "b", 993, "INBOX")),
        ("IMAPS://a@b:1993/INBOX/预算", Mailbox("a", "b", 1993, "INBOX/预算")),
        (
            "imaps://a@x.cn@mail.x.cn/%E9%A2%84%E7%AE%97",
            Mailbox("a@x.cn", "mail.x.cn", 993, "预算"),
        ),
        ("imaps://a%40x.cn@b/c", Mailbox("a@x.cn", "b", 993, "c")),
    ],
)
def test_addresses(text: str, mailbox: Mailbox) -> None:
    assert parse_mailbox(text) == mailbox
    assert parse_mailbox(mailbox.address) == mailbox


@pytest.mark.parametrize(
    "text", ["imaps://", "imaps://b/c", "imaps://a@/c", "imaps://a@b:x/c", "imaps://a@b/c?d"]
)
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(UsageError, match="写法不对"):
        parse_mailbox(text)


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("INBOX", "INBOX"),
        ("其他文件夹/预算", "&UXZO1mWHTvZZOQ-/&mIR7lw-"),
        ("A&B", "A&-B"),
        ("台北&日本語", "&U,BTFw-&-&ZeVnLIqe-"),
        ("😀", "&2D3eAA-"),
    ],
)
def test_names_of_folders(name: str, encoded: str) -> None:
    assert encode_folder(name) == encoded
    assert decode_folder(encoded) == name


@given(st.text(max_size=30))
def test_any_name_of_a_folder(name: str) -> None:
    encoded = encode_folder(name)

    assert encoded.isascii()
    assert encoded.isprintable()
    assert decode_folder(encoded) == name


@given(st.text(max_size=30))
def test_any_name_from_a_server(name: str) -> None:
    decode_folder(name)


def test_the_password_is_in_no_representation() -> None:
    assert "secret" not in repr(Access("secret"))
