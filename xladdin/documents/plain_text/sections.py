"""The running text before the project tables: its headings, and what stands under each."""

import re
from dataclasses import dataclass

from xladdin.documents.department_part import Section, heading_of, is_caption
from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.pages import lines_of
from xladdin.documents.plain_text.stream import Span, TextStream
from xladdin.documents.reasons import CONTENTS_LINE, FORM_WORDS

_PART = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|节)")
_PROJECTS = re.compile(r"项目绩效目标\Z")
_CONTENTS = re.compile("目录|目次")
_CONTENTS_LINE = re.compile(r".*[.·…⋯]{3,}\d{1,4}|.*绩效目标表\d{1,4}")
_PAGE = re.compile(r"[.·…⋯]*\d{1,4}\Z")
_MOST_LINES = 3  # of a heading in a narrow cell


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, which ends on the last of so many lines; it may leave the section as it is."""

    text: str
    lines: int
    end: int
    section: Section | None = None
    ends_section: bool = False


class SectionReader:
    """Finds the sections, and claims headings and the table of contents."""

    def __init__(self, stream: TextStream, claims: Claims, start: int, end: int) -> None:
        self._stream = stream
        self._claims = claims
        self._lines = lines_of(stream, start, end)

    def read(self) -> dict[Section, Span]:
        """The longest text under each section's headings."""
        texts: dict[Section, Span] = {}
        section: Section | None = None
        run: Span | None = None
        number, in_contents = 0, False
        while number < len(self._lines):
            line = self._lines[number]
            heading = self._heading(number)
            if self._is_contents(number, heading, in_contents=in_contents):
                self._claims.leave(Span(line[0].start, line[-1].end), CONTENTS_LINE)
                section, run, in_contents = None, None, True
                number += 1
            elif heading is not None:
                self._claims.take(Span(line[0].start, heading.end), FORM_WORDS)
                section = None if heading.ends_section else heading.section or section
                number += heading.lines
                rest = Span(heading.end, self._lines[number - 1][-1].end)
                run, in_contents = rest if rest.end > rest.start else None, False
            else:
                run = Span(run.start if run else line[0].start, line[-1].end)
                number += 1
            if section and run and _length(run) > _length(texts.get(section)):
                texts[section] = run
        return texts

    def _heading(self, number: int) -> _Heading | None:
        """The heading that lines from this one on are, or that this one begins with."""
        first = self._lines[number][0]
        for count, line in enumerate(self._lines[number : number + _MOST_LINES], 1):
            if heading := self._heading_of(first.start, line[-1].end, count):
                return heading
        heading = self._heading_of(first.start, first.end, 1)
        return heading if heading and heading.section else None

    def _heading_of(self, start: int, end: int, lines: int) -> _Heading | None:
        text = self._stream.folded[start:end]
        if section := heading_of(text):
            return _Heading(text, lines, end, section)
        if is_caption(text):
            return _Heading(text, lines, end, ends_section=bool(_PROJECTS.search(text)))
        return _Heading(text, lines, end) if _PART.fullmatch(text) else None

    def _is_contents(self, number: int, heading: _Heading | None, *, in_contents: bool) -> bool:
        text = self._stream.folded[self._lines[number][0].start : self._lines[number][-1].end]
        if _CONTENTS_LINE.fullmatch(text) or _CONTENTS.fullmatch(text):
            return True
        listed = _PAGE.sub("", text)
        if listed != text and (heading_of(listed) or is_caption(listed)):
            return True
        return in_contents and heading is not None and self._comes_again(number, heading)

    def _comes_again(self, number: int, heading: _Heading) -> bool:
        """Contents without page numbers: the heading itself is still to come."""
        later = range(number + heading.lines, len(self._lines))
        again = (self._heading(place) for place in later)
        return any(other and other.text == heading.text for other in again)


def _length(span: Span | None) -> int:
    return span.end - span.start if span else 0
