"""What the sheets share on screen and on paper: A4, one page wide, numbered, protected."""

from xladdin.workbook.templates.form_sheet import FORM_FONT, FormSheet

CHECK_STYLE = {
    "font_size": 9,
    "font_color": "#9C0006",
    "bg_color": "#F2F2F2",
    "text_wrap": True,
    "align": "left",
    "indent": 1,
}
_A4 = 9
_SIDE, _TOP, _BOTTOM, _FOOTER = 0.59, 0.71, 0.75, 0.35  # inches: 1.5, 1.8, 1.9, 0.9 cm


def set_up_page(sheet: FormSheet, *, is_landscape: bool = False) -> None:
    """A4, one page wide and as many high as it takes, page number below."""
    sheet.set_paper(_A4)
    if is_landscape:
        sheet.set_landscape()
    sheet.set_margins(_SIDE, _SIDE, _TOP, _BOTTOM)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f'&C&"{FORM_FONT},常规"&10— &P —', {"margin": _FOOTER})
    sheet.hide_gridlines(2)


def protect(sheet: FormSheet, *allowed: str) -> None:
    """Lock what is no input, without a password, and allow the clerk what is named."""
    always = ("format_rows", "format_columns")
    sheet.protect("", dict.fromkeys((*always, *allowed), True))
