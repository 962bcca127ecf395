"""What changed, as data: cells with another text, lines and projects that came or went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.text import squeeze

PROJECT_HEAD = "项目"
"""What a project's code, name and amounts are called, and a project as a whole."""


class Kind(StrEnum):
    """What happened to a cell or a line."""

    ADDED = "新增"
    REMOVED = "删除"
    CHANGED = "改动"


@dataclass(frozen=True, slots=True)
class Said:
    """A text and where it stands; ``amount`` in 万元 where that is what the text states."""

    text: str
    origin: Origin
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A changed cell, or a line of a list that is new or gone.

    ``label`` is the field, column or list; ``line`` names the line that a changed cell is in.
    """

    kind: Kind
    part: str
    label: str
    old: Said | None
    new: Said | None
    line: str = ""

    @property
    def at(self) -> Said:
        """What stands there now; where it is gone, what stood there."""
        said = self.new or self.old
        if said is None:
            msg = "a change has an old or a new side"
            raise ValueError(msg)
        return said

    @property
    def difference(self) -> Decimal | None:
        """New minus old, exact, where both are amounts or one is an amount and the other blank."""
        sides = [side for side in (self.old, self.new) if side is not None and side.text.strip()]
        if not sides or any(side.amount is None for side in sides):
            return None
        return _amount(self.new) - _amount(self.old)


def _amount(said: Said | None) -> Decimal:
    return (said.amount if said is not None else None) or Decimal(0)


def same_text(old: Entry, new: Entry) -> bool:
    """Whether a reader sees no difference: blanks, line ends and widths of letters are none."""
    one, other = old.text, new.text
    return one == other or squeeze(one) == squeeze(other)


def changed_cell(
    part: str,
    label: str,
    old: Entry,
    new: Entry,
    line: str = "",
    amounts: tuple[Decimal | None, Decimal | None] = (None, None),
) -> Iterator[Change]:
    """The change of a cell, if it is one."""
    if not same_text(old, new):
        was, now = (
            Said(entry.text, entry.origin, amount)
            for entry, amount in zip((old, new), amounts, strict=True)
        )
        yield Change(Kind.CHANGED, part, label, was, now, line)


def project_as_a_whole(kind: Kind, project: BudgetProject) -> Change:
    """A project that came or went."""
    name = project.project_name if not project.project_name.is_blank else project.project_code
    whole = Said(name.text.strip() or project.sheet, name.origin)
    old, new = (whole, None) if kind is Kind.REMOVED else (None, whole)
    return Change(kind, PROJECT_HEAD, PROJECT_HEAD, old, new)


def said_in_line(entries: Sequence[Entry], at: Entry) -> Said:
    """What a whole line says, in one text."""
    texts = (" ".join(entry.text.split()) for entry in entries)
    return Said("｜".join(text for text in texts if squeeze(text)), at.origin)
