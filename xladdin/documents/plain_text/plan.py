"""The spending plan: up to four shares under four months, told apart by the blanks around them.

A blank cell leaves nothing but some blanks of its own, so 100% alone is put under its month by how
many blanks stand before and behind it; where they were lost, nothing is guessed.
"""

import re
from decimal import Decimal

from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.labels import LABELS, find_label
from xladdin.documents.plain_text.stream import Span, TextStream, folded
from xladdin.documents.reasons import FORM_WORDS
from xladdin.domain.content import Amount
from xladdin.domain.project import PlanMonth
from xladdin.form import layout

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)%?")
_MONTHS = tuple(layout.SPENDING_PLAN)
_MOST_BLANKS = 12  # that one empty cell leaves
UNCLEAR = "支出计划不足四个数，看不出各是哪个月的"


class PlanReader:
    """Reads the plan's part of the text, from its label to that of the goals."""

    def __init__(self, stream: TextStream, claims: Claims, place: str) -> None:
        self._stream = stream
        self._claims = claims
        self._place = place

    def read(self, start: int, end: int) -> dict[PlanMonth, Amount]:
        """The share of each month, None for a blank cell."""
        plan: dict[PlanMonth, Amount] = dict.fromkeys(PlanMonth)
        labels = self._labels(start, end)
        for label in labels:
            self._claims.take(label, f"{self._place} {FORM_WORDS}")
        values = _values(self._stream, labels[-1].end if labels else start, end)
        months = self._months(labels, values, end)
        for value, month in zip(values, months, strict=False):
            name = layout.SPENDING_PLAN[_MONTHS[month]].defined_name
            self._claims.take(value, f"{self._place} {name}")
            plan[_MONTHS[month]] = _share(self._stream.text[value.start : value.end])
        if not months and values:
            self._claims.leave(Span(values[0].start, values[-1].end), UNCLEAR)
        return plan

    def _labels(self, start: int, end: int) -> list[Span]:
        labels = []
        for field in layout.SPENDING_PLAN.values():
            if label := find_label(self._stream, LABELS[field], start, end):
                labels.append(label)
                start = label.end
        return labels

    def _months(self, labels: list[Span], values: list[Span], end: int) -> list[int]:
        """Which month each value belongs to; empty where that can't be said."""
        count = len(_MONTHS)
        if len(values) == count:
            return list(range(count))
        if not 0 < len(values) < count:
            return []
        columns = _Columns(self._stream)
        gaps = [columns.blanks_before(label) for label in labels[1:]]
        beside = {gap for gap in gaps if gap is not None}  # of whole cells on one line
        after = self._stream.gap_at(end)
        is_spaced_out = len(labels) == count and None not in gaps and min(beside) > 1
        if is_spaced_out and (len(beside) > 1 or after is None or not after.blanks):
            return columns.nearest(labels, values)
        return columns.counted(values, end, min(beside, default=1))


class _Columns:
    """Where on a line things stand."""

    def __init__(self, stream: TextStream) -> None:
        self._stream = stream

    def blanks_before(self, span: Span) -> int | None:
        """Blanks between a part and what stands before it on its line; None at a line's start."""
        gap = self._stream.gap_at(span.start)
        if gap is None:
            return 0
        return None if gap.ends_line else gap.blanks

    def nearest(self, labels: list[Span], values: list[Span]) -> list[int]:
        """The labels that the values stand under; empty where two stand under the same."""
        centres = [self._centre(label) for label in labels]
        months = [
            min(range(len(centres)), key=lambda month: abs(centres[month] - self._centre(value)))
            for value in values
        ]
        return months if months == sorted(set(months)) else []

    def counted(self, values: list[Span], end: int, beside: int) -> list[int]:
        """The months by the empty cells' blanks; empty where they don't tell.

        ``beside`` blanks stand between two full cells, and each empty cell leaves as many as the
        others: with two each, four blanks before 100% are two empty cells, and three behind it one.
        """
        first = self._stream.gap_at(values[0].start)
        after = self._stream.gap_at(end)
        between = [self.blanks_before(value) for value in values[1:]]
        if first is None or after is None or not first.ends_line:
            return []
        if first.blanks == after.blanks == first.indent == 0:
            return []  # blanks at the ends of lines were lost
        found = set()
        for size in range(1, _MOST_BLANKS + 1):
            skipped = [divmod(first.indent, size)]
            skipped += [
                divmod(gap - beside, size) if gap is not None else (0, 1) for gap in between
            ]
            behind = len(_MONTHS) - len(values) - sum(cells for cells, _ in skipped)
            is_even = all(rest == 0 for _, rest in skipped) and behind >= 0
            if is_even and after.blanks - size * behind in {0, 1}:
                places, month = [], -1
                for cells, _ in skipped:
                    month += cells + 1
                    places.append(month)
                found.add(tuple(places))
        return list(found.pop()) if len(found) == 1 else []

    def _centre(self, span: Span) -> float:
        first, *_, last = self._stream.pieces(span.start, span.end) * 2
        return (first.column + last.column + last.width) / 2


def _values(stream: TextStream, start: int, end: int) -> list[Span]:
    """The plan's cells that hold something; a % may stand apart from its number."""
    values: list[Span] = []
    for piece in stream.pieces(start, end):
        is_sign = stream.folded[piece.start : piece.end] == "%"
        if is_sign and values and _NUMBER.fullmatch(stream.folded, *_ends(values[-1])):
            values[-1] = Span(values[-1].start, piece.end)
        else:
            values.append(Span(piece.start, piece.end))
    return values


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _share(text: str) -> Amount:
    found = _NUMBER.fullmatch(folded(text))
    return Decimal(found[1]) / 100 if found else text
