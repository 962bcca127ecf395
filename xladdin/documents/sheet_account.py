"""Who took which cell of a 封面 or of a sheet 整体目标."""

from collections.abc import Iterator, Mapping, Sequence

from xladdin.documents.blocks import Row
from xladdin.documents.imported import LeftOver, Placed
from xladdin.documents.reasons import CONTENTS_LINE, FORM_WORDS, NO_FIELD
from xladdin.domain.entry import Entry
from xladdin.domain.submission import Cover, DepartmentTargets
from xladdin.form import layout
from xladdin.form.cover_reading import ProjectIndex
from xladdin.form.grid import SheetGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.layout import label_key

Account = tuple[list[Placed], list[LeftOver]]

_GUIDE = "填报说明"  # heads what a cover tells those who fill the workbook in

_COVER_WORDS = {
    label_key(text)
    for text in (
        layout.COVER_TITLE,
        layout.DEPARTMENT_COVER_TITLE,
        *(field.label for field in layout.UNIT_COVER_FIELDS),
    )
}
_TARGETS_WORDS = {
    label_key(text)
    for text in (
        layout.TARGETS_TITLE,
        layout.OVERALL_GOAL.label,
        layout.SUB_GOALS_LABEL,
        layout.MEASURES_LABEL,
        layout.TARGETS_NUMBER.label,
        *(column.label for column in (*layout.SUB_GOAL_COLUMNS, *layout.MEASURE_COLUMNS)),
    )
}


def account_of_cover(grid: SheetGrid, rows: Sequence[Row], cover: Cover) -> Account:
    """The cover's fields; its index only repeats what the projects' sheets say."""
    sheet = LabelledSheet(grid)
    index = ProjectIndex.find(sheet)
    first = index.first_row - 1 if index.headings else len(rows) + 1
    guide = sheet.find_text(_GUIDE)
    fields = (
        (layout.DEPARTMENT_CODE, cover.department_code),
        (layout.DEPARTMENT_NAME, cover.department),
        (layout.UNIT_CODE, cover.unit_code),
        (layout.UNIT_NAME, cover.unit_name),
        (layout.BUDGET_YEAR, cover.budget_year),
        (layout.TAXONOMY, cover.taxonomy),
        (layout.ROUND, cover.round),
    )
    named = {entry.origin.cell: field.label for field, entry in fields if not entry.is_blank}
    of_form = range(guide[0] if guide else len(rows) + 1, len(rows) + 1)
    return _account(grid, rows, named, _COVER_WORDS, of_form, first)


def account_of_targets(grid: SheetGrid, rows: Sequence[Row], targets: DepartmentTargets) -> Account:
    """The three parts of the department's targets."""
    entries = _named_targets(targets)
    named = {entry.origin.cell: name for entry, name in entries if not entry.is_blank}
    first = LabelledSheet(grid).find(layout.OVERALL_GOAL)
    of_form = range(1, first[0] if first else 1)  # the title, the department and the year
    return _account(grid, rows, named, _TARGETS_WORDS, of_form, len(rows) + 1)


def _named_targets(targets: DepartmentTargets) -> Iterator[tuple[Entry, str]]:
    yield targets.overall_goal, layout.OVERALL_GOAL.label
    for number, goal in enumerate(targets.sub_goals, 1):
        yield goal.goal, f"{layout.SUB_GOALS_LABEL}{number} {layout.SUB_GOAL.label}"
        yield (
            goal.indicators,
            f"{layout.SUB_GOALS_LABEL}{number} {layout.SUB_GOAL_INDICATORS.label}",
        )
    for number, item in enumerate(targets.measures, 1):
        yield item.heading, f"{layout.MEASURES_LABEL}{number} {layout.MEASURE_HEADING.label}"
        yield item.text, f"{layout.MEASURES_LABEL}{number} {layout.MEASURE_TEXT.label}"


def _account(
    grid: SheetGrid,
    rows: Sequence[Row],
    named: Mapping[str, str],
    words: set[str],
    of_form: range,
    first_row_of_index: int,
) -> Account:
    """``named`` are the fields by their cells, ``of_form`` rows that only the form fills."""
    placed: list[Placed] = []
    left_over: list[LeftOver] = []
    for row, _, entry in grid.filled():
        where, text = rows[row - 1].where, entry.text
        if entry.origin.cell in named:
            placed.append(Placed(text, where, named[entry.origin.cell]))
        elif row in of_form or label_key(text) in words or text.strip().isdecimal():
            placed.append(Placed(text, where, FORM_WORDS))
        else:
            reason = CONTENTS_LINE if row >= first_row_of_index else NO_FIELD
            left_over.append(LeftOver(text, where, reason))
    return placed, left_over
