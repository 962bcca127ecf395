"""Drafts as the mail program reads them that they are opened with."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


def read_draft(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def draft_text(message: EmailMessage) -> str:
    """The text of a draft, its lines ended as Python ends them."""
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
