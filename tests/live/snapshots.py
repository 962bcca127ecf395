"""A whole open workbook, as it is now: to tell what changed, or that nothing did."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import xlwings as xw

from xladdin.domain.origin import cell_address

Contents = dict[str, str]
"""What would be typed into each filled cell of a sheet, by address."""


@dataclass(frozen=True)
class SheetSnapshot:
    """One sheet: what stands in its cells, and whether a person may see and change it."""

    formulas: Contents
    values: dict[str, object]
    visible: int
    is_protected: bool
    hidden_rows: frozenset[int]


@dataclass(frozen=True)
class View:
    """What the person in front of the workbook sees of it, and how Excel is set."""

    active_sheet: str
    selection: str
    scroll: tuple[int, int]
    calculation: str
    is_screen_updating: bool
    are_events_on: bool


@dataclass(frozen=True)
class Snapshot:
    """A workbook: its sheets in their order, its names, what is seen of it."""

    sheets: dict[str, SheetSnapshot]
    sheet_order: list[str]
    names: list[str]
    """Of the workbook, and of the sheets with these before them."""
    view: View
    is_structure_protected: bool

    @property
    def formulas(self) -> dict[str, Contents]:
        """The filled cells of all sheets."""
        return {name: sheet.formulas for name, sheet in self.sheets.items()}

    def without(self, *sheets: str) -> "Snapshot":
        """The rest of the workbook."""
        left = {name: sheet for name, sheet in self.sheets.items() if name not in sheets}
        return replace(self, sheets=left)


def snapshot(book: xw.Book) -> Snapshot:
    """All of an open workbook that a program could spoil."""
    return Snapshot(
        {sheet.name: sheet_snapshot(sheet) for sheet in book.sheets},
        book.sheet_names,
        _names(book),
        view_of(book),
        book.api.ProtectStructure,
    )


def changes(before: Snapshot, after: Snapshot) -> list[tuple[str, object, object]]:
    """What differs: where, and what it was and is."""
    one, other = dict(_facts(asdict(before))), dict(_facts(asdict(after)))
    places: Collection[str] = sorted(one.keys() | other.keys())
    return [(at, one.get(at), other.get(at)) for at in places if one.get(at) != other.get(at)]


def _facts(told: Mapping[str, object], place: str = "") -> Iterator[tuple[str, object]]:
    for name, value in told.items():
        if isinstance(value, dict):
            yield from _facts(value, f"{place}{name}/")
        else:
            yield place + name, value


def sheet_snapshot(sheet: xw.Sheet) -> SheetSnapshot:
    """All of one sheet."""
    used = sheet.used_range
    rows = range(used.row, used.last_cell.row + 1)
    columns = range(used.column, used.last_cell.column + 1)
    formulas: Any = used.formula
    values = used.options(ndim=2, err_to_str=True).value
    texts = [[formulas]] if isinstance(formulas, str) else formulas
    filled = {
        cell_address(row, column): (texts[i][j], values[i][j])
        for i, row in enumerate(rows)
        for j, column in enumerate(columns)
        if texts[i][j]
    }
    is_any_hidden = used.rows.hidden is not False
    return SheetSnapshot(
        {at: formula for at, (formula, _) in filled.items()},
        {at: value for at, (_, value) in filled.items()},
        int(sheet.visible),
        bool(sheet.api.ProtectContents),
        frozenset(row for row in rows if is_any_hidden and sheet.range((row, 1)).rows.hidden),
    )


def _names(book: xw.Book) -> list[str]:
    scopes = [("", book.impl.uno), *((f"{sheet.name}!", sheet.impl.uno) for sheet in book.sheets)]
    return [scope + name for scope, uno in scopes for name in uno.NamedRanges.ElementNames]


def names_of(book: xw.Book) -> dict[str, str]:
    """What the names of a workbook and of its sheets stand for, which takes its time."""
    return {name.name: str(name.refers_to) for name in book.names}


def view_of(book: xw.Book) -> View:
    """What is seen of the active workbook."""
    app = book.app
    window = app.api.ActiveWindow
    selected = app.selection
    return View(
        book.sheets.active.name,
        selected.address if selected else "",
        (window.ScrollRow, window.ScrollColumn),
        app.calculation,
        app.screen_updating,
        app.enable_events,
    )
