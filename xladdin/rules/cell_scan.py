"""Texts as they are written, cell by cell: for the rules on wording, which look at all of them.

Nearly every text is without fault, so a sheet's texts are searched together, and only the cells
with a sign of a fault are looked at.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Submission
from xladdin.form import layout
from xladdin.rules.cell_edits import edit_of
from xladdin.rules.context import Context
from xladdin.rules.judging import LabelledEntry, target_texts
from xladdin.rules.registry import Problem, Problems
from xladdin.rules.remembered import once_a_project
from xladdin.rules.wording import listed

_MOST_PLACES = 8  # named in a message
_LABELS = tuple(column.label for column in layout.INDICATOR_COLUMNS[2:])
_NOT_CALCULATED = FormulaState.NOT_CALCULATED


class WrittenCell(NamedTuple):
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


class SheetText(NamedTuple):
    """The readable texts of a sheet, and all of them together, each begun by a new line."""

    cells: Sequence[tuple[str, Entry, str]]
    """Label, cell and text of each: a ``WrittenCell`` is made of those that are looked at."""
    text: str

    def written(self, label: str = "") -> Iterator[WrittenCell]:
        """All cells, or those of a label."""
        return (WrittenCell(*cell) for cell in self.cells if not label or cell[0] == label)

    def with_signs(self, signs: Iterable[re.Pattern[str]]) -> Iterator[WrittenCell]:
        """The cells in which one of the signs stands, by the last character of it."""
        places = {found.end() for sign in signs for found in sign.finditer(self.text)}
        if places:
            starts = list(accumulate((len(text) + 1 for _, _, text in self.cells), initial=1))
            for place in sorted({bisect(starts, end - 1) - 1 for end in places}):
                yield WrittenCell(*self.cells[place])


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


def sheet_texts(submission: Submission, context: Context) -> Iterator[SheetText]:
    """The texts of project sheets and 整体目标.

    项目编码 is no text, and the classes of indicators have a rule of their own.
    """
    for project in submission.projects:
        yield _text_of(project, context)
    if submission.targets is not None:
        yield _together(target_texts(submission.targets))


def cells_with(
    submission: Submission, context: Context, *signs: re.Pattern[str]
) -> Iterator[WrittenCell]:
    """The text cells of project sheets and 整体目标 in which one of the signs stands.

    A sign has to be one with the texts of other cells around it, a line each.
    """
    for sheet in sheet_texts(submission, context):
        yield from sheet.with_signs(signs)


def _goal_cells(project: BudgetProject) -> Iterator[LabelledEntry]:
    """The cells of 绩效目标, each with its goals as lines."""

    def place(goal: Entry) -> Origin:
        return goal.origin

    for origin, goals in groupby(project.goals, place):
        lines = list(goals)
        text = "\n".join([goal.text for goal in lines])
        whole = Entry(text, origin, lines[0].formula) if len(lines) > 1 else lines[0]
        yield layout.GOALS.label, whole


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


@once_a_project
def _text_of(project: BudgetProject, _context: Context) -> SheetText:
    cells = [
        (layout.PROJECT_NAME.label, project.project_name),
        (layout.FUND_USE.label, project.fund_use),
        *_goal_cells(project),
    ]
    for row in project.indicators:
        cells += zip(_LABELS, row.entries[2:], strict=True)
    return _together(cells)


def _together(cells: Iterable[LabelledEntry]) -> SheetText:
    written = [
        (label, entry, value)
        for label, entry in cells
        if isinstance(value := entry.value, str) and entry.formula is not _NOT_CALCULATED
    ]
    return SheetText(written, "\n".join(["", *[text for _, _, text in written]]))
