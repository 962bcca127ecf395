"""封面: who submits what for which year, and the index of the projects with live totals."""

from collections.abc import Sequence

from xladdin.domain.content import DepartmentIdentity, ProjectContent, UnitContent
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.workbook.templates.cover_index import add_index
from xladdin.workbook.templates.form_sheet import (
    HEADING_FONT,
    NOTE_FONT,
    FormBook,
    FormSheet,
)
from xladdin.workbook.templates.marks import mark_findings, mark_missing
from xladdin.workbook.templates.page import protect, set_up_page
from xladdin.workbook.text_height import area_width, row_height

_TITLE_HEIGHT, _GAP, _ROW_HEIGHT = 44, 10, 20
_LAST = layout.INDEX_COLUMNS[-1].letter
_WIDTHS = {column.letter: float(column.width) for column in layout.INDEX_COLUMNS}
_LENGTHS = {layout.DEPARTMENT_CODE.key: 3, layout.UNIT_CODE.key: 6, layout.BUDGET_YEAR.key: 4}
_DEPARTMENT_NOTES = (
    "填报说明",
    "1. 黄色单元格为必填项。部门整体绩效目标填在“整体目标”工作表中。",
    "2. 分项绩效目标和工作保障措施的行数不限：在两行之间插入行，或删除整行。",
    "3. 行高不够时双击行号下边线。",
)
_UNIT_NOTES = (
    "填报说明",
    "1. 黄色单元格为必填项；各项目表右侧的“填报检查”说明还缺什么，目录中“待完善”全部为0后再报送。",
    "2. 增加项目：右键点项目表标签，选“移动或复制”、“建立副本”，再把新表名填入目录的“工作表”列。",
    "3. 增加指标：在两行指标之间插入行，或复制整行后插入。行高不够时双击行号下边线。",
    "4. 金额单位为万元，只填数字；资金支出计划填到该月底的累计百分比。",
    "5. 目录行数不够时，撤销工作表保护（无密码）后插入行，并从上一行向下填充公式。",
)


def add_cover(book: FormBook, unit: UnitContent, projects: Sequence[ProjectContent]) -> None:
    """Add the unit's cover, with the projects that get a sheet of their own."""
    values = {
        **_department_values(unit.department),
        layout.UNIT_CODE.key: unit.unit_code,
        layout.UNIT_NAME.key: unit.unit_name,
        layout.TAXONOMY.key: unit.taxonomy.label,
    }
    sheet = book.add_sheet(layout.COVER_SHEET)
    _add_fields(book, sheet, layout.COVER_TITLE, layout.UNIT_COVER_FIELDS, values)
    total_row = add_index(book, sheet, projects, unit.taxonomy)
    _add_notes(book, sheet, total_row + 2, _UNIT_NOTES)
    _finish(book, sheet, f"A1:{_LAST}{total_row}", layout.UNIT_COVER_FIELDS)
    sheet.repeat_rows(layout.INDEX_HEADING_ROW - 1)


def add_department_cover(book: FormBook, department: DepartmentIdentity) -> None:
    """Add the cover of the department's own workbook."""
    sheet = book.add_sheet(layout.COVER_SHEET)
    fields = layout.DEPARTMENT_COVER_FIELDS
    values = _department_values(department)
    _add_fields(book, sheet, layout.DEPARTMENT_COVER_TITLE, fields, values)
    last_row = max(_row(field) for field in fields)
    _add_notes(book, sheet, last_row + 2, _DEPARTMENT_NOTES)
    _finish(book, sheet, f"A1:{_LAST}{last_row}", fields)


def _department_values(department: DepartmentIdentity) -> dict[str, str]:
    return {
        layout.DEPARTMENT_CODE.key: department.code,
        layout.DEPARTMENT_NAME.key: department.name,
        layout.BUDGET_YEAR.key: str(department.year) if department.year else "",
        layout.ROUND.key: department.round,
    }


def _add_fields(
    book: FormBook,
    sheet: FormSheet,
    title: str,
    fields: Sequence[layout.Field],
    values: dict[str, str],
) -> None:
    for column in layout.INDEX_COLUMNS:
        sheet.set_column(f"{column.letter}:{column.letter}", column.width)
    heading = book.style(font_name=HEADING_FONT, font_size=20, align="center")
    sheet.put(layout.COVER_TITLE_AREA, title, heading)
    sheet.set_row(0, _TITLE_HEIGHT)
    stamp_style = book.style(font_name=NOTE_FONT, font_size=10, align="left", text_wrap=True)
    sheet.put(layout.STAMP_AREA, None, stamp_style)
    sheet.set_row(layout.STAMP_ROW - 1, _GAP)
    label_style = book.style(font_size=11, align="center", border=1, bold=True)
    value_style = book.style(
        font_size=11, align="left", indent=1, border=1, num_format="@", text_wrap=True, locked=False
    )
    for field in fields:
        text = values.get(field.key, "")
        sheet.put(field.label_area, field.label, label_style)
        sheet.put(field.value_area, text, value_style)
        book.name(field.defined_name, field.value_cell, sheet=layout.COVER_SHEET)
        _validate(sheet, field)
    for row in {_row(field) for field in fields}:
        texts = (
            (values.get(field.key, ""), area_width(field.value_area, _WIDTHS))
            for field in fields
            if _row(field) == row
        )
        sheet.set_row(row - 1, row_height(texts, 11, _ROW_HEIGHT))


def _validate(sheet: FormSheet, field: layout.Field) -> None:
    choices = field.choices
    if field is layout.TAXONOMY:
        choices = tuple(taxonomy.label for taxonomy in Taxonomy)
    rule: dict[str, object] = {"error_title": f"{field.label}不符合要求"}
    if choices:
        message = f"请从下拉列表中选择：{'、'.join(choices)}。"
        rule |= {"validate": "list", "source": list(choices), "error_message": message}
        sheet.data_validation(field.value_cell, rule)
    elif length := _LENGTHS.get(field.key):
        message = f"{field.label}应为{length}位数字。"
        rule |= {"validate": "length", "criteria": "==", "value": length}
        sheet.data_validation(field.value_cell, {**rule, "error_message": message})


def _row(field: layout.Field) -> int:
    return int(field.value_cell.lstrip("ABCDEFGHI"))


def _add_notes(book: FormBook, sheet: FormSheet, row: int, notes: Sequence[str]) -> None:
    style = book.style(font_name=NOTE_FONT, font_size=11, text_wrap=True)
    width = area_width(f"A1:{_LAST}1", _WIDTHS)
    for number, note in enumerate(notes, row):
        heading = book.style(font_name=HEADING_FONT, font_size=11)
        sheet.put(f"A{number}:{_LAST}{number}", note, heading if number == row else style)
        sheet.set_row(number - 1, row_height([(note, width)], 11))


def _finish(book: FormBook, sheet: FormSheet, area: str, fields: Sequence[layout.Field]) -> None:
    mark_findings(book, sheet, area, f'"{layout.COVER_SHEET}"')
    required = [field.value_cell for field in fields if field.required]
    mark_missing(book, sheet, required, f'{required[0]}=""')
    sheet.ignore_errors({"number_stored_as_text": area})
    set_up_page(sheet, is_landscape=True)
    sheet.print_area(area)
    protect(sheet)
