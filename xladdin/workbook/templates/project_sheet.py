"""A project's sheet: the published form, its check column and what guides the clerk on it."""

from collections.abc import Iterator
from typing import Any

from xladdin.domain.content import ProjectContent, UnitContent
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.workbook.templates import checks
from xladdin.workbook.templates.cover_index import NUMBERS_NAME, SHEETS_NAME
from xladdin.workbook.templates.form_sheet import (
    HEADING_FONT,
    CellContent,
    FormBook,
    FormSheet,
    Formula,
    fixed,
)
from xladdin.workbook.templates.indicator_table import add_indicator_conditions, add_indicators
from xladdin.workbook.templates.marks import mark_findings, mark_missing
from xladdin.workbook.templates.page import CHECK_STYLE, protect, set_up_page
from xladdin.workbook.text_height import area_width, row_height

_TITLE_SIZE = 16
_TITLE_ROW, _UNIT_ROW = 1, 2
_PLAN_LABEL_HEIGHT, _PLAN_HEIGHT, _FUNDS_HEIGHT = 20, 22, 24
_FUND_USE_HEIGHT, _GOALS_HEIGHT = 34, 92  # room for some lines in a blank form
_AMOUNT_RULE = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "input_title": "金额",
    "input_message": "单位：万元。只填数字，最多两位小数。",
    "error_title": "金额不符合要求",
    "error_message": "请填写不小于0的数字，单位为万元，不要带“万元”等文字。",
}
_PERCENT_RULE = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": 0,
    "maximum": 1,
    "input_title": "累计支出进度",
    "input_message": "填到该月底累计支出的百分比，如 25%。",
    "error_title": "支出计划不符合要求",
    "error_message": "请填写0%到100%之间的百分比，如 25%。",
}
_CODE_RULE = {
    "validate": "length",
    "criteria": "==",
    "value": checks.CODE_LENGTH,
    "input_title": "项目编码",
    "input_message": f"{checks.CODE_LENGTH}位，从预算管理一体化系统中复制。",
    "error_title": "项目编码不符合要求",
    "error_message": f"项目编码应为{checks.CODE_LENGTH}位，请与预算管理一体化系统核对。",
}


def add_project(book: FormBook, unit: UnitContent, project: ProjectContent, number: int) -> None:
    """Add the sheet of a unit's project, its ``number``-th."""
    sheet = book.add_sheet(f"{layout.PROJECT_SHEET_PREFIX}{number}")
    _set_columns(sheet)
    _add_title(book, sheet, unit, project, number)
    _add_labels(book, sheet)
    for field, content in _values(project):
        sheet.put(field.value_area, content, _value_style(book, field))
    _add_validations(sheet)
    _set_heights(sheet, project)
    last_row = add_indicators(book, sheet, project, unit.taxonomy)
    _add_head_checks(book, sheet, project, number, last_row)
    _add_names(book, sheet, last_row)
    _add_conditions(book, sheet, last_row)
    area = f"A1:{layout.CHECK_COLUMN}{last_row}"
    sheet.ignore_errors({"number_stored_as_text": area, "formula_unlocked": area})
    set_up_page(sheet)
    sheet.print_area(f"A1:{layout.LAST_FORM_COLUMN}{last_row}")
    sheet.repeat_rows(layout.INDICATOR_HEADING_ROW - 1)
    protect(sheet, "insert_rows", "delete_rows", "sort")


def _set_columns(sheet: FormSheet) -> None:
    for column in layout.INDICATOR_COLUMNS:
        sheet.set_column(f"{column.letter}:{column.letter}", column.width)
    last, check = layout.LAST_FORM_COLUMN, layout.CHECK_COLUMN
    sheet.set_column(f"{last}:{last}", layout.LAST_FORM_COLUMN_WIDTH)
    sheet.set_column(f"{check}:{check}", layout.CHECK_WIDTH)


def _add_title(
    book: FormBook, sheet: FormSheet, unit: UnitContent, project: ProjectContent, number: int
) -> None:
    name = fixed(layout.PROJECT_NAME.value_cell)
    place = f"MATCH({fixed(layout.SHEET_NAME_CELL)},{SHEETS_NAME},0)"
    title = Formula(
        f'=IF({name}="","",IFERROR(INDEX({NUMBERS_NAME},{place})&".","")'
        f'&{name}&"{layout.TITLE_SUFFIX}")',
        f"{number}.{project.name}{layout.TITLE_SUFFIX}" if project.name else "",
    )
    code, unit_name = layout.UNIT_CODE.defined_name, layout.UNIT_NAME.defined_name
    unit_line = Formula(
        f'=TRIM({code}&" "&{unit_name})', f"{unit.unit_code} {unit.unit_name}".strip()
    )
    heading = book.style(
        font_name=HEADING_FONT, font_size=_TITLE_SIZE, align="center", text_wrap=True
    )
    sheet.put(layout.TITLE_AREA, title, heading)
    sheet.put(layout.UNIT_LINE_AREA, unit_line, book.style())
    sheet.put(layout.AMOUNT_UNIT_AREA, layout.AMOUNT_UNIT, book.style(align="right"))


def _add_labels(book: FormBook, sheet: FormSheet) -> None:
    style = book.style(align="center", border=1, text_wrap=True)
    for field in layout.PROJECT_FIELDS:
        if field.label_area:
            sheet.put(field.label_area, field.label, style)
    sheet.put(layout.FUNDS_LABEL_AREA, layout.FUNDS_LABEL, style)
    sheet.put(layout.SPENDING_PLAN_LABEL_AREA, layout.SPENDING_PLAN_LABEL, style)


def _values(project: ProjectContent) -> Iterator[tuple[layout.Field, CellContent]]:
    yield layout.PROJECT_CODE, project.code
    yield layout.PROJECT_NAME, project.name
    yield layout.BUDGET, project.budget
    yield layout.FISCAL, project.fiscal
    yield layout.OTHER, project.other
    yield layout.FUND_USE, project.fund_use
    for month in PlanMonth:
        yield layout.SPENDING_PLAN[month], project.plan.get(month)
    yield layout.GOALS, "\n".join(project.goals)


def _value_style(book: FormBook, field: layout.Field) -> Any:
    match field.kind:
        case layout.FieldKind.AMOUNT:
            shown: dict[str, object] = {"num_format": "#,##0.00", "align": "center", "shrink": True}
        case layout.FieldKind.PERCENT:
            shown = {"num_format": "0%", "align": "center"}
        case layout.FieldKind.LONG_TEXT:
            shown = {"num_format": "@", "align": "left", "text_wrap": True}
        case _:
            shown = {"num_format": "@", "align": "center", "text_wrap": True}
    return book.style(**shown, border=1, locked=False)


def _add_validations(sheet: FormSheet) -> None:
    sheet.data_validation(layout.PROJECT_CODE.value_cell, _CODE_RULE)
    for field in layout.PROJECT_FIELDS:
        if field.kind is layout.FieldKind.AMOUNT:
            sheet.data_validation(field.value_cell, _AMOUNT_RULE)
        elif field.kind is layout.FieldKind.PERCENT:
            sheet.data_validation(field.value_cell, _PERCENT_RULE)


def _set_heights(sheet: FormSheet, project: ProjectContent) -> None:
    def width(area: str) -> float:
        return area_width(area, _column_widths())

    title = f"00.{project.name}{layout.TITLE_SUFFIX}"
    heights = {
        _TITLE_ROW: row_height([(title, width(layout.TITLE_AREA))], _TITLE_SIZE, 34),
        _UNIT_ROW: 18,
        _row(layout.PROJECT_CODE): row_height(
            [
                (project.code, width(layout.PROJECT_CODE.value_area)),
                (project.name, width(layout.PROJECT_NAME.value_area)),
            ],
            lowest=_FUNDS_HEIGHT,
        ),
        _row(layout.BUDGET): _FUNDS_HEIGHT,
        _row(layout.FUND_USE): row_height(
            [(project.fund_use, width(layout.FUND_USE.value_area))], lowest=_FUND_USE_HEIGHT
        ),
        _row(layout.SPENDING_PLAN[PlanMonth.MAR]) - 1: _PLAN_LABEL_HEIGHT,
        _row(layout.SPENDING_PLAN[PlanMonth.MAR]): _PLAN_HEIGHT,
        _row(layout.GOALS): row_height(
            [("\n".join(project.goals), width(layout.GOALS.value_area))],
            lowest=_FUND_USE_HEIGHT if project.goals else _GOALS_HEIGHT,
        ),
    }
    for row, height in heights.items():
        sheet.set_row(row - 1, height)


def _row(field: layout.Field) -> int:
    return int(field.value_cell.lstrip("ABCDEFGH"))


def _column_widths() -> dict[str, float]:
    widths = {column.letter: float(column.width) for column in layout.INDICATOR_COLUMNS}
    return {**widths, layout.LAST_FORM_COLUMN: layout.LAST_FORM_COLUMN_WIDTH}


def _add_head_checks(
    book: FormBook, sheet: FormSheet, project: ProjectContent, number: int, last_row: int
) -> None:
    grey = book.style(font_size=9, font_color="#808080", align="right")
    name = Formula(checks.own_name_formula(), f"{layout.PROJECT_SHEET_PREFIX}{number}")
    sheet.put(layout.SHEET_NAME_CELL, name, grey)
    heading = book.style(**{**CHECK_STYLE, "font_color": "#595959", "bold": True})
    sheet.put(layout.CHECK_LABEL_CELL, layout.CHECK_LABEL, heading)
    style = book.style(**CHECK_STYLE)
    for field, check in checks.head_checks(project).items():
        sheet.put(f"{layout.CHECK_COLUMN}{_row(field)}", check, style)
    for row in (_row(layout.SPENDING_PLAN[PlanMonth.MAR]) - 1, last_row):
        sheet.put(f"{layout.CHECK_COLUMN}{row}", None, style)


def _add_names(book: FormBook, sheet: FormSheet, last_row: int) -> None:
    heading = layout.INDICATOR_HEADING_ROW
    level3, check = layout.LEVEL3.letter, layout.CHECK_COLUMN
    areas = {field.defined_name: field.value_cell for field in layout.PROJECT_FIELDS}
    areas |= {
        layout.SHEET_NAME_NAME: layout.SHEET_NAME_CELL,
        layout.LEVEL3.label: f"{level3}{heading}:{level3}{last_row}",
        layout.CHECK_LABEL: f"{layout.CHECK_LABEL_CELL}:{check}{last_row}",
    }
    for name, area in areas.items():
        book.name(name, area, sheet=sheet.get_name(), is_local=True)


def _add_conditions(book: FormBook, sheet: FormSheet, last_row: int) -> None:
    area = f"A1:{layout.LAST_FORM_COLUMN}{last_row}"
    mark_findings(book, sheet, area, fixed(layout.SHEET_NAME_CELL))
    required = [field.value_cell for field in layout.PROJECT_FIELDS if field.required]
    mark_missing(book, sheet, required, f'{required[0]}=""')
    plan = list(layout.SPENDING_PLAN.values())
    whole = f"{fixed(plan[0].value_cell)}:{fixed(plan[-1].value_cell)}"
    plan_area = f"{plan[0].value_cell}:{plan[-1].value_cell}"
    mark_missing(book, sheet, [plan_area], f"COUNTA({whole})=0")
    first = plan[0].value_cell
    with_decimals = {
        "type": "formula",
        "criteria": f"=ROUND(N({first})*100,6)<>INT(ROUND(N({first})*100,6))",
        "format": book.difference(num_format="0.0###%"),
    }
    sheet.conditional_format(plan_area, with_decimals)
    add_indicator_conditions(book, sheet, last_row)
