"""第一部分: the department's own targets as running text."""

from collections.abc import Iterator

from xladdin.documents.publish.headings import Headings
from xladdin.documents.publish.publication import NOT_REPORTED, Targets
from xladdin.documents.publish.styles import BODY, LACKING, RUN_IN_HEADING, SECTION, SUB_SECTION
from xladdin.documents.publish.wordml import Element, paragraph, run
from xladdin.domain.content import MeasureContent
from xladdin.domain.numerals import chinese_numeral
from xladdin.form import layout

_SECTIONS = (layout.OVERALL_GOAL.label, layout.SUB_GOALS_LABEL, layout.MEASURES_LABEL)


def targets_blocks(targets: Targets | None, headings: Headings) -> Iterator[Element]:
    """What follows the heading of the part; a clear mark where there is nothing."""
    if targets is None:
        yield paragraph(LACKING.id, NOT_REPORTED)
        return
    overall, sub_goals, measures = (
        f"{chinese_numeral(number)}、{label}" for number, label in enumerate(_SECTIONS, 1)
    )
    yield headings.add(SECTION, overall, starts_page=True)
    yield from _text(targets.overall_goal)
    yield headings.add(SECTION, sub_goals)
    for number, item in enumerate(targets.sub_goals, 1):
        goal = f"{_bracketed(number)}{layout.SUB_GOAL.label}：{item.goal}"
        yield headings.add(SUB_SECTION, goal)
        yield from _text(f"{layout.SUB_GOAL_INDICATORS.label}：{item.indicators}")
    yield headings.add(SECTION, measures)
    for number, measure in enumerate(targets.measures, 1):
        yield _measure(number, measure)


def _measure(number: int, measure: MeasureContent) -> Element:
    """The heading runs in, as published; it ends in a full stop."""
    heading = measure.heading
    if heading and measure.text and heading[-1] not in "。：:；;":
        heading += "。"
    return paragraph(BODY.id, run(f"{_bracketed(number)}{heading}", RUN_IN_HEADING), measure.text)


def _text(text: str) -> Iterator[Element]:
    """A paragraph a line."""
    return (paragraph(BODY.id, line.strip()) for line in text.split("\n") if line.strip())


def _bracketed(number: int) -> str:
    return f"（{chinese_numeral(number)}）"
