"""整体目标: the department's own targets, from its own workbook."""

from collections.abc import Sequence

from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.domain.entry import Entry
from xladdin.form import layout
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import FormBook, FormSheet
from xladdin.workbook.templates.page import set_up_page
from xladdin.workbook.text_height import row_height

_WIDTHS = (8.0, 34.0, 92.0)
_NONE = (
    "没有收到部门整体目标工作簿。请由部门财务填写整体目标工作簿"
    "（xladdin new --department-workbook），放入收件文件夹后重新汇总。"
)


def write_targets_sheet(book: FormBook, looks: Looks, summary: Summary) -> None:
    """Add the sheet; it says so clearly where the department sent no targets."""
    sheet = book.add_sheet(form.TARGETS_SHEET)
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.merge_range(0, 0, 0, 2, f"{summary.subject}{layout.TARGETS_TITLE}", looks["title"])
    sheet.set_row(0, 33)
    set_up_page(sheet, is_landscape=True)
    own = summary.department.own
    if own is None or own.targets is None:
        _merged(sheet, 2, _NONE, looks["text_marked"])
        return
    targets = own.targets
    file = summary.sources.name(own.file)
    sheet.write_string(1, 0, f"来源：{file}", looks["note"])
    row = _section(sheet, looks, 2, "一", layout.OVERALL_GOAL.label)
    _merged(sheet, row, targets.overall_goal.text, looks["text"])
    goals = [(item.goal, item.indicators) for item in targets.sub_goals]
    row = _section(sheet, looks, row + 2, "二", layout.SUB_GOALS_LABEL)
    row = _pairs(sheet, looks, row, layout.SUB_GOAL_COLUMNS, goals)
    measures = [(item.heading, item.text) for item in targets.measures]
    row = _section(sheet, looks, row + 1, "三", layout.MEASURES_LABEL)
    _pairs(sheet, looks, row, layout.MEASURE_COLUMNS, measures)


def _section(sheet: FormSheet, looks: Looks, row: int, number: str, caption: str) -> int:
    sheet.write_string(row, 0, f"{number}、{caption}", looks["section"])
    sheet.set_row(row, 24)
    return row + 1


def _merged(sheet: FormSheet, row: int, text: str, style: object) -> None:
    sheet.merge_range(row, 0, row, 2, "", style)
    sheet.write_string(row, 0, text, style)
    sheet.set_row(row, row_height([(text, sum(_WIDTHS))]))


def _pairs(
    sheet: FormSheet,
    looks: Looks,
    row: int,
    columns: Sequence[layout.Column],
    pairs: Sequence[tuple[Entry, Entry]],
) -> int:
    """A numbered table of two columns; the row after it."""
    for number, heading in enumerate((form.NUMBER, *(column.label for column in columns))):
        sheet.write_string(row, number, heading, looks["heading"])
    sheet.set_row(row, 22)
    for position, pair in enumerate(pairs, 1):
        sheet.write_number(row + position, 0, position, looks["integer"])
        for number, entry in enumerate(pair, 1):
            sheet.write_string(row + position, number, entry.text, looks["text"])
        texts = [(e.text, width) for e, width in zip(pair, _WIDTHS[1:], strict=True)]
        sheet.set_row(row + position, row_height(texts))
    return row + len(pairs) + 1
