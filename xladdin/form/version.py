"""Which template a workbook was made from: identity, version and the layout's fingerprint."""

import hashlib
from dataclasses import dataclass

from xladdin.domain.submission import WorkbookKind
from xladdin.form import layout
from xladdin.form.grid import WorkbookGrid

TEMPLATE_VERSION = "2"
_FINDING_COLUMNS = {"1": layout.FINDING_COLUMNS_1, TEMPLATE_VERSION: layout.FINDING_COLUMNS}
"""Versions that differ in 校验结果 only, which nobody submits: all of them are good."""
_KEYS = ("template", "version", "fingerprint")


@dataclass(frozen=True, slots=True)
class TemplateIdentity:
    """What the very hidden sheet says of a workbook."""

    kind: WorkbookKind
    version: str
    fingerprint: str

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The lines of the identity sheet."""
        return tuple(zip(_KEYS, (self.kind.value, self.version, self.fingerprint), strict=True))


def layout_fingerprint(kind: WorkbookKind, version: str = TEMPLATE_VERSION) -> str:
    """Sixteen hexadecimal digits that change with any label, place or column of the form."""
    parts: list[object] = [*_FINDING_COLUMNS[version]]
    if kind is WorkbookKind.UNIT:
        parts += [*layout.UNIT_COVER_FIELDS, *layout.INDEX_COLUMNS]
        parts += [*layout.PROJECT_FIELDS, *layout.INDICATOR_COLUMNS]
    else:
        parts += [*layout.DEPARTMENT_COVER_FIELDS, layout.OVERALL_GOAL]
        parts += [*layout.SUB_GOAL_COLUMNS, *layout.MEASURE_COLUMNS]
    text = repr(parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def current_identity(kind: WorkbookKind) -> TemplateIdentity:
    """Identity that today's template of that kind carries."""
    return TemplateIdentity(kind, TEMPLATE_VERSION, layout_fingerprint(kind))


def is_accepted(identity: TemplateIdentity, kind: WorkbookKind) -> bool:
    """Whether a workbook of that kind was made from a template whose form is today's."""
    return identity in (
        TemplateIdentity(kind, version, layout_fingerprint(kind, version))
        for version in _FINDING_COLUMNS
    )


def read_identity(grid: WorkbookGrid) -> TemplateIdentity | None:
    """Identity that a workbook carries; None where it has none or one that makes no sense."""
    sheet = grid.sheet(layout.IDENTITY_SHEET)
    if sheet is None:
        return None
    found = {sheet.at(row, 1).text: sheet.at(row, 2).text for row in range(1, len(_KEYS) + 1)}
    try:
        kind = WorkbookKind(found.get("template", ""))
    except ValueError:
        return None
    return TemplateIdentity(kind, found.get("version", ""), found.get("fingerprint", ""))
