"""The workbooks that people fill in, built from the form: blank ones and filled ones.

Plain .xlsx without macros, links or add-in functions. Every formula carries the result it has, so
that a workbook can be read before any spreadsheet application opened it.
"""

from pathlib import Path

from xladdin.domain.content import (
    DepartmentContent,
    DepartmentIdentity,
    ProjectContent,
    UnitContent,
)
from xladdin.domain.submission import WorkbookKind
from xladdin.form import layout
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.templates.cover import add_cover, add_department_cover
from xladdin.workbook.templates.findings_sheet import add_findings_sheet
from xladdin.workbook.templates.form_sheet import FormBook
from xladdin.workbook.templates.hidden_sheets import add_identity, add_lists
from xladdin.workbook.templates.project_sheet import add_project
from xladdin.workbook.templates.settings_workbook import build_settings_workbook
from xladdin.workbook.templates.targets_sheet import add_targets

__all__ = [
    "build_blank_workbooks",
    "build_department_workbook",
    "build_settings_workbook",
    "build_unit_workbook",
]

UNIT_TEMPLATE = "unit_workbook.xlsx"
DEPARTMENT_TEMPLATE = "department_workbook.xlsx"
SETTINGS_TEMPLATE = "settings.xlsx"


def build_unit_workbook(path: Path, content: UnitContent, *, blank_projects: int = 0) -> None:
    """Write a unit's workbook: its projects' sheets, and blank ones after them.

    Raises OutputError when the file can't be written; what stood there before is then unchanged.
    """
    projects = (*content.projects, *(ProjectContent(),) * blank_projects)
    with replace_whole(path) as temporary, FormBook(temporary, layout.COVER_TITLE) as book:
        add_cover(book, content, projects)
        for number, project in enumerate(projects, 1):
            add_project(book, content, project, number)
        add_findings_sheet(book)
        add_lists(book)
        add_identity(book, WorkbookKind.UNIT)


def build_department_workbook(path: Path, content: DepartmentContent) -> None:
    """Write the department's own workbook. Raises OutputError as above."""
    with (
        replace_whole(path) as temporary,
        FormBook(temporary, layout.DEPARTMENT_COVER_TITLE) as book,
    ):
        add_department_cover(book, content.department)
        add_targets(book, content)
        add_findings_sheet(book)
        add_identity(book, WorkbookKind.DEPARTMENT)


def build_blank_workbooks(folder: Path) -> None:
    """Write the blank workbooks that are kept in ``workbook_templates``."""
    folder.mkdir(exist_ok=True)
    nobody = DepartmentIdentity(code="", name="", year=0)
    build_unit_workbook(folder / UNIT_TEMPLATE, UnitContent(nobody, "", ""), blank_projects=1)
    build_department_workbook(folder / DEPARTMENT_TEMPLATE, DepartmentContent(nobody))
    build_settings_workbook(folder / SETTINGS_TEMPLATE)
