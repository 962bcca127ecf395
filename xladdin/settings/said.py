"""What a settings file says, as texts with their places, before anybody judged it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xladdin.form.layout import Column


@dataclass(frozen=True, slots=True)
class Said:
    """One text and where it stands: ``规则!E12`` in a workbook, ``rules.R03.severity`` in TOML."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one of the tables; what it doesn't say is empty at its own place."""

    place: str
    cells: Mapping[str, Said]

    def at(self, column: Column) -> Said:
        """What the line says in a column."""
        return self.cells.get(column.key) or Said("", self.place)


@dataclass
class Remarks:
    """What is wrong in a settings file, and what has no effect, each with its place."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def wrong(self, at: Said | str, what: str) -> None:
        """Say that a text can't be used."""
        self.problems.append(_remark(at, what))

    def idle(self, at: Said | str, what: str) -> None:
        """Say that a text changes nothing."""
        self.notes.append(_remark(at, what))


def _remark(at: Said | str, what: str) -> str:
    return f"{at.place if isinstance(at, Said) else at}：{what}"


@dataclass
class SaidSettings:
    """The lines of a file by the sheet of their table, and what could not even be read."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
