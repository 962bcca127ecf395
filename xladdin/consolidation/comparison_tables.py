"""What became of each project, and every changed cell with its places, as tables of a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xladdin.consolidation.summary_sheets.sources import Link, Sources
from xladdin.consolidation.summary_sheets.table_sheet import (
    SUM_DECIMALS,
    Cell,
    Column,
    Looking,
    TableSheet,
    of_this_row,
    summed,
)
from xladdin.consolidation.tables import exact_sum
from xladdin.domain.origin import Origin
from xladdin.form import layout
from xladdin.form import summary_form as form
from xladdin.rules.comparing.changes import Change, Kind
from xladdin.rules.comparing.results import (
    ComparedProject,
    ComparedStatement,
    Comparison,
    State,
)
from xladdin.rules.comparing.wording import remark
from xladdin.workbook.templates.form_sheet import Formula

MOST_CHANGES = 200_000
"""Lines of 改动: more than anyone reads, fewer than a sheet has rows."""

_STATE_LOOKS = {
    State.ADDED: "good",
    State.REMOVED: "error",
    State.RENAMED: "warning",
    State.CHANGED: "warning",
}
_KIND_LOOKS = {Kind.ADDED: "good", Kind.REMOVED: "error", Kind.CHANGED: "center"}
_AMOUNT_LABELS = (form.BUDGET, form.FISCAL, form.OTHER)


@dataclass(frozen=True, slots=True)
class Places:
    """The files of both sides; those of the old one may be no more."""

    sources: Sources
    is_old_there: bool = True

    def file(self, origin: Origin | None) -> str:
        """The name of a place's file."""
        return self.sources.name(origin.file) if origin else ""

    def then(self, origin: Origin | None) -> Link | str:
        """A place on the old side."""
        if origin is None or self.is_old_there:
            return self.now(origin)
        return f"{origin.sheet}!{origin.cell}"

    def now(self, origin: Origin | None) -> Link | str:
        """A place on the new side."""
        return self.sources.cell(origin.file, origin.sheet, origin.cell) if origin else ""


@dataclass(frozen=True, slots=True)
class Titles:
    """What a sheet and its page are called, and the line under the title."""

    sheet: str
    title: str
    note: str


def projects_sheet(comparison: Comparison | None, places: Places, titles: Titles) -> TableSheet:
    """A line a project that came, went or changed, with its amounts then and now."""
    found = [
        (sender, project)
        for sender in (comparison.senders if comparison else ())
        for project in sender.projects
        if project.state is not State.UNCHANGED
    ]
    order = list(_STATE_LOOKS)
    found.sort(key=lambda pair: order.index(pair[1].state))  # by unit within each, as they came
    columns = [
        Column("变化", 7, "center"),
        Column(form.UNIT_CODE, 9, "code"),
        Column(form.UNIT_NAME, 20),
        Column(form.PROJECT_CODE, 24, "code"),
        Column(form.PROJECT_NAME, 28),
    ]
    for number, label in enumerate(_AMOUNT_LABELS):
        pairs = [project.amounts[number] for _, project in found]
        old = exact_sum(pair.old or Decimal(0) for pair in pairs)
        new = exact_sum(pair.new or Decimal(0) for pair in pairs)
        headings = {f"原{label}": old, f"现{label}": new, f"{label}差额": new - old}
        columns += [
            Column(heading, 11, "amount", summed(total) if found else None)
            for heading, total in headings.items()
        ]
    columns += [Column("说明", 32), Column("位置", 12)]
    rows = [_project_cells(sender, project, places) for sender, project in found]
    return TableSheet(
        titles.sheet, titles.title, titles.note, form.COMPARISON_TABLE, columns, rows, frozen=5
    )


def _project_cells(
    sender: ComparedStatement, project: ComparedProject, places: Places
) -> list[Cell]:
    amounts: list[Cell] = []
    for pair, label in zip(project.amounts, _AMOUNT_LABELS, strict=True):
        amounts += [pair.old, pair.new, _difference(label, pair.difference)]
    shown = project.shown
    place = places.now if project.new else places.then
    return [
        Looking(project.state.value, _STATE_LOOKS[project.state]),
        sender.shown.unit_code,
        sender.shown.unit_name,
        shown.project_code.text.strip(),
        shown.project_name.text.strip(),
        *amounts,
        remark(project),
        place(shown.budget.origin),
    ]


def _difference(label: str, difference: Decimal) -> Formula:
    now, before = (of_this_row(form.COMPARISON_TABLE, f"{side}{label}") for side in "现原")
    return Formula(f"=ROUND({now}-{before},{SUM_DECIMALS})", summed(difference))


def changes_sheet(comparison: Comparison | None, places: Places, titles: Titles) -> TableSheet:
    """A line a changed cell, and each line or project that came or went."""
    editions = (comparison.old, comparison.new) if comparison else ()
    with_files = [len(edition.files) > 1 for edition in editions] or [False, False]
    columns = [
        Column(form.NUMBER, 6, "integer"),
        Column("变化", 7, "center"),
        Column(form.UNIT_CODE, 9, "code"),
        Column(form.PROJECT_NAME, 22),
        Column("栏目", 13),
        Column(layout.LEVEL3.label, 16),
        Column("原内容", 32),
        Column("现内容", 32),
        Column("金额差额", 11, "amount"),
    ]
    for word, with_file in zip("原现", with_files, strict=True):
        columns += [Column(f"{word}文件", 20)] * with_file + [Column(f"{word}位置", 12)]
    found = list(_changes(comparison)) if comparison else []
    rows = [
        [
            number,
            *_change_cells(sender, project, change),
            *_place_cells(change, places, with_files),
        ]
        for number, (sender, project, change) in enumerate(found[:MOST_CHANGES], 1)
    ]
    note = titles.note or f"共 {len(found)} 处。点击位置打开原表。{_only_files(comparison)}"
    if len(found) > MOST_CHANGES:
        note += f"只列出前 {MOST_CHANGES} 处，其余用 xladdin compare --json 查看。"
    return TableSheet(titles.sheet, titles.title, note, form.CHANGES_TABLE, columns, rows, frozen=4)


def _only_files(comparison: Comparison | None) -> str:
    """The names of the files that no column names: a side that is one file."""
    sides = (("原", comparison.old), ("现", comparison.new)) if comparison else ()
    return "".join(
        f"{word}：{Path(one.files[0]).name}。" for word, one in sides if len(one.files) == 1
    )


def _changes(
    comparison: Comparison,
) -> Iterator[tuple[ComparedStatement, ComparedProject | None, Change]]:
    for sender in comparison.senders:
        for project, change in sender.all_changes():
            yield sender, project, change


def _change_cells(
    sender: ComparedStatement, project: ComparedProject | None, change: Change
) -> list[Cell]:
    old, new = change.old, change.new
    return [
        Looking(change.kind.value, _KIND_LOOKS[change.kind]),
        sender.shown.unit_code,
        project.shown.project_name.text.strip() if project else f"（{change.part}）",
        change.label,
        change.line,
        old.text if old else "",
        new.text if new else "",
        change.difference,
    ]


def _place_cells(change: Change, places: Places, with_files: Sequence[bool]) -> list[Cell]:
    cells: list[Cell] = []
    sides = ((change.old, places.then), (change.new, places.now))
    for (said, link), with_file in zip(sides, with_files, strict=True):
        origin = said.origin if said else None
        cells += [places.file(origin)] * with_file + [link(origin)]
    return cells
