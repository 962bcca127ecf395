"""A project's indicator table: from the pieces behind its headings to rows of six cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.classes import RowPieces, learn, split_rows
from xladdin.documents.plain_text.frames import TableFrame
from xladdin.documents.plain_text.labels import HEADING
from xladdin.documents.plain_text.rows import Row, RowReader
from xladdin.documents.plain_text.stream import Piece, Span, TextStream, joined
from xladdin.documents.reasons import FORM_WORDS, REPEATED_HEADING
from xladdin.domain.content import IndicatorContent
from xladdin.domain.taxonomy import (
    Taxonomy,
    belongs,
    canonical_level1,
    canonical_level2,
    detect_taxonomy,
)
from xladdin.form import layout

_LONE_NUMBER = "单独一行的数字，看作页码"
_NOTE = re.compile(r"(?:备?注|(?:填[报表]|情况)?说明):")


class IndicatorTable:
    """One table; ``rows`` are cut once to learn from them, and again with what was learned."""

    def __init__(self, stream: TextStream, claims: Claims, frame: TableFrame, place: str) -> None:
        self._claims = claims
        self._place = place
        start, end = frame.head_end, frame.end
        for heading in HEADING.finditer(stream.folded, start, end):
            span = Span(*heading.span())
            if heading.start() == start:
                claims.take(span, f"{place} {FORM_WORDS}")
            else:
                claims.leave(span, REPEATED_HEADING)
            stream.hide(span.start, span.end)
        pieces = _without_notes(stream, stream.pieces(start, end))
        self._rows = _by_taxonomy(split_rows(pieces))
        self._rows = self._rows if any(row.level1 or row.level2 for row in self._rows) else []

    def teach(self, breaks: Breaks) -> None:
        """Show how this table breaks cells."""
        learn(self._rows, breaks)

    def cut(self, reader: RowReader) -> list[Row]:
        """All rows with their cells."""
        rows = [row for row in self._rows if row.level1 or row.level2]
        return [cut for row in rows for cut in reader.read(row)]

    def read(self, rows: Sequence[Row]) -> tuple[IndicatorContent, ...]:
        """The rows' contents; every piece is claimed for its field, every doubt is told."""
        contents: list[IndicatorContent] = []
        above = IndicatorContent()
        for number, row in enumerate(rows, 1):
            for column, pieces in zip(layout.INDICATOR_COLUMNS, row.columns, strict=True):
                for piece in pieces:
                    field = f"{self._place} 指标{number} {column.label}"
                    self._claims.take(piece, field)
            for piece in row.page_numbers:
                self._claims.leave(piece, _LONE_NUMBER)
            content = IndicatorContent(*(joined(list(pieces)) for pieces in row.columns))
            above = _with_classes(content, above, row)
            contents.append(above)
            doubts = "；".join(_doubts(row, above))
            if doubts:
                first = next(piece for pieces in row.columns for piece in pieces)
                where = f"{self._place} 指标{number}"
                self._claims.doubt(first.start, f"{where}请对照原文：{doubts}（{_quote(above)}）")
        return tuple(contents)


def _doubts(row: Row, content: IndicatorContent) -> Iterator[str]:
    """What a person should look at in a row that was read."""
    if row.is_close:
        yield "各栏的分界拿不准"
    if not row.has_class:
        yield "没有印出二级指标，按上一行填写"
    texts = astuple(content)
    missing = [
        column.label
        for column, text in zip(layout.INDICATOR_COLUMNS, texts, strict=True)
        if not text
    ]
    if missing:
        yield f"没有读出{'、'.join(missing)}"
    taken_over = not row.level1 and content.level1 and content.level2
    if taken_over and not any(
        belongs(content.level1, content.level2, taxonomy) for taxonomy in Taxonomy
    ):
        yield f"没有印出一级指标，按上一行填写为{content.level1}，与二级指标不符"


def _quote(content: IndicatorContent) -> str:
    """A row's free cells, parted by strokes."""
    return "｜".join(astuple(content)[2:])


def _with_classes(content: IndicatorContent, above: IndicatorContent, row: Row) -> IndicatorContent:
    """Merged cells are printed once: the rows below have the classes of the first."""
    if not row.level1:
        content = replace(content, level1=above.level1)
    return content if row.has_class else replace(content, level2=above.level2)


def _by_taxonomy(rows: list[RowPieces]) -> list[RowPieces]:
    """成本指标 alone is a 一级指标 in tables of 2021, else a 二级指标."""
    pairs = [(joined(list(row.level1)), joined(list(row.level2))) for row in rows]
    if detect_taxonomy(pairs) != Taxonomy.Y2021:
        return rows
    return [
        replace(row, level1=row.level2, level2=())
        if not row.level1
        and canonical_level1(level2, Taxonomy.Y2021)
        and not canonical_level2(level2, Taxonomy.Y2021)
        else row
        for row, (_, level2) in zip(rows, pairs, strict=True)
    ]


def _without_notes(stream: TextStream, pieces: list[Piece]) -> list[Piece]:
    """The pieces before a note below the table."""
    for number, piece in enumerate(pieces):
        if piece.gap.ends_line and _NOTE.match(stream.folded, piece.start, piece.end):
            return pieces[:number]
    return pieces
