"""Summaries written for tests, and what a reader of the file finds in them."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.consolidation.departments import unit_submission
from xladdin.consolidation.summary_workbook import write_summary
from xladdin.domain.department import Department
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.submission import Submission


def write(folder: Path, sent: Department, *findings: Finding) -> Path:
    path = folder / "汇总表.xlsx"
    write_summary(path, sent, findings)
    return path


def unit(*projects: Any, code: str = "316001", file: str = "a.xlsx") -> Submission:
    return unit_submission(file, code, "本级", projects)


def finding(
    severity: Severity = Severity.ERROR, file: str = "a.xlsx", message: str = "问题", **texts: str
) -> Finding:
    origin = Origin(file, texts.get("sheet", "项目1"), texts.get("cell", "C4"))
    return Finding("C07", severity, message, "修改", origin, texts.get("explanation", ""))


def values(path: Path, sheet: str) -> Worksheet:
    found = load_workbook(path, data_only=True)[sheet]
    assert isinstance(found, Worksheet)
    return found


def formulas(path: Path, sheet: str) -> Worksheet:
    found = load_workbook(path)[sheet]
    assert isinstance(found, Worksheet)
    return found


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a detail sheet's table by its headings, the row of totals left out."""
    cells = values(path, sheet)
    (found,) = cells.tables.values()
    rows = [[cell.value for cell in row] for row in cells[found.ref]]
    last = len(rows) - (found.totalsRowCount or 0)
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:last]]


def line(path: Path, label: str) -> list[Any]:
    """The line of 汇总 that begins with a unit's code or 合计."""
    (found,) = [row for row in values(path, "汇总").values if row[0] == label]
    return list(found)
