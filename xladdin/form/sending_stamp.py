"""The stamp of a copy that was sent: one line on its cover, written and read here only.

The line stands in the blank row below the title, and is printed with the cover. It is no field of
the form: a workbook without it is as good, whatever version its template is of.
"""

import datetime as dt
import re

from xladdin.domain.stamp import STAMP_DIGITS, Stamp
from xladdin.domain.text import squeeze
from xladdin.form import layout
from xladdin.form.grid import SheetGrid

_TIME = "%Y-%m-%d %H:%M"
_STAMP = re.compile(
    rf"{layout.STAMP_LABEL}:(?P<round>.{{0,20}}?)第(?P<number>\d{{1,4}})次"
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<time>\d\d:\d\d)"
    rf"{layout.STAMP_CODE_LABEL}(?P<digest>[0-9a-f]{{{STAMP_DIGITS}}})(?:;.*)?"
)
_REASON = f"；{layout.STAMP_REASON_LABEL}："


def stamp_text(stamp: Stamp) -> str:
    """The line: ``报送记录：一上 第2次 2024-11-20 10:30 内容校验码 0123456789abcdef``."""
    digest = stamp.digest[:STAMP_DIGITS]
    parts = (
        *([stamp.round] if stamp.round else []),
        f"第{stamp.number}次",
        stamp.sent_at.strftime(_TIME),
        f"{layout.STAMP_CODE_LABEL} {digest}",
    )
    reason = f"{_REASON}{stamp.reason}" if stamp.reason else ""
    return f"{layout.STAMP_LABEL}：{' '.join(parts)}{reason}"


def parse_stamp(text: str) -> Stamp | None:
    """The stamp that a line states; None where it states none."""
    found = _STAMP.fullmatch(squeeze(text))
    if found is None:
        return None
    try:
        sent_at = dt.datetime.strptime(f"{found['day']} {found['time']}", _TIME)
    except ValueError:
        return None
    reason = text.partition(_REASON)[2].strip()
    return Stamp(found["round"], int(found["number"]), sent_at, found["digest"], reason)


def read_stamp(cover: SheetGrid) -> Stamp | None:
    """The stamp on a cover; None where there is none that makes sense."""
    place = _place_of_stamp(cover)
    return parse_stamp(cover.at(*place).text) if place else None


def place_for_stamp(cover: SheetGrid) -> tuple[int, int] | None:
    """Row and column of the stamp's cell: of the one that is there, else in the free row.

    None where that row isn't free.
    """
    if place := _place_of_stamp(cover):
        return place
    is_free = all(row != layout.STAMP_ROW for row, _, _ in cover.filled())
    return (layout.STAMP_ROW, 1) if is_free else None


def _place_of_stamp(cover: SheetGrid) -> tuple[int, int] | None:
    for row, column, entry in cover.filled():
        if isinstance(entry.value, str) and entry.value.lstrip().startswith(layout.STAMP_LABEL):
            return row, column
    return None
