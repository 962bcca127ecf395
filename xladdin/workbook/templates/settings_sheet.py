"""What the sheets of the settings workbook share: title, note, headings, what is locked."""

from collections.abc import Sequence
from typing import Any

from xladdin.form import settings_form as form
from xladdin.form.layout import Column
from xladdin.workbook.templates.form_sheet import HEADING_FONT, NOTE_FONT, FormBook, FormSheet
from xladdin.workbook.templates.page import protect, set_up_page
from xladdin.workbook.text_height import row_height

_INPUT_FILL = "#FFFDF0"
_LINE = "#BFBFBF"
_FRAME = {"border": 1, "border_color": _LINE}


class SettingsSheet:
    """A sheet with a title, a note and a table whose inputs alone can be changed."""

    def __init__(self, book: FormBook, name: str, title: str, columns: Sequence[Column]) -> None:
        self.book = book
        self.sheet: FormSheet = book.add_sheet(name)
        self.columns = columns
        self.first, self.last = columns[0].letter, columns[-1].letter
        heading_style = book.style(font_name=HEADING_FONT, font_size=16, align="left")
        self.sheet.put("A1", title, heading_style)
        self.sheet.set_row(0, 30)
        for column in columns:
            self.sheet.set_column(f"{column.letter}:{column.letter}", column.width)
        self._add_headings(columns)

    def _add_headings(self, columns: Sequence[Column]) -> None:
        heading = self.book.style(bold=True, align="center", bg_color="#E7E6E6", **_FRAME)
        for column in columns:
            self.sheet.put(f"{column.letter}{form.HEADING_ROW}", column.label, heading)
        self.sheet.set_row(form.HEADING_ROW - 1, 22)

    def note(self, text: str) -> None:
        """Say under the title how the sheet is filled in."""
        width = sum(column.width for column in self.columns)
        style = self.book.style(font_name=NOTE_FONT, text_wrap=True, font_color="#595959")
        self.sheet.put(f"{self.first}2:{self.last}2", text, style)
        self.sheet.set_row(1, row_height([(text, width)], 10))
        self.sheet.set_row(2, 6)

    def shown(self, **more: object) -> Any:
        """Style of a cell that is only read."""
        return self.book.style(**{"text_wrap": True, "align": "left", **_FRAME, **more})

    def input(self, **more: object) -> Any:
        """Style of a cell to be filled in."""
        given = {"align": "center", "bg_color": _INPUT_FILL, "locked": False, **_FRAME, **more}
        return self.book.style(**given)

    def area(self, column: Column, last_row: int) -> str:
        """The cells of a column below its heading."""
        return f"{column.letter}{form.FIRST_ROW}:{column.letter}{last_row}"

    def offer(self, area: str, choices: Sequence[str], what: str) -> None:
        """Give cells a dropdown."""
        message = f"请从下拉列表中选择：{'、'.join(choices)}。"
        self.require(area, what, {"validate": "list", "source": list(choices)}, message)

    def require(self, area: str, what: str, rule: dict[str, object], message: str) -> None:
        """Check what is typed into cells; nothing is always allowed."""
        told = {"error_title": f"{what}不符合要求"[:32], "error_message": message}
        self.sheet.data_validation(area, {**rule, **told})

    def inputs_below(self, columns: Sequence[Column], last_row: int, lefts: set[Column]) -> None:
        """Make inputs of the columns, without an end; framed as far as there are dropdowns."""
        for column in columns:
            align = "left" if column in lefts else "center"
            style = self.book.style(num_format="@", align=align, text_wrap=True, locked=False)
            self.sheet.set_column(f"{column.letter}:{column.letter}", column.width, style)
        area = f"{columns[0].letter}{form.FIRST_ROW}:{columns[-1].letter}{last_row}"
        look = self.book.difference(bg_color=_INPUT_FILL, **_FRAME)
        rule = {"type": "formula", "criteria": "=TRUE", "format": look}
        self.sheet.conditional_format(area, rule)
        locked = self.book.style()
        for row in (1, 3):  # above the table nothing is to be typed
            for column in self.columns[row == 1 :]:
                self.sheet.put(f"{column.letter}{row}", None, locked)

    def finish(self, last_row: int, *allowed: str, is_filtered: bool = False) -> None:
        """Freeze the headings, set up the page and lock what is no input."""
        heading = form.HEADING_ROW
        if is_filtered:
            self.sheet.autofilter(f"{self.first}{heading}:{self.last}{last_row}")
            allowed = (*allowed, "autofilter")
        self.sheet.freeze_panes(heading, 0)
        self.sheet.repeat_rows(heading - 1)
        area = f"{self.first}{form.FIRST_ROW}:{self.last}{max(last_row, form.FIRST_ROW)}"
        self.sheet.ignore_errors({"number_stored_as_text": area})
        set_up_page(self.sheet, is_landscape=True)
        protect(self.sheet, *allowed)
