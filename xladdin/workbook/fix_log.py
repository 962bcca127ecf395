"""修正记录: what was mended when, where and how, as a table that Excel opens."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xladdin.rules.fixes import Mend

_BOM = "\ufeff"  # by which Excel knows UTF-8
_HEADINGS = ("时间", "文件", "工作表", "单元格", "规则", "原内容", "改为")
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    if not known:
        writer.writerow(_HEADINGS)
    time = at.strftime("%Y-%m-%d %H:%M:%S")
    for cell in cells:
        texts = (time, cell.file, cell.sheet, cell.cell, cell.rule, cell.before, cell.after)
        writer.writerow([_as_text(text) for text in texts])
    path.write_bytes((known or _BOM.encode()) + lines.getvalue().encode())


def _as_text(text: str) -> str:
    """A stranger's text that would be a formula in Excel stays a text."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
