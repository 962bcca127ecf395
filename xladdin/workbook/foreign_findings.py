"""校验结果 added to a workbook of another make, with openpyxl."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from xladdin.form import layout
from xladdin.form.findings_sheet import FindingLine
from xladdin.workbook.text_height import row_height


def add_findings_sheet(
    source: Path, target: Path, lines: Sequence[FindingLine], summary: str
) -> None:
    """Write a copy of ``source``, without its macros, with 校验结果 as its last sheet."""
    book = load_workbook(source, keep_vba=False)
    if layout.FINDINGS_SHEET in book.sheetnames:
        del book[layout.FINDINGS_SHEET]
    sheet: Worksheet = book.create_sheet(layout.FINDINGS_SHEET)
    sheet["A1"] = layout.FINDINGS_TITLE
    sheet["A1"].font = Font(size=16, bold=True)
    sheet[layout.FINDINGS_SUMMARY_CELL] = summary
    for column in layout.FINDING_COLUMNS:
        heading = sheet[f"{column.letter}{layout.FINDINGS_HEADING_ROW}"]
        heading.value = column.label
        heading.font = Font(bold=True)
        sheet.column_dimensions[column.letter].width = column.width
    for row, line in enumerate(lines, layout.FIRST_FINDING_ROW):
        _add_row(sheet, row, line)
    first, last = layout.FINDING_COLUMNS[0].letter, layout.FINDING_COLUMNS[-1].letter
    final = max(layout.FINDINGS_HEADING_ROW, layout.FIRST_FINDING_ROW + len(lines) - 1)
    sheet.auto_filter.ref = f"{first}{layout.FINDINGS_HEADING_ROW}:{last}{final}"
    sheet.freeze_panes = f"A{layout.FIRST_FINDING_ROW}"
    book.save(target)


def _add_row(sheet: Worksheet, row: int, line: FindingLine) -> None:
    for column, value in zip(layout.FINDING_COLUMNS, line.values, strict=True):
        cell = sheet[f"{column.letter}{row}"]
        is_wrapped = column is not layout.FINDING_CONTENT
        cell.alignment = Alignment(
            wrap_text=is_wrapped, shrink_to_fit=not is_wrapped, vertical="center"
        )
        if isinstance(value, str):
            cell.value = value
            cell.data_type = "s"  # a message that begins with = is a text
        else:
            cell.value = value
    if line.link:
        link = sheet[f"{layout.FINDING_CELL.letter}{row}"]
        link.hyperlink = Hyperlink(ref=link.coordinate, location=line.link)
        link.font = Font(color="1F4E9E", underline="single")
    sheet.row_dimensions[row].height = row_height(line.wrapped)
