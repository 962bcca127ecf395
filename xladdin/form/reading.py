"""A workbook's grids -> Submission: which sheets carry the form, and what they say.

Everything that can't be placed is kept as an anomaly or as an unplaced cell; the rules turn both
into findings.
"""

from collections.abc import Iterable

from xladdin.domain.content import content_digest, project_content
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import (
    Anomaly,
    Cover,
    DepartmentTargets,
    Submission,
    WorkbookKind,
)
from xladdin.form import layout
from xladdin.form.anomalies import (
    cell_anomalies,
    index_anomalies,
    sheet_anomalies,
    template_anomalies,
)
from xladdin.form.cover_reading import is_cover, is_targets_sheet, read_cover, read_targets
from xladdin.form.findings_sheet import read_explanations
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.project_reading import is_project_sheet, read_project
from xladdin.form.sending_stamp import read_stamp
from xladdin.form.summary_form import is_summary
from xladdin.form.version import read_identity


def read_submission(workbook: WorkbookGrid) -> Submission:
    """What a workbook submits.

    Never raises: a workbook without the form is of kind FOREIGN, a department's summary, which
    repeats what units submitted, of kind SUMMARY, and neither submits anything.
    """
    if is_summary(workbook):
        digest = content_digest((), ())
        return Submission(workbook.file, WorkbookKind.SUMMARY, None, (), None, (), digest)
    sheets = [sheet for sheet in workbook.sheets if sheet.name not in layout.PROGRAM_SHEETS]
    project_sheets = [sheet for sheet in sheets if is_project_sheet(sheet)]
    others = [sheet for sheet in sheets if sheet not in project_sheets]
    cover_sheet = _cover_among(others)
    targets_sheet = next((sheet for sheet in others if is_targets_sheet(sheet)), None)
    cover = read_cover(cover_sheet) if cover_sheet else None
    targets = read_targets(targets_sheet) if targets_sheet else None
    projects = tuple(read_project(sheet, n) for n, sheet in enumerate(project_sheets, 1))
    identity = read_identity(workbook)
    kind = _kind(projects, cover, targets)
    anomalies: list[Anomaly] = []
    if kind is not WorkbookKind.FOREIGN:
        placed = [sheet for sheet in (cover_sheet, targets_sheet) if sheet] + project_sheets
        extra = [sheet for sheet in sheets if sheet not in placed]
        anomalies += template_anomalies(workbook, identity, kind)
        anomalies += sheet_anomalies(placed, extra)
        anomalies += index_anomalies(cover, projects)
        anomalies += cell_anomalies(placed, cover, projects, identity)
    return Submission(
        file=workbook.file,
        kind=kind,
        cover=cover,
        projects=projects,
        targets=targets,
        anomalies=tuple(anomalies),
        digest=_digest(cover, projects, targets),
        explanations=read_explanations(workbook),
        stamp=read_stamp(cover_sheet) if cover_sheet else None,
    )


def find_cover(workbook: WorkbookGrid) -> SheetGrid | None:
    """The sheet that is the cover; None where there is none."""
    sheets = [sheet for sheet in workbook.sheets if sheet.name not in layout.PROGRAM_SHEETS]
    return _cover_among(sheet for sheet in sheets if not is_project_sheet(sheet))


def _cover_among(sheets: Iterable[SheetGrid]) -> SheetGrid | None:
    return next((sheet for sheet in sheets if is_cover(sheet)), None)


def _kind(
    projects: tuple[BudgetProject, ...], cover: Cover | None, targets: DepartmentTargets | None
) -> WorkbookKind:
    if targets is not None and not projects:
        return WorkbookKind.DEPARTMENT
    return WorkbookKind.UNIT if projects or cover else WorkbookKind.FOREIGN


def _digest(
    cover: Cover | None, projects: tuple[BudgetProject, ...], targets: DepartmentTargets | None
) -> str:
    said = [entry.text for entry in cover.entries()] if cover else []
    if targets is not None:
        said += [targets.overall_goal.text]
        said += [entry.text for goal in targets.sub_goals for entry in (goal.goal, goal.indicators)]
        said += [entry.text for item in targets.measures for entry in (item.heading, item.text)]
    return content_digest(said, (project_content(project) for project in projects))
