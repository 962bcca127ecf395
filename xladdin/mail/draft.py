"""A mail that a person will look at and send: nothing here sends anything."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email import encoders
from email.generator import BytesGenerator
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from io import BytesIO

from xladdin.domain.letter_settings import Values, Wording, filled_in
from xladdin.domain.mail_address import is_address

_WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_AS_SENT = compat32.clone(linesep="\r\n", max_line_length=None)  # headers are folded here
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A workbook that goes along."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """Who is to get what. Addresses are those that servers take; others are left out."""

    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


def worded_draft(
    wording: Wording,
    values: Values,
    to: Sequence[str],
    cc: Sequence[str] = (),
    attachments: tuple[Attachment, ...] = (),
) -> Draft:
    """A draft with its subject and its text filled in; what isn't an address is left out."""
    subject = " ".join(_plain(filled_in(wording.subject, values)).split())
    text = _plain(filled_in(wording.text, values))
    return Draft(_good(to), _good(cc), subject, text, attachments)


def draft_bytes(draft: Draft) -> bytes:
    """The draft as a file: mail programs open it as a new mail, not as one that came in.

    Names of files are written twice, as RFC 2231 has it and as older programs read it.
    """
    message = MIMEMultipart(policy=_AS_SENT)
    message["X-Unsent"] = "1"
    if draft.to:
        message["To"] = ",\n ".join(draft.to)
    if draft.cc:
        message["Cc"] = ",\n ".join(draft.cc)
    message["Subject"] = Header(draft.subject, "utf-8", header_name="Subject").encode()
    text = "\r\n".join(draft.text.splitlines()) + "\r\n"
    message.attach(MIMEText(text, "plain", "utf-8", policy=_AS_SENT))
    for attachment in draft.attachments:
        message.attach(_attached(attachment))
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False, policy=_AS_SENT).flatten(message)
    return written.getvalue()


def _attached(attachment: Attachment) -> MIMEBase:
    part = MIMEBase(*_WORKBOOK, policy=_AS_SENT)
    part.set_payload(attachment.content)
    encoders.encode_base64(part)
    part.set_param("name", Header(attachment.name, "utf-8").encode(linesep=""))
    name = ("utf-8", "", attachment.name)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _good(addresses: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in addresses if is_address(text)))


def _plain(text: str) -> str:
    """Without what has no place in a mail; it came out of a stranger's cells."""
    return _CONTROLS.sub(" ", text.encode("utf-8", errors="replace").decode())
