"""What the template's own formulas give for the contents of a workbook, without any Excel.

A reader of files sees saved results only, so a program that changes a cell must say the new ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from xladdin.domain.content import Amount, ProjectContent, project_content
from xladdin.domain.entry import Entry
from xladdin.domain.origin import cell_position
from xladdin.domain.project import BudgetProject, PlanMonth
from xladdin.domain.submission import Cover, Submission
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.form.cover_reading import ProjectIndex
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.labelled_sheet import LabelledSheet
from xladdin.form.project_reading import indicator_heading_row
from xladdin.form.reading import read_submission
from xladdin.workbook.affected_formulas import CellOfSheet
from xladdin.workbook.templates import checks
from xladdin.workbook.templates.cover_index import Results, column_totals, line_results

Result = str | Decimal | int


def form_results(workbook: WorkbookGrid) -> dict[CellOfSheet, Result]:
    """The results of the formulas in a unit's workbook that depend on what people fill in."""
    submission = read_submission(workbook)
    cover, taxonomy = submission.cover, submission.taxonomy
    if cover is None:
        return {}
    contents = {project.sheet: _as_formulas_see(project) for project in submission.projects}
    found = dict(_index_results(workbook, cover, contents, taxonomy))
    for project in submission.projects:
        found |= _heading_results(project, contents[project.sheet], submission)
        sheet = LabelledSheet(_sheet(workbook, project.sheet))
        found |= _check_results(sheet, project, contents[project.sheet], taxonomy)
    return found


def _sheet(workbook: WorkbookGrid, name: str) -> SheetGrid:
    return next(sheet for sheet in workbook.sheets if sheet.name == name)


def _as_formulas_see(project: BudgetProject) -> ProjectContent:
    """A project's content: a number kept as text is a text, and a class is given in its own row."""
    content = project_content(project)
    plan = zip(PlanMonth, project.spending_plan.entries, strict=True)
    return replace(
        content,
        indicators=tuple(
            line if row.level1.origin.cell.endswith(str(row.row)) else replace(line, level1="")
            for row, line in zip(project.indicators, content.indicators, strict=True)
        ),
        budget=_amount(project.budget),
        fiscal=_amount(project.fiscal),
        other=_amount(project.other),
        plan={month: _amount(entry) for month, entry in plan},
    )


def _amount(entry: Entry) -> Amount:
    return entry.value if isinstance(entry.value, Decimal) else entry.text or None


def _heading_results(
    project: BudgetProject, content: ProjectContent, submission: Submission
) -> dict[CellOfSheet, Result]:
    cover = submission.cover
    listed = [line.sheet.text.casefold() for line in cover.index] if cover else []
    name = project.sheet.casefold()
    number = f"{listed.index(name) + 1}." if name in listed else ""
    title = f"{number}{content.name}{layout.TITLE_SUFFIX}" if content.name else ""
    who = f"{cover.unit_code.text} {cover.unit_name.text}" if cover else ""
    found: dict[CellOfSheet, Result] = {}
    for entry, result in (
        (project.title, title),
        (project.unit_line, " ".join(part for part in who.split(" ") if part)),
    ):
        position = cell_position(entry.origin.cell)
        if position is not None:
            found[(project.sheet, *position)] = result
    return found


def _check_results(
    sheet: LabelledSheet, project: BudgetProject, content: ProjectContent, taxonomy: Taxonomy
) -> dict[CellOfSheet, Result]:
    """What the check column says, row by row."""
    label = sheet.find_text(layout.CHECK_LABEL)
    heading = indicator_heading_row(sheet)
    if label is None or heading is None:
        return {}
    plan = project.spending_plan
    beside = {
        layout.PROJECT_CODE: project.project_code,
        layout.BUDGET: project.budget,
        layout.FUND_USE: project.fund_use,
        layout.SPENDING_PLAN[PlanMonth.MAR]: plan.mar,
        **({layout.GOALS: project.goals[0]} if project.goals else {}),
    }
    head = checks.head_checks(content)
    rows: dict[int, Result] = {heading: checks.table_check(1, content).result}
    for field, entry in beside.items():
        position = cell_position(entry.origin.cell)
        if position is not None:
            rows[position[0]] = head[field].result
    for row, indicator in zip(project.indicators, content.indicators, strict=True):
        rows[row.row] = checks.indicator_check(row.row, indicator, taxonomy).result
    return {(project.sheet, row, label[1]): result for row, result in rows.items()}


def _index_results(
    workbook: WorkbookGrid,
    cover: Cover,
    contents: Mapping[str, ProjectContent],
    taxonomy: Taxonomy,
) -> Iterator[tuple[CellOfSheet, Result]]:
    """The lines of the cover's index and their totals."""
    name = cover.unit_code.origin.sheet
    grid = _sheet(workbook, name)
    index = ProjectIndex.find(LabelledSheet(grid))
    columns = {key: area.left for key, area in index.headings.items()}
    if len(columns) < len(layout.INDEX_COLUMNS) or index.total_row is None:
        return
    lines: list[Results] = []
    for row in range(index.first_row, index.end_row):
        sheet = grid.at(row, columns[layout.INDEX_SHEET.key]).text
        line: Results = {}
        if sheet in contents:
            line = line_results(contents[sheet], len(lines) + 1, taxonomy)
            lines.append(line)
        if sheet in contents or not sheet:
            for key, column in columns.items():
                if key != layout.INDEX_SHEET.key:
                    yield (name, row, column), line.get(key, "")
    for key, total in column_totals(lines).items():
        yield (name, index.total_row, columns[key]), total
