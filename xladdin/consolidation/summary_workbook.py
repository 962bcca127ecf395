"""The department summary, written fresh and whole or not at all."""

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

import pandas as pd

from xladdin.consolidation.comparison import Comparison, compare, read_earlier
from xladdin.consolidation.frames import projects_frame
from xladdin.consolidation.summary_sheets.details import (
    indicators_sheet,
    plan_sheet,
    projects_sheet,
)
from xladdin.consolidation.summary_sheets.lists import (
    comparison_sheet,
    findings_sheet,
    submissions_sheet,
)
from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.overview import TITLE, write_overview
from xladdin.consolidation.summary_sheets.summary import Summary, summarize
from xladdin.consolidation.summary_sheets.table_sheet import write_table_sheet
from xladdin.consolidation.summary_sheets.targets import write_targets_sheet
from xladdin.domain.department import Department
from xladdin.domain.finding import Finding
from xladdin.errors import DataFileError
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.templates.form_sheet import FormBook

_TABLE_SHEETS = (
    projects_sheet,
    plan_sheet,
    indicators_sheet,
    findings_sheet,
    submissions_sheet,
    comparison_sheet,
)


def write_summary(
    path: Path,
    department: Department,
    findings: Sequence[Finding],
    earlier: Path | None = None,
) -> None:
    """Write the summary of a department with everything that was found.

    对比 compares with ``earlier``, else with the summary that stands at ``path`` now. Raises
    DataFileError where ``earlier`` can't be compared with, OutputError where the summary can't be
    written; what stood at ``path`` is then unchanged.
    """
    projects = projects_frame(department)
    comparison = _comparison(path, projects, earlier)
    summary = summarize(department, findings, projects, comparison, path)
    title = f"{summary.subject}{TITLE}"
    with replace_whole(path) as temporary, FormBook(temporary, title) as book:
        book.book.set_properties({"title": title, "created": summary.made_at.astimezone(UTC)})
        _write_sheets(book, summary)


def _comparison(path: Path, projects: pd.DataFrame, earlier: Path | None) -> Comparison | str:
    """Against the summary before this one, or a sentence why there is none."""
    if earlier is not None:
        return compare(read_earlier(earlier), projects)
    if not path.exists():
        return "没有更早的汇总表可供对比：本次是第一次汇总到这个文件。"
    try:
        return compare(read_earlier(path), projects)
    except DataFileError as error:
        return f"没有对比：原来的 {path.name} 不能用于对比（{error.message}）。"


def _write_sheets(book: FormBook, summary: Summary) -> None:
    looks = Looks(book)
    write_overview(book, looks, summary)
    for content_of in _TABLE_SHEETS:
        write_table_sheet(book, looks, content_of(summary))
    write_targets_sheet(book, looks, summary)
