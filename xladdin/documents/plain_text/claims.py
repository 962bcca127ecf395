"""Who took which part of the text: what nobody took is left over, so nothing is dropped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from xladdin.documents.imported import LeftOver, Placed
from xladdin.documents.plain_text.stream import Piece, TextStream
from xladdin.documents.reasons import NO_FIELD


class Part(Protocol):
    """A Span, a Piece, anything that begins and ends in the text."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The one behind the last."""


@dataclass(frozen=True, slots=True)
class _Claim:
    start: int
    end: int
    field: str  # "" for what is left over on purpose
    reason: str = ""


class Claims:
    """Collects the claims on a text."""

    def __init__(self, stream: TextStream) -> None:
        self._stream = stream
        self._claims: list[_Claim] = []
        self._doubts: list[LeftOver] = []

    def take(self, part: Part, field: str) -> None:
        """A field takes a part of the text, but what was hidden in it."""
        for piece in self._stream.pieces(part.start, part.end):
            self._claims.append(_Claim(piece.start, piece.end, field))

    def leave(self, part: Part, reason: str) -> None:
        """A part of the text stays out, for a reason."""
        if part.end > part.start:
            self._claims.append(_Claim(part.start, part.end, "", reason))

    def doubt(self, place: int, reason: str) -> None:
        """Something was placed that a person should look at: a reason without a text."""
        self._doubts.append(LeftOver("", _where(self._stream.line_at(place)), reason))

    def placed(self) -> tuple[Placed, ...]:
        """The pieces that fields took, in the text's order."""
        return tuple(
            Placed(piece.text, _where(piece.line), claim.field)
            for claim in self._all()
            if claim.field
            for piece in self._pieces(claim)
        )

    def left_over(self) -> tuple[LeftOver, ...]:
        """The pieces that nobody took, in the text's order, neighbours together; doubts last."""
        left: list[LeftOver] = []
        end = -1
        for claim in self._all():
            for piece in [] if claim.field else self._pieces(claim):
                found = LeftOver(piece.text, _where(piece.line), claim.reason)
                if left and end == piece.start and _goes_on(left[-1], found):
                    blank = " " if piece.gap.blanks else ""
                    left[-1] = replace(found, text=f"{left[-1].text}{blank}{piece.text}")
                else:
                    left.append(found)
                end = piece.end
        return (*left, *self._doubts)

    def _pieces(self, claim: _Claim) -> list[Piece]:
        return self._stream.pieces(claim.start, claim.end, with_hidden=True)

    def _all(self) -> Iterator[_Claim]:
        """Claims without overlap, in order, with what nobody claimed between them."""
        place = 0
        for claim in sorted(self._claims, key=lambda claim: claim.start):
            if claim.start > place:
                yield _Claim(place, claim.start, "", NO_FIELD)
            if claim.end > place:
                yield _Claim(max(claim.start, place), claim.end, claim.field, claim.reason)
                place = claim.end
        if place < len(self._stream):
            yield _Claim(place, len(self._stream), "", NO_FIELD)


def _where(line: int) -> str:
    return f"第 {line} 行"


def _goes_on(first: LeftOver, second: LeftOver) -> bool:
    return (first.where, first.reason) == (second.where, second.reason)
