"""A new workbook for a unit or for the department: who it is for and what is filled in."""

from dataclasses import dataclass
from pathlib import Path

from xladdin.domain.content import (
    DepartmentContent,
    DepartmentIdentity,
    ProjectContent,
    UnitContent,
)
from xladdin.domain.taxonomy import Taxonomy
from xladdin.errors import DataFileError, UsageError
from xladdin.form.interchange import load_department, load_projects

BUDGET_YEARS = range(2000, 2100)
_NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))


def is_department_code(text: str) -> bool:
    """Whether a text can be a 部门编码: 3 digits."""
    return len(text) == 3 and _is_digits(text)


def is_unit_code(text: str) -> bool:
    """Whether a text can be a 单位编码: 6 digits, the department's first."""
    return len(text) == 6 and _is_digits(text)


def is_budget_year(text: str) -> bool:
    """Whether a text is a year that budgets are written for."""
    return _is_digits(text) and int(text) in BUDGET_YEARS


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def unit_workbook_name(unit_code: str, unit_name: str, year: int | None) -> str:
    """The name of a unit's file: ``316001_行政审批局本级_2024.xlsx``."""
    name = unit_name.translate(_NOT_IN_FILE_NAMES)
    return "_".join(filter(None, (unit_code, name, str(year or "")))) + ".xlsx"


@dataclass(frozen=True, slots=True)
class Whose:
    """Who the workbook is for; empty where the user did not say."""

    department_code: str = ""
    department: str = ""
    unit_code: str = ""
    unit_name: str = ""
    year: int | None = None

    def department_identity(self) -> DepartmentIdentity:
        """The department. Raises UsageError for a missing year or a code that isn't 3 digits."""
        code = self.department_code or self.unit_code[:3]
        if not is_department_code(code):
            raise UsageError(f"部门编码应为 3 位数字，现为“{code}”", "请用 --department-code 给出")
        if self.year is None:
            raise UsageError("没有给出预算年度", "请用 --year 给出，例如 --year 2024")
        return DepartmentIdentity(code, self.department, self.year)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a unit's workbook starts with: the unit's projects of a JSON file, blank sheets."""

    data: Path | None = None
    blank_projects: int | None = None
    taxonomy: Taxonomy = Taxonomy.Y2015


def create_unit_workbook(
    output: Path, whose: Whose, filling: Filling, *, may_replace: bool = False
) -> None:
    """Write a unit's workbook.

    Without data it has one blank project sheet, unless another number was asked for.
    Raises UsageError, DataFileError or OutputError.
    """
    from xladdin.workbook.templates import build_unit_workbook

    refuse_to_replace(output, may_replace)
    if not is_unit_code(whose.unit_code):
        raise UsageError(f"单位编码应为 6 位数字，现为“{whose.unit_code}”", "请用 --unit-code 给出")
    name, projects = whose.unit_name, tuple[ProjectContent, ...]()
    if filling.data is not None:
        name_in_data, projects = _projects_of(filling.data, whose.unit_code)
        name = name or name_in_data
    blank = filling.blank_projects
    if blank is None:
        blank = 0 if projects else 1
    content = UnitContent(
        whose.department_identity(), whose.unit_code, name, filling.taxonomy, projects
    )
    build_unit_workbook(output, content, blank_projects=blank)


def create_department_workbook(
    output: Path, whose: Whose, data: Path | None = None, *, may_replace: bool = False
) -> None:
    """Write the department's own workbook. Raises UsageError, DataFileError or OutputError."""
    from xladdin.workbook.templates import build_department_workbook

    refuse_to_replace(output, may_replace)
    content = (
        load_department(data)
        if data is not None
        else DepartmentContent(whose.department_identity())
    )
    build_department_workbook(output, content)


def _projects_of(data: Path, unit_code: str) -> tuple[str, tuple[ProjectContent, ...]]:
    units = load_projects(data)
    for (code, name), projects in units.items():
        if code == unit_code:
            return name, tuple(projects)
    known = "、".join(code for code, _ in units)
    raise DataFileError(f"{data.name} 中没有单位 {unit_code} 的项目", f"其中的单位：{known}")


def refuse_to_replace(output: Path, may_replace: bool) -> None:
    """Raise UsageError where a file stands that nobody allowed to replace."""
    if output.exists() and not may_replace:
        raise UsageError(f"{output} 已存在，未作改动", "请换一个文件名，或加 --force 覆盖")
