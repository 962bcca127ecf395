"""The department summary, written fresh and whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path

from xladdin.consolidation.comparison import compare_with_earlier
from xladdin.consolidation.earlier import EarlierSummary, read_earlier
from xladdin.consolidation.reviewing import with_reviews
from xladdin.consolidation.summary_sheets.comparison import (
    changes_since_earlier_sheet,
    comparison_sheet,
)
from xladdin.consolidation.summary_sheets.details import (
    indicators_sheet,
    plan_sheet,
    projects_sheet,
)
from xladdin.consolidation.summary_sheets.explanations import explanations_sheet
from xladdin.consolidation.summary_sheets.lists import findings_sheet
from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.overview import TITLE, write_overview
from xladdin.consolidation.summary_sheets.submissions import submissions_sheet
from xladdin.consolidation.summary_sheets.summary import Summary, summarize
from xladdin.consolidation.summary_sheets.table_sheet import write_table_sheet
from xladdin.consolidation.summary_sheets.targets import write_targets_sheet
from xladdin.domain.department import Department
from xladdin.domain.finding import Finding
from xladdin.domain.tracking import NOTHING_RECORDED, FileHistory
from xladdin.errors import DataFileError
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.templates.form_sheet import FormBook

_TABLE_SHEETS = (
    projects_sheet,
    plan_sheet,
    indicators_sheet,
    findings_sheet,
    explanations_sheet,
    submissions_sheet,
    comparison_sheet,
    changes_since_earlier_sheet,
)


def write_summary(
    path: Path,
    department: Department,
    findings: Sequence[Finding],
    earlier: Path | None = None,
    histories: Mapping[str, FileHistory] = NOTHING_RECORDED,
) -> list[Finding]:
    """Write the summary of a department; give the findings as they stand in it.

    ``histories`` are what the inbox's record says of the files.

    They carry what the finance office decided about their explanations in the summary that stands
    at ``path`` now, else in ``earlier``. 对比 compares with ``earlier``, else with that one. Raises
    DataFileError where ``earlier`` can't be compared with, OutputError where the summary can't be
    written; what stood at ``path`` is then unchanged.
    """
    compared = read_earlier(earlier) if earlier is not None else None
    replaced = _replaced(path)
    decided = replaced if isinstance(replaced, EarlierSummary) else compared
    reviewed = with_reviews(findings, decided.reviewed if decided else (), department)
    against = compared or replaced
    comparison = (
        compare_with_earlier(against, department, is_still_there=not _is_same(earlier, path))
        if isinstance(against, EarlierSummary)
        else against
    )
    summary = summarize(department, reviewed, comparison, path, histories)
    title = f"{summary.subject}{TITLE}"
    with replace_whole(path) as temporary, FormBook(temporary, title) as book:
        book.book.set_properties({"title": title, "created": summary.made_at.astimezone(UTC)})
        _write_sheets(book, summary)
    return reviewed


def _is_same(earlier: Path | None, path: Path) -> bool:
    """Whether what is compared with is what the new summary replaces."""
    return earlier is None or earlier.resolve() == path.resolve()


def _replaced(path: Path) -> EarlierSummary | str:
    """The summary before this one, or a sentence why there is none."""
    if not path.exists():
        return "没有更早的汇总表可供对比：本次是第一次汇总到这个文件。"
    try:
        return read_earlier(path)
    except DataFileError as error:
        return f"没有对比，也没有沿用审核意见：原来的 {path.name} 不能用于对比（{error.message}）。"


def _write_sheets(book: FormBook, summary: Summary) -> None:
    looks = Looks(book)
    write_overview(book, looks, summary)
    for content_of in _TABLE_SHEETS:
        write_table_sheet(book, looks, content_of(summary))
    write_targets_sheet(book, looks, summary)
