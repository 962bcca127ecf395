"""校验结果 before anything was validated: headings, column styles, marks by severity."""

from xladdin.domain.finding import Severity
from xladdin.form import layout
from xladdin.workbook.templates.form_sheet import HEADING_FONT, FormBook, FormSheet
from xladdin.workbook.templates.marks import define_finding_names, mark_where
from xladdin.workbook.templates.page import protect, set_up_page

_FOR_THE_PROGRAM = {"shrink": True, "font_color": "#A6A6A6"}  # never makes a row higher
_LEFT = (layout.FINDING_MESSAGE, layout.FINDING_FIX, layout.FINDING_EXPLANATION)


def add_findings_sheet(book: FormBook) -> None:
    """Add the sheet. A program adds rows with the columns' own styles, so it needs no new ones."""
    sheet = book.add_sheet(layout.FINDINGS_SHEET)
    columns, heading_row = layout.FINDING_COLUMNS, layout.FINDINGS_HEADING_ROW
    last = columns[-1].letter
    heading = book.style(bold=True, align="center", border=1, bg_color="#E7E6E6")
    for column in columns:
        link = {"font_color": "#1F4E9E", "underline": 1} if column is layout.FINDING_CELL else {}
        style = book.style(
            num_format="0" if column is layout.FINDING_NUMBER else "@",
            align="left" if column in _LEFT else "center",
            locked=column is not layout.FINDING_EXPLANATION,
            **(_FOR_THE_PROGRAM if column is layout.FINDING_CONTENT else {"text_wrap": True}),
            **link,
        )
        sheet.set_column(f"{column.letter}:{column.letter}", column.width, style)
        sheet.put(f"{column.letter}{heading_row}", column.label, heading)
    title = book.style(font_name=HEADING_FONT, font_size=16, align="center")
    sheet.put(f"A1:{last}1", layout.FINDINGS_TITLE, title)
    sheet.put(
        f"{layout.FINDINGS_SUMMARY_CELL}:{last}2", layout.NOT_VALIDATED, book.style(text_wrap=True)
    )
    for letter in (column.letter for column in columns):
        sheet.put(f"{letter}3", None, book.style())
    for row, height in ((1, 34), (2, 30), (3, 6), (heading_row, 22)):
        sheet.set_row(row - 1, height)
    _add_conditions(book, sheet)
    sheet.autofilter(f"A{heading_row}:{last}{layout.LAST_FINDING_ROW}")
    sheet.freeze_panes(heading_row, 0)
    sheet.repeat_rows(heading_row - 1)
    set_up_page(sheet, is_landscape=True)
    protect(sheet, "autofilter")
    define_finding_names(book)


def _add_conditions(book: FormBook, sheet: FormSheet) -> None:
    """Lines around rows in use; the word of severity in its colour."""
    first, final = layout.FIRST_FINDING_ROW, layout.LAST_FINDING_ROW
    severity = layout.FINDING_SEVERITY.letter
    for item in Severity:
        condition = f'{severity}{first}="{item.label}"'
        area = f"{severity}{first}:{severity}{final}"
        mark_where(book, sheet, area, condition, item, border=1)
    number, last = layout.FINDING_COLUMNS[0].letter, layout.FINDING_COLUMNS[-1].letter
    lines = {
        "type": "formula",
        "criteria": f'=${number}{first}&${severity}{first}<>""',
        "format": book.difference(border=1),
    }
    sheet.conditional_format(f"{number}{first}:{last}{final}", lines)
