"""What a sheet says of whole areas, asked by the shortest way, since it is asked often.

Every step in Excel's objects is a call into another process; to a merged area it is three steps
here, and ten through xlwings. An answer is None where the cells of an area differ.
"""

import xlwings as xw

from xladdin.domain.origin import cell_address, cell_position, column_letters
from xladdin.form.grid import Area


def is_merged(sheet: xw.Sheet, area: Area) -> bool | None:
    """Whether cells are merged, with each other or with others."""
    answer: bool | None = sheet.api.Range(address_of(area)).MergeCells
    return answer


def merged_around(sheet: xw.Sheet, cell: tuple[int, int]) -> Area:
    """The merged area that a cell is in, or the cell alone."""
    first, _, last = sheet.api.Range(cell_address(*cell)).MergeArea.Address.partition(":")
    top_left, bottom_right = (cell_position(each.replace("$", "")) for each in (first, last))
    return Area(*(top_left or cell), *(bottom_right or top_left or cell))


def number_format(sheet: xw.Sheet, area: Area) -> str | None:
    """The number format of cells."""
    answer: str | None = sheet.api.Range(address_of(area)).NumberFormat
    return answer


def are_rows_hidden(sheet: xw.Sheet, first: int, last: int) -> bool | None:
    """Whether rows are hidden."""
    answer: bool | None = sheet.api.Range(f"{first}:{last}").Hidden
    return answer


def are_columns_hidden(sheet: xw.Sheet, first: int, last: int) -> bool | None:
    """Whether columns are hidden."""
    letters = f"{column_letters(first)}:{column_letters(last)}"
    answer: bool | None = sheet.api.Range(letters).Hidden
    return answer


def address_of(area: Area) -> str:
    """An area's address, as Excel takes it: ``B3:C3``."""
    return f"{cell_address(area.top, area.left)}:{cell_address(area.bottom, area.right)}"
