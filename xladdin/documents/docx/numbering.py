"""The numbers that Word counts by itself: a reader sees 1. or （一）, the file says "list 3"."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from xladdin.documents.docx.package import W
from xladdin.domain.numerals import chinese_numeral

_CHINESE: Final = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_CIRCLED: Final = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_SILENT: Final = {"bullet", "none"}
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its numbers look, and where they start."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _Counted:
    """Where a list has got to."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts a document's numbered paragraphs, in reading order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counted: dict[str, _Counted] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
            if styles is not None:
                self._read_styles(styles)

    def prefix(self, paragraph: etree._Element) -> str:
        """What Word prints before a paragraph; "" where it isn't numbered, or by a bullet."""
        if not self._abstract:
            return ""
        number_id, level = self._list_of(paragraph)
        abstract = self._abstract.get(number_id)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        numbers = self._count(number_id, abstract, level)
        shown = "" if levels[level].number_format in _SILENT else levels[level].text
        for place, counted in enumerate(numbers[: level + 1]):
            form = levels.get(place, _Level()).number_format
            number = counted if counted is not None else levels.get(place, _Level()).start
            shown = shown.replace(f"%{place + 1}", _written(number, form))
        return shown

    def _count(self, number_id: str, abstract: str, level: int) -> list[int | None]:
        numbers = self._counted.setdefault(abstract, _Counted()).numbers
        for place, start in self._overrides.pop(number_id, {}).items():
            numbers[place] = start - 1
        reached = numbers[level]
        start = self._levels[abstract][level].start
        numbers[level] = start if reached is None else reached + 1
        numbers[level + 1 :] = [None] * (_LEVELS - level - 1)
        return numbers

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self._of_style.get("", ("", 0))
        style = properties.find(f"{W}pStyle")
        inherited = self._of_style.get("" if style is None else style.get(f"{W}val", ""), ("", 0))
        own = properties.find(f"{W}numPr")
        return inherited if own is None else _list_in(own, inherited)

    def _read_lists(self, numbering: etree._Element) -> None:
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            levels = {_number(level, "ilvl"): _level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for item in numbering.iterfind(f"{W}num"):
            number_id = item.get(f"{W}numId", "")
            self._abstract[number_id] = _value(item, "abstractNumId")
            for override in item.iterfind(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                level = _number(override, "ilvl")
                if start.isdecimal() and level < _LEVELS:
                    self._overrides.setdefault(number_id, {})[level] = int(start)

    def _read_styles(self, styles: etree._Element) -> None:
        bases: dict[str, str] = {}
        own: dict[str, etree._Element] = {}
        for style in styles.iterfind(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            bases[name] = _value(style, "basedOn")
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                own[name] = found
        for name in bases:
            seen, style_name = {""}, name
            while style_name not in seen and style_name not in own:
                seen.add(style_name)
                style_name = bases.get(style_name, "")
            if style_name in own:
                self._of_style[name] = _list_in(own[style_name], ("", 0))


def _list_in(properties: etree._Element, inherited: tuple[str, int]) -> tuple[str, int]:
    number_id = _value(properties, "numId") or inherited[0]
    level = _value(properties, "ilvl")
    return number_id, int(level) if level.isdecimal() and int(level) < _LEVELS else inherited[1]


def _level(level: etree._Element) -> _Level:
    start = _value(level, "start")
    return _Level(
        int(start) if start.isdecimal() else 1,
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText"),
    )


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _number(element: etree._Element, attribute: str) -> int:
    text = element.get(f"{W}{attribute}", "")
    return int(text) if text.isdecimal() else 0


def _written(number: int, form: str) -> str:
    if form in _CHINESE and 1 <= number <= 99:
        return chinese_numeral(number)
    if form in _CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form in {"lowerLetter", "upperLetter"} and 1 <= number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in {"lowerRoman", "upperRoman"} and 1 <= number < 40:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
