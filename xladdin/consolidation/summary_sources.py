"""From a department's summary back to the workbooks that count in it."""

from dataclasses import dataclass
from pathlib import Path

from xladdin.consolidation.summary_rows import rows_below
from xladdin.domain.department import SubmissionStatus
from xladdin.errors import DataFileError, UnreadableWorkbookError
from xladdin.form import summary_form
from xladdin.form.summary_form import is_summary
from xladdin.workbook.checked_package import MAX_SUMMARY_BYTES
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.source_links import links_of_sheet, source_path

_COLUMNS = {
    "status": summary_form.STATUS,
    "file": summary_form.FILE,
    "digest": summary_form.DIGEST,
}


@dataclass(frozen=True, slots=True)
class CountedSource:
    """A workbook that counts in a summary; ``digest`` is that of its content at the time."""

    path: Path
    digest: str


def counted_sources(summary: Path) -> tuple[CountedSource, ...]:
    """The workbooks that count in a summary, in its order.

    Raises DataFileError where it is no summary, UsageError where a source is gone.
    """
    try:
        workbook = read_workbook(summary, MAX_SUMMARY_BYTES)
    except UnreadableWorkbookError as error:
        raise DataFileError(f"汇总表读不了：{error.message}", error.next_step) from error
    rows = rows_below(workbook, summary_form.SUBMISSIONS_SHEET, _COLUMNS)
    if rows is None or not is_summary(workbook):
        raise DataFileError(
            f"{summary.name} 不是部门汇总表",
            "请给出汇总得到的汇总表，或存放各单位工作簿的文件夹",
        )
    used = [row for row in rows if row["status"].text == SubmissionStatus.USED.label]
    links = links_of_sheet(summary, summary_form.SUBMISSIONS_SHEET)
    return tuple(
        CountedSource(
            source_path(str(summary), links.get(row["file"].origin.cell, row["file"].text)),
            row["digest"].text,
        )
        for row in used
    )
