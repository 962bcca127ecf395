"""How the summary looks: colours, fonts and number formats, by the name of what they are for."""

from typing import Any

from xladdin.workbook.templates.form_sheet import HEADING_FONT, FormBook

INK, PALE_INK = "#1F3864", "#595959"
HEADING_FILL, TOTAL_FILL, TILE_FILL = "#D9E2F3", "#F2F2F2", "#F5F8FD"
LINE, FRAME = "#BFBFBF", "#8EA9DB"
RED, AMBER, BLUE, GREEN = "#C00000", "#B45F06", "#1F5FA8", "#2E7D32"
RED_FILL, AMBER_FILL, GREEN_FILL = "#FBE3E0", "#FFF2CC", "#E2F0D9"
INPUT_FILL = "#FFF9D9"

AMOUNT_FORMAT = "#,##0.00"
PERCENT_FORMAT = "0.00%"

_CELL = {"border": 1, "border_color": LINE, "text_wrap": True}
_CENTER = {**_CELL, "align": "center"}
_RIGHT = {**_CELL, "align": "right", "indent": 1, "text_wrap": False}
_AMOUNT = {**_RIGHT, "num_format": AMOUNT_FORMAT}
_PERCENT = {**_CENTER, "num_format": PERCENT_FORMAT}
_TOTAL = {"bold": True, "bg_color": TOTAL_FILL, "top": 1, "top_color": INK}
_TILE = {"align": "center", "bg_color": TILE_FILL}

_LOOKS: dict[str, dict[str, object]] = {
    "title": {"font_name": HEADING_FONT, "font_size": 18, "font_color": INK, "align": "center"},
    "note": {"font_color": PALE_INK},
    "note_right": {"font_color": PALE_INK, "align": "right"},
    "section": {"font_name": HEADING_FONT, "font_size": 12, "font_color": INK},
    "heading": {**_CENTER, "bold": True, "bg_color": HEADING_FILL, "font_color": INK},
    "text": _CELL,
    "center": _CENTER,
    "code": {**_CENTER, "num_format": "@"},
    "integer": {**_CENTER, "num_format": "0"},
    "number": {**_RIGHT, "num_format": "General"},
    "amount": _AMOUNT,
    "percent": _PERCENT,
    "percent_filled": {**_PERCENT, "italic": True, "font_color": PALE_INK},
    "digest": {**_CELL, "font_size": 8, "font_color": PALE_INK},
    "for_the_program": {**_CELL, "text_wrap": False, "shrink": True, "font_color": "#A6A6A6"},
    "input": {**_CELL, "locked": False, "bg_color": INPUT_FILL},
    "input_center": {**_CENTER, "locked": False, "bg_color": INPUT_FILL},
    "link": {**_CELL, "font_color": BLUE, "underline": 1},
    "unread": {**_RIGHT, "bg_color": RED_FILL, "font_color": RED},
    "error": {**_CENTER, "bold": True, "font_color": RED, "bg_color": RED_FILL},
    "warning": {**_CENTER, "font_color": AMBER, "bg_color": AMBER_FILL},
    "info": {**_CENTER, "font_color": BLUE},
    "good": {**_CENTER, "font_color": GREEN},
    "total_text": {**_CENTER, **_TOTAL},
    "total_amount": {**_AMOUNT, **_TOTAL},
    "total_percent": {**_PERCENT, **_TOTAL},
    "total_integer": {**_CENTER, **_TOTAL, "num_format": "0"},
    "tile_label": {**_TILE, "font_color": PALE_INK, "font_size": 9, "top": 2, "top_color": FRAME},
    "tile_amount": {**_TILE, "bold": True, "font_size": 15, "num_format": AMOUNT_FORMAT},
    "tile_integer": {**_TILE, "bold": True, "font_size": 15, "num_format": "0"},
    "tile_alarm": {
        **_TILE,
        "bold": True,
        "font_size": 15,
        "num_format": "[=0]0;[Red]0",
    },
    "aside": {"font_size": 8, "font_color": LINE},
    "aside_amount": {"font_size": 8, "font_color": LINE, "num_format": AMOUNT_FORMAT},
}
_MARK = "_marked"


class Looks:
    """The cell styles of one summary; the name of a look with ``_marked`` gives it on amber."""

    def __init__(self, book: FormBook) -> None:
        self._book = book
        self._styles: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._styles:
            plain = name.removesuffix(_MARK)
            mark = {"bg_color": AMBER_FILL} if plain != name else {}
            self._styles[name] = self._book.style(**_LOOKS[plain], **mark)
        return self._styles[name]
