"""Conditional formats: cells named in 校验结果, and required cells that are still blank."""

from xladdin.domain.finding import Severity
from xladdin.form import layout
from xladdin.workbook.templates.form_sheet import FormBook, FormSheet

MISSING_FILL = "#FFF9D9"
FILLS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFDDA8", Severity.INFO: "#D6E8F8"}
_FONTS = {Severity.ERROR: "#9C0006", Severity.WARNING: "#7F4A00", Severity.INFO: "#1F3864"}
_NAMES = {  # names for the columns of 校验结果: old versions refuse another sheet's cells here
    column: f"问题_{column.label}"
    for column in (layout.FINDING_SEVERITY, layout.FINDING_SHEET, layout.FINDING_CELL)
}


def define_finding_names(book: FormBook) -> None:
    """Name the columns of 校验结果 that the marks look into."""
    rows = (layout.FIRST_FINDING_ROW, layout.LAST_FINDING_ROW)
    for column, name in _NAMES.items():
        area = ":".join(f"{column.letter}{row}" for row in rows)
        book.name(name, area, sheet=layout.FINDINGS_SHEET)


def mark_findings(book: FormBook, sheet: FormSheet, area: str, own_name: str) -> None:
    """Colour the cells of an area that 校验结果 names, by the gravest of their findings.

    ``own_name`` is what the finding's column 工作表 says of this sheet, as a formula's operand.
    """
    severity, where, cell = _NAMES.values()
    for item in sorted(Severity, key=lambda item: -item.gravity):
        mark_where(
            book,
            sheet,
            area,
            f'COUNTIFS({where},{own_name},{cell},ADDRESS(ROW(),COLUMN(),4),{severity},"{item.label}")>0',
            item,
        )


def mark_where(
    book: FormBook,
    sheet: FormSheet,
    area: str,
    condition: str,
    severity: Severity,
    **more: object,
) -> None:
    """Colour the cells for which a formula holds as findings of that severity are coloured."""
    style = book.difference(bg_color=FILLS[severity], font_color=_FONTS[severity], **more)
    rule = {"type": "formula", "criteria": f"={condition}", "format": style}
    sheet.conditional_format(area, rule)


def mark_missing(book: FormBook, sheet: FormSheet, areas: list[str], condition: str) -> None:
    """Colour required cells for which a formula, said of the first area's first cell, holds."""
    style = book.difference(bg_color=MISSING_FILL)
    rule = {"type": "formula", "criteria": f"={condition}", "format": style}
    sheet.conditional_format(areas[0], {**rule, "multi_range": " ".join(areas)})
