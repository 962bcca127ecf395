"""The command `import`: a published document back into workbooks, with a report of every piece."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from xladdin.consolidation.tables import exact_sum
from xladdin.documents.assembly import YEAR_UNKNOWN
from xladdin.documents.imported import Imported, LeftOver, Placed
from xladdin.documents.new_year import Change, for_new_year
from xladdin.documents.reading import OnProgress, ReadDocument, read_document
from xladdin.documents.reasons import EXPECTED, FORM_WORDS
from xladdin.domain.content import DepartmentContent, UnitContent
from xladdin.domain.money import exact_text
from xladdin.errors import UsageError
from xladdin.new_workbook import unit_workbook_name
from xladdin.workbook.saving import make_folder, replace_whole

REPORT_NAME = "导入报告.csv"
_OWN_WORKBOOK = "整体目标"
_WRITING = "写入工作簿"


@dataclass(frozen=True, slots=True)
class WrittenWorkbook:
    """A workbook that was made; ``differences`` are what it says otherwise when read back."""

    path: Path
    content: UnitContent | DepartmentContent
    differences: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Whose it is."""
        if isinstance(self.content, UnitContent):
            return f"{self.content.unit_code} {self.content.unit_name}".strip()
        return _OWN_WORKBOOK

    @property
    def projects(self) -> int:
        """Number of projects in it."""
        return len(self.content.projects) if isinstance(self.content, UnitContent) else 0

    @property
    def indicators(self) -> int:
        """Number of indicator rows in it."""
        if isinstance(self.content, DepartmentContent):
            return 0
        return sum(len(project.indicators) for project in self.content.projects)

    @property
    def counts(self) -> str:
        """How much is in it."""
        if isinstance(self.content, DepartmentContent):
            goals, measures = len(self.content.sub_goals), len(self.content.measures)
            return f"{goals} 项分项绩效目标，{measures} 条工作保障措施"
        budget = exact_text(self.budget)
        return f"{self.projects} 个项目，{self.indicators} 条指标，预算数合计 {budget} 万元"

    @property
    def budget(self) -> Decimal:
        """预算数 of all its projects, as far as it is a number."""
        if isinstance(self.content, DepartmentContent):
            return Decimal(0)
        amounts = (project.budget for project in self.content.projects)
        return exact_sum(amount for amount in amounts if isinstance(amount, Decimal))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a document."""

    document: Path
    read: ReadDocument
    workbooks: tuple[WrittenWorkbook, ...]
    output: Path
    year: int | None = None
    changes: tuple[Change, ...] = ()

    @property
    def imported(self) -> Imported:
        """The document as it stands, before it was moved into a new year."""
        return self.read.imported

    @property
    def to_check(self) -> list[LeftOver]:
        """What no field took and a person should look at."""
        return [piece for piece in self.imported.left_over if piece.reason not in EXPECTED]

    @property
    def taken(self) -> list[Placed]:
        """The pieces that are content now; the others are words of the form."""
        return [piece for piece in self.imported.placed if not piece.field.endswith(FORM_WORDS)]

    @property
    def is_complete(self) -> bool:
        """Whether the account adds up and the workbooks say what they were to say."""
        is_same = self.read.accounted == self.read.length
        return is_same and not any(workbook.differences for workbook in self.workbooks)

    @property
    def exit_status(self) -> int:
        """0, or 1 where something went wrong on the way."""
        return int(not self.is_complete)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The account in a few lines: label and text."""
        left = self.imported.left_over
        expected = len(left) - len(self.to_check)
        pieces = len(self.imported.placed) + len(left)
        form_words = len(self.imported.placed) - len(self.taken)
        lengths = f"文档 {self.read.length} 字，对照 {self.read.accounted} 字"
        is_same = self.read.length == self.read.accounted
        return [
            ("文档", str(self.document)),
            ("预算年度", _year_text(self.imported, self.year)),
            ("文档内容", f"{pieces} 段"),
            ("填入栏目", f"{len(self.taken)} 段"),
            (FORM_WORDS, f"{form_words} 段"),
            ("其他未填入", f"{expected} 段（页码、目录等）"),
            ("须核对", f"{len(self.to_check)} 段"),
            ("字数（不计空白）", f"{lengths}，{'相符' if is_same else '不相符，请核对'}"),
        ]

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        return {
            "document": str(self.document),
            "report": str(self.output),
            "year": self.year,
            "workbooks": [
                {
                    "path": str(workbook.path),
                    "unit_code": getattr(workbook.content, "unit_code", None),
                    "unit_name": getattr(workbook.content, "unit_name", None),
                    "projects": workbook.projects,
                    "indicators": workbook.indicators,
                    "budget": exact_text(workbook.budget),
                    "differences": list(workbook.differences),
                }
                for workbook in self.workbooks
            ],
            "characters": {"document": self.read.length, "accounted": self.read.accounted},
            "left_over": [
                {
                    "text": piece.text,
                    "where": piece.where,
                    "reason": piece.reason,
                    "expected": piece.reason in EXPECTED,
                }
                for piece in self.imported.left_over
            ],
            "changes": [
                {
                    "field": change.field,
                    "treatment": change.treatment.value,
                    "before": change.before,
                    "after": change.after,
                }
                for change in self.changes
            ],
        }


def import_document(
    document: Path,
    folder: Path,
    year: int | None = None,
    *,
    may_replace: bool = False,
    on_progress: OnProgress | None = None,
) -> ImportReport:
    """Write a workbook for each unit of a document, the department's own, and the report.

    All or none are written. ``year`` makes them a start for that year. Raises UsageError where a
    file would be replaced without leave or the year is none to move to, an Unreadable...Error for
    the document, OutputError where something can't be written.
    """
    report = on_progress or (lambda _what, _done, _count: None)
    read = read_document(document, on_progress)
    imported, changes = _in_year(read.imported, year)
    targets = list(_targets(imported, folder))
    output = folder / REPORT_NAME
    _refuse_to_replace([*(path for path, _ in targets), output], may_replace)
    make_folder(folder)
    with ExitStack() as files:
        written = []
        for number, (path, content) in enumerate(targets, 1):
            temporary = files.enter_context(replace_whole(path))
            written.append(_written(temporary, path, content))
            report(_WRITING, number, len(targets))
        result = ImportReport(document, read, tuple(written), output, year, changes)
        _write_report(files.enter_context(replace_whole(output)), result)
    return result


def _write_report(path: Path, report: ImportReport) -> None:
    from xladdin.documents.import_report import ReportContent, write_import_report

    workbooks = [
        (
            workbook.label,
            workbook.path.name,
            "；".join(workbook.differences) or f"{workbook.counts}，读回一致",
        )
        for workbook in report.workbooks
    ]
    content = ReportContent(report.facts, workbooks, report.imported, report.changes)
    write_import_report(path, content)


def _year_text(imported: Imported, year: int | None) -> str:
    stated = _stated_year(imported)
    shown = f"{stated} 年" if stated else "文档中没有"
    return shown if year is None else f"{shown}，改为 {year} 年"


def _stated_year(imported: Imported) -> int:
    contents = (*imported.units, *((imported.department,) if imported.department else ()))
    return max((content.department.year for content in contents), default=YEAR_UNKNOWN)


def _in_year(imported: Imported, year: int | None) -> tuple[Imported, tuple[Change, ...]]:
    """The contents for the year asked for; a document that states none is of that year."""
    stated = _stated_year(imported)
    if year is None or year == stated:
        return imported, ()
    if stated == YEAR_UNKNOWN:
        return _of_year(imported, year), ()
    if year < stated:
        raise UsageError(f"--year 应晚于文档的预算年度 {stated}，现为 {year}", "请核对年度")
    return for_new_year(imported, year)


def _of_year(imported: Imported, year: int) -> Imported:
    own = imported.department
    return replace(
        imported,
        units=tuple(
            replace(unit, department=replace(unit.department, year=year)) for unit in imported.units
        ),
        department=own and replace(own, department=replace(own.department, year=year)),
    )


def _targets(
    imported: Imported, folder: Path
) -> Iterator[tuple[Path, UnitContent | DepartmentContent]]:
    """The workbooks to write, each under a name of its own."""
    names: Counter[str] = Counter()

    def free(name: str) -> Path:
        names[name] += 1
        stem = name.removesuffix(".xlsx")
        return folder / (name if names[name] == 1 else f"{stem}_{names[name]}.xlsx")

    if own := imported.department:
        who = own.department
        name = unit_workbook_name(who.code, who.name, who.year)
        yield free(f"{name.removesuffix('.xlsx')}_{_OWN_WORKBOOK}.xlsx".lstrip("_")), own
    for unit in imported.units:
        name = unit_workbook_name(unit.unit_code, unit.unit_name, unit.department.year)
        yield free(name if name != ".xlsx" else "未标明单位.xlsx"), unit


def _refuse_to_replace(paths: list[Path], may_replace: bool) -> None:
    standing = [path.name for path in paths if path.exists()]
    if standing and not may_replace:
        raise UsageError(
            f"{paths[0].parent} 中已有 {'、'.join(standing)}，未作改动",
            "请换一个文件夹，或加 --force 覆盖",
        )


def _written(
    temporary: Path, path: Path, content: UnitContent | DepartmentContent
) -> WrittenWorkbook:
    from xladdin.documents.reading_back import department_differences, unit_differences
    from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

    if isinstance(content, UnitContent):
        build_unit_workbook(temporary, content)
        return WrittenWorkbook(path, content, tuple(unit_differences(temporary, content)))
    build_department_workbook(temporary, content)
    return WrittenWorkbook(path, content, tuple(department_differences(temporary, content)))
