"""Facts about a workbook that no field shows, for the rules W03 and W06."""

from collections import Counter
from collections.abc import Iterable, Iterator

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Anomaly, AnomalyKind, Cover, WorkbookKind
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.version import TemplateIdentity, is_accepted


def template_anomalies(
    workbook: WorkbookGrid, identity: TemplateIdentity | None, kind: WorkbookKind
) -> Iterator[Anomaly]:
    """Another template than today's, and links to other files."""
    file = Origin(workbook.file)
    if identity is None:
        yield Anomaly(AnomalyKind.TEMPLATE_MISSING, file, "")
    elif not is_accepted(identity, kind):
        yield Anomaly(AnomalyKind.TEMPLATE_VERSION, file, f"{identity.kind} {identity.version}")
    for link in workbook.external_links:
        yield Anomaly(AnomalyKind.EXTERNAL_LINK, file, link)


def sheet_anomalies(placed: Iterable[SheetGrid], extra: Iterable[SheetGrid]) -> Iterator[Anomaly]:
    """Sheets that carry no part of the form, hidden sheets, hidden rows and columns with data."""
    for sheet in extra:
        if sheet.cells:
            yield Anomaly(AnomalyKind.EXTRA_SHEET, Origin(sheet.file, sheet.name), sheet.name)
    for sheet in placed:
        if sheet.is_hidden:
            yield Anomaly(AnomalyKind.HIDDEN_SHEET, Origin(sheet.file, sheet.name), sheet.name)
        yield from _hidden_data(sheet)


def _hidden_data(sheet: SheetGrid) -> Iterator[Anomaly]:
    """Hidden rows and columns with content, each at its first filled cell."""
    seen: set[str] = set()
    for row, column, entry in sheet.filled():
        places = []
        if row in sheet.hidden_rows:
            places.append(f"第{row}行")
        if column in sheet.hidden_columns:
            places.append(f"{entry.origin.cell.rstrip('0123456789')}列")
        for place in places:
            if place not in seen:
                seen.add(place)
                yield Anomaly(AnomalyKind.HIDDEN_DATA, entry.origin, place)


def index_anomalies(cover: Cover | None, projects: tuple[BudgetProject, ...]) -> Iterator[Anomaly]:
    """The cover's index against the project sheets that are there."""
    if cover is None or not cover.index:
        return
    listed = Counter(line.sheet.text.strip() for line in cover.index)
    present = {project.sheet for project in projects}
    for project in projects:
        if project.sheet not in listed:
            origin = Origin(project.title.origin.file, project.sheet)
            yield Anomaly(AnomalyKind.NOT_LISTED, origin, project.sheet)
    seen: set[str] = set()
    for line in cover.index:
        name = line.sheet.text.strip()
        if name not in present:
            yield Anomaly(AnomalyKind.LISTED_MISSING, line.sheet.origin, name)
        elif name in seen:
            yield Anomaly(AnomalyKind.LISTED_TWICE, line.sheet.origin, name)
        seen.add(name)


def cell_anomalies(
    placed: Iterable[SheetGrid],
    cover: Cover | None,
    projects: tuple[BudgetProject, ...],
    identity: TemplateIdentity | None,
) -> Iterator[Anomaly]:
    """Errors and formulas without a value outside the fields, and totals typed over."""
    if cover is not None and identity is not None:
        for total in (cover.total_budget, cover.total_fiscal, cover.total_other):
            if not total.is_blank and total.formula is FormulaState.NONE:
                yield Anomaly(AnomalyKind.TOTAL_NOT_FORMULA, total.origin, total.text)
    fields_read = {entry.origin for project in projects for entry in project.entries()}
    fields_read |= {entry.origin for entry in cover.entries()} if cover else set()
    for sheet in placed:
        not_calculated: list[Entry] = []
        for _, _, entry in sheet.filled():
            if entry.origin in fields_read or not entry.is_unreadable:
                continue
            if entry.is_error:
                yield Anomaly(AnomalyKind.ERROR_CELL, entry.origin, entry.text)
            else:
                not_calculated.append(entry)
        if not_calculated:
            count = str(len(not_calculated))
            yield Anomaly(AnomalyKind.NOT_CALCULATED, not_calculated[0].origin, count)
