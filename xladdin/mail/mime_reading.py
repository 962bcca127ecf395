"""The bytes of a message (.eml) -> Letter. Nothing that a message holds makes it raise."""

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime

from xladdin.mail.letter import Envelope, FilePart, Letter
from xladdin.mail.mail_text import decoded, header_text, parameter_text, plain_line

UNNAMED = "未命名附件"

_LONGEST_BODY = 400_000  # bytes of a text that are looked through for links
_LONGEST_KEY = 250
# What only an attacker exceeds, to whom email would give hours and all the memory there is.
_LONGEST_HEADER = 10_000  # characters; email's time for parameters grows with their square
_MOST_COMMENTS = 20  # in an address
_MOST_DELIMITERS = 20_000  # of parts
_MOST_COMPARISONS = 100_000_000  # of lines with boundaries, were all parts within each other
_MOST_LINE_ENDS = 4_000_000  # twice what the largest message has in base64
_CLOUD_LINK = re.compile(
    r"mail\.qq\.com/(?:cgi-bin/)?ftn|mail\.163\.com/large-attachment|\bfs\.163\.com/fs/"
    r"|mail\.(?:126|yeah)\.net/large-attachment|mail\.aliyun\.com/.{0,40}netdisk"
)
_BODY_TYPES = frozenset({"text/plain", "text/html"})
_TYPE_NAMES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-excel": ".xls",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
}


class _AsWritten(Compat32):
    """Header values as they stand in the message: mail_text makes sense of them.

    email.policy.default replaces every byte beyond ASCII, and with them names in GBK.
    """

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 -- email's interface
        return value[:_LONGEST_HEADER]


def read_mime(data: bytes) -> Letter | None:
    """The message in ``data``; None where nothing can be made of it."""
    if _is_excessive(data):
        return None
    try:
        letter = _letter(BytesParser(policy=_AsWritten()).parsebytes(data), digest_key(data))
    except Exception:  # noqa: BLE001 -- email raises all sorts, RecursionError too
        return None
    is_message = letter.envelope.sender or letter.envelope.sent or letter.parts
    return letter if is_message else None


def _is_excessive(data: bytes) -> bool:
    delimiters = data.count(b"\n--") + data.count(b"\r--")
    line_ends = data.count(b"\n") + data.count(b"\r")
    boundaries = data.lower().count(b"boundary")
    return (
        delimiters > _MOST_DELIMITERS
        or line_ends > _MOST_LINE_ENDS
        or line_ends * boundaries > _MOST_COMPARISONS
    )


def digest_key(data: bytes) -> str:
    """What identifies a message that has no Message-ID."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def envelope_of(message: Message, key: str) -> Envelope:
    """What the headers of a message say; ``key`` identifies one without a Message-ID."""
    name, address = _first_address(message)
    identity = plain_line(header_text(_header(message, "message-id")), _LONGEST_KEY + 1)
    is_usable = 0 < len(identity) <= _LONGEST_KEY
    received = _header(message, "received").rpartition(";")[2]
    return Envelope(
        sender=plain_line(address),
        sender_name=plain_line(name),
        sent=_utc(_header(message, "date")),
        arrived=_utc(received),
        subject=plain_line(header_text(_header(message, "subject"))),
        key=identity if is_usable else key,
    )


def _letter(message: Message, key: str = "") -> Letter:
    texts: list[str] = []
    parts = tuple(_parts(message, texts))
    return Letter(
        envelope_of(message, key),
        parts,
        is_bounce=message.get_content_type() == "multipart/report",
        has_cloud_link=any(_CLOUD_LINK.search(text) for text in texts),
    )


def _parts(part: Message, texts: list[str]) -> Iterator[FilePart | Letter]:
    """Files and messages in a part; what a person reads in it is added to ``texts``."""
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = [nested for nested in payload if isinstance(nested, Message)]
        if part.get_content_type() == "message/rfc822" and _encoding(part) == "base64":
            # not allowed, and some programs do it: the parser saw the lines as a message's text
            yield _file(part, inner[0])
            return
        for nested in inner:
            if part.get_content_maintype() == "message":
                yield _letter(nested)
            else:
                yield from _parts(nested, texts)
        return
    name = file_name(part)
    if not name and part.get_content_type() in _BODY_TYPES and not _is_attachment(part):
        texts.append(decoded(_content(part)[:_LONGEST_BODY], part.get_content_charset("")))
    elif name or part.get_content_maintype() not in {"multipart", "text"} or _is_attachment(part):
        yield _file(part, part)


def _file(part: Message, holder: Message) -> FilePart:
    """The file of a part, whose encoded content ``holder`` has."""
    if holder is not part:
        del holder["content-transfer-encoding"]
        holder["content-transfer-encoding"] = _encoding(part)
    kind = part.get_content_type()
    suffix = ".eml" if kind == "message/rfc822" else _TYPE_NAMES.get(kind, "")
    return FilePart(file_name(part) or f"{UNNAMED}{suffix}", _content(holder))


def file_name(part: Message) -> str:
    """What a part calls its file: the one in Content-Disposition, else in Content-Type."""
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        # Parameters that are numbered and not numbered at once make email raise a TypeError.
        with contextlib.suppress(TypeError, ValueError, LookupError):
            found = [value for name, value in part.get_params([], header) if name.lower() == key]
            # the encoded one beside a plain one is the true name
            encoded = [value for value in found if not isinstance(value, str)]
            for value in (*encoded, *found):
                if text := parameter_text(value).strip():
                    return text
    return ""


def _content(part: Message) -> bytes:
    if encoding := _encoding(part):
        del part["content-transfer-encoding"]
        part["content-transfer-encoding"] = encoding  # email knows "base64" and not "base64 "
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _encoding(part: Message) -> str:
    return _header(part, "content-transfer-encoding").strip().lower()


def _is_attachment(part: Message) -> bool:
    return _header(part, "content-disposition").strip().lower().startswith("attachment")


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))


def _first_address(message: Message) -> tuple[str, str]:
    for header in ("from", "sender", "return-path"):
        if value := _header(message, header):
            # comments nested a thousand times over make parseaddr give up
            name, address = ("", "") if value.count("(") > _MOST_COMMENTS else parseaddr(value)
            if (
                "@" not in address and "(" not in value
            ):  # an encoded word may hold commas and angle brackets
                name, address = parseaddr(header_text(value))
            if address:
                return header_text(name), header_text(address)
    return "", ""


def _utc(text: str) -> str:
    try:
        return utc_text(parsedate_to_datetime(text.strip()))
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""


def utc_text(moment: dt.datetime) -> str:
    """A time as it is kept: ISO 8601, UTC, whole seconds. Raises OverflowError."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).isoformat(timespec="seconds")
