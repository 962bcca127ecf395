"""What changed since an earlier summary: projects added, removed, and amounts that differ."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from xladdin.consolidation.frames import AMOUNTS
from xladdin.consolidation.inbox import saved_at
from xladdin.domain.entry import Entry
from xladdin.domain.project import amount_of
from xladdin.errors import DataFileError, UnreadableWorkbookError
from xladdin.form import summary_form
from xladdin.form.grid import SheetGrid
from xladdin.form.summary_form import is_summary
from xladdin.workbook.file_reader import read_workbook

ADDED, REMOVED, CHANGED = "新增", "删除", "变更"
_TEXTS = {
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
_KEY = ["key", "occurrence"]


@dataclass(frozen=True, slots=True)
class EarlierSummary:
    """The projects of a summary made before, with its file name and when it was saved."""

    file: str
    saved_at: str
    projects: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changes`` has a row a project that was added, removed or changed in an amount.

    Its columns: ``change`` (新增, 删除, 变更), unit and project as they are now (or were), and for
    each amount ``old_*`` and ``new_*``, None where the project or a readable amount is missing.
    """

    earlier: EarlierSummary
    changes: pd.DataFrame
    unchanged: int

    def count(self, change: str) -> int:
        """Number of projects with that change."""
        return int((self.changes["change"] == change).sum())


def read_earlier(path: Path) -> EarlierSummary:
    """The projects of an earlier summary.

    Raises DataFileError where the file can't be read or is no summary.
    """
    try:
        workbook = read_workbook(path)
    except UnreadableWorkbookError as error:
        raise DataFileError(f"用于对比的汇总表读不了：{error.message}", error.next_step) from error
    sheet = workbook.sheet(summary_form.PROJECTS_SHEET)
    heading = _heading_row(sheet) if sheet is not None and is_summary(workbook) else None
    if sheet is None or heading is None:
        raise DataFileError(
            f"{path.name} 不是部门汇总表，不能用于对比", "请选择本程序以前生成的汇总表"
        )
    saved = saved_at(path).astimezone().strftime("%Y-%m-%d %H:%M")
    return EarlierSummary(path.name, saved, _projects_of(sheet, *heading))


def compare(earlier: EarlierSummary, projects: pd.DataFrame) -> Comparison:
    """Match the projects of both by code (by name where there is none) and list what differs."""
    is_named = (projects["project_code"] != "") | (projects["project_name"] != "")
    now = projects[is_named][[*_TEXTS, *AMOUNTS]]
    both = _keyed(earlier.projects).merge(
        _keyed(now), how="outer", on=_KEY, suffixes=("_old", "_new"), indicator="side"
    )
    rows = []
    for line in both.to_dict("records"):
        change = _change_of(line)
        if change:
            side = "old" if change == REMOVED else "new"
            row: dict[str, object] = {"change": change}
            row |= {name: line[f"{name}_{side}"] for name in _TEXTS}
            for name in AMOUNTS:
                row[f"old_{name}"] = _known(line[f"{name}_old"])
                row[f"new_{name}"] = _known(line[f"{name}_new"])
            rows.append(row)
    order = (ADDED, REMOVED, CHANGED)
    rows.sort(key=lambda row: (order.index(str(row["change"])), str(row["unit_code"])))
    columns = [
        *("change", *_TEXTS),
        *(f"{side}_{name}" for name in AMOUNTS for side in ("old", "new")),
    ]
    changes = pd.DataFrame(rows, columns=columns, dtype=object)
    return Comparison(earlier, changes, len(both) - len(rows))


def _heading_row(sheet: SheetGrid) -> tuple[int, dict[str, int]] | None:
    """The row with all the headings that are needed, and their columns by key."""
    wanted = {heading: name for name, heading in (_TEXTS | _AMOUNTS).items()}
    rows: dict[int, dict[str, int]] = {}
    for row, column, entry in sheet.filled():
        name = wanted.get(entry.text.strip())
        if name is not None:
            rows.setdefault(row, {})[name] = column
            if len(rows[row]) == len(wanted):
                return row, rows[row]
    return None


def _projects_of(sheet: SheetGrid, heading: int, columns: dict[str, int]) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for number in range(heading + 1, sheet.last_row + 1):
        cells = {name: sheet.at(number, column) for name, column in columns.items()}
        if not (cells["project_code"].is_blank and cells["project_name"].is_blank):
            rows.append({name: _value(name, entry) for name, entry in cells.items()})
    return pd.DataFrame(rows, columns=[*_TEXTS, *_AMOUNTS], dtype=object)


def _value(name: str, entry: Entry) -> str | Decimal | None:
    return amount_of(entry) if name in _AMOUNTS else entry.text.strip()


def _keyed(projects: pd.DataFrame) -> pd.DataFrame:
    """With the columns that match projects: code or name, and which of its occurrences it is."""
    keyed = projects.copy()
    codes, names = keyed["project_code"], keyed["project_name"]
    keyed["key"] = codes.where(codes != "", names)
    keyed["occurrence"] = keyed.groupby("key").cumcount()
    return keyed


def _change_of(line: Mapping[Hashable, object]) -> str:
    if line["side"] == "right_only":
        return ADDED
    if line["side"] == "left_only":
        return REMOVED
    pairs = ((line[f"{name}_old"], line[f"{name}_new"]) for name in AMOUNTS)
    return CHANGED if any(_known(old) != _known(new) for old, new in pairs) else ""


def _known(amount: object) -> Decimal | None:
    """Nothing where pandas filled, with NaN, what the other side lacks."""
    return amount if isinstance(amount, Decimal) else None
