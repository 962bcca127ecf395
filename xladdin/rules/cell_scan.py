"""Texts as they are written, cell by cell: for the rules on wording, which look at all of them.

Nearly every text is without fault, so a sheet's texts are searched together first.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import DepartmentTargets, Submission
from xladdin.form import layout
from xladdin.rules.cell_edits import edit_of
from xladdin.rules.judging import LabelledEntry
from xladdin.rules.registry import Problem, Problems
from xladdin.rules.wording import listed

_MOST_PLACES = 8  # named in a message


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell with its whole text: goals that stand in one cell are its lines again."""

    label: str
    entry: Entry
    text: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a text and how to mend it; ``after`` is the text mended.

    It is the text itself where a person has to decide.
    """

    what: str
    mend: str
    after: str


Check = Callable[[str], Complaint | None]
IsSuspect = Callable[[str], object]
"""Whether a text is worth a closer look: true or false of what it returns."""


def fault_of(text: str, checks: Iterable[Check]) -> Complaint | None:
    """All complaints about a text as one, each about what the one before has mended."""
    complaints: list[Complaint] = []
    after = text
    for check in checks:
        complaint = check(after)
        if complaint is not None:
            complaints.append(complaint)
            after = complaint.after
    if not complaints:
        return None
    what = "；".join(complaint.what for complaint in complaints)
    return Complaint(what, "；".join(complaint.mend for complaint in complaints), after)


def cells_with(submission: Submission, is_suspect: IsSuspect) -> Iterator[WrittenCell]:
    """The text cells of project sheets and 整体目标 that look suspect, as their sheet does.

    What makes a cell suspect has to do so with the texts of other cells around it, a line each.
    项目编码 is no text, and the classes of indicators have a rule of their own.
    """
    for project in submission.projects:
        if is_suspect(_lines(_entries(project))):
            yield from _suspects(_labelled(project), is_suspect)
    if submission.targets is not None:
        yield from _suspects(_labelled_targets(submission.targets), is_suspect)


def goal_cells(project: BudgetProject) -> Iterator[WrittenCell]:
    """The text cells of 绩效目标, each with its goals as lines."""

    def place(goal: Entry) -> Origin:
        return goal.origin

    for origin, goals in groupby(project.goals, place):
        lines = list(goals)
        text = "\n".join(goal.text for goal in lines)
        whole = Entry(text, origin, lines[0].formula) if len(lines) > 1 else lines[0]
        if isinstance(whole.value, str) and not whole.is_unreadable:
            yield WrittenCell(layout.GOALS.label, whole, text)


def alike_once(faults: Iterable[tuple[WrittenCell, Complaint | None]]) -> Problems:
    """One problem for all cells of a sheet that hold the same faulty text, at the first of them."""
    cells_of: dict[tuple[str, str, str], tuple[Complaint, list[WrittenCell]]] = {}
    for cell, fault in faults:
        if fault is None:
            continue
        key = cell.entry.origin.sheet, cell.label, cell.text
        cells_of.setdefault(key, (fault, []))[1].append(cell)
    for fault, cells in cells_of.values():
        first, *others = cells
        yield Problem(
            first.entry,
            f"{first.label}中，{fault.what}{_also_at(others)}",
            fault.mend,
            edits=tuple(edit for cell in cells for edit in edit_of(cell.entry, fault.after)),
        )


def _also_at(others: list[WrittenCell]) -> str:
    if not others:
        return ""
    places = listed(cell.entry.origin.cell for cell in others[:_MOST_PLACES])
    more = "等" if len(others) > _MOST_PLACES else ""
    return f"；本表另有 {len(others)} 处相同（{places}{more}）"


def _lines(entries: Iterable[Entry]) -> str:
    return "\n".join([entry.value for entry in entries if isinstance(entry.value, str)])


def _entries(project: BudgetProject) -> list[Entry]:
    entries = [project.project_name, project.fund_use, *project.goals]
    for row in project.indicators:
        entries += (row.level3, row.description, row.target_value, row.basis)
    return entries


def _suspects(cells: Iterable[LabelledEntry], is_suspect: IsSuspect) -> Iterator[WrittenCell]:
    for label, entry in cells:
        value = entry.value
        if isinstance(value, str) and not entry.is_unreadable and is_suspect(value):
            yield WrittenCell(label, entry, value)


def _labelled(project: BudgetProject) -> Iterator[LabelledEntry]:
    yield layout.PROJECT_NAME.label, project.project_name
    yield layout.FUND_USE.label, project.fund_use
    for cell in goal_cells(project):
        yield cell.label, cell.entry
    for row in project.indicators:
        for column, entry in zip(layout.INDICATOR_COLUMNS[2:], row.entries[2:], strict=True):
            yield column.label, entry


def _labelled_targets(targets: DepartmentTargets) -> Iterator[LabelledEntry]:
    yield layout.OVERALL_GOAL.label, targets.overall_goal
    for sub_goal in targets.sub_goals:
        yield layout.SUB_GOALS_LABEL, sub_goal.goal
        yield layout.SUB_GOAL_INDICATORS.label, sub_goal.indicators
    for measure in targets.measures:
        yield layout.MEASURES_LABEL, measure.heading
        yield layout.MEASURES_LABEL, measure.text
