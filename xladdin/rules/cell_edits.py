"""The edit of a cell, where its content was typed: a formula is mended by whoever wrote it."""

from decimal import Decimal

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Edit


def edit_of(entry: Entry, after: str | Decimal, *, is_percent: bool = False) -> tuple[Edit, ...]:
    """The edit that puts ``after`` in a cell; none for a formula, or where nothing changes."""
    if entry.formula is not FormulaState.NONE or after == entry.value:
        return ()
    return (Edit(entry.origin, entry.text, after, is_percent),)
