"""The rows of an indicator table by their class names, which are known and so the sure anchors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.stream import Piece, TextStream
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2

_SUFFIX = "指标"
_MOST_PIECES = 8  # of one class name, in a column two characters wide
_LONGEST_NAME = 20
_ANY_NAME = re.compile(
    "|".join(
        name for taxonomy in Taxonomy for one in taxonomy.level1 for name in taxonomy.level2(one)
    )
)
_CLASS_LIKE = re.compile("[\u4e00-\u9fff]{0,4}(?:效益|成本|质量|数量|时效|影响|产出|满意度)指标")
_FEW_BROKEN = 1
_SHARE_BROKEN = 0.05


@dataclass(frozen=True, slots=True)
class RowPieces:
    """A row as far as it is sure: the pieces of its class names, and all the others."""

    level1: tuple[Piece, ...]
    level2: tuple[Piece, ...]
    others: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    """A class name that begins at a piece."""

    pieces: tuple[Piece, ...]
    is_level1: bool
    is_level2: bool


def split_rows(pieces: Sequence[Piece]) -> list[RowPieces]:
    """The rows of a table; those before the first class name are one row without classes."""
    is_spelt_out = any(_longest_name(pieces, place, _SUFFIX) for place in range(len(pieces)))
    suffix = _SUFFIX if is_spelt_out else ""
    has_lines = any(piece.gap.ends_line for piece in pieces[1:])
    rows: list[RowPieces] = []
    place = begin = 0
    row = RowPieces((), (), ())
    while place < len(pieces):
        is_start = place == 0 or pieces[place].gap.ends_line or not has_lines
        is_after_class = place == begin and bool(row.level2)
        names = [] if is_after_class or not is_start else _names(pieces, place, suffix)
        if not names:
            place += 1
            continue
        rows.append(replace(row, others=tuple(pieces[begin:place])))
        row = _row(names)
        place = begin = place + sum(len(name.pieces) for name in names)
    rows.append(replace(row, others=tuple(pieces[begin:])))
    return [row for row in rows if row.level1 or row.level2 or row.others]


def has_blanks_in_names(stream: TextStream) -> bool:
    """True for texts that join a cell's lines with blanks: class names are broken by them."""
    found = [name.span() for name in _ANY_NAME.finditer(stream.folded)]
    broken = [
        place
        for place in found
        if any(not piece.gap.ends_line for piece in stream.pieces(*place)[1:])
    ]
    return len(broken) > _FEW_BROKEN and len(broken) > _SHARE_BROKEN * len(found)


def learn(rows: Sequence[RowPieces], breaks: Breaks) -> None:
    """What stands inside class names, and behind and before them, shows how cells are broken."""
    for number, row in enumerate(rows):
        for name in (row.level1, row.level2):
            breaks.is_inside(piece.gap for piece in name[1:])
        if row.level1 and row.level2:
            breaks.ends_cell(row.level2[0].gap)
        if row.level2 and row.others:
            breaks.ends_cell(row.others[0].gap)
        first = (*row.level1, *row.level2)[:1]
        if number and first and not first[0].gap.is_page:
            breaks.ends_cell(first[0].gap)


def _names(pieces: Sequence[Piece], place: int, suffix: str) -> list[_Name]:
    """A 一级指标, a 二级指标, or both, from a piece on."""
    first = _longest_name(pieces, place, suffix)
    if first is None:
        return []
    second = _longest_name(pieces, place + len(first.pieces), suffix)
    if second and first.is_level1 and second.is_level2:
        return [first, second]
    return [first]


def _row(names: list[_Name]) -> RowPieces:
    if len(names) == 2:
        return RowPieces(names[0].pieces, names[1].pieces, ())
    name = names[0]
    is_level2 = name.is_level2  # 成本指标, on its own, is one of the 二级指标 of 2015
    return RowPieces(() if is_level2 else name.pieces, name.pieces if is_level2 else (), ())


def _longest_name(pieces: Sequence[Piece], place: int, suffix: str) -> _Name | None:
    text, found = "", _class_like(pieces, place) if suffix else None
    for count, piece in enumerate(pieces[place : place + _MOST_PIECES], 1):
        text += piece.text
        if len(text) > _LONGEST_NAME:
            break
        levels = _name(text, suffix)
        if levels:
            found = _Name(tuple(pieces[place : place + count]), *levels)
    return found


def _class_like(pieces: Sequence[Piece], place: int) -> _Name | None:
    """A class of the department's own, whole on its line: 其他效益指标."""
    piece = pieces[place] if place < len(pieces) else None
    is_alike = piece is not None and _CLASS_LIKE.fullmatch(piece.text)
    return _Name((piece,), is_level1=False, is_level2=True) if piece and is_alike else None


@lru_cache(maxsize=4096)
def _name(text: str, suffix: str) -> tuple[bool, bool] | None:
    """Whether a text is the name of a 一级指标 and of a 二级指标; None where it is neither."""
    if not text.endswith(suffix) or len(text) > _LONGEST_NAME:
        return None
    levels = (
        any(canonical_level1(text, taxonomy) for taxonomy in Taxonomy),
        any(canonical_level2(text, taxonomy) for taxonomy in Taxonomy),
    )
    return levels if any(levels) else None
