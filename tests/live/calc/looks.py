"""How cells look: fonts, fills, heights and widths, between Calc's units and Excel's."""

from typing import Any

from xlwings import base_classes

from tests.live.calc.bridge import common, is_mixed
from tests.live.calc.values import ExcelRefusedError

Colour = tuple[int, int, int]

_AUTOMATIC = -1
_NORMAL, _BOLD = 100.0, 150.0  # com.sun.star.awt.FontWeight
_UPRIGHT, _ITALIC = "NONE", "ITALIC"
_SCRIPTS = "", "Asian", "Complex"  # Calc has a font for each, Excel one for all
_HUNDREDTHS_OF_MM_A_POINT = 2540 / 72
_HUNDREDTHS_OF_MM_A_PIXEL = 2540 / 96
_PIXELS_A_DIGIT, _PADDING = 7, 5  # of Excel's standard font


def colour_of(number: int) -> Colour | None:
    """Red, green, blue; None where no colour is set."""
    return None if number == _AUTOMATIC else (number >> 16 & 255, number >> 8 & 255, number & 255)


def colour_number(colour: Colour | str | int | None) -> int:
    """Calc's number of a colour: a triple, "#FFC7CE", Excel's number (blue first) or None."""
    match colour:
        case None:
            return _AUTOMATIC
        case str():
            return int(colour.removeprefix("#"), 16)
        case int():
            return (colour & 255) << 16 | colour & 0xFF00 | colour >> 16
    red, green, blue = colour
    return red << 16 | green << 8 | blue


def points(hundredths_of_mm: float) -> float:
    """A length as Excel measures it, in quarters of a point."""
    return round(hundredths_of_mm / _HUNDREDTHS_OF_MM_A_POINT * 4) / 4


def hundredths_of_mm(length_in_points: float) -> int:
    return round(length_in_points * _HUNDREDTHS_OF_MM_A_POINT)


def characters(column_width: int) -> float:
    """A column's width in Excel's characters."""
    pixels = column_width / _HUNDREDTHS_OF_MM_A_PIXEL
    return max(0.0, round((pixels - _PADDING) / _PIXELS_A_DIGIT, 2))


def column_width(width_in_characters: float) -> int:
    pixels = width_in_characters * _PIXELS_A_DIGIT + _PADDING
    return round(pixels * _HUNDREDTHS_OF_MM_A_PIXEL)


class Font(base_classes.Font):
    """The font of a range; what its cells differ in is None."""

    def __init__(self, cells: Any, *, is_locked: bool) -> None:
        self._cells = cells
        self._is_locked = is_locked

    @property
    def api(self) -> Any:
        return self._cells

    @property
    def bold(self) -> bool | None:
        weight = common(self._cells, "CharWeight")
        return None if weight is None else weight > _NORMAL

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("CharWeight", _BOLD if value else _NORMAL)

    @property
    def italic(self) -> bool | None:
        posture = common(self._cells, "CharPosture")
        return None if posture is None else posture.value != _UPRIGHT

    @italic.setter
    def italic(self, value: bool) -> None:
        posture = type(self._cells.CharPosture)
        self._set(
            "CharPosture", posture("com.sun.star.awt.FontSlant", _ITALIC if value else _UPRIGHT)
        )

    @property
    def size(self) -> float | None:
        size: float | None = common(self._cells, "CharHeight")
        return size

    @size.setter
    def size(self, value: float) -> None:
        self._set("CharHeight", float(value))

    @property
    def color(self) -> Colour | None:
        """Excel calls an automatic colour black."""
        if is_mixed(self._cells, "CharColor"):
            return None
        return colour_of(self._cells.CharColor) or (0, 0, 0)

    @color.setter
    def color(self, value: Colour | str | int) -> None:
        self._set("CharColor", colour_number(value), scripts=("",))

    @property
    def name(self) -> str | None:
        name: str | None = common(self._cells, "CharFontName")
        return name

    @name.setter
    def name(self, value: str) -> None:
        self._set("CharFontName", value)

    def _set(self, name: str, value: object, scripts: tuple[str, ...] = _SCRIPTS) -> None:
        if self._is_locked:
            raise ExcelRefusedError("the sheet is protected: its fonts can't be changed")
        for script in scripts:
            setattr(self._cells, name + script, value)
