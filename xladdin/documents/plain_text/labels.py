"""Finding the form's labels in a text without blanks, where lines and cells broke them."""

import re
from collections.abc import Iterable

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.stream import Span, TextStream, folded
from xladdin.form import layout


def _any_of(words: Iterable[str]) -> str:
    plain = sorted({folded(word).rstrip(":") for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in plain)


def _label(field: layout.Field | layout.Column, *more: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of((field.label, *field.other_labels, *more))}):?")


FUNDS = re.compile(_any_of((layout.FUNDS_LABEL,)))
PLAN = re.compile(rf"(?:{_any_of((layout.SPENDING_PLAN_LABEL, '资金支出计划'))}):?")
AMOUNT_UNIT = re.compile(r"(?:金额)?单位:?(?P<unit>万?元)")
HEADING = re.compile(
    "".join(
        rf"(?:{_any_of((column.label, *column.other_labels))})"
        for column in layout.INDICATOR_COLUMNS
    )
)
LABELS = {field: _label(field) for field in layout.PROJECT_FIELDS}
_FORM: tuple[layout.Field | layout.Column, ...] = (
    *layout.PROJECT_FIELDS,
    *layout.INDICATOR_COLUMNS,
)
ANY_LABEL = re.compile("|".join([*(_label(item).pattern for item in _FORM), "指标", "单位:"]))
"""What no running title says."""
_LONG_LABELS = (FUNDS, PLAN, *(LABELS[field] for field in layout.SPENDING_PLAN.values()))
_TABLE = re.compile(
    rf"{LABELS[layout.PROJECT_CODE].pattern}(?=.{{0,80}}?{LABELS[layout.PROJECT_NAME].pattern})"
)


def find_tables(stream: TextStream) -> list[Span]:
    """The code's label in every project table."""
    found = [Span(*match.span()) for match in _TABLE.finditer(stream.folded)]
    edged = [span for span in found if stream.is_edge(span.start)]
    return edged or found


def find_label(
    stream: TextStream, pattern: re.Pattern[str], start: int, end: int, *, strict: bool = False
) -> Span | None:
    """The first label in a part of the text, one with white space around it where there is one.

    ``strict`` takes no other: for labels that may be missing and whose words stand in texts too.
    """
    found = [Span(*match.span()) for match in pattern.finditer(stream.folded, start, end)]
    begun = [span for span in found if stream.is_edge(span.start)]
    whole = [span for span in begun if stream.is_edge(span.end)]
    if strict:
        return whole[0] if whole else None
    return next(iter([*whole, *begun, *found]), None)


def learn_from_labels(stream: TextStream, breaks: Breaks) -> None:
    """Labels are cells too: white space inside them stands inside a cell."""
    for pattern in _LONG_LABELS:
        for label in pattern.finditer(stream.folded):
            pieces = stream.pieces(*label.span())[1:] if stream.is_edge(label.start()) else []
            # 其中：财政    资金: more than one blank is the form's own padding
            breaks.is_inside(piece.gap for piece in pieces if piece.gap.blanks < 2)
