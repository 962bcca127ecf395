"""The department's own targets: 整体目标, read from the document's running text."""

import re
from itertools import pairwise

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.goals import numbered_paragraphs
from xladdin.documents.plain_text.pages import lines_of
from xladdin.documents.plain_text.stream import Span, TextStream
from xladdin.documents.reasons import FORM_WORDS
from xladdin.domain.content import MeasureContent, SubGoalContent
from xladdin.form import layout

_GOAL = re.compile(r"(?:分项)?绩效目标:")
_INDICATORS = re.compile(r"绩效指标:")
_HEADING_END = re.compile(r"[。:;]")
_SENTENCE_END = re.compile(r"[。!?;:]")
_SHORT_LINE = 0.8  # of the section's longest: it ended there on purpose
_END = 2.0  # evidence for a paragraph's end
_LONGEST_HEADING = 30


class TargetsReader:
    """Reads the sections of 整体目标 and claims what it takes."""

    def __init__(self, stream: TextStream, claims: Claims, breaks: Breaks) -> None:
        self._stream = stream
        self._claims = claims
        self._breaks = breaks

    def overall_goal(self, text: Span | None) -> str:
        """总体绩效目标, a line a paragraph."""
        if text is None:
            return ""
        starts = [text.start]
        for piece in self._stream.pieces(text.start, text.end)[1:]:
            is_end = _SENTENCE_END.match(self._stream.folded, piece.start - 1)
            ends_line = piece.gap.ends_line and self._breaks.evidence(piece.gap) > _END
            if is_end and (ends_line or (piece.gap.ends_line and piece.gap.indent > 1)):
                starts.append(piece.start)
        return "\n".join(
            self._taken(Span(*ends), layout.OVERALL_GOAL.label)
            for ends in pairwise([*starts, text.end])
        )

    def sub_goals(self, text: Span | None) -> tuple[SubGoalContent, ...]:
        """分项绩效目标: each a goal and its indicators."""
        goals = []
        for number, item in enumerate(self._items(text, _GOAL), 1):
            name = f"{layout.SUB_GOALS_LABEL}{number}"
            label = _GOAL.match(self._stream.folded, item.start, item.end)
            start = label.end() if label else item.start
            self._form_words(item.start, start)
            parting = _INDICATORS.search(self._stream.folded, start, item.end)
            goal_end, rest = parting.span() if parting else (item.end, item.end)
            self._form_words(goal_end, rest)
            goal = self._taken(Span(start, goal_end), f"{name} {layout.SUB_GOAL.label}")
            indicators = self._taken(
                Span(rest, item.end), f"{name} {layout.SUB_GOAL_INDICATORS.label}"
            )
            goals.append(SubGoalContent(goal, indicators))
        return tuple(goals)

    def measures(self, text: Span | None) -> tuple[MeasureContent, ...]:
        """工作保障措施: each a heading, up to its stop or the end of its short line, and a text."""
        measures = []
        for number, item in enumerate(self._items(text, None), 1):
            name = f"{layout.MEASURES_LABEL}{number}"
            heading_end, text_start = self._heading_end(item, text or item)
            heading = self._taken(
                Span(item.start, heading_end), f"{name} {layout.MEASURE_HEADING.label}"
            )
            self._form_words(heading_end, text_start)
            body = self._taken(Span(text_start, item.end), f"{name} {layout.MEASURE_TEXT.label}")
            measures.append(MeasureContent(heading, body))
        return tuple(measures)

    def _items(self, text: Span | None, label: re.Pattern[str] | None) -> list[Span]:
        """The numbered paragraphs without their numbers, else those that a label begins."""
        if text is None:
            return []
        numbered = numbered_paragraphs(self._stream, text.start, text.end)
        for item in numbered:
            self._form_words(item.start, item.text_start)
        if numbered or label is None:
            return [Span(item.text_start, item.end) for item in numbered] or [text]
        starts = [found.start() for found in label.finditer(self._stream.folded, *_ends(text))]
        return [Span(*ends) for ends in pairwise([*starts, text.end])]

    def _heading_end(self, item: Span, section: Span) -> tuple[int, int]:
        """Where a measure's heading ends, and where its text begins."""
        stop = _HEADING_END.search(self._stream.folded, item.start, item.end)
        end = stop.start() if stop else item.end
        lines = lines_of(self._stream, *_ends(section))
        longest = max(line[-1].column + line[-1].width for line in lines)
        first = lines_of(self._stream, *_ends(item))[0][-1] if item.end > item.start else None
        is_short = first is not None and first.column + first.width < _SHORT_LINE * longest
        if first is not None and is_short and first.end < end:
            return first.end, first.end
        return (end, stop.end()) if stop else (end, end)

    def _taken(self, span: Span, field: str) -> str:
        self._claims.take(span, f"{layout.TARGETS_SHEET} {field}")
        return self._stream.content(span.start, span.end)

    def _form_words(self, start: int, end: int) -> None:
        self._claims.take(Span(start, end), f"{layout.TARGETS_SHEET} {FORM_WORDS}")


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
