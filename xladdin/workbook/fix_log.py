"""修正记录: what was mended when, where and how, as a table that Excel opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xladdin.rules.fixes import Mend
from xladdin.workbook.csv_table import BOM, csv_lines

_HEADINGS = ("时间", "文件", "工作表", "单元格", "规则", "原内容", "改为")
UNDONE = "撤销修正"


@dataclass(frozen=True, slots=True)
class FixedCell:
    """One line of the log; ``rule`` is the rule that knew the mend, or UNDONE."""

    file: str
    sheet: str
    cell: str
    rule: str
    before: str
    after: str


def fixed_cells(file: str, mends: Iterable[Mend]) -> list[FixedCell]:
    """The lines for mends that were made in a file."""
    return [
        FixedCell(
            file, edit.origin.sheet, edit.origin.cell, mend.rule, edit.before, edit.after_text
        )
        for mend in mends
        for edit in mend.edits
    ]


def write_fix_log(path: Path, earlier: Path, cells: Sequence[FixedCell], at: datetime) -> None:
    """Write to ``path`` what the log at ``earlier`` holds, if there is one, and these lines."""
    known = earlier.read_bytes() if earlier.is_file() else b""
    time = at.strftime("%Y-%m-%d %H:%M:%S")
    rows = [
        (time, cell.file, cell.sheet, cell.cell, cell.rule, cell.before, cell.after)
        for cell in cells
    ]
    begin = known or (BOM + csv_lines([_HEADINGS])).encode()
    path.write_bytes(begin + csv_lines(rows).encode())
