"""What one workbook carries: a unit's projects, or the department's own targets."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from xladdin.domain.entry import Entry
from xladdin.domain.explanation import Explanation
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.stamp import Stamp
from xladdin.domain.taxonomy import Taxonomy, detect_taxonomy, taxonomy_in


class WorkbookKind(StrEnum):
    """Which of the forms a workbook is."""

    UNIT = "unit"
    DEPARTMENT = "department"
    SUMMARY = "summary"  # made by a consolidation; submits nothing
    FOREIGN = "foreign"  # a readable workbook without any part of the form


class AnomalyKind(StrEnum):
    """A fact about the file that no field shows."""

    TEMPLATE_MISSING = "template missing"
    TEMPLATE_VERSION = "template version"
    EXTERNAL_LINK = "external link"
    EXTRA_SHEET = "sheet without the form"
    HIDDEN_SHEET = "hidden sheet"
    HIDDEN_DATA = "hidden data"
    NOT_LISTED = "sheet not in index"
    LISTED_TWICE = "sheet twice in index"
    LISTED_MISSING = "sheet of index missing"
    TOTAL_NOT_FORMULA = "total is not a formula"
    ERROR_CELL = "error in a cell outside the fields"
    NOT_CALCULATED = "formulas outside the fields without a value"


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One such fact; ``detail`` names the link, sheet, rows or error, or counts the cells."""

    kind: AnomalyKind
    origin: Origin
    detail: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A line of the cover's index of projects."""

    sheet: Entry
    budget: Entry


@dataclass(frozen=True, slots=True)
class Cover:
    """封面: who submits what, for which year."""

    department_code: Entry
    department: Entry
    unit_code: Entry
    unit_name: Entry
    budget_year: Entry
    taxonomy: Entry
    round: Entry
    prepared_on: Entry
    preparer: Entry
    telephone: Entry
    total_budget: Entry
    total_fiscal: Entry
    total_other: Entry
    index: tuple[IndexRow, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """The cover's own fields and totals, without the lines of the index."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Entry):
                yield value

    @property
    def year(self) -> int | None:
        """The budget year, or None where the cell states none."""
        digits = self.budget_year.text.strip().removesuffix("年")
        return int(digits) if len(digits) == 4 and digits.isdecimal() else None


@dataclass(frozen=True, slots=True)
class SubGoal:
    """分项绩效目标 with its indicators."""

    goal: Entry
    indicators: Entry


@dataclass(frozen=True, slots=True)
class SupportMeasure:
    """One of the 工作保障措施."""

    heading: Entry
    text: Entry


@dataclass(frozen=True, slots=True)
class DepartmentTargets:
    """部门整体绩效目标: the department's own part of the published document."""

    overall_goal: Entry
    sub_goals: tuple[SubGoal, ...]
    measures: tuple[SupportMeasure, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A workbook as read.

    ``digest`` tells contents apart, whatever the file is called; ``explanations`` are the 审核说明
    that the clerk wrote in 校验结果, and the lines there that have none; ``stamp`` says how a copy
    was sent, where 报送 made it.
    """

    file: str
    kind: WorkbookKind
    cover: Cover | None
    projects: tuple[BudgetProject, ...]
    targets: DepartmentTargets | None
    anomalies: tuple[Anomaly, ...]
    digest: str
    explanations: tuple[Explanation, ...] = ()
    stamp: Stamp | None = None

    @property
    def is_changed_since_sent(self) -> bool:
        """True where the contents aren't those that the stamp was put on."""
        return self.stamp is not None and not self.stamp.fits(self.digest)

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of the sheets with a part of the form: cover, targets, projects."""
        names = [project.sheet for project in self.projects]
        if self.targets is not None:
            names.insert(0, self.targets.overall_goal.origin.sheet)
        if self.cover is not None:
            names.insert(0, self.cover.unit_code.origin.sheet)
        return tuple(names)

    @property
    def unit_code(self) -> str:
        """Code of the submitting unit: the cover's, else the one all project sheets carry."""
        return self._from_cover_or_sheets("unit_code", 0)

    @property
    def unit_name(self) -> str:
        """Name of the submitting unit: the cover's, else the one all project sheets carry."""
        return self._from_cover_or_sheets("unit_name", 1)

    def _from_cover_or_sheets(self, field: str, part: int) -> str:
        if self.kind is WorkbookKind.DEPARTMENT:
            return ""
        if self.cover is not None:
            entry: Entry = getattr(self.cover, field)
            if not entry.is_blank:
                return entry.text.strip()
        lines = {split_unit_line(project.unit_line.text)[part] for project in self.projects}
        return lines.pop() if len(lines) == 1 else ""

    @property
    def indicator_count(self) -> int:
        """Number of indicator rows of all projects."""
        return sum(len(project.indicators) for project in self.projects)

    @property
    def stated_taxonomy(self) -> Taxonomy | None:
        """The indicator classes that the cover names, None where it names none."""
        return taxonomy_in(self.cover.taxonomy.text) if self.cover is not None else None

    @property
    def taxonomy(self) -> Taxonomy:
        """The indicator classes in force: set on the cover, else read off the rows, else 2015's."""
        stated = self.stated_taxonomy
        if stated is not None:
            return stated
        rows = (row for project in self.projects for row in project.indicators)
        return detect_taxonomy((row.level1.text, row.level2.text) for row in rows) or Taxonomy.Y2015


def split_unit_line(text: str) -> tuple[str, str]:
    """Code and name of ``316001 秦皇岛市抚宁区行政审批局本级``; the code is empty where missing."""
    code, _, name = text.strip().partition(" ")
    if code.isdecimal():
        return code, name.strip()
    digits = len(text.strip()) - len(text.strip().lstrip("0123456789"))
    return text.strip()[:digits], text.strip()[digits:].strip()
