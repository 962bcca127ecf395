"""What a settings file says, as texts with their places, before anybody judged it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from xladdin.domain.text import quoted, squeeze
from xladdin.form import settings_form as form
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


def values_by_item(
    lines: Sequence[Line], items: Collection[str], remarks: Remarks
) -> dict[str, Said]:
    """The values of a table with an item a line; what is no item, or is said twice, is wrong."""
    found: dict[str, Said] = {}
    for line in lines:
        item, value = line.at(form.GENERAL_ITEM), line.at(form.GENERAL_VALUE)
        name = squeeze(item.text)
        if name in items and name not in found:
            found[name] = value
        elif value.text:
            what = "已经写过" if name in items else "不能设置"
            remarks.wrong(item, f"{quoted(item.text)}{what}，可设置的有 {'、'.join(items)} 各一行")
    return found
