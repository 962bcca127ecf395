"""校验结果 in the open workbook: filled at once, nothing else is touched."""

from collections.abc import Sequence

import xlwings as xw

from xladdin.domain.finding import Finding
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import FindingLine, FindingsList, find_list, finding_lines
from xladdin.form.grid import WorkbookGrid
from xladdin.form.version import read_identity
from xladdin.workbook.live.host import forget_links, show_all_rows, undisturbed, unprotected

_SUMMARY_ABOVE_HEADING = layout.FINDINGS_HEADING_ROW - int(layout.FINDINGS_SUMMARY_CELL[1:])
_WIDTH = len(layout.FINDING_COLUMNS)


def require_list(workbook: WorkbookGrid) -> FindingsList:
    """The list of findings in a workbook of ours. Raises UsageError where there is none."""
    listed = find_list(workbook)
    if read_identity(workbook) is None or listed is None:
        raise UsageError(
            "这个工作簿不是用申报模板制作的，没有“校验结果”工作表，没有作任何改动",
            "请保存后在命令行运行 xladdin validate --mark 加文件名，会另存一份带校验结果的副本；"
            "或点“新建工作簿”，把内容填到模板中",
        )
    first = listed.lefts[layout.FINDING_COLUMNS[0].key]
    found = [listed.lefts.get(column.key) for column in layout.FINDING_COLUMNS]
    if found[-1] is None and listed.grid.at(listed.heading_row, first + _WIDTH - 1).is_blank:
        found[-1] = first + _WIDTH - 1  # a template of version 1 has room for the heading there
    if found != list(range(first, first + _WIDTH)):
        raise UsageError(
            "“校验结果”工作表的栏目被移动过，没有作任何改动",
            "请恢复各栏的次序，或新建工作簿后把项目表移过去",
        )
    return listed


def write_findings(
    book: xw.Book, listed: FindingsList, findings: Sequence[Finding], summary: str
) -> None:
    """Replace the lines of 校验结果; what it says of the cells marks them on the sheets.

    Raises UsageError where the sheet is protected with a password.
    """
    sheet = book.sheets[layout.FINDINGS_SHEET]
    lines = finding_lines(findings)
    left = listed.lefts[layout.FINDING_COLUMNS[0].key]
    first = listed.heading_row + 1
    last = max(listed.grid.last_row, listed.heading_row + len(lines))
    with undisturbed(book), unprotected(sheet):
        show_all_rows(sheet)  # so that every line is written and seen
        sheet.range((listed.heading_row - _SUMMARY_ABOVE_HEADING, left)).value = summary
        if last > listed.heading_row:
            table = sheet.range((first, left), (last, left + _WIDTH - 1))
            _complete_headings(listed, table)
            forget_links(table)  # a marked copy has them
            table.clear_contents()
            if lines:
                _write_lines(table[: len(lines), :], lines)
            table.rows.autofit()


def _complete_headings(listed: FindingsList, table: xw.Range) -> None:
    """Add the column that a template of version 1 lacks."""
    if layout.FINDING_CONTENT.key not in listed.lefts:
        contents = table.columns[-1]
        contents.number_format = "@"
        heading = (listed.heading_row, contents.column)
        table.sheet.range(heading).value = layout.FINDING_CONTENT.label


def _write_lines(table: xw.Range, lines: Sequence[FindingLine]) -> None:
    place = layout.FINDING_COLUMNS.index(layout.FINDING_CELL)
    cells = table[:, place]
    table.value = [
        [None if column == place else value for column, value in enumerate(line.values)]
        for line in lines
    ]
    cells.number_format = "General"  # in a cell of the format text a formula is a text
    cells.formula = [[_link_formula(line)] for line in lines]


def _link_formula(line: FindingLine) -> str:
    """The address of a cell, as a link there: no other link can be written for many at once."""
    if not line.link:
        return ""
    place = line.link.replace('"', '""')
    return f'=HYPERLINK("#{place}","{line.cell}")'
