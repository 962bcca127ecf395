"""修正记录: lines are added, Excel opens it, and no text in it becomes a formula."""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xladdin.domain.finding import Edit
from xladdin.domain.origin import Origin
from xladdin.rules.fixes import Mend
from xladdin.workbook.fix_log import FixedCell, fixed_cells, write_fix_log

AT = datetime(2026, 3, 1, 9, 5)
HEADINGS = ["时间", "文件", "工作表", "单元格", "规则", "原内容", "改为"]


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def cell(before: str = "≥100%", after: str = "100%") -> FixedCell:
    return FixedCell("316001.修正.xlsx", "项目7", "E17", "R06", before, after)


def test_each_edit_of_a_mend_is_a_line() -> None:
    share = Edit(Origin("", "项目1", "G7"), "", Decimal(1), is_percent=True)
    title = Edit(Origin("", "项目1", "A1"), "旧", "新")

    assert fixed_cells("表.xlsx", [Mend("S11", "有空格", (share, title))]) == [
        FixedCell("表.xlsx", "项目1", "G7", "S11", "", "100%"),
        FixedCell("表.xlsx", "项目1", "A1", "S11", "旧", "新"),
    ]


def test_lines_are_added_to_those_of_earlier_days(tmp_path: Path) -> None:
    log = tmp_path / "修正记录.csv"
    write_fix_log(log, log, [cell()], AT)
    write_fix_log(log, log, [cell("1\n2", "3,4")], AT)

    assert log.read_bytes().startswith(b"\xef\xbb\xbf")
    assert log.read_bytes().count(b"\xef\xbb\xbf") == 1
    line = ["2026-03-01 09:05:00", "316001.修正.xlsx", "项目7", "E17", "R06"]
    assert lines(log) == [HEADINGS, [*line, "≥100%", "100%"], [*line, "1\n2", "3,4"]]


def test_a_strangers_text_is_no_formula_there(tmp_path: Path) -> None:
    log = tmp_path / "修正记录.csv"
    write_fix_log(log, log, [cell('=HYPERLINK("http://x")', "@a")], AT)

    assert lines(log)[1][-2:] == ['\'=HYPERLINK("http://x")', "'@a"]
