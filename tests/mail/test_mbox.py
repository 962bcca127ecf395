"""Mailbox files, a message at a time."""

import io

import pytest

from xladdin.mail.mbox import split_mailbox


def split(data: bytes, longest: int = 1000) -> list[bytes | None]:
    return list(split_mailbox(io.BytesIO(data), longest))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_messages_are_told_apart(end: bytes) -> None:
    lines = [
        b"From a Mon",
        b"Subject: 1",
        b"",
        b"x",
        b"",
        b"From - Tue",
        b"Subject: 2",
        b"",
        b"y",
        b"",
    ]

    first, second = split(end.join(lines))

    assert first is not None
    assert first.split(end)[:3] == [b"Subject: 1", b"", b"x"]
    assert second == end.join([b"Subject: 2", b"", b"y", b""])


def test_a_sentence_is_no_separator() -> None:
    assert split(b"From a\nA: b\n\nx\nFrom here on\n") == [b"A: b\n\nx\nFrom here on\n"]


def test_what_stands_before_the_first_message_is_none() -> None:
    assert split(b"") == []
    assert split(b"x\ny\n") == []


def test_a_message_that_is_too_big_does_not_stop_the_rest() -> None:
    assert split(b"From a\n" + b"x" * 90 + b"\n\nFrom b\ny\n", 50) == [None, b"y\n"]
