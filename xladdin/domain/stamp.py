"""What a copy that was sent says of itself: round, number, time, and a check of its contents."""

import datetime as dt
from dataclasses import dataclass

STAMP_DIGITS = 16  # of the 64 of a digest: enough to tell that something was changed


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a workbook was sent. ``sent_at`` is the sender's clock, to the minute.

    ``digest`` begins the digest of the contents as they were then; ``reason`` says why the
    workbook was sent in spite of errors.
    """

    round: str
    number: int
    sent_at: dt.datetime
    digest: str
    reason: str = ""

    def fits(self, digest: str) -> bool:
        """Whether contents of that digest are those that were sent."""
        return digest.startswith(self.digest)

    def as_json(self) -> dict[str, object]:
        """The stamp for programs, as ``--json`` prints it."""
        return {
            "round": self.round,
            "number": self.number,
            "sent_at": self.sent_at.isoformat(timespec="minutes"),
            "digest": self.digest,
            "reason": self.reason,
        }
