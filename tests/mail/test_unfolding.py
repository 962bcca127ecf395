"""Workbooks found in messages in zips in messages."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mail.messages import (
    DATE,
    NAME,
    PROGRAMS,
    SENDER,
    a_workbook,
    attached,
    mail,
    nested,
    simple_mail,
    text_part,
)
from tests.mail.outlook import compound_file, msg
from tests.mail.zips import zip_with_raw_names
from tests.workbook.odd_files import bomb
from tests.workbook.packages import zipped
from xladdin.mail import unfolding
from xladdin.mail.letter import FilePart
from xladdin.mail.unfolding import Find, Unfolding
from xladdin.workbook import guard


def finds(data: bytes, name: str = "信.eml") -> list[Find]:
    return list(Unfolding().finds(FilePart(name, data)))


def problems(data: bytes, name: str = "信.eml") -> dict[str, str]:
    return {find.name: find.problem for find in finds(data, name)}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_message_of_each_program(program: str) -> None:
    (find,) = finds(mail([text_part(), PROGRAMS[program]]))

    assert (find.name, find.content, find.via, find.problem) == (NAME, a_workbook(), (), "")
    assert find.envelope.sender == "zs@x.gov.cn"


def packed(content: Mapping[str, bytes]) -> bytes:
    return zip_with_raw_names({name.encode("gbk"): data for name, data in content.items()})


def test_zips_and_messages_in_each_other() -> None:
    inner = packed({"第二层/乙.xlsx": a_workbook(2), "说明.txt": b"x"})
    outer = packed({"甲.xlsx": a_workbook(1), "里.zip": inner, "转.eml": simple_mail(3)})
    found = finds(mail([text_part(), attached(outer, "报送.zip")]))

    assert [(find.name, find.via) for find in found] == [
        ("甲.xlsx", ("报送.zip",)),
        ("第二层/乙.xlsx", ("报送.zip", "里.zip")),
        (NAME, ("报送.zip", "转.eml")),
    ]
    assert [find.content for find in found] == [a_workbook(n) for n in (1, 2, 3)]


def test_a_forwarded_message_keeps_its_sender() -> None:
    inner = mail([attached(a_workbook())], b"From: ls@y.gov.cn\r\nSubject: Q1\r\n", b"<2@y>")
    forwarded = mail([text_part("转发"), nested(inner)])
    outlook = compound_file(msg({"转": msg({NAME: a_workbook()}, {"0037": "Q2"})}))

    (find,) = finds(forwarded)
    (from_outlook,) = finds(outlook, "信.msg")

    assert (find.envelope.sender, find.envelope.key) == ("ls@y.gov.cn", "<2@y>")
    assert find.via == ("邮件“Q1”",)
    # who doesn't name a sender is known by the message around it
    assert (from_outlook.envelope.sender, from_outlook.via) == ("zs@x.gov.cn", ("邮件“Q2”",))
    assert from_outlook.envelope.key == "<1@x>"


def test_a_message_without_a_sender_keeps_the_rest() -> None:
    data = mail([attached(a_workbook())], DATE + b"Subject: x\r\n")

    (find,) = finds(data)

    assert (find.envelope.sender, find.envelope.subject) == ("", "x")
    assert find.envelope.sent == "2024-03-04T02:00:00+00:00"


def test_what_is_refused_leaves_the_rest() -> None:
    found = problems(
        mail([
            text_part(),
            attached(b"MZ", "申报表.exe"),
            attached(a_workbook(), "../a.xlsx"),
            attached(a_workbook(), "校验设置.xlsx"),
            attached(bomb(), "炸弹.xlsx"),
            attached(b"PK\x03\x04", "坏.zip"),
            attached(b"x", "转.eml"),
            attached(b"\x89PNG", "章.png"),
            attached(a_workbook(), NAME),
        ])
    )  # fmt: skip

    assert list(found) == [
        "申报表.exe", "../a.xlsx", "校验设置.xlsx", "炸弹.xlsx", "坏.zip", "转.eml", NAME,
    ]  # fmt: skip
    assert "程序" in found["申报表.exe"]
    assert "恶意" in found["炸弹.xlsx"]
    assert "损坏" in found["坏.zip"]
    assert "不是邮件" in found["转.eml"]
    assert found[NAME] == ""


def test_names_in_zips_are_judged_before_anything_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "MAX_FILE_BYTES", 5000)
    data = zipped({
        "../a.xlsx": "x", "C:\\a.xlsx": "x", "a.exe": "x", "大.xlsx": bytes(9000), "b.txt": "x",
    })  # fmt: skip

    found = problems(data, "包.zip")

    assert list(found) == ["../a.xlsx", "C:/a.xlsx", "a.exe", "大.xlsx"]
    assert "过大" in found["大.xlsx"]


def test_zips_within_zips_have_an_end() -> None:
    data = a_workbook()
    for number in range(9):
        data = zipped({f"{number}.zip" if number else NAME: data})

    (find,) = finds(data, "包.zip")

    assert "太多层" in find.problem


def test_messages_within_messages_have_an_end() -> None:
    data = simple_mail()
    for _ in range(9):
        data = mail([nested(data)])

    (find,) = finds(data)

    assert "太多层" in find.problem


def test_what_is_unpacked_altogether_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = random.Random(1).randbytes(2**20)  # noqa: S311 -- only has to be large
    monkeypatch.setattr(unfolding, "MAX_UNPACKED_BYTES", 5 * 2**20)
    data = zipped({"a.zip": zipped({f"{n}.bin": noise for n in range(3)}), NAME: a_workbook()})

    assert [find.problem[:12] for find in finds(data, "包.zip")] == ["邮件或压缩包里的内容太多", ""]


def test_files_altogether_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfolding, "MAX_PARTS", 3)
    data = mail([attached(a_workbook(n), f"{n}.xlsx") for n in range(4)])

    assert [bool(find.problem) for find in finds(data)] == [False, False, True, True]


def test_a_mailbox_in_a_zip() -> None:
    mailbox = b"".join(b"From - Mon\r\n" + simple_mail(n) + b"\r\n" for n in (1, 2))

    found = finds(zipped({"邮件.mbox": mailbox}), "包.zip")

    assert [find.content for find in found] == [a_workbook(1), a_workbook(2)]


def test_a_bounce_is_no_submission() -> None:
    data = mail(
        [text_part("无法投递"), nested(simple_mail())],
        SENDER + DATE + b"Subject: Undelivered\r\n",
        kind=b"multipart/report",
    )

    (find,) = finds(data)

    assert "退信" in find.problem
    assert find.envelope.sender == "zs@x.gov.cn"


def test_a_link_to_a_file_is_told_where_there_is_no_other() -> None:
    link = text_part("https://wx.mail.qq.com/ftn/download?x", b"text/html")

    assert [find.problem[:12] for find in finds(mail([link]))] == ["附件是邮箱的超大附件链接"]
    assert [find.problem for find in finds(mail([link, attached(a_workbook())]))] == [""]


def test_messages_are_counted() -> None:
    whole = Unfolding()

    list(whole.finds(FilePart("信.eml", mail([nested(simple_mail())]))))

    assert whole.messages == 2


@given(
    st.binary(max_size=400), st.sampled_from(["a.eml", "a.msg", "a.zip", "a.mbox", "a.xlsx", "a"])
)
def test_any_bytes_are_no_crash(data: bytes, name: str) -> None:
    for head in (b"", b"From: a@b\r\n", b"From - \r\n", b"PK\x03\x04"):
        finds(head + data, name)


WHOLE = mail([attached(zipped({NAME: a_workbook(), "b.zip": zipped({"a.txt": "x"})}), "包.zip")])
ZIPPED = zipped({NAME: a_workbook(), "b.eml": simple_mail()})


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8))
def test_damage_is_no_crash(changes: list[tuple[int, int]]) -> None:
    for whole, name in ((WHOLE, "a.eml"), (ZIPPED, "a.zip")):
        data = bytearray(whole)
        for at, value in changes:
            data[at % len(data)] = value
        finds(bytes(data), name)
