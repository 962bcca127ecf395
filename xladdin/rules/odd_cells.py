"""Cells that hold something else than typed text and numbers: formulas, errors, dates.

A sheet has few of them besides its headings, and only they concern the rules on such cells.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from xladdin.domain.entry import FormulaState
from xladdin.domain.project import BudgetProject
from xladdin.rules.context import Context
from xladdin.rules.judging import LabelledEntry, amounts, head_texts, headings, row_texts
from xladdin.rules.remembered import once_a_project

_TYPED = FormulaState.NONE
_PLAIN = frozenset({str, Decimal, type(None)})


class OddCells(NamedTuple):
    """The odd cells of a project sheet, by label."""

    headings: list[LabelledEntry]
    head: list[LabelledEntry]
    rows: list[LabelledEntry]
    amounts: list[LabelledEntry]

    @property
    def texts(self) -> list[LabelledEntry]:
        """Those among the text fields that people fill in."""
        return self.head + self.rows


@once_a_project
def odd_cells(project: BudgetProject, _context: Context) -> OddCells:
    """The cells of a project sheet that hold something else than typed text and numbers."""
    rows: list[LabelledEntry] = []
    for row in project.indicators:
        for entry in row.entries:
            if entry.formula is not _TYPED or entry.value.__class__ not in _PLAIN:
                rows += _odd(row_texts(row))
                break
    return OddCells(
        _odd(headings(project)), _odd(head_texts(project)), rows, _odd(amounts(project))
    )


def _odd(cells: Iterable[LabelledEntry]) -> list[LabelledEntry]:
    return [
        (label, entry)
        for label, entry in cells
        if entry.formula is not _TYPED or entry.value.__class__ not in _PLAIN
    ]
