"""自动修正 in the open workbook, and taking the last one back.

A macro's changes can't be undone with Ctrl+Z: Excel forgets its list. So what the cells held is
remembered, and put back where they still hold what the mends wrote.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlwings as xw

from xladdin.domain.finding import Edit
from xladdin.domain.origin import Origin
from xladdin.errors import UsageError
from xladdin.rules.fixes import Mend, Proposal, all_edits, proposed_mends
from xladdin.rules.settings import STANDARD, Settings
from xladdin.workbook.access import shows_percent
from xladdin.workbook.live.findings import require_list
from xladdin.workbook.live.host import all_unprotected, file_of, is_locked, undisturbed
from xladdin.workbook.live.last_fix import KeptCell, LastFix, forget_fix, recall_fix, remember_fix
from xladdin.workbook.live.reading import OnSheet, read_open_workbook

_TEXT_FORMAT, _GENERAL, _WHOLE_PERCENT, _PERCENT = "@", "General", "0%", "0.00%"
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the cells, and those left since somebody changed them again."""

    cells: tuple[KeptCell, ...]
    left: tuple[KeptCell, ...]


def find_mends(
    book: xw.Book, settings: Settings = STANDARD, on_sheet: OnSheet | None = None
) -> Proposal:
    """What can be mended on the screen; nothing that protection keeps as it is.

    Raises UsageError where the workbook has no list of findings that could be brought up to date.
    """
    grid = read_open_workbook(book, on_sheet)
    require_list(grid)

    def is_closed(cell: Origin) -> bool:
        return is_locked(book.sheets[cell.sheet][cell.cell])

    return proposed_mends(grid, settings, is_closed=is_closed)


def make_mends(book: xw.Book, mends: Sequence[Mend], memory: Path) -> None:
    """Make mends, and remember in a file how to take them back.

    Raises UsageError where a sheet's protection has a password, and OutputError where the file
    can't be written: in both cases before anything was changed.
    """
    edits = [(_cell(book, edit), edit) for edit in all_edits(mends)]
    formats = [_format_for(cell, edit) for cell, edit in edits]
    changing = (cell.sheet for (cell, _), new in zip(edits, formats, strict=True) if new)
    with undisturbed(book), all_unprotected(_each_once(changing)):
        kept = tuple(_kept(cell, edit) for cell, edit in edits)
        remember_fix(memory, LastFix(file_of(book), kept))
        for (cell, edit), new_format in zip(edits, formats, strict=True):
            if new_format:
                cell.number_format = new_format
            _write(cell, float(edit.after) if isinstance(edit.after, Decimal) else edit.after)


def undo_mends(book: xw.Book, memory: Path) -> Undone:
    """Take the last mends back: contents and number formats, as they were.

    Raises UsageError where there are none in this workbook, or a protection has a password.
    """
    last = recall_fix(memory)
    if last is None:
        raise UsageError("没有可以撤销的修正", "修正过的单元格可在修正记录中查看")
    if last.book != file_of(book):
        raise UsageError(
            f"上一次修正的是另一个工作簿 {last.book}，没有作任何改动",
            "请打开并切换到那个工作簿，再点“撤销修正”",
        )
    found = [(cell, kept) for kept in last.cells if (cell := _still_mended(book, kept)) is not None]
    changing = (cell.sheet for cell, kept in found if cell.number_format != kept.number_format)
    with undisturbed(book), all_unprotected(_each_once(changing)):
        for cell, kept in found:
            _restore(cell, kept)
    forget_fix(memory)
    undone = tuple(kept for _, kept in found)
    return Undone(undone, tuple(kept for kept in last.cells if kept not in undone))


def _each_once(sheets: Iterable[xw.Sheet]) -> Iterator[xw.Sheet]:
    yield from {sheet.name: sheet for sheet in sheets}.values()


def _cell(book: xw.Book, edit: Edit) -> xw.Range:
    return book.sheets[edit.origin.sheet][edit.origin.cell]


def _format_for(cell: xw.Range, edit: Edit) -> str:
    """The number format that a cell needs to show a number; empty where its own does."""
    if not isinstance(edit.after, Decimal):
        return ""
    shown = str(cell.number_format)
    if shown != _TEXT_FORMAT and shows_percent(shown) == edit.is_percent:
        return ""
    if not edit.is_percent:
        return _GENERAL
    return _PERCENT if edit.after % _HUNDREDTH else _WHOLE_PERCENT


def _write(cell: xw.Range, content: str | float | None) -> None:
    """Let a cell hold a text, a number or nothing, and nothing that Excel would make of it."""
    is_taken_as_is = not isinstance(content, str) or cell.number_format == _TEXT_FORMAT
    cell.value = content if is_taken_as_is else f"'{content}"


def _kept(cell: xw.Range, edit: Edit) -> KeptCell:
    """What a cell holds now, and what it will hold."""
    after = float(edit.after) if isinstance(edit.after, Decimal) else edit.after
    return KeptCell(
        edit.origin.sheet,
        edit.origin.cell,
        str(cell.formula),
        isinstance(cell.value, str),
        str(cell.number_format),
        after or None if isinstance(after, str) else after,
    )


def _still_mended(book: xw.Book, kept: KeptCell) -> xw.Range | None:
    """The cell where it still holds what the mend wrote; None where it doesn't."""
    if kept.sheet not in book.sheet_names:
        return None
    cell = book.sheets[kept.sheet][kept.cell]
    is_same = cell.value == kept.after and not is_locked(cell)
    return cell if is_same else None


def _restore(cell: xw.Range, kept: KeptCell) -> None:
    if cell.number_format != kept.number_format and kept.is_text:
        cell.number_format = kept.number_format
    if kept.is_text or not kept.before:
        _write(cell, kept.before or None)
    else:
        cell.formula = kept.before
    if cell.number_format != kept.number_format:
        cell.number_format = kept.number_format
