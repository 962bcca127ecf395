"""Known edits of the real sample's projects are given back exactly, and nothing else is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.comparing.editions import SAMPLE, changes, edition, one, statement
from xladdin.domain.content import IndicatorContent, ProjectContent
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.matching import moved
from xladdin.rules.comparing.results import State

KEYS = {
    "level3": "三级指标",
    "description": "绩效指标描述",
    "target_value": "指标值",
    "basis": "指标值确定依据",
}
TWINS = "保洁人数"  # beside 保安人数, and the same in all but that: who could tell them apart?
PROJECTS = [
    replace(
        project,
        indicators=tuple(
            replace(row, target_value="5人") if row.description == TWINS else row
            for row in project.indicators
        ),
    )
    for project in SAMPLE
]
NOVEL = "疏浚河道清淤护岸绿化修枝"


@dataclass
class Edited:
    """A workbook after some edits, and what has to be told of them."""

    projects: list[ProjectContent] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    changes: list[tuple[str, str, str, str]] = field(default_factory=list)
    moved_rows: int = 0


def novel(number: int) -> str:
    """A text that nothing in the sample resembles."""
    place = number % len(NOVEL)
    return f"{NOVEL[place:]}{NOVEL[:place]}{number}"


def plain(amount: object) -> str:
    return f"{Decimal(str(amount)).normalize():f}"


def whole(row: IndicatorContent) -> str:
    texts = (row.level1, row.level2, row.level3, row.description, row.target_value, row.basis)
    return "｜".join(text for text in texts if text)


@st.composite
def edits(draw: st.DrawFn) -> Edited:
    edited = Edited()
    counter = iter(range(1000))
    touched = draw(st.sets(st.integers(0, len(PROJECTS) - 1), max_size=4))
    for place, project in enumerate(PROJECTS):
        is_touched = place in touched
        what = draw(st.sampled_from(("edit", "edit", "rename", "remove"))) if is_touched else "keep"
        if what == "remove":
            edited.states[project.name] = State.REMOVED
            edited.changes.append(("删除", "项目", project.name, ""))
            continue
        now = project
        if what != "keep":
            before = len(edited.changes)
            now = draw(_edited_rows(project, edited, counter))
            now = draw(_edited_head(now, edited, counter))
            state = State.CHANGED if len(edited.changes) > before else State.UNCHANGED
        else:
            state = State.UNCHANGED
        if what == "rename":
            name = novel(next(counter))
            edited.changes.append(("改动", "项目名称", project.name, name))
            now, state = replace(now, name=name), State.RENAMED
        edited.states[now.name] = state
        edited.projects.append(now)
    if draw(st.booleans()):
        number = next(counter)
        new = ProjectContent(code=f"13030699P{number:012d}", name=novel(number), budget=Decimal(9))
        edited.states[new.name] = State.ADDED
        edited.changes.append(("新增", "项目", "", new.name))
        edited.projects.append(new)
    if draw(st.booleans()):
        edited.projects = draw(st.permutations(edited.projects))
    return edited


@st.composite
def _edited_rows(
    draw: st.DrawFn, project: ProjectContent, edited: Edited, counter: Iterator[int]
) -> ProjectContent:
    kept: list[tuple[int, IndicatorContent]] = []
    for place, before in enumerate(project.indicators):
        row = before
        what = draw(st.sampled_from(("keep", "keep", "keep", "remove", *KEYS)))
        if what == "remove":
            edited.changes.append(("删除", "指标", whole(row), ""))
            continue
        if what in KEYS:
            text = novel(next(counter))
            edited.changes.append(("改动", KEYS[what], getattr(before, what), text))
            row = replace(before, **{what: text})
        kept.append((place, row))
    if draw(st.booleans()):
        kept = draw(st.permutations(kept))
        edited.moved_rows += moved(place for place, _ in kept)
    rows = [row for _, row in kept]
    for _ in range(draw(st.integers(0, 2))):
        numbers = [next(counter) for _ in range(4)]
        row = IndicatorContent("产出指标", "数量指标", *map(novel, numbers))
        edited.changes.append(("新增", "指标", "", whole(row)))
        rows.insert(draw(st.integers(0, len(rows))), row)
    return replace(project, indicators=tuple(rows))


@st.composite
def _edited_head(
    draw: st.DrawFn, project: ProjectContent, edited: Edited, counter: Iterator[int]
) -> ProjectContent:
    if draw(st.booleans()):
        text = novel(next(counter))
        edited.changes.append(("改动", "资金用途", project.fund_use, text))
        project = replace(project, fund_use=text)
    if draw(st.booleans()):
        budget = Decimal(str(project.budget)) + Decimal("0.01")
        edited.changes.append(("改动", "预算数", plain(project.budget), plain(budget)))
        project = replace(project, budget=budget)
    return project


@settings(max_examples=10000, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits())
def test_known_edits_come_back_and_nothing_else(edited: Edited) -> None:
    comparison = compare(one(PROJECTS), one(edited.projects, "new.xlsx"))

    told = {p.shown.project_name.text: p.state for p in comparison.projects}
    assert told == edited.states
    assert sorted(changes(comparison)) == sorted(edited.changes)
    assert sum(sender.moved_rows for sender in comparison.senders) == edited.moved_rows


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits())
def test_turned_round_what_came_went_and_what_went_came(edited: Edited) -> None:
    old, new = edition(statement(PROJECTS)), edition(statement(edited.projects, "new.xlsx"))

    forth, back = compare(old, new), compare(new, old)

    mirrored = {State.ADDED: State.REMOVED, State.REMOVED: State.ADDED}
    for state in State:
        assert forth.count(state) == back.count(mirrored.get(state, state))
    words = {"新增": "删除", "删除": "新增", "改动": "改动"}
    turned = [(words[kind], label, after, before) for kind, label, before, after in changes(back)]
    assert sorted(turned) == sorted(changes(forth))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits())
def test_a_thing_compared_with_itself_says_nothing(edited: Edited) -> None:
    comparison = compare(one(edited.projects), one(edited.projects, "new.xlsx"))

    assert not comparison.has_changes
    assert changes(comparison) == []
    assert comparison.count(State.UNCHANGED) == len(edited.projects)
    assert [(sender.moved, sender.moved_rows) for sender in comparison.senders] == [(0, 0)]
