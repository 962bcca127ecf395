"""XlsxWriter's workbook and sheet with what forms need besides: areas, results, styles."""

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from xladdin.domain.origin import quote_sheet
from xladdin.errors import OutputError

FORM_FONT = "宋体"
HEADING_FONT = "黑体"
NOTE_FONT = "仿宋"
FONT_SIZE = 10  # points
CREATED = dt.datetime(2024, 1, 1)  # fixed: the same form gives the same file


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, in Excel's own English names, with the result it has before anybody recalculates.

    A reader of files sees results only, so every formula carries one.
    """

    text: str
    result: str | Decimal | int


CellContent = str | Decimal | int | Formula | None


class FormSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A sheet that is filled by areas.

    XlsxWriter has no option for two things that Excel itself writes: the result of a formula that
    is an empty text, and the height of a row that still grows with its text.
    """

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()

    def put(self, area: str, content: CellContent, style: Any) -> None:
        """Fill a cell, or an area that is merged, such as ``B3:C3``."""
        cell, _, last = area.partition(":")
        if last:
            self.merge_range(area, "", style)
        match content:
            case None | "":
                self.write_blank(cell, None, style)
            case Formula():
                result = content.result
                plain = float(result) if isinstance(result, Decimal) else result
                self.write_formula(cell, content.text, style, plain)
            case str():
                if self.write_string(cell, content, style):
                    message = f"工作表“{self.get_name()}”的 {cell} 要填的文字超过 32767 字"
                    raise OutputError(message, "请先缩短这段文字")
            case _:
                self.write_number(cell, float(content), style)

    def set_growing_row(self, row: int, height: float, style: Any = None) -> None:
        """Give a 1-based row a height in points that Excel fits anew when its text changes."""
        self._growing.add(row)
        self.set_row(row - 1, height, style)

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        if tag == "row" and dict(attributes)["r"] in self._growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _xml_formula_element(
        self, formula: str, result: str | float, attributes: list[tuple[str, Any]]
    ) -> None:
        if result == "":
            attributes = [*attributes, ("t", "str")]
        super()._xml_formula_element(formula, result, attributes)


class FormBook:
    """A workbook being made: a context manager that writes the file when it ends."""

    def __init__(self, path: Path, title: str) -> None:
        self._path = path
        self._content = io.BytesIO()
        self.book = Workbook(
            self._content,
            {
                "in_memory": True,
                # The metrics of Chinese Excel: columns of 72 pixels, rows of 18.
                "default_format_properties": {"font_name": FORM_FONT, "font_size": 11},
                "default_column_width": 72,
                "default_row_height": 18,
            },
        )
        self.book.worksheet_class = FormSheet
        self.book.set_properties({"title": title, "created": CREATED})
        self._styles: dict[frozenset[tuple[str, object]], Any] = {}

    def __enter__(self) -> "FormBook":
        return self

    def __exit__(self, error: object, *_: object) -> None:
        if error is None:
            self.book.close()
            self._path.write_bytes(self._content.getvalue())

    def add_sheet(self, name: str) -> FormSheet:
        """A new sheet at the end."""
        sheet: FormSheet = self.book.add_worksheet(name)
        return sheet

    def style(self, **properties: object) -> Any:
        """A cell style in the form's font; one object for equal properties."""
        whole = {
            "font_name": FORM_FONT,
            "font_size": FONT_SIZE,
            "valign": "vcenter",
            **properties,
        }
        key = frozenset(whole.items())
        if key not in self._styles:
            self._styles[key] = self.book.add_format(whole)
        return self._styles[key]

    def difference(self, **properties: object) -> Any:
        """What a conditional format changes."""
        return self.book.add_format(properties)

    def name(self, name: str, area: str, *, sheet: str, is_local: bool = False) -> None:
        """Define a name of the workbook, or of the sheet, for an area of the sheet."""
        quoted = quote_sheet(sheet)
        self.book.define_name(f"{quoted}!{name}" if is_local else name, f"={quoted}!{fixed(area)}")


def fixed(area: str) -> str:
    """An area with absolute references: ``B3:C3`` becomes ``$B$3:$C$3``."""

    def absolute(cell: str) -> str:
        letters = cell.rstrip("0123456789")
        return f"${letters}${cell[len(letters) :]}"

    return ":".join(absolute(cell) for cell in area.split(":"))
