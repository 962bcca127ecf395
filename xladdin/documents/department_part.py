"""部门整体绩效目标 in a document: its three parts, found by their headings in running text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from xladdin.documents.blocks import Line
from xladdin.documents.imported import Placed
from xladdin.documents.reasons import FORM_WORDS
from xladdin.domain.content import MeasureContent, SubGoalContent
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.form.layout import label_key

_NUMERAL = "[一二三四五六七八九十]+"
_NUMBER = rf"(?:{_NUMERAL}|\d{{1,2}})"
_BRACKETED = rf"[（(]\s*{_NUMBER}\s*[）)]"
_PART_NUMBER = re.compile(rf"^(?:第{_NUMERAL}(?:部分|章|节)|{_NUMERAL}[、.．])")
_SUB_GOAL = re.compile(
    rf"(?P<mark>(?:{_BRACKETED}|{_NUMBER}[、.．])?\s*(?:分项)?绩效目标\s*{_NUMBER}?\s*[:：])"
    rf"\s*(?P<text>.*)",
    re.DOTALL,
)
_INDICATORS = re.compile(r"(?P<mark>绩效指标\s*[:：])\s*(?P<text>.*)", re.DOTALL)
_MEASURE = re.compile(rf"(?P<mark>{_BRACKETED}|{_NUMERAL}是[:：]?)\s*(?P<text>.*)", re.DOTALL)
_FIRST_SENTENCE = re.compile(
    r"(?P<heading>[^。！？；;：:\n]+)(?P<stop>[。！？；;：:]?)\s*(?P<text>.*)", re.DOTALL
)
_LONGEST_HEADING = 40  # characters; a longer first sentence is no heading
_PROJECTS_PART = "预算项目绩效目标"
_CAPTIONS = {squeeze(layout.TARGETS_TITLE), f"{squeeze(layout.TARGETS_TITLE)}表", _PROJECTS_PART}


class Section(Enum):
    """Where in the department's part a line stands."""

    OVERALL = auto()
    SUB_GOALS = auto()
    MEASURES = auto()


_HEADINGS = {
    label_key(layout.OVERALL_GOAL.label): Section.OVERALL,
    label_key(layout.SUB_GOALS_LABEL): Section.SUB_GOALS,
    label_key(layout.MEASURES_LABEL): Section.MEASURES,
}


@dataclass(slots=True)
class DepartmentPart:
    """The three parts as far as they were found, with the account."""

    overall_goal: list[str] = field(default_factory=list)
    sub_goals: list[tuple[list[str], list[str]]] = field(default_factory=list)
    measures: list[tuple[str, list[str]]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    not_placed: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the document has nothing of it."""
        return not (self.overall_goal or self.sub_goals or self.measures)

    @property
    def overall_text(self) -> str:
        """总体绩效目标, a paragraph a line."""
        return "\n".join(self.overall_goal)

    def sub_goal_contents(self) -> tuple[SubGoalContent, ...]:
        """分项绩效目标."""
        return tuple(SubGoalContent("\n".join(g), "\n".join(i)) for g, i in self.sub_goals)

    def measure_contents(self) -> tuple[MeasureContent, ...]:
        """工作保障措施."""
        return tuple(MeasureContent(heading, "\n".join(text)) for heading, text in self.measures)


def heading_of(text: str) -> Section | None:
    """The part that a line begins, with or without its number."""
    return _HEADINGS.get(_PART_NUMBER.sub("", label_key(text)))


def is_caption(text: str) -> bool:
    """Whether a line is a heading over a whole part of the document."""
    return _PART_NUMBER.sub("", label_key(text)) in _CAPTIONS


def read_department_part(lines: Sequence[Line]) -> DepartmentPart:
    """The department's part of a document's running text; all other lines are not placed."""
    reader = _Reader()
    for line in lines:
        reader.read(line)
    return reader.part


class _Reader:
    def __init__(self) -> None:
        self.part = DepartmentPart()
        self.section: Section | None = None

    def read(self, line: Line) -> None:
        section = heading_of(line.text)
        if section is not None:
            self.section = section
            self._place(line, line.text, FORM_WORDS)
        elif is_caption(line.text):
            if label_key(line.text).endswith(_PROJECTS_PART):
                self.section = None
            self._place(line, line.text, FORM_WORDS)
        elif self.section is Section.OVERALL:
            self.part.overall_goal.append(line.text)
            self._place(line, line.text, layout.OVERALL_GOAL.label)
        elif not self._read_item(line):
            self.part.not_placed.append(line)

    def _read_item(self, line: Line) -> bool:
        if self.section is Section.SUB_GOALS:
            return self._read_sub_goal(line)
        return self.section is Section.MEASURES and self._read_measure(line)

    def _place(self, line: Line, text: str, name: str) -> None:
        if text:
            self.part.placed.append(Placed(text, line.where, name))

    def _read_sub_goal(self, line: Line) -> bool:
        goals = self.part.sub_goals
        if found := _SUB_GOAL.fullmatch(line.text):
            goals.append(([], []))
        elif found := _INDICATORS.fullmatch(line.text):
            if not goals:
                goals.append(([], []))
        elif not goals:
            return False
        goal, indicators = goals[-1]
        is_goal = found["mark"].rstrip(":： ").endswith("目标") if found else not indicators
        text = found["text"] if found else line.text
        name = layout.SUB_GOAL if is_goal else layout.SUB_GOAL_INDICATORS
        if found:
            self._place(line, found["mark"], FORM_WORDS)
        if text:
            (goal if is_goal else indicators).append(text)
            number = len(goals)
            self._place(line, text, f"{layout.SUB_GOALS_LABEL}{number} {name.label}")
        return True

    def _read_measure(self, line: Line) -> bool:
        measures = self.part.measures
        found = _MEASURE.fullmatch(line.text)
        if found is None:
            if not measures:
                return False
            measures[-1][1].append(line.text)
            self._place(line, line.text, self._measure_field(layout.MEASURE_TEXT))
            return True
        self._place(line, found["mark"], FORM_WORDS)
        heading, stop, text = _heading_and_text(found["text"])
        measures.append((heading, [text] if text else []))
        self._place(line, heading, self._measure_field(layout.MEASURE_HEADING))
        self._place(line, stop, FORM_WORDS)
        self._place(line, text, self._measure_field(layout.MEASURE_TEXT))
        return True

    def _measure_field(self, column: layout.Column) -> str:
        return f"{layout.MEASURES_LABEL}{len(self.part.measures)} {column.label}"


def _heading_and_text(text: str) -> tuple[str, str, str]:
    """The heading of a measure, its stop, and what stands behind it in the same paragraph."""
    found = _FIRST_SENTENCE.fullmatch(text)
    if found is None or len(found["heading"]) > _LONGEST_HEADING:
        return "", "", text
    return found["heading"].strip(), found["stop"], found["text"]
