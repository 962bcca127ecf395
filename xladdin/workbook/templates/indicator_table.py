"""The indicator table of a project's sheet: six columns, a row each, nothing merged.

A line of the published form is a row of the sheet, whole in itself, so that rows can be inserted,
deleted, copied and sorted. 一级指标 stands in every row and is shown in the first of its block.
"""

from dataclasses import astuple

from xladdin.domain.content import IndicatorContent, ProjectContent
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.workbook.templates import checks
from xladdin.workbook.templates.form_sheet import FormBook, FormSheet, Formula, fixed
from xladdin.workbook.templates.marks import mark_missing
from xladdin.workbook.templates.page import CHECK_STYLE
from xladdin.workbook.text_height import row_height

_ROW_HEIGHT = 24
_CLOSING_HEIGHT = 4
_ROOM_FONT_SIZE = 16  # in the cells that stay empty: the least height of a row fitted to its text
_LIST_RULE = {
    "validate": "list",
    "error_title": "不在列表中",
    "error_type": "stop",
}


def add_indicators(
    book: FormBook, sheet: FormSheet, project: ProjectContent, taxonomy: Taxonomy
) -> int:
    """Write the table; give the number of its closing row."""
    rows = project.indicators or (IndicatorContent(),) * layout.BLANK_INDICATOR_ROWS
    for row, indicator in enumerate(rows, layout.FIRST_INDICATOR_ROW):
        _add_row(book, sheet, row, indicator, taxonomy)
    last_row = layout.FIRST_INDICATOR_ROW + len(rows)
    _add_heading(book, sheet, checks.table_check(last_row, project))
    _close(book, sheet, last_row)
    _add_lists(sheet, last_row)
    return last_row


def _add_heading(book: FormBook, sheet: FormSheet, check: Formula) -> None:
    style = book.style(align="center", border=1, bold=True, text_wrap=True)
    row = layout.INDICATOR_HEADING_ROW
    for column in layout.INDICATOR_COLUMNS[:-1]:
        sheet.put(f"{column.letter}{row}", column.label, style)
    basis = layout.BASIS
    sheet.put(f"{basis.letter}{row}:{layout.LAST_FORM_COLUMN}{row}", basis.label, style)
    sheet.put(f"{layout.CHECK_COLUMN}{row}", check, book.style(**CHECK_STYLE))
    sheet.set_row(row - 1, _ROW_HEIGHT)


def _add_row(
    book: FormBook, sheet: FormSheet, row: int, indicator: IndicatorContent, taxonomy: Taxonomy
) -> None:
    texts = list(zip(layout.INDICATOR_COLUMNS, astuple(indicator), strict=True))
    common = {"num_format": "@", "text_wrap": True, "locked": False}
    for column, text in texts:
        align = "left" if column in (layout.DESCRIPTION, layout.BASIS) else "center"
        style = book.style(**common, align=align, **_borders(column))
        sheet.put(f"{column.letter}{row}", text, style)
    overhang = book.style(font_size=_ROOM_FONT_SIZE, locked=False, right=1, top=1, bottom=1)
    sheet.put(f"{layout.LAST_FORM_COLUMN}{row}", None, overhang)
    check = checks.indicator_check(row, indicator, taxonomy)
    sheet.put(f"{layout.CHECK_COLUMN}{row}", check, book.style(**CHECK_STYLE, locked=False))
    # Excel deletes a row of a protected sheet only when no cell of it is locked.
    widths = ((text, column.width) for column, text in texts)
    sheet.set_growing_row(row, row_height(widths, lowest=_ROW_HEIGHT), book.style(locked=False))


def _borders(column: layout.Column) -> dict[str, object]:
    if column is layout.LEVEL1:
        return {"left": 1, "right": 1}
    if column is layout.BASIS:
        return {"left": 1, "top": 1, "bottom": 1}
    return {"border": 1}


def _close(book: FormBook, sheet: FormSheet, last_row: int) -> None:
    """A thin locked row, so that a row inserted after the last one is inside of every area."""
    for letter in (*(c.letter for c in layout.INDICATOR_COLUMNS), layout.LAST_FORM_COLUMN):
        sheet.put(f"{letter}{last_row}", None, book.style(top=1))
    sheet.set_row(last_row - 1, _CLOSING_HEIGHT)


def _add_lists(sheet: FormSheet, last_row: int) -> None:
    first = layout.FIRST_INDICATOR_ROW
    taxonomy = layout.TAXONOMY.defined_name
    level1, level2 = layout.LEVEL1.letter, layout.LEVEL2.letter
    list1 = f'=INDIRECT("{checks.LEVEL1_LIST}"&{taxonomy})'
    list2 = f'=INDIRECT("{checks.LEVEL2_LIST}"&{taxonomy}&"_"&${level1}{first})'
    message1 = "请从下拉列表中选择一级指标。列表随封面上的指标体系而定。"
    message2 = "请从下拉列表中选择与本行一级指标对应的二级指标。"
    for letter, source, message in ((level1, list1, message1), (level2, list2, message2)):
        rule = {**_LIST_RULE, "source": source, "error_message": message}
        sheet.data_validation(f"{letter}{first}:{letter}{last_row}", rule)


def add_indicator_conditions(book: FormBook, sheet: FormSheet, last_row: int) -> None:
    """Mark what is missing in rows that were begun, and show 一级指标 once for a block."""
    first = layout.FIRST_INDICATOR_ROW
    columns = layout.INDICATOR_COLUMNS
    row_has_text = "&".join(f"${column.letter}{first}" for column in columns) + '<>""'
    required = [f"{c.letter}{first}:{c.letter}{last_row}" for c in columns if c.required]
    mark_missing(book, sheet, required, f'AND(A{first}="",{row_has_text})')
    _show_classes_once(book, sheet, first, last_row)


def _show_classes_once(book: FormBook, sheet: FormSheet, first: int, last_row: int) -> None:
    """Print 一级指标 once for a block of rows, as the merged cells of the published form do."""
    letter = layout.LEVEL1.letter
    area, cell, above = (
        f"{letter}{first}:{letter}{last_row}",
        f"{letter}{first}",
        f"{letter}{first - 1}",
    )
    line = book.difference(
        left=1, right=1, top=1
    )  # LibreOffice takes all borders from here or none
    hidden = book.difference(font_color="#FFFFFF")
    for condition, style in (
        (f'AND(ROW()<ROW({fixed(f"{letter}{last_row}")}),OR({cell}="",{cell}<>{above}))', line),
        (f"{cell}={above}", hidden),
    ):
        rule = {"type": "formula", "criteria": f"={condition}", "format": style}
        sheet.conditional_format(area, rule)
