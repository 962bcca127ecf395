"""The cover's index: a line for each project's sheet, all but the sheet's name by formulas."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from xladdin.domain.content import ProjectContent
from xladdin.domain.finding import Severity
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.workbook.templates.checks import complaint_count
from xladdin.workbook.templates.form_sheet import FormBook, FormSheet, Formula
from xladdin.workbook.templates.marks import mark_where
from xladdin.workbook.text_height import row_height

NO_SUCH_SHEET = "找不到此工作表"
NO_NAME = "（未填项目名称）"
SHEETS_NAME = "目录_工作表"  # names of the index's columns
NUMBERS_NAME = "目录_序号"
_SPARE_ROWS = 5
_GAP, _HEADING_HEIGHT, _ROW_HEIGHT, _CLOSING_HEIGHT = 10, 20, 17, 4
_AMOUNT_STYLE = {"align": "right", "indent": 1, "num_format": "#,##0.00", "shrink": True}
_SUMMED = (
    layout.INDEX_BUDGET,
    layout.INDEX_FISCAL,
    layout.INDEX_OTHER,
    layout.INDEX_INDICATORS,
    layout.INDEX_OPEN,
)

Results = Mapping[str, str | Decimal | int]


def add_index(
    book: FormBook, sheet: FormSheet, projects: Sequence[ProjectContent], taxonomy: Taxonomy
) -> int:
    """Write the index and its totals under the cover's fields; give the totals' row number."""
    heading = book.style(align="center", border=1, bold=True)
    for column in layout.INDEX_COLUMNS:
        sheet.put(f"{column.letter}{layout.INDEX_HEADING_ROW}", column.label, heading)
    sheet.set_row(layout.INDEX_HEADING_ROW - 2, _GAP)
    sheet.set_row(layout.INDEX_HEADING_ROW - 1, _HEADING_HEIGHT)
    lines = [line_results(project, number, taxonomy) for number, project in enumerate(projects, 1)]
    row_count = max(layout.INDEX_ROWS, len(lines) + _SPARE_ROWS)
    blank: list[Results] = [{}] * (row_count - len(lines))
    for row, line in enumerate(lines + blank, layout.FIRST_INDEX_ROW):
        _add_line(book, sheet, row, line)
    closing_row = layout.FIRST_INDEX_ROW + row_count
    for column in layout.INDEX_COLUMNS:
        sheet.put(f"{column.letter}{closing_row}", None, book.style(top=1, bottom=1))
    sheet.set_row(closing_row - 1, _CLOSING_HEIGHT)
    _add_totals(book, sheet, closing_row, lines)
    _mark_unfinished(book, sheet, closing_row + 1)
    return closing_row + 1


def line_results(project: ProjectContent, number: int, taxonomy: Taxonomy) -> Results:
    """What the formulas of a project's line give, by column."""
    return {
        layout.INDEX_NUMBER.key: number,
        layout.INDEX_SHEET.key: f"{layout.PROJECT_SHEET_PREFIX}{number}",
        layout.INDEX_CODE.key: project.code,
        layout.INDEX_NAME.key: project.name or NO_NAME,
        layout.INDEX_BUDGET.key: "" if project.budget is None else project.budget,
        layout.INDEX_FISCAL.key: "" if project.fiscal is None else project.fiscal,
        layout.INDEX_OTHER.key: "" if project.other is None else project.other,
        layout.INDEX_INDICATORS.key: sum(bool(line.level3) for line in project.indicators),
        layout.INDEX_OPEN.key: complaint_count(project, taxonomy),
    }


def column_totals(lines: Sequence[Results]) -> dict[str, Decimal]:
    """The totals of lines by column; a text counts nothing."""
    numbers = {
        column.key: [line[column.key] for line in lines if not isinstance(line[column.key], str)]
        for column in _SUMMED
    }
    return {key: sum(map(Decimal, found), Decimal(0)) for key, found in numbers.items()}


def _add_line(book: FormBook, sheet: FormSheet, row: int, results: Results) -> None:
    name_cell = f"{layout.INDEX_SHEET.letter}{row}"
    formulas = _formulas(row)
    for column in layout.INDEX_COLUMNS:
        result = results.get(column.key, "")
        formula = f'=IF(${name_cell}="","",{formulas.get(column.key)})'
        content = result if column is layout.INDEX_SHEET else Formula(formula, result)
        sheet.put(f"{column.letter}{row}", content, _style(book, column))
    name = str(results.get(layout.INDEX_NAME.key, ""))
    sheet.set_row(row - 1, row_height([(name, layout.INDEX_NAME.width)], lowest=_ROW_HEIGHT))


def _formulas(row: int) -> dict[str, str]:
    """Formulas of a line by column; INDIRECT finds the names that belong to the line's sheet."""
    letter = layout.INDEX_SHEET.letter
    sheet = f'"\'"&SUBSTITUTE(${letter}{row},"\'","\'\'")&"\'!'

    def named(name: str) -> str:
        return f'INDIRECT({sheet}{name}")'

    def amount(field: layout.Field) -> str:
        value = named(field.defined_name)
        return f'IFERROR(IF({value}="","",{value}),"")'

    project_name = named(layout.PROJECT_NAME.defined_name)
    shown = f'IFERROR(IF({project_name}="","{NO_NAME}",{project_name}),"{NO_SUCH_SHEET}")'
    complaints = f'SUMPRODUCT(--({named(layout.CHECK_LABEL)}<>""))'
    return {
        layout.INDEX_NUMBER.key: f"COUNTA({letter}${layout.INDEX_HEADING_ROW}:{letter}{row})-1",
        layout.INDEX_CODE.key: f'IFERROR({named(layout.PROJECT_CODE.defined_name)}&"","")',
        layout.INDEX_NAME.key: f'HYPERLINK("#"&{sheet}A1",{shown})',
        layout.INDEX_BUDGET.key: amount(layout.BUDGET),
        layout.INDEX_FISCAL.key: amount(layout.FISCAL),
        layout.INDEX_OTHER.key: amount(layout.OTHER),
        # Both areas begin with a heading.
        layout.INDEX_INDICATORS.key: f'IFERROR(COUNTA({named(layout.LEVEL3.label)})-1,"")',
        layout.INDEX_OPEN.key: f'IFERROR({complaints}-1,"")',
    }


def _style(book: FormBook, column: layout.Column) -> Any:
    if column.kind is layout.FieldKind.AMOUNT:
        return book.style(border=1, **_AMOUNT_STYLE)
    if column is layout.INDEX_SHEET:
        return book.style(border=1, align="center", num_format="@", locked=False)
    if column is layout.INDEX_NAME:
        return book.style(border=1, align="left", font_color="#1F4E9E", text_wrap=True)
    return book.style(border=1, align="center")


def _add_totals(
    book: FormBook, sheet: FormSheet, closing_row: int, lines: Sequence[Results]
) -> None:
    row = closing_row + 1
    bold = {"border": 1, "bold": True}
    label_area = f"{layout.INDEX_NUMBER.letter}{row}:{layout.INDEX_NAME.letter}{row}"
    sheet.put(label_area, layout.INDEX_TOTAL_LABEL, book.style(**bold, align="center"))
    totals = column_totals(lines)
    for column in _SUMMED:
        is_amount = column.kind is layout.FieldKind.AMOUNT
        style = book.style(**bold, **(_AMOUNT_STYLE if is_amount else {"align": "center"}))
        area = _whole_column(column, closing_row)
        sheet.put(f"{column.letter}{row}", Formula(f"=SUM({area})", totals[column.key]), style)
        name = f"{layout.INDEX_TOTAL_LABEL}_{column.label}"
        book.name(name, f"{column.letter}{row}", sheet=layout.COVER_SHEET)
    sheet.set_row(row - 1, _HEADING_HEIGHT)
    for name, column in ((SHEETS_NAME, layout.INDEX_SHEET), (NUMBERS_NAME, layout.INDEX_NUMBER)):
        book.name(name, _whole_column(column, closing_row), sheet=layout.COVER_SHEET)


def _whole_column(column: layout.Column, closing_row: int) -> str:
    """From the heading to the closing row, so that rows inserted at either end are inside."""
    return f"{column.letter}{layout.INDEX_HEADING_ROW}:{column.letter}{closing_row}"


def _mark_unfinished(book: FormBook, sheet: FormSheet, total_row: int) -> None:
    first = layout.FIRST_INDEX_ROW
    for column, condition in (
        (layout.INDEX_NAME, f'{layout.INDEX_NAME.letter}{first}="{NO_SUCH_SHEET}"'),
        (layout.INDEX_OPEN, f"N({layout.INDEX_OPEN.letter}{first})>0"),
    ):
        area = f"{column.letter}{first}:{column.letter}{total_row}"
        mark_where(book, sheet, area, condition, Severity.WARNING)
