"""An earlier summary read back: its projects, and what the finance office decided in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from xladdin.consolidation.inbox import saved_at
from xladdin.consolidation.reviewing import Reviewed
from xladdin.domain.entry import Entry
from xladdin.domain.explanation import Explanation, Review, Subject, Verdict
from xladdin.domain.project import amount_of
from xladdin.errors import DataFileError, UnreadableWorkbookError
from xladdin.form import summary_form
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.summary_form import is_summary
from xladdin.workbook.file_reader import read_workbook

PROJECT_TEXTS = {
    "unit_code": summary_form.UNIT_CODE,
    "unit_name": summary_form.UNIT_NAME,
    "project_code": summary_form.PROJECT_CODE,
    "project_name": summary_form.PROJECT_NAME,
}
_AMOUNTS = {
    "budget": summary_form.BUDGET,
    "fiscal": summary_form.FISCAL,
    "other": summary_form.OTHER,
}
_REVIEWED = {
    "unit_code": summary_form.UNIT_CODE,
    "sheet": summary_form.SHEET,
    "cell": summary_form.CELL,
    "rule": summary_form.RULE,
    "text": summary_form.EXPLANATION,
    "verdict": summary_form.VERDICT,
    "comment": summary_form.COMMENT,
    "content": summary_form.CONTENT,
}
_VERDICTS = {verdict.label: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class EarlierSummary:
    """A summary made before: its file name, when it was saved, its projects and explanations."""

    file: str
    saved_at: str
    projects: pd.DataFrame
    reviewed: tuple[Reviewed, ...] = ()


def read_earlier(path: Path) -> EarlierSummary:
    """What an earlier summary says.

    Raises DataFileError where the file can't be read or is no summary.
    """
    try:
        workbook = read_workbook(path)
    except UnreadableWorkbookError as error:
        raise DataFileError(f"用于对比的汇总表读不了：{error.message}", error.next_step) from error
    names = PROJECT_TEXTS | _AMOUNTS
    table = _table(workbook, summary_form.PROJECTS_SHEET, names) if is_summary(workbook) else None
    if table is None:
        raise DataFileError(
            f"{path.name} 不是部门汇总表，不能用于对比", "请选择本程序以前生成的汇总表"
        )
    saved = saved_at(path).astimezone().strftime("%Y-%m-%d %H:%M")
    reviewed = _table(workbook, summary_form.EXPLANATIONS_SHEET, _REVIEWED)
    return EarlierSummary(
        path.name,
        saved,
        _projects_of(table),
        tuple(_reviewed(row) for row in reviewed or () if not row["text"].is_blank),
    )


def _table(
    workbook: WorkbookGrid, sheet: str, names: Mapping[str, str]
) -> list[dict[str, Entry]] | None:
    """The rows below the headings that are needed, by their keys; None without the headings."""
    grid = workbook.sheet(sheet)
    found = _heading_row(grid, names) if grid is not None else None
    return list(_rows(grid, *found)) if grid is not None and found is not None else None


def _heading_row(sheet: SheetGrid, names: Mapping[str, str]) -> tuple[int, dict[str, int]] | None:
    """The row with all the headings, and their columns by key."""
    wanted = {heading: name for name, heading in names.items()}
    rows: dict[int, dict[str, int]] = {}
    for row, column, entry in sheet.filled():
        name = wanted.get(entry.text.strip())
        if name is not None:
            rows.setdefault(row, {})[name] = column
            if len(rows[row]) == len(wanted):
                return row, rows[row]
    return None


def _rows(sheet: SheetGrid, heading: int, columns: dict[str, int]) -> Iterator[dict[str, Entry]]:
    for number in range(heading + 1, sheet.last_row + 1):
        yield {name: sheet.at(number, column) for name, column in columns.items()}


def _projects_of(table: list[dict[str, Entry]]) -> pd.DataFrame:
    rows = [
        {name: _value(name, entry) for name, entry in cells.items()}
        for cells in table
        if not (cells["project_code"].is_blank and cells["project_name"].is_blank)
    ]
    return pd.DataFrame(rows, columns=[*PROJECT_TEXTS, *_AMOUNTS], dtype=object)


def _value(name: str, entry: Entry) -> str | Decimal | None:
    return amount_of(entry) if name in _AMOUNTS else entry.text.strip()


def _reviewed(row: dict[str, Entry]) -> Reviewed:
    texts = {name: entry.text.strip() for name, entry in row.items()}
    subject = Subject(texts["sheet"], texts["cell"], texts["rule"], texts["content"])
    verdict, comment = _VERDICTS.get(texts["verdict"]), texts["comment"]
    if verdict is None:  # words of somebody's own are no verdict, but they aren't lost
        comment = "；".join(text for text in (texts["verdict"], comment) if text)
    return Reviewed(
        texts["unit_code"], Explanation(subject, texts["text"]), Review(verdict, comment)
    )
