"""Which formulas of a workbook may give something else once some of its cells are changed.

Told from the formulas' texts. Where a text leaves it open, the formula may.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from xladdin.domain.origin import column_number
from xladdin.form.grid import Area

CellOfSheet = tuple[str, int, int]
"""Sheet, row and column."""

_TEXT = re.compile(r'"[^"]*"')
_SHEET = r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^\W\d][\w.]*))!)?"
_REFERENCE = re.compile(
    rf"(?<![\w.]){_SHEET}\$?(?P<left>[A-Za-z]{{1,3}})\$?(?P<top>[0-9]+)"
    r"(?::\$?(?P<right>[A-Za-z]{1,3})\$?(?P<bottom>[0-9]+))?(?![\w(.!:])"
)
_NUMBER = re.compile(r"(?<![\w.$:!])[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?(?![\w.:(])")
_CALL = re.compile(r"([A-Za-z_][\w.]*)\(")
_NAME = re.compile(rf"{_SHEET}(?P<name>[^\W\d][\w.]*)")
_FOUND_WHERE_IT_RUNS = {"INDIRECT", "OFFSET"}  # functions whose texts don't say which cells
_CONSTANTS = {"TRUE", "FALSE"}
_UNKNOWN = re.compile(r"[\[\]:!#]")  # whole columns, tables, other workbooks


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name of the workbook, or of one sheet where ``sheet`` isn't empty, and its formula."""

    name: str
    sheet: str
    text: str


@dataclass(frozen=True, slots=True)
class _Needs:
    """The areas that a formula reads, by their sheets; where it is open, perhaps others, too."""

    areas: tuple[tuple[str, Area], ...]
    is_open: bool = False


def affected_formulas(
    formulas: Mapping[CellOfSheet, str],
    names: Sequence[DefinedName],
    changed: Collection[CellOfSheet],
) -> frozenset[CellOfSheet]:
    """The cells whose formulas may give something else, those that read such a cell among them.

    A formula without a text, which shares another one's, is one that may.
    """
    if not changed:
        return frozenset()
    meaning = {(each.sheet.casefold(), each.name.casefold()): each.text for each in names}
    waiting = {cell: _needs(text, cell[0], meaning) for cell, text in formulas.items()}
    sources, found = set(changed), set[CellOfSheet]()
    while sources:
        reached = {cell for cell, needs in waiting.items() if _reads(needs, sources)}
        for cell in reached:
            del waiting[cell]
        found |= reached
        sources = reached
    return frozenset(found)


def _reads(needs: _Needs, sources: Collection[CellOfSheet]) -> bool:
    return needs.is_open or any(
        sheet.casefold() == of_sheet and (row, column) in area
        for sheet, row, column in sources
        for of_sheet, area in needs.areas
    )


def _needs(text: str, own_sheet: str, meaning: Mapping[tuple[str, str], str]) -> _Needs:
    """What a formula on a sheet reads, the names that it uses resolved."""
    areas: list[tuple[str, Area]] = []
    is_open = not text

    def take_area(found: re.Match[str]) -> str:
        areas.append((_sheet_of(found, own_sheet), _area(found)))
        return " "

    def take_call(found: re.Match[str]) -> str:
        nonlocal is_open
        is_open = is_open or found[1].upper() in _FOUND_WHERE_IT_RUNS
        return "("

    def take_name(found: re.Match[str]) -> str:
        nonlocal is_open
        if found["name"].upper() in _CONSTANTS:
            return " "
        sheet, name = _sheet_of(found, own_sheet), found["name"].casefold()
        meant = meaning.get((sheet, name), meaning.get(("", name)))
        if meant is None:
            is_open = True
        else:
            needs = _needs(meant, sheet, {})  # a name that uses another one is open
            areas.extend(needs.areas)
            is_open = is_open or needs.is_open
        return " "

    left = _REFERENCE.sub(take_area, _NUMBER.sub(" ", _TEXT.sub(" ", text)))
    left = _NAME.sub(take_name, _CALL.sub(take_call, left))
    return _Needs(tuple(areas), is_open or _UNKNOWN.search(left) is not None)


def _sheet_of(found: re.Match[str], own_sheet: str) -> str:
    quoted: str | None = found["quoted"]
    name: str = quoted.replace("''", "'") if quoted else found["bare"] or own_sheet
    return name.casefold()


def _area(found: re.Match[str]) -> Area:
    top, left = int(found["top"]), column_number(found["left"])
    bottom = int(found["bottom"] or top)
    right = column_number(found["right"] or found["left"])
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
