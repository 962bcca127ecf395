"""Where the project tables stand in a text: title, unit line, head, rows."""

import re
from dataclasses import dataclass

from xladdin.documents.plain_text.labels import AMOUNT_UNIT, HEADING, LABELS, find_label
from xladdin.documents.plain_text.stream import Span, TextStream, folded
from xladdin.form import layout

_TITLE_END = re.compile(layout.TITLE_SUFFIX)
_LONGEST_TITLE = 160  # characters, with the unit line
_TITLE_NUMBER = re.compile(
    r"\d{1,3}[.、]|\(\d{1,3}\)|[一二三四五六七八九十百]{1,5}、|\([一二三四五六七八九十百]{1,5}\)"
    r"|[附表]\d{1,3}(?:-\d{1,3})?[.:]?"
)
_UNIT_LABEL = r"(?:(?:预算|填报|项目|主管)?(?:部门|单位)(?:编码|名称|\(单位\)|\(公章\))*:)?"
_UNIT_LINE = re.compile(rf"{_UNIT_LABEL}(?P<code>\d{{3,12}})?[-_:]?{_UNIT_LABEL}(?P<name>.*?)\Z")
_NEXT_PART = re.compile(r"第[一二三四五六七八九十]{1,3}部分|附[件表录]\d{0,2}")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """The line under a title; parts that aren't there are empty."""

    code: Span
    name: Span
    amount_unit: Span


@dataclass(frozen=True, slots=True)
class TableFrame:
    """One project table; ``head_end`` is where the indicator table's headings begin."""

    start: int
    title_name: Span  # the title without its number and 绩效目标表
    unit_line: UnitLine
    head_start: int
    head_end: int
    end: int


def find_frames(stream: TextStream, codes: list[Span]) -> list[TableFrame]:
    """The tables that the labels of their codes begin."""
    ends = [0, *(code.end for code in codes)]
    titles = [_title(stream, code, end) for code, end in zip(codes, ends, strict=False)]
    next_starts = [*(title.start for title in titles[1:]), None]
    frames = []
    for code, title, next_start in zip(codes, titles, next_starts, strict=False):
        end = _end(stream, code.end) if next_start is None else next_start
        heading = HEADING.search(stream.folded, code.end, end)
        frames.append(
            TableFrame(
                title.start,
                title.name,
                _unit_line(stream, title.end, code.start),
                code.start,
                heading.start() if heading else end,
                end,
            )
        )
    return frames


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    name: Span
    end: int


def _title(stream: TextStream, code: Span, earliest: int) -> _Title:
    """A table's title, from the code's label backwards; empty where there is none."""
    earliest = max(earliest, code.start - _LONGEST_TITLE)
    ends = [found.end() for found in _TITLE_END.finditer(stream.folded, earliest, code.start)]
    if not ends:
        start = _unit_line_start(stream, code.start, earliest)
        return _Title(start, Span(start, start), start)
    end = ends[-1] - len(layout.TITLE_SUFFIX)
    name = _project_name(stream, code)
    is_name = name and stream.folded.endswith(name, earliest, end)
    line_start = _line_start(stream, end, earliest)
    number = _TITLE_NUMBER.match(stream.folded, line_start, end)
    start = end - len(name) if is_name else number.end() if number else line_start
    return _Title(_number_start(stream, start, earliest), Span(start, end), ends[-1])


def _project_name(stream: TextStream, code: Span) -> str:
    """What stands between 项目名称 and the label behind it."""
    limit = code.end + _LONGEST_TITLE * 2
    label = find_label(stream, LABELS[layout.PROJECT_NAME], code.end, limit)
    if label is None:
        return ""
    end = stream.folded.find(folded(layout.FUNDS_LABEL), label.end, limit)
    return stream.folded[label.end : end] if end > 0 else ""


def _number_start(stream: TextStream, start: int, earliest: int) -> int:
    """Where the number in front of a title begins."""
    line_start = _line_start(stream, start, earliest)
    return line_start if _TITLE_NUMBER.fullmatch(stream.folded, line_start, start) else start


def _line_start(stream: TextStream, place: int, earliest: int) -> int:
    while place > earliest:
        gap = stream.gap_at(place)
        if gap is not None and gap.ends_line:
            return place
        place -= 1
    return place


def _unit_line_start(stream: TextStream, place: int, earliest: int) -> int:
    """Where the unit line in front of a table without a title begins."""
    start = _line_start(stream, place - 1, earliest) if place > earliest else place
    is_unit_line = AMOUNT_UNIT.search(stream.folded, start, place)
    return start if is_unit_line else place


def _unit_line(stream: TextStream, start: int, end: int) -> UnitLine:
    amount_unit = find_label(stream, AMOUNT_UNIT, start, end)
    name_end = amount_unit.start if amount_unit else end
    found = _UNIT_LINE.match(stream.folded, start, name_end)
    code = Span(*found.span("code")) if found and found["code"] else Span(start, start)
    name = Span(*found.span("name")) if found else Span(start, name_end)
    return UnitLine(code, name, amount_unit or Span(end, end))


def _end(stream: TextStream, start: int) -> int:
    """Where the last table ends: at the document's next part, or with the text."""
    for found in _NEXT_PART.finditer(stream.folded, start):
        gap = stream.gap_at(found.start())
        if gap is not None and gap.ends_line:
            return found.start()
    return len(stream)
