"""Where cells are merged on a fresh form: asked first, since most sheets are as they came."""

from collections.abc import Iterable

from xladdin.domain.origin import cell_position
from xladdin.form import layout
from xladdin.form.grid import Area


def _areas(addresses: Iterable[str]) -> tuple[Area, ...]:
    """The areas of several cells among addresses such as ``B3:C3``."""
    pairs = (address.split(":") for address in addresses if ":" in address)
    corners = ((cell_position(first), cell_position(last)) for first, last in pairs)
    return tuple(Area(*first, *last) for first, last in corners if first and last)


def _of_fields(fields: Iterable[layout.Field]) -> list[str]:
    return [area for field in fields for area in (field.label_area, field.value_area)]


_LAST_HEADING = f"{layout.BASIS.letter}{layout.INDICATOR_HEADING_ROW}"
PROJECT_AREAS = _areas(
    (
        layout.TITLE_AREA,
        layout.UNIT_LINE_AREA,
        layout.AMOUNT_UNIT_AREA,
        layout.FUNDS_LABEL_AREA,
        layout.SPENDING_PLAN_LABEL_AREA,
        *_of_fields(layout.PROJECT_FIELDS),
        f"{_LAST_HEADING}:{layout.LAST_FORM_COLUMN}{layout.INDICATOR_HEADING_ROW}",
    )
)
COVER_AREAS = _areas(
    (layout.COVER_TITLE_AREA, layout.STAMP_AREA, *_of_fields(layout.UNIT_COVER_FIELDS))
)
