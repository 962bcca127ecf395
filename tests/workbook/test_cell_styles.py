"""Cell styles: what they lock, and which of them shows a number as it is."""

from decimal import Decimal

import pytest
from lxml import etree

from tests.workbook.packages import MAIN, styles_part
from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.cell_styles import CellStyles

GENERAL, TEXT, AMOUNT, PERCENT, OWN_PERCENT = "0", "1", "2", "3", "4"


@pytest.fixture
def styles() -> CellStyles:
    """Style 0 is General; then a text, an amount and two percentages."""
    return CellStyles(etree.fromstring(styles_part("49", "#,##0.00", "9", "0.0%").encode()), "s")


@pytest.mark.parametrize("style", [GENERAL, AMOUNT, "99"])
def test_a_number_keeps_a_style_that_shows_it(styles: CellStyles, style: str) -> None:
    assert styles.for_number(style, Decimal("13.48"), is_percent=False) == style
    assert not styles.is_changed


@pytest.mark.parametrize("style", [PERCENT, OWN_PERCENT])
def test_a_share_keeps_a_style_that_shows_a_percentage(styles: CellStyles, style: str) -> None:
    assert styles.for_number(style, Decimal("0.25"), is_percent=True) == style
    assert not styles.is_changed


@pytest.mark.parametrize(
    ("style", "number", "is_percent", "number_format"),
    [
        (TEXT, "13.48", False, "0"),
        (PERCENT, "13.48", False, "0"),
        (TEXT, "0.25", True, "9"),
        (AMOUNT, "0.125", True, "10"),
    ],
)
def test_else_a_variant_is_added(
    styles: CellStyles, style: str, number: str, is_percent: bool, number_format: str
) -> None:
    variant = styles.for_number(style, Decimal(number), is_percent=is_percent)
    again = styles.for_number(style, Decimal(number), is_percent=is_percent)

    formats = styles.root.find(f"{{{MAIN}}}cellXfs")
    assert formats is not None
    assert variant == again
    assert formats[int(variant)].get("numFmtId") == number_format
    assert formats.get("count") in {None, str(len(formats))}


def test_cells_are_locked_unless_their_style_says_otherwise() -> None:
    xfs = '<xf/><xf><protection locked="0"/></xf><xf><protection hidden="1"/></xf>'
    styles = CellStyles(
        etree.fromstring(f'<styleSheet xmlns="{MAIN}"><cellXfs>{xfs}</cellXfs></styleSheet>'), "s"
    )
    assert [styles.is_locked(style) for style in ("0", "1", "2")] == [True, False, True]


def test_styles_without_cell_formats_are_refused() -> None:
    with pytest.raises(UnreadableWorkbookError):
        CellStyles(etree.fromstring(f'<styleSheet xmlns="{MAIN}"/>'), "styles.xml")
