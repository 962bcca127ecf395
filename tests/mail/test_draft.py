"""Drafts: what mail programs read, and what a stranger's text can't do."""

from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from tests.mail.drafts import draft_text, read_draft
from xladdin.domain.letter_settings import Placeholder, Wording
from xladdin.mail.draft import Attachment, Draft, draft_bytes, worded_draft
from xladdin.mail.mime_reading import read_mime

NAME = "316001_秦皇岛市抚宁区行政审批局本级_2024_第2次.xlsx"


def parsed(draft: Draft) -> EmailMessage:
    return read_draft(draft_bytes(draft))


def draft(subject: str = "报送", text: str = "您好", name: str = NAME) -> Draft:
    return Draft(("a@b.cn", "c@d.cn"), ("e@f.cn",), subject, text, (Attachment(name, b"PK\3\4"),))


def test_it_opens_as_a_new_mail_with_everything() -> None:
    subject = "2024年预算项目绩效目标报送：316001 秦皇岛市抚宁区行政审批局本级 一上第2次"
    message = parsed(draft(subject, "您好：\n\nFrom 今天起\n."))

    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["Date"] is None
    assert (message["To"], message["Cc"]) == ("a@b.cn, c@d.cn", "e@f.cn")
    assert message["Subject"] == subject
    assert draft_text(message).splitlines() == ["您好：", "", "From 今天起", "."]
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == NAME
    assert attached.get_payload(decode=True) == b"PK\3\4"


def test_the_name_is_there_as_old_and_new_programs_read_it() -> None:
    written = draft_bytes(draft())
    assert b"filename*=utf-8''316001_%E7%A7%A6" in written
    assert b'name="=?utf-8?b?' in written
    letter = read_mime(written)
    assert letter is not None
    assert [getattr(part, "name", "") for part in letter.parts] == [NAME]


def test_lines_are_ascii_and_end_as_mail_has_it() -> None:
    many = tuple(f"unit{number}@example.gov.cn" for number in range(90))
    written = draft_bytes(
        Draft(many, (), "主题" * 60, "正文" * 900, (Attachment(NAME, b"x" * 900),))
    )

    assert written.isascii()
    lines = written.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) < 998
    assert parsed(Draft(many, (), "主题" * 60, ""))["To"].count("@") == 90


def test_what_is_no_address_is_left_out() -> None:
    made = worded_draft(Wording("主题", "正文"), {}, ("a@b.cn", "x", "a@b.cn\nBcc: y@z.cn"))
    assert made.to == ("a@b.cn",)


@given(text=st.text())
def test_no_text_of_a_stranger_adds_a_header_or_raises(text: str) -> None:
    wording = Wording("报送：{单位名称}", "{单位名称}")
    made = worded_draft(wording, {Placeholder.UNIT_NAME: text}, ("a@b.cn",))
    message = parsed(made)

    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "To", "X-Unsent"]
    assert not any(ord(character) < 32 for character in made.subject)
