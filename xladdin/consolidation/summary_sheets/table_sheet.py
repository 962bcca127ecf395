"""A detail sheet of the summary: title, note, an Excel table with filters, frozen and printable."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xladdin.consolidation.summary_sheets.looks import Looks
from xladdin.consolidation.summary_sheets.sources import Link
from xladdin.domain.money import round_half_up
from xladdin.form.summary_form import TOTAL
from xladdin.workbook.templates.form_sheet import FormBook, FormSheet, Formula
from xladdin.workbook.templates.page import protect, set_up_page
from xladdin.workbook.text_height import row_height

TITLE_ROW, NOTE_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2, 3
SUM_DECIMALS = 6  # to a 分: ends what binary fractions add to a sum, and changes no amount
_MOST_LINKS = 20_000  # a sheet; Excel refuses more than 65,530 and gets slow long before
_LOWEST_ROW = 20.0  # points
_LONGEST_TEXT = 32_767  # characters in a cell


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that a person may choose in a cell, and how the cell looks then."""

    word: str
    font_color: str
    bg_color: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in characters, the look of its cells.

    A column ``for_the_program``, behind the others, isn't printed, and its texts are cut off.
    """

    heading: str
    width: float
    look: str = "text"
    total: Decimal | None = None
    is_input: bool = False
    choices: tuple[Choice, ...] = ()
    for_the_program: bool = False


@dataclass(frozen=True, slots=True)
class Looking:
    """A value that looks different from the rest of its column."""

    value: "str | int | Decimal | Formula | None"
    look: str


Cell = str | int | Decimal | Formula | Link | Looking | None


@dataclass(frozen=True, slots=True)
class TableSheet:
    """What a detail sheet holds. ``frozen`` columns stay in sight when scrolling right.

    Where a column is an input, everything else is locked.
    """

    name: str
    title: str
    note: str
    table: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 0

    @property
    def last_row(self) -> int:
        """The last row of the table but its totals; a table without rows has a blank one."""
        return FIRST_ROW + max(1, len(self.rows)) - 1

    @property
    def last_printed(self) -> int:
        """Number of the last column that is no program's."""
        return sum(not column.for_the_program for column in self.columns) - 1


def write_table_sheet(book: FormBook, looks: Looks, content: TableSheet) -> FormSheet:
    """Add the sheet to the workbook. A table without rows gets a blank one, as Excel wants it."""
    sheet = book.add_sheet(content.name)
    right = content.last_printed
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, right, content.title, looks["title"])
    sheet.set_row(TITLE_ROW, 33)
    sheet.write_string(NOTE_ROW, 0, content.note, looks["note"])
    sheet.set_row(NOTE_ROW, _LOWEST_ROW)
    sheet.set_row(HEADING_ROW, 26)
    for number, column in enumerate(content.columns):
        sheet.set_column(number, number, column.width)
    _add_table(sheet, looks, content)
    writer = CellWriter(sheet, looks)
    for row, cells in enumerate(content.rows, FIRST_ROW):
        for number, (cell, column) in enumerate(zip(cells, content.columns, strict=True)):
            writer.write(row, number, cell, column.look)
        sheet.set_growing_row(row + 1, _height(cells, content.columns))
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{FIRST_ROW + len(content.rows)}"})
    sheet.freeze_panes(FIRST_ROW, content.frozen)
    sheet.repeat_rows(HEADING_ROW)
    set_up_page(sheet, is_landscape=True)
    if right < len(content.columns) - 1:
        sheet.print_area(0, 0, content.last_row, right)
    if any(column.is_input for column in content.columns):
        protect(sheet, "autofilter")
    _add_choices(book, sheet, content)
    return sheet


def _add_choices(book: FormBook, sheet: FormSheet, content: TableSheet) -> None:
    last = content.last_row
    for number, column in enumerate(content.columns):
        if not column.choices:
            continue
        words = [choice.word for choice in column.choices]
        message = f"请从下拉列表中选择：{'、'.join(words)}。"
        rule = {
            "validate": "list",
            "source": words,
            "error_title": column.heading,
            "error_message": message,
        }
        sheet.data_validation(FIRST_ROW, number, last, number, rule)
        for choice in column.choices:
            look = book.difference(font_color=choice.font_color, bg_color=choice.bg_color)
            condition = {"type": "cell", "criteria": "==", "value": f'"{choice.word}"'}
            sheet.conditional_format(FIRST_ROW, number, last, number, {**condition, "format": look})


def summed(amount: Decimal) -> Decimal:
    """An exact sum as the sheets' formulas give it."""
    return round_half_up(amount, SUM_DECIMALS)


def column_of(table: str, heading: str) -> str:
    """A column of a table in formulas."""
    return f"{table}[{heading}]"


def of_this_row(table: str, heading: str) -> str:
    """The cell of a table's column in the formula's own row."""
    return f"{table}[[#This Row],[{heading}]]"


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Height of a row in which every text is seen whole."""
    texts = (cell.text if isinstance(cell, Link) else cell for cell in cells)
    heights = (
        _height_of(text, column.width)
        for text, column in zip(texts, columns, strict=True)
        if isinstance(text, str) and not column.for_the_program
    )
    return max(heights, default=_LOWEST_ROW)


@lru_cache(maxsize=10_000)  # names of units, classes and files come again and again
def _height_of(text: str, width: float) -> float:
    return row_height([(text, width)], lowest=_LOWEST_ROW)


def _add_table(sheet: FormSheet, looks: Looks, content: TableSheet) -> None:
    totals = [_total_formula(content, column) for column in content.columns]
    has_totals = any(totals)
    last = content.last_row + has_totals
    options = [
        {"header": column.heading, "header_format": looks["heading"]}
        | ({"total_function": total.text} if total else {})
        | ({"total_string": TOTAL} if has_totals and number == 0 else {})
        for number, (column, total) in enumerate(zip(content.columns, totals, strict=True))
    ]
    sheet.add_table(
        HEADING_ROW,
        0,
        last,
        len(content.columns) - 1,
        {"name": content.table, "columns": options, "total_row": has_totals, "style": None},
    )
    writer = CellWriter(sheet, looks)
    if has_totals:
        sheet.set_row(last, _LOWEST_ROW)
        for number, (column, total) in enumerate(zip(content.columns, totals, strict=True)):
            label = TOTAL if number == 0 else None
            look = f"total_{column.look}" if total else "total_text"
            writer.write(last, number, total or label, look)


def _total_formula(content: TableSheet, column: Column) -> Formula | None:
    if column.total is None:
        return None
    # The table's name inside the brackets, as Excel writes it: LibreOffice reads it only so.
    visible = f"SUBTOTAL(109,{column_of(content.table, column.heading)})"
    return Formula(f"=ROUND({visible},{SUM_DECIMALS})", column.total)


class CellWriter:
    """Writes cells by the type of what they hold: a text never becomes a formula or a number."""

    def __init__(self, sheet: FormSheet, looks: Looks) -> None:
        self._sheet = sheet
        self._looks = looks
        self._links = 0

    def write(self, row: int, column: int, cell: Cell, look: str) -> None:
        """Fill a cell, counted from 0."""
        if isinstance(cell, Looking):
            self.write(row, column, cell.value, cell.look)
            return
        style = self._looks[look]
        match cell:
            case None | "":
                self._sheet.write_blank(row, column, None, style)
            case Formula():
                result = cell.result
                shown = float(result) if isinstance(result, Decimal) else result
                self._sheet.write_formula(row, column, cell.text, style, shown)
            case Link():
                self._write_link(row, column, cell, look)
            case str():
                self._sheet.write_string(row, column, cell[:_LONGEST_TEXT], style)
            case _:
                self._sheet.write_number(row, column, cell, style)

    def _write_link(self, row: int, column: int, link: Link, look: str) -> None:
        if self._links == _MOST_LINKS:
            self._sheet.write_string(row, column, link.text, self._looks[look])
            return
        self._links += 1
        self._sheet.write_url(row, column, link.url, self._looks["link"], link.text)
