"""What can be put right without a person's judgement: the mends that the rules know.

Nothing is changed here; a person sees each mend before and after, and chooses.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Edit, Finding
from xladdin.domain.origin import Origin, cell_position
from xladdin.domain.text import BLANK_CHARACTERS
from xladdin.errors import UsageError
from xladdin.form.grid import WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, all_rules, in_order
from xladdin.rules.explaining import with_explanations
from xladdin.rules.settings import STANDARD, Settings

ALL, NONE = "全部", "无"
_BLANK = "（空）"
_BETWEEN_CELLS = " ｜ "
_PARTS = re.compile(r"[,，、;；\s]+")
_RANGE = re.compile(r"(\d{1,6})(?:[-–—~～至到](\d{1,6}))?")

IsClosed = Callable[[Origin], bool]
Place = tuple[str, str]
"""Sheet and address of a cell."""


@dataclass(frozen=True, slots=True)
class ShownEdit:
    """The edits of a mend in one row, as a person is shown them: place, before and after."""

    sheet: str
    cells: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A finding that its rule can mend: what is wrong, and the edits, which go together."""

    rule: str
    message: str
    edits: tuple[Edit, ...]

    def shown(self) -> Iterator[ShownEdit]:
        """What it changes, a line for each row of a sheet; blank cells are said to be so."""
        for (sheet, _), of_row in groupby(self.edits, key=_row_of):
            edits = list(of_row)
            yield ShownEdit(
                sheet,
                "、".join(edit.origin.cell for edit in edits),
                _BETWEEN_CELLS.join(edit.before or _BLANK for edit in edits),
                _BETWEEN_CELLS.join(edit.after_text or _BLANK for edit in edits),
            )


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mends that can be made together, in the order of the workbook.

    ``later`` counts those that would change a cell of another one: they can be made afterwards,
    where they are still needed.
    """

    mends: tuple[Mend, ...]
    later: int = 0


def place_of(edit: Edit) -> Place:
    """The cell that an edit changes."""
    return edit.origin.sheet, edit.origin.cell


def proposed_mends(
    workbook: WorkbookGrid,
    settings: Settings = STANDARD,
    *,
    rules: Collection[str] = (),
    is_closed: IsClosed = lambda _cell: False,
) -> Proposal:
    """What can be mended in a workbook, by all rules or by those named.

    No mend changes a formula, a cell that can't be read or that ``is_closed`` keeps shut, nor what
    the clerk has explained (审核说明). Raises UsageError for a rule that there isn't.
    """
    _require_known(rules)
    submission = read_submission(workbook)
    found = in_order(all_findings(submission, Context.of(submission, settings)), submission)
    possible = [
        (finding.severity.gravity, mend)
        for finding in with_explanations(found, submission.explanations, submission.sheet_names)
        if finding.edits and not finding.is_explained and (not rules or finding.rule in rules)
        if (mend := _mend(finding, workbook, is_closed)) is not None
    ]
    return _without_conflicts(possible)


def chosen_numbers(answer: str, count: int) -> frozenset[int]:
    """The numbers that a person chose of 1 to ``count``: ``1,3-5``, ``全部`` or ``无``.

    Raises UsageError for an answer that says something else.
    """
    if answer.strip(BLANK_CHARACTERS) in {ALL, NONE}:
        return frozenset(range(1, count + 1) if ALL in answer else ())
    chosen: set[int] = set()
    parts = [part for part in _PARTS.split(answer.strip(BLANK_CHARACTERS)) if part]
    for part in parts:
        found = _RANGE.fullmatch(part)
        first = int(found[1]) if found else 0
        last = int(found[2] or first) if found else 0
        if not 1 <= first <= last <= count:
            raise _not_a_choice(part, count)
        chosen.update(range(first, last + 1))
    if not chosen:
        raise _not_a_choice(answer, count)
    return frozenset(chosen)


def all_edits(mends: Iterable[Mend]) -> Iterator[Edit]:
    """The edits of mends, each cell's once."""
    yield from {place_of(edit): edit for mend in mends for edit in mend.edits}.values()


def with_mends(workbook: WorkbookGrid, mends: Sequence[Mend]) -> WorkbookGrid:
    """The workbook with the mends made; formulas keep the values that they have."""
    edits = {place_of(edit): edit for edit in all_edits(mends)}
    sheets = []
    for sheet in workbook.sheets:
        cells = dict(sheet.cells)
        for (name, address), edit in edits.items():
            position = cell_position(address)
            if name == sheet.name and position is not None:
                cells[position] = Entry(edit.after, edit.origin, is_percent=edit.is_percent)
        sheets.append(replace(sheet, cells=cells))
    return replace(workbook, sheets=tuple(sheets))


def _row_of(edit: Edit) -> Place:
    return edit.origin.sheet, edit.origin.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _require_known(rules: Collection[str]) -> None:
    unknown = sorted(set(rules) - {rule.id for rule in all_rules()})
    if unknown:
        raise UsageError(
            f"没有编号为 {'、'.join(unknown)} 的规则", "请按校验结果中“规则”一栏填写，如 R06"
        )


def _without_conflicts(possible: Sequence[tuple[int, Mend]]) -> Proposal:
    """Of mends with their gravity those that can be made together: the graver, then the earlier."""
    taken: dict[Place, Edit] = {}
    chosen: list[int] = []
    later = 0
    for number in sorted(range(len(possible)), key=lambda number: -possible[number][0]):
        edits = {place_of(edit): edit for edit in possible[number][1].edits}
        if not taken.keys() & edits.keys():
            taken |= edits
            chosen.append(number)
        elif any(taken.get(place) != edit for place, edit in edits.items()):
            later += 1
    return Proposal(tuple(possible[number][1] for number in sorted(chosen)), later)


def _mend(finding: Finding, workbook: WorkbookGrid, is_closed: IsClosed) -> Mend | None:
    """A finding's mend; None where one of its cells must stay as it is."""
    edits: dict[Place, Edit] = {}
    for edit in finding.edits:
        entry = _entry_at(workbook, edit.origin)
        if entry is None or entry.is_unreadable or entry.formula is not FormulaState.NONE:
            return None
        earlier = edits.get(place_of(edit))
        so_far = replace(entry, value=earlier.after) if earlier else entry
        whole = _of_whole_cell(edit, so_far)
        if whole is None or is_closed(edit.origin):
            return None
        edits[place_of(edit)] = whole._replace(before=entry.text)
    changed = tuple(edit for edit in edits.values() if edit.after != edit.before)
    return Mend(finding.rule, finding.message, changed) if changed else None


def _entry_at(workbook: WorkbookGrid, origin: Origin) -> Entry | None:
    sheet, position = workbook.sheet(origin.sheet), cell_position(origin.cell)
    return sheet.at(*position) if sheet is not None and position is not None else None


def _of_whole_cell(edit: Edit, entry: Entry) -> Edit | None:
    """The edit of all that stands in the cell: a rule may have seen but one of several goals.

    None where what the rule saw doesn't stand there, or more than once.
    """
    if edit.before == entry.text:
        return edit
    whole = entry.value
    if not isinstance(whole, str) or not isinstance(edit.after, str):
        return None
    if not edit.before or whole.count(edit.before) != 1:
        return None
    return edit._replace(before=whole, after=whole.replace(edit.before, edit.after))


def _not_a_choice(part: str, count: int) -> UsageError:
    return UsageError(
        f"“{part}”不是序号", f"请填 1 到 {count} 的序号，如 1,3-5；或填“{ALL}”“{NONE}”"
    )
