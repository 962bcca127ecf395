"""The bytes of an Outlook message (.msg) -> Letter. Nothing that a message holds makes it raise."""

import datetime as dt
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.parser import HeaderParser

from olefile import OleFileIO

from xladdin.mail.letter import Envelope, FilePart, Letter
from xladdin.mail.mail_text import decoded, plain_line
from xladdin.mail.mime_reading import UNNAMED, digest_key, envelope_of, utc_text

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_DEEPEST = 4  # messages within messages
_ATTACHMENT = "__attach_version1.0_#"
_PROPERTIES = "__properties_version1.0"
_UNICODE, _EIGHT_BIT, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"

_SUBJECT, _SENDER_NAME, _SENDER, _SENDER_SMTP = "0037", "0C1A", "0C1F", "5D01"
_MESSAGE_ID, _HEADERS = "1035", "007D"
_SUBMITTED, _DELIVERED = 0x0039_0040, 0x0E06_0040  # property and its type, a time
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME, _DATA = "3707", "3704", "3001", "3701"
_HEAD_OF_ROOT, _HEAD_OF_NESTED = 32, 24  # bytes before the first property
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def is_msg(data: bytes) -> bool:
    """Whether a file is an Outlook message; other compound files are old Office documents."""
    return data.startswith(OLE_SIGNATURE) and "__substg1.0_".encode("utf-16-le") in data


def read_msg(data: bytes) -> Letter | None:
    """The message in ``data``; None where it is damaged."""
    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            return _letter(_Storage(ole), digest_key(data))
    except Exception:  # noqa: BLE001 -- on damaged files olefile raises all sorts
        return None


@dataclass(frozen=True, slots=True)
class _Storage:
    """A folder of the compound file: a message or an attachment."""

    ole: "OleFileIO[str]"
    path: tuple[str, ...] = ()

    def inner(self, name: str) -> "_Storage":
        return _Storage(self.ole, (*self.path, name))

    def names(self) -> list[str]:
        depth = len(self.path)
        found = self.ole.listdir(streams=True, storages=True)
        return [path[depth] for path in found if len(path) == depth + 1 and self._holds(path)]

    def _holds(self, path: list[str]) -> bool:
        return tuple(path[: len(self.path)]) == self.path

    def stream(self, name: str) -> bytes:
        """A stream's bytes; none where there is no such stream."""
        path = [*self.path, name]
        if not self.ole.exists(path) or self.ole.get_type(path) != 2:
            return b""
        with self.ole.openstream(path) as opened:
            return bytes(opened.read())

    def text(self, key: str) -> str:
        if raw := self.stream(f"__substg1.0_{key}{_UNICODE}"):
            return raw.decode("utf-16-le", errors="replace").rstrip("\0")
        return decoded(self.stream(f"__substg1.0_{key}{_EIGHT_BIT}")).rstrip("\0")

    def time(self, tag: int, head: int) -> str:
        """A time among the properties of fixed length; "" where there is none."""
        properties = self.stream(_PROPERTIES)
        for at in range(head, len(properties) - 15, 16):
            found, _flags, ticks = struct.unpack_from("<IIQ", properties, at)
            if found == tag:
                try:
                    return utc_text(_EPOCH + dt.timedelta(microseconds=ticks // 10))
                except OverflowError:
                    return ""
        return ""


def _letter(storage: _Storage, key: str = "") -> Letter:
    return Letter(_envelope(storage, key), tuple(_parts(storage)))


def _envelope(storage: _Storage, key: str) -> Envelope:
    """What the headers say that the message came with; where there are none, its properties."""
    said = envelope_of(HeaderParser().parsestr(storage.text(_HEADERS)), key)
    head = _HEAD_OF_NESTED if storage.path else _HEAD_OF_ROOT
    sender = storage.text(_SENDER_SMTP) or storage.text(_SENDER)
    return replace(
        said,
        sender=said.sender or plain_line(sender),
        sender_name=said.sender_name or plain_line(storage.text(_SENDER_NAME)),
        sent=said.sent or storage.time(_SUBMITTED, head),
        arrived=said.arrived or storage.time(_DELIVERED, head),
        subject=said.subject or plain_line(storage.text(_SUBJECT)),
        key=plain_line(storage.text(_MESSAGE_ID)) or said.key,
    )


def _parts(storage: _Storage) -> Iterator[FilePart | Letter]:
    for name in storage.names():
        if not name.startswith(_ATTACHMENT):
            continue
        attachment = storage.inner(name)
        nested = f"__substg1.0_{_DATA}{_STORAGE}"
        if nested in attachment.names():
            if len(storage.path) < 2 * _DEEPEST:
                yield _letter(attachment.inner(nested))
            continue
        named = (attachment.text(key) for key in (_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME))
        content = attachment.stream(f"__substg1.0_{_DATA}{_BINARY}")
        yield FilePart(next((text for text in named if text), UNNAMED), content)
