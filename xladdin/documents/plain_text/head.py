"""A project table's head: code, name, amounts, use of the funds, plan and goals."""

import re
from dataclasses import dataclass

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.goals import split_goals
from xladdin.documents.plain_text.labels import FUNDS, LABELS, PLAN, find_label
from xladdin.documents.plain_text.plan import PlanReader
from xladdin.documents.plain_text.stream import Piece, Span, TextStream
from xladdin.documents.reasons import FORM_WORDS
from xladdin.domain.content import Amount, ProjectContent
from xladdin.domain.money import AmountError, parse_amount, yuan_to_wan
from xladdin.domain.project_code import normalize_code
from xladdin.form import layout

_AMOUNT = re.compile(r"[+\-]?\d[\d,]*(?:\.\d+)?")
_STEPS: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    (layout.PROJECT_CODE.key, LABELS[layout.PROJECT_CODE], False),
    (layout.PROJECT_NAME.key, LABELS[layout.PROJECT_NAME], False),
    ("", FUNDS, False),
    (layout.BUDGET.key, LABELS[layout.BUDGET], False),
    (layout.FISCAL.key, LABELS[layout.FISCAL], False),
    (layout.OTHER.key, LABELS[layout.OTHER], False),
    (layout.FUND_USE.key, LABELS[layout.FUND_USE], True),
    ("plan", PLAN, False),
    (layout.GOALS.key, LABELS[layout.GOALS], True),
)
_LONGEST_WORD_FOR_NO_AMOUNT = 3  # 无, /, ——


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands behind one of the labels, up to the next."""

    label: Span
    start: int
    end: int


class HeadReader:
    """Reads one table's head and claims what it takes for the project at ``place``."""

    def __init__(self, stream: TextStream, claims: Claims, breaks: Breaks, place: str) -> None:
        self._stream = stream
        self._claims = claims
        self._breaks = breaks
        self._place = place
        self._parts: dict[str, _Part] = {}

    def read(self, start: int, end: int, *, in_yuan: bool) -> ProjectContent:
        """The project's fields; indicators are read elsewhere."""
        self._parts = self._find_parts(start, end)
        for part in self._parts.values():
            self._claims.take(part.label, f"{self._place} {FORM_WORDS}")
        self._split_fund_use()
        budget, fiscal, other = (
            _amount(self._text(field), in_yuan=in_yuan)
            for field in (layout.BUDGET, layout.FISCAL, layout.OTHER)
        )
        plan = self._parts.get("plan", _NOTHING)
        reader = PlanReader(self._stream, self._claims, self._place)
        return ProjectContent(
            code=normalize_code(self._text(layout.PROJECT_CODE)),
            name=self._text(layout.PROJECT_NAME),
            budget=budget,
            fiscal=fiscal,
            other=other,
            fund_use=self._text(layout.FUND_USE),
            plan=reader.read(plan.start, plan.end),
            goals=self._goals(),
        )

    def _find_parts(self, start: int, end: int) -> dict[str, _Part]:
        found: list[tuple[str, Span]] = []
        for key, pattern, strict in _STEPS:
            if label := find_label(self._stream, pattern, start, end, strict=strict):
                found.append((key, label))
                start = label.end
        ends = [label.start for _, label in found[1:]] + [end]
        return {
            key: _Part(label, label.end, finish)
            for (key, label), finish in zip(found, ends, strict=True)
        }

    def _split_fund_use(self) -> None:
        """Part 其他资金 from the use of the funds, which has no label of its own on the form."""
        key, other = layout.FUND_USE.key, layout.OTHER.key
        part = self._parts.get(other) or self._parts.get(layout.FISCAL.key)
        if key in self._parts or part is None:
            return
        pieces = self._stream.pieces(part.start, part.end)
        cut = part.start + sum(len(piece.text) for piece in self._amount_pieces(pieces))
        name = other if other in self._parts else layout.FISCAL.key
        self._parts[name] = _Part(part.label, part.start, cut)
        self._parts[key] = _Part(Span(cut, cut), cut, part.end)

    def _amount_pieces(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces that are 其他资金: a number, or a word for none, alone on its line."""
        line = pieces[:1] if pieces else []
        for piece in pieces[1:]:
            if piece.gap.ends_line:
                break
            line.append(piece)
        text = "".join(self._stream.folded[piece.start : piece.end] for piece in line)
        has_more = len(pieces) > len(line)
        is_beside_label = bool(line) and not line[0].gap.ends_line
        if _AMOUNT.fullmatch(text) and (has_more or is_beside_label or "." in text):
            return line
        is_word = is_beside_label and has_more and len(text) <= _LONGEST_WORD_FOR_NO_AMOUNT
        first = self._stream.folded[line[0].start : line[0].end] if line else ""
        is_first_only = is_beside_label and "." in first and bool(_AMOUNT.fullmatch(first))
        return line if is_word else line[:1] if is_first_only else []

    def _text(self, field: layout.Field) -> str:
        part = self._parts.get(field.key)
        if part is None:
            return ""
        self._claims.take(part, f"{self._place} {field.defined_name}")
        return self._stream.content(part.start, part.end)

    def _goals(self) -> tuple[str, ...]:
        part = self._parts.get(layout.GOALS.key, _NOTHING)
        goals = split_goals(self._stream, self._breaks, part.start, part.end)
        for number, goal in enumerate(goals, 1):
            self._claims.take(goal, f"{self._place} {layout.GOALS.defined_name}{number}")
        return tuple(self._stream.content(goal.start, goal.end) for goal in goals)


_NOTHING = _Part(Span(0, 0), 0, 0)


def _amount(text: str, *, in_yuan: bool) -> Amount:
    plain = text.replace(" ", "")
    if not plain:
        return None
    try:
        amount = parse_amount(plain)
    except AmountError:
        return text
    return yuan_to_wan(amount) if in_yuan else amount
