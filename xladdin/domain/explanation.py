"""审核说明: what a unit says for a warning, and what the finance office makes of it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about, apart from its words: place, rule, and what stood there.

    ``content`` is a short text of what the judgement rests on; "" where nobody knows it.
    """

    sheet: str
    cell: str
    rule: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A 审核说明 that a clerk wrote beside a finding; one that has lapsed is a text only."""

    subject: Subject
    text: str
    has_lapsed: bool = False


class Verdict(StrEnum):
    """Whether the finance office lets an explanation pass."""

    ACCEPTED = "accepted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The Chinese word in the summary's 审核意见."""
        return {"accepted": "接受", "refused": "不接受"}[self.value]


@dataclass(frozen=True, slots=True)
class Review:
    """What the finance office decided about an explanation; no verdict yet where it is None."""

    verdict: Verdict | None
    comment: str = ""
