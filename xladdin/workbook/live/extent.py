"""How far a sheet is filled: a format on whole columns makes its used range a million rows."""

from collections.abc import Callable

import xlwings as xw

from xladdin.domain.origin import cell_address
from xladdin.errors import UsageError
from xladdin.workbook.live.host import count_filled
from xladdin.workbook.sheet_scan import MAX_AREA, MAX_ROW

_WORTH_TRIMMING = 50_000  # cells; a form has a few hundred


def filled_part(sheet: xw.Sheet) -> xw.Range:
    """The used range, without what is only formatted behind the last content.

    Raises UsageError where the sheet is filled farther than a form can be.
    """
    used = sheet.used_range
    top, left = used.row, used.column
    height, width = used.shape
    if height * width <= _WORTH_TRIMMING:
        return used

    def is_filled_from(row: int, column: int) -> bool:
        last = (top + height - 1, left + width - 1)
        return count_filled(sheet.range((row, column), last)) > 0

    bottom = last_place(top, top + height - 1, lambda row: is_filled_from(row, left))
    right = last_place(left, left + width - 1, lambda column: is_filled_from(top, column))
    if bottom > MAX_ROW or bottom * right > MAX_AREA:
        far = cell_address(bottom, right)
        raise UsageError(
            f"工作表“{sheet.name}”在很远的地方（{far} 一带）有内容，表格范围过大",
            f"请在名称框里输入 {far} 并回车，找到多余的内容后按 Delete 键清除，再试一次",
        )
    return sheet.range((top, left), (bottom, right))


def last_place(first: int, last: int, is_filled_from: Callable[[int], bool]) -> int:
    """The last number with a content at or behind it, between two; the first where all is empty."""
    while first < last:
        middle = (first + last + 1) // 2
        if is_filled_from(middle):
            first = middle
        else:
            last = middle - 1
    return first
