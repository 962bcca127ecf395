"""Outlook's own messages."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.messages import NAME, a_workbook
from tests.mail.outlook import Content, compound_file, msg
from xladdin.mail.letter import Envelope, FilePart, Letter
from xladdin.mail.msg_reading import is_msg, read_msg


def letter_of(data: bytes) -> Letter:
    letter = read_msg(data)
    assert letter is not None
    return letter


def test_a_message() -> None:
    data = compound_file(msg({NAME: a_workbook(), "大.zip": b"x" * 9000}))

    assert is_msg(data)
    assert letter_of(data) == Letter(
        Envelope("zs@x.gov.cn", "张三", "2024-03-04T02:00:00+00:00", "", "报送", "<1@x>"),
        (FilePart(NAME, a_workbook()), FilePart("大.zip", b"x" * 9000)),
    )


def test_the_headers_it_came_with_count_first() -> None:
    headers = (
        "Received: by mx; Tue, 5 Mar 2024 08:30:00 +0800\r\nFrom: 李四 <ls@x.gov.cn>\r\n"
        "Date: Tue, 5 Mar 2024 08:00:00 +0800\r\nMessage-ID: <2@x>\r\n"
    )
    data = compound_file(msg({}, {"007D": headers, "0C1A": "张三", "0037": "报送"}))

    assert letter_of(data).envelope == Envelope(
        "ls@x.gov.cn",
        "李四",
        "2024-03-05T00:00:00+00:00",
        "2024-03-05T00:30:00+00:00",
        "报送",
        "<2@x>",
    )


def test_a_message_from_before_unicode() -> None:
    content: dict[str, bytes | Content] = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0C1A001E": "张三".encode("gbk"),
        "__attach_version1.0_#00000000": {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3704001E": "申报.xls".encode("gbk"),
            "__substg1.0_37010102": b"x",
        },
    }

    letter = letter_of(compound_file(content))

    assert letter.envelope.sender_name == "张三"
    assert letter.parts == (FilePart("申报.xls", b"x"),)


def test_a_message_in_a_message() -> None:
    inner = msg({NAME: a_workbook()}, {"0037": "原邮件", "5D01": "ls@x.gov.cn"})

    (found,) = letter_of(compound_file(msg({"转发": inner}))).parts

    assert isinstance(found, Letter)
    assert found.envelope.sender == "ls@x.gov.cn"
    assert found.envelope.key == ""
    assert found.parts == (FilePart(NAME, a_workbook()),)


def test_messages_without_end() -> None:
    content = msg({NAME: b"x"}, {"0037": "0"})
    for number in range(1, 12):
        content = msg({"内": content}, {"0037": f"{number}"})

    letter, depth = letter_of(compound_file(content)), 0
    while letter.parts and isinstance(letter.parts[0], Letter):
        letter, depth = letter.parts[0], depth + 1

    assert depth == 4


def test_times_that_are_none() -> None:
    content = msg({})
    content["__properties_version1.0"] = bytes(32) + struct.pack("<IIQ", 0x0039_0040, 6, 2**64 - 1)

    assert letter_of(compound_file(content)).envelope.sent == ""


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)]
)
def test_what_is_no_message(data: bytes) -> None:
    assert not is_msg(data)
    assert read_msg(data) is None


WHOLE = compound_file(msg({NAME: a_workbook(), "内": msg({"a.xlsx": b"y"}, {"0037": "内"})}))


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8))
def test_damage_is_no_crash(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value

    read_msg(bytes(data))
    read_msg(WHOLE[: changes[0][0]] if changes else WHOLE)
