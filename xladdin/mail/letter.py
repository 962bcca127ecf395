"""A message taken apart: who sent it when, and the files in it."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent a message, and when. Times are ISO 8601 in UTC; "" is what isn't known.

    ``key`` tells one message from another: its Message-ID, else a digest of it; a message within
    another may have none. ``arrived`` is when the receiver's server got it; ``sent`` is what the
    sender's clock said.
    """

    sender: str = ""
    sender_name: str = ""
    sent: str = ""
    arrived: str = ""
    subject: str = ""
    key: str = ""

    def filled_from(self, outer: "Envelope") -> "Envelope":
        """The same, with what the message around it says where it doesn't say it itself."""
        key = self.key or outer.key
        return replace(self if self.sender or not outer.sender else outer, key=key)


NO_ENVELOPE = Envelope()
"""Of a file that came in no message."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file in a message, as it was named there."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message; ``parts`` are its files and the messages in it.

    ``is_bounce``: a server says that it could not deliver something. ``has_cloud_link``: it leads
    to files that lie with a mail provider.
    """

    envelope: Envelope
    parts: "tuple[FilePart | Letter, ...]"
    is_bounce: bool = False
    has_cloud_link: bool = False
