"""How each unit's mail program writes a message with a workbook, and how it reaches the office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.mail.messages import attached, b_word, mail, nested, part, parts_by_programs, text_part
from tests.mail.outlook import compound_file, msg
from tests.mail.zips import zip_with_raw_names
from tests.season.units import NAMES, address


@dataclass(frozen=True)
class Message:
    """A file with a workbook, from somebody, who sent it at a time; it arrives a little later."""

    sender: str
    sent_at: datetime
    name: str
    content: bytes
    sender_name: str = ""
    under_way: timedelta = timedelta(minutes=1)

    @property
    def key(self) -> bytes:
        return f"<{self.sent_at:%Y%m%d%H%M}.{self.sender}>".encode()

    def headers(self, charset: str = "UTF-8") -> bytes:
        arrived = format_datetime(self.sent_at + self.under_way)
        return (
            b"Received: from mail.example.cn by mx.example.cn; "
            + arrived.encode()
            + (b"\r\nFrom: " + b_word(self.sender_name or self.sender, charset))
            + f" <{self.sender}>\r\nDate: {format_datetime(self.sent_at)}\r\n".encode()
            + (b"Subject: " + b_word("绩效目标报送", charset) + b"\r\n")
        )


Writes = Callable[[Message], bytes]


def written_by(program: str, charset: str = "UTF-8") -> Writes:
    """A message with the workbook attached, as a mail program writes it."""

    def write(message: Message) -> bytes:
        workbook = parts_by_programs(message.content, message.name)[program]
        return mail([text_part(), workbook], message.headers(charset), message.key)

    return write


def outlook_file(message: Message) -> bytes:
    """A message that Outlook saved (.msg)."""
    texts = {
        "0037": "绩效目标报送",
        "0C1A": message.sender_name,
        "5D01": message.sender,
        "1035": message.key.decode(),
    }
    return compound_file(msg({message.name: message.content}, texts, message.sent_at))


def zipped_in_gbk(message: Message) -> bytes:
    """The workbook and a letter in a zip whose names are in GBK, as WinRAR packs them."""
    files = {message.name.encode("gbk"): message.content, "报送函.docx".encode("gbk"): b"PK\3\4"}
    packed = attached(zip_with_raw_names(files), "报送材料.zip")
    return mail([text_part(), packed], message.headers(), message.key)


def forwarded(message: Message) -> bytes:
    """A message that the secretary of the office passed on as an attachment."""
    inner = written_by("QQ", "gb18030")(message)
    passed_on = replace(message, sender=address("mishu"), sent_at=message.sent_at)
    return mail([text_part("转。"), nested(inner)], passed_on.headers(), b"<fw" + message.key[1:])


def mailbox_file(message: Message) -> bytes:
    """A folder of Thunderbird with other people's mail before and after."""
    other = mail([text_part("明天开会。")], message.headers(), b"<other" + message.key[1:])
    whole = written_by("Thunderbird")(message)
    head = b"From - Mon Nov 04 10:00:00 2024\r\n"
    return b"\r\n".join(head + each for each in (other, whole, other))


def of_no_program(message: Message) -> bytes:
    """Whatever a message's file is, attached under its name: programs, too."""
    disposition = b'attachment; filename="' + message.name.encode() + b'"'
    return mail([part(message.content, disposition)], message.headers(), message.key)


HABITS: Mapping[str, tuple[Writes, str]] = {
    "318001": (written_by("Outlook", "gb2312"), ".eml"),
    "318002": (written_by("Foxmail", "GB2312"), ".eml"),
    "318003": (written_by("QQ", "gb18030"), ".eml"),
    "318004": (written_by("163", "GBK"), ".eml"),
    "318005": (written_by("Thunderbird"), ".eml"),
    "318006": (written_by("Apple Mail"), ".eml"),
    "318007": (outlook_file, ".msg"),
    "318008": (zipped_in_gbk, ".eml"),
    "318009": (forwarded, ".eml"),
    "318010": (mailbox_file, ".mbox"),
    "318011": (written_by("raw GBK"), ".eml"),
}
"""What each unit's mails look like, and what their files are called."""


def message_of(code: str, sent_at: datetime, name: str, content: bytes) -> Message:
    """A unit's mail with a workbook."""
    return Message(address(code), sent_at, name, content, f"{NAMES[code]}报表员")
