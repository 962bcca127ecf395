"""整体目标: the department's own targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from xladdin.domain.content import DepartmentContent
from xladdin.form import layout
from xladdin.workbook.templates.form_sheet import (
    HEADING_FONT,
    FormBook,
    FormSheet,
    Formula,
)
from xladdin.workbook.templates.marks import mark_findings, mark_missing
from xladdin.workbook.templates.page import protect, set_up_page
from xladdin.workbook.text_height import area_width, row_height

_SIZE = 11
_COLUMNS = (layout.TARGETS_NUMBER, *layout.SUB_GOAL_COLUMNS)
_WIDTHS = {column.letter: float(column.width) for column in _COLUMNS}
_LAST = _COLUMNS[-1].letter
_HEADING_HEIGHT, _ROW_HEIGHT, _GOAL_HEIGHT, _CLOSING_HEIGHT = 24, 40, 160, 4


@dataclass(frozen=True, slots=True)
class _Table:
    """One of the two tables: caption, columns, pairs of texts, rows of a blank form."""

    caption: str
    columns: tuple[layout.Column, layout.Column]
    rows: Sequence[tuple[str, str]]
    blank_rows: int


def add_targets(book: FormBook, content: DepartmentContent) -> None:
    """Add the sheet with 总体绩效目标, 分项绩效目标 and 工作保障措施."""
    sheet = book.add_sheet(layout.TARGETS_SHEET)
    for column in _COLUMNS:
        sheet.set_column(f"{column.letter}:{column.letter}", column.width)
    _add_head(book, sheet, content)
    row = int(layout.OVERALL_GOAL.value_cell[1:]) + 1
    for table in (
        _Table(
            layout.SUB_GOALS_LABEL,
            layout.SUB_GOAL_COLUMNS,
            [(item.goal, item.indicators) for item in content.sub_goals],
            layout.BLANK_SUB_GOALS,
        ),
        _Table(
            layout.MEASURES_LABEL,
            layout.MEASURE_COLUMNS,
            [(item.heading, item.text) for item in content.measures],
            layout.BLANK_MEASURES,
        ),
    ):
        row = _add_table(book, sheet, row, table)
    area = f"A1:{_LAST}{row - 1}"
    mark_findings(book, sheet, area, f'"{layout.TARGETS_SHEET}"')
    mark_missing(
        book, sheet, [layout.OVERALL_GOAL.value_cell], f'{layout.OVERALL_GOAL.value_cell}=""'
    )
    sheet.ignore_errors({"number_stored_as_text": area, "formula_unlocked": area})
    set_up_page(sheet)
    sheet.print_area(area)
    protect(sheet, "insert_rows", "delete_rows")


def _add_head(book: FormBook, sheet: FormSheet, content: DepartmentContent) -> None:
    field = layout.OVERALL_GOAL
    title = book.style(font_name=HEADING_FONT, font_size=18, align="center")
    sheet.put(f"A1:{_LAST}1", layout.TARGETS_TITLE, title)
    sheet.set_row(0, 36)
    name, year = layout.DEPARTMENT_NAME.defined_name, layout.BUDGET_YEAR.defined_name
    department = content.department
    stated = f"{department.name}　{department.year}年度" if department.year else department.name
    line = Formula(f'={name}&IF({year}="","","　"&{year}&"年度")', stated)
    sheet.put(f"A2:{_LAST}2", line, book.style(font_size=_SIZE, align="center"))
    sheet.set_row(1, 20)
    label = book.style(font_size=_SIZE, align="center", border=1, bold=True, text_wrap=True)
    sheet.put(field.label_area, field.label, label)
    value = book.style(
        font_size=_SIZE, border=1, num_format="@", text_wrap=True, align="left", locked=False
    )
    sheet.put(field.value_area, content.overall_goal, value)
    texts = [(content.overall_goal, area_width(field.value_area, _WIDTHS))]
    lowest = 0 if content.overall_goal else _GOAL_HEIGHT
    sheet.set_row(int(field.value_cell[1:]) - 1, row_height(texts, _SIZE, lowest))
    book.name(field.defined_name, field.value_cell, sheet=layout.TARGETS_SHEET, is_local=True)


def _add_table(book: FormBook, sheet: FormSheet, row: int, table: _Table) -> int:
    """Write a caption, a heading, the rows and a closing row; give the number of the row after."""
    label = book.style(font_size=_SIZE, align="center", border=1, bold=True)
    caption = book.style(font_name=HEADING_FONT, font_size=12, align="center", border=1)
    sheet.put(f"A{row}:{_LAST}{row}", table.caption, caption)
    heading_row = row + 1
    for column in (layout.TARGETS_NUMBER, *table.columns):
        sheet.put(f"{column.letter}{heading_row}", column.label, label)
    for heading in (row, heading_row):
        sheet.set_row(heading - 1, _HEADING_HEIGHT)
    rows = table.rows or [("", "")] * table.blank_rows
    for place, texts in enumerate(rows, heading_row + 1):
        _add_row(book, sheet, heading_row, place, texts, table.columns)
    last_row = heading_row + len(rows) + 1
    for column in _COLUMNS:
        sheet.put(f"{column.letter}{last_row}", None, book.style(top=1))
    sheet.set_row(last_row - 1, _CLOSING_HEIGHT)
    first = table.columns[0].letter
    area = f"{first}{heading_row}:{first}{last_row}"
    book.name(table.caption, area, sheet=layout.TARGETS_SHEET, is_local=True)
    _mark_half_rows(book, sheet, heading_row + 1, last_row, table.columns)
    return last_row + 1


def _add_row(
    book: FormBook,
    sheet: FormSheet,
    heading_row: int,
    row: int,
    texts: tuple[str, str],
    columns: tuple[layout.Column, layout.Column],
) -> None:
    first, second = (column.letter for column in columns)
    number = f"ROW()-ROW({layout.TARGETS_NUMBER.letter}${heading_row})"
    formula = f'=IF({first}{row}&{second}{row}="","",{number})'
    common = {"font_size": _SIZE, "border": 1, "locked": False}
    sheet.put(
        f"{layout.TARGETS_NUMBER.letter}{row}",
        Formula(formula, row - heading_row if any(texts) else ""),
        book.style(**common, align="center"),
    )
    style = book.style(**common, align="left", num_format="@", text_wrap=True)
    for column, text in zip(columns, texts, strict=True):
        sheet.put(f"{column.letter}{row}", text, style)
    widths = [(text, column.width) for column, text in zip(columns, texts, strict=True)]
    height = row_height(widths, _SIZE, _ROW_HEIGHT)
    sheet.set_growing_row(row, height, book.style(locked=False))


def _mark_half_rows(
    book: FormBook,
    sheet: FormSheet,
    first_row: int,
    last_row: int,
    columns: tuple[layout.Column, layout.Column],
) -> None:
    """Colour what is still missing in a row that was begun."""
    letters = [column.letter for column in columns]
    begun = "&".join(f"${letter}{first_row}" for letter in letters) + '<>""'
    areas = [f"{letters[0]}{first_row}:{letters[-1]}{last_row}"]
    mark_missing(book, sheet, areas, f'AND({letters[0]}{first_row}="",{begun})')
