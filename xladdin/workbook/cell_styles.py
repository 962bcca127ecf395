"""The cell styles of a workbook: what they lock and show, and variants for what a cell gets."""

import copy
from decimal import Decimal

from lxml import etree

from xladdin.workbook.access import shows_percent
from xladdin.workbook.cell_xml import local_name
from xladdin.workbook.checked_package import damaged

_GENERAL, _WHOLE_PERCENT, _PERCENT, _TEXT = "0", "9", "10", "49"  # number formats of every Excel
_HUNDREDTH = Decimal("0.01")


class CellStyles:
    """The styles part of a workbook; ``is_changed`` once a variant was added."""

    def __init__(self, root: etree._Element, part: str) -> None:
        self.root = root
        self.is_changed = False
        formats = [node for node in root if local_name(node) == "cellXfs"]
        if not formats:
            raise damaged(part)
        self._formats = formats[0]
        self._codes = {
            str(node.get("numFmtId")): str(node.get("formatCode", ""))
            for node in root.iter()
            if local_name(node) == "numFmt"
        }

    def is_locked(self, style: str) -> bool:
        """Whether a protected sheet keeps the cells of a style shut."""
        protection = [node for node in self._format(style) if local_name(node) == "protection"]
        return not protection or protection[0].get("locked", "1") in {"1", "true"}

    def for_number(self, style: str, number: Decimal, *, is_percent: bool) -> str:
        """The style for a number: as it is, unless it shows a text, or not the percentage."""
        shown = str(self._format(style).get("numFmtId", _GENERAL))
        is_text = shown == _TEXT or self._codes.get(shown) == "@"
        shows_it = shown in {_WHOLE_PERCENT, _PERCENT} or shows_percent(self._codes.get(shown, ""))
        if not is_text and shows_it == is_percent:
            return style
        if not is_percent:
            return self._variant(style, _GENERAL)
        return self._variant(style, _PERCENT if number % _HUNDREDTH else _WHOLE_PERCENT)

    def _format(self, style: str) -> etree._Element:
        number = int(style) if style.isdecimal() else 0
        return self._formats[number if number < len(self._formats) else 0]

    def _variant(self, style: str, number_format: str) -> str:
        variant = copy.deepcopy(self._format(style))
        variant.set("numFmtId", number_format)
        variant.set("applyNumberFormat", "1")
        for number, known in enumerate(self._formats):
            if etree.tostring(known, with_tail=False) == etree.tostring(variant, with_tail=False):
                return str(number)
        self._formats.append(variant)
        self._formats.set("count", str(len(self._formats)))
        self.is_changed = True
        return str(len(self._formats) - 1)
