"""Messages taken apart: who sent them, and the files in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mail.messages import (
    DATE,
    NAME,
    PROGRAMS,
    SENDER,
    STREAM,
    XLSX,
    a_workbook,
    attached,
    b_word,
    base64_lines,
    mail,
    nested,
    part,
    simple_mail,
    text_part,
)
from xladdin.mail.letter import Envelope, FilePart, Letter
from xladdin.mail.mime_reading import read_mime


def letter_of(data: bytes) -> Letter:
    letter = read_mime(data)
    assert letter is not None
    return letter


def files(data: bytes) -> list[FilePart]:
    return [file for file in letter_of(data).parts if isinstance(file, FilePart)]


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_s_way_of_naming_a_file(program: str) -> None:
    assert files(mail([text_part(), PROGRAMS[program]])) == [FilePart(NAME, a_workbook())]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (b"From: zs@x.gov.cn\r\n", ("zs@x.gov.cn", "")),
        (b'From: "' + b_word("张三", "gb18030") + b'" <1@qq.com>\r\n', ("1@qq.com", "张三")),
        (b"From: " + b_word("张三, 财务", "UTF-8") + b" <a@b>\r\n", ("a@b", "张三, 财务")),
        (b"From: " + b_word("张三 <a@b>", "UTF-8") + b"\r\n", ("a@b", "张三")),
        ("From: 张三 <a@b>\r\n".encode("gbk"), ("a@b", "张三")),
        (b"Sender: a@b\r\n", ("a@b", "")),
        (b"Return-Path: <a@b>\r\n", ("a@b", "")),
        (b"From: \r\nReturn-Path: <a@b>\r\n", ("a@b", "")),
        (b"Subject: x\r\n", ("", "")),
    ],
)
def test_who_sent_it(headers: bytes, expected: tuple[str, str]) -> None:
    envelope = letter_of(mail([text_part(), attached(b"x")], headers + DATE)).envelope

    assert (envelope.sender, envelope.sender_name) == expected


def test_when_it_was_sent_and_when_it_arrived() -> None:
    received = (
        b"Received: from mx (mx [1.2.3.4]) by mail.x;\r\n\tTue, 5 Mar 2024 08:30:00 +0800\r\n"
        b"Received: from pc by mx; Mon, 4 Mar 2024 10:00:05 +0800\r\n"
    )
    subject = b"Subject: " + b_word("报送：第2次", "GBK") + b"\r\n"

    assert letter_of(mail([], received + SENDER + DATE + subject)).envelope == Envelope(
        sender="zs@x.gov.cn",
        sent="2024-03-04T02:00:00+00:00",
        arrived="2024-03-05T00:30:00+00:00",
        subject="报送：第2次",
        key="<1@x.gov.cn>",
    )


@pytest.mark.parametrize(
    "date", [b"", b"yesterday", b"Mon, 99 Mar 2024", b"31 Dec 9999 23:59:59 -1200", b"\xff"]
)
def test_a_date_that_is_none(date: bytes) -> None:
    envelope = letter_of(mail([], SENDER + b"Date: " + date + b"\r\n")).envelope

    assert envelope.sent == ""


def test_a_message_without_an_identity_is_known_by_its_bytes() -> None:
    keys = {
        letter_of(mail([text_part(text)], key=key)).envelope.key
        for text in ("甲", "乙")
        for key in (b"", b"<" + b"x" * 400 + b"@x>")
    }

    assert len(keys) == 4
    assert all(key.startswith("sha256:") for key in keys)


def test_bodies_are_no_files_and_attached_texts_are() -> None:
    note = b'Content-Type: text/plain; name="a.txt"\r\n\r\nx\r\n'
    unnamed = b"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nx\r\n"
    alternatives = mail([text_part(), text_part("<p>", b"text/html")], b"", b"", b"x/y", b"=_c")
    body = alternatives.replace(b"x/y", b"multipart/alternative")

    found = files(mail([body, note, unnamed]))

    assert [file.name for file in found] == ["a.txt", "未命名附件"]


def test_an_unnamed_file_is_named_by_its_type() -> None:
    found = files(mail([part(b"x", b"attachment", XLSX), part(b"x", b"inline", STREAM)]))

    assert [file.name for file in found] == ["未命名附件.xlsx", "未命名附件"]


def test_a_message_that_is_one_attachment() -> None:
    data = SENDER + b"MIME-Version: 1.0\r\n" + PROGRAMS["QQ"]

    assert files(data) == [FilePart(NAME, a_workbook())]


def test_messages_in_messages() -> None:
    inner = simple_mail(key=b"<inner@x>")
    letter = letter_of(mail([text_part("转发"), nested(mail([nested(inner)]))]))

    (middle,) = letter.parts
    assert isinstance(middle, Letter)
    (innermost,) = middle.parts
    assert isinstance(innermost, Letter)
    assert innermost.envelope.key == "<inner@x>"
    assert innermost.parts == (FilePart(NAME, a_workbook()),)


def test_a_message_attached_in_base64() -> None:
    encoded = (
        b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64_lines(simple_mail())
    )

    (file,) = files(mail([encoded]))

    assert file.name == "未命名附件.eml"
    assert files(file.content) == [FilePart(NAME, a_workbook())]


def test_names_that_email_cannot_sort() -> None:
    mixed = b"attachment; filename*=UTF-8''a.xlsx; filename*0*=UTF-8''b.xlsx"

    (file,) = files(mail([part(b"x", mixed, STREAM + b'; name="c.xlsx"')]))

    assert file == FilePart("c.xlsx", b"x")


def test_bounces_and_links_are_told() -> None:
    links = "https://wx.mail.qq.com/ftn/download?func=3", "https://mail.qq.com/cgi-bin/ftnExs_d"

    assert letter_of(mail([text_part()], kind=b"multipart/report")).is_bounce
    for link in links:
        assert letter_of(mail([text_part(f"<a href='{link}'>", b"text/html")])).has_cloud_link
    assert not letter_of(mail([text_part("不要用超大附件")])).has_cloud_link


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 9, b"Subject: x\r\n\r\nhello"])
def test_what_is_no_message(data: bytes) -> None:
    assert read_mime(data) is None


def test_parts_without_end_are_no_crash() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(3000)
    )

    assert read_mime(SENDER + deep) is None


MADE_TO_HANG = {
    "semicolons": b'Content-Disposition: attachment; filename="' + b";" * 2_000_000 + b"\r\n\r\nx",
    "pieces": b"Content-Disposition: attachment; "
    + b"".join(b"filename*%d*=a;" % number for number in range(200_000)),
    "words": b"Subject: " + b"=?utf-8?Q?a?= " * 500_000,
    "boundaries": b"".join(
        b'Content-Type: multipart/a; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(200)
    )
    + b"x\r\n" * 800_000,
    "parts": b'Content-Type: multipart/a; boundary="a"\r\n\r\n' + b"--a\r\n\r\n" * 500_000,
    "messages": b"Content-Type: message/rfc822\r\n\r\n" * 150 + b"x" * 5_000_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("case", MADE_TO_HANG)
def test_messages_made_to_keep_a_reader_busy(case: str) -> None:
    read_mime(SENDER + MADE_TO_HANG[case])


def test_an_address_made_to_break_the_reader_costs_no_file() -> None:
    headers = b"From: " + b"(" * 5000 + b" <a@b>\r\n"

    assert files(mail([text_part(), PROGRAMS["QQ"]], headers)) == [FilePart(NAME, a_workbook())]


HEADERS = st.sampled_from([
    b"From: ", b"Date: ", b"Content-Type: multipart/mixed; boundary=a\r\n", b"--a\r\n", b"--a--",
    b"Content-Type: message/rfc822\r\n", b"Content-Transfer-Encoding: base64\r\n", b"\r\n\r\n",
    b"Content-Disposition: attachment; filename*0*=gb2312''%C4; filename*1=", b"Message-ID: <",
    b"Content-Transfer-Encoding: quoted-printable\r\n", b"Content-Transfer-Encoding: uuencode\r\n",
    b'filename="=?gb2312?B?', b"; name*=", b"Received: ;", b"\r\n ", b"begin 644 a\r\n",
])  # fmt: skip


@given(st.binary(max_size=300))
def test_any_bytes_are_no_crash(data: bytes) -> None:
    read_mime(data)


@given(st.lists(HEADERS | st.binary(max_size=20), max_size=25))
def test_anything_like_a_message_is_no_crash(pieces: list[bytes]) -> None:
    letter = read_mime(b"".join(pieces))

    assert letter is None or isinstance(letter.envelope.key, str)
