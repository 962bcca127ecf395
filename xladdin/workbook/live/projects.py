"""Project sheets of the open workbook: a new one from the form, and one taken away."""

import re
import tempfile
from pathlib import Path

import xlwings as xw

from xladdin.domain.content import DepartmentIdentity, UnitContent
from xladdin.domain.finding import count_label
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import find_list, read_findings
from xladdin.workbook.live.findings import write_findings
from xladdin.workbook.live.host import links_to_files, require_open_structure, undisturbed
from xladdin.workbook.live.unit import OpenUnit

_NUMBERED = re.compile(rf"{layout.PROJECT_SHEET_PREFIX}(\d+)")
_BLANK_FORM = "xladdin_blank_form.xlsx"


def add_project(unit: OpenUnit) -> xw.Sheet:
    """A blank project sheet behind the last one, listed in the index.

    Raises UsageError where the workbook's structure is protected, or the index is full and its
    sheet protected with a password; nothing was done then.
    """
    require_open_structure(unit.book)
    name = next_project_name(unit.book.sheet_names)
    listed = [*unit.index.listed, name]
    with undisturbed(unit.book), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        index = unit.index.with_lines(len(listed))
        sheet = _copy_blank_form(unit, Path(folder) / _BLANK_FORM, name)
        index.write(listed)
    return sheet


def _copy_blank_form(unit: OpenUnit, path: Path, name: str) -> xw.Sheet:
    from xladdin.workbook.templates import build_unit_workbook  # XlsxWriter is slow to import

    nobody = DepartmentIdentity(code="", name="", year=0)
    build_unit_workbook(path, UnitContent(nobody, "", ""), blank_projects=1)
    last = unit.project_names[-1] if unit.projects else unit.index.sheet.name
    app = unit.book.app
    blank = app.books.open(path)
    try:
        # Excel would ask whether the names that both workbooks have may be used: yes.
        with app.properties(display_alerts=False):
            form = blank.sheets[f"{layout.PROJECT_SHEET_PREFIX}1"]
            sheet = form.copy(after=unit.book.sheets[last])
    finally:
        blank.close()
        unit.book.activate()
    _refuse_links(unit, sheet)
    sheet.name = name
    return sheet


def _refuse_links(unit: OpenUnit, sheet: xw.Sheet) -> None:
    """Take the new sheet away again where its formulas refer to the file that it came from.

    They don't where Excel took the names that the workbook has, as it was told to.
    """
    if any(link.endswith(_BLANK_FORM) for link in links_to_files(unit.book)):
        with unit.book.app.properties(display_alerts=False):
            sheet.delete()
        raise UsageError(
            "新的项目表带有外部链接，已经去掉，没有新增",
            "请右键单击一张项目表的标签 →“移动或复制”→“建立副本”，清空内容，再把表名填进封面的目录",
        )


def next_project_name(sheet_names: list[str]) -> str:
    """The name behind the highest number in use: 项目4 where there are 项目1 and 项目3."""
    found = (_NUMBERED.fullmatch(name) for name in sheet_names)
    number = max((int(match[1]) for match in found if match), default=0) + 1
    return f"{layout.PROJECT_SHEET_PREFIX}{number}"


def require_deletable(unit: OpenUnit, name: str) -> None:
    """Raise UsageError for a sheet that is no project's, and for the last project's."""
    if name not in unit.project_names:
        raise UsageError(f"“{name}”不是项目表，没有删除", "请先点到要删除的项目表，再点“删除项目”")
    if len(unit.projects) == 1:
        raise UsageError(
            f"“{name}”是唯一的项目表，不能删除", "请先新增一个项目，或直接在这张表上改写"
        )
    require_open_structure(unit.book)


def delete_project(unit: OpenUnit, name: str) -> None:
    """Remove a project sheet, its line of the index and what 校验结果 lists of it.

    Raises UsageError as ``require_deletable`` does, or where 校验结果 is protected with a
    password; nothing was done then.
    """
    require_deletable(unit, name)
    with undisturbed(unit.book):
        _forget_findings(unit, name)
        unit.book.sheets[name].delete()
        unit.index.write([line for line in unit.index.listed if line != name])


def _forget_findings(unit: OpenUnit, name: str) -> None:
    listed = find_list(unit.grid)
    findings = read_findings(unit.grid)
    left = [finding for finding in findings if finding.origin.sheet != name]
    if listed is not None and len(left) < len(findings):
        write_findings(unit.book, listed, left, count_label(left))
