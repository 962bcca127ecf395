"""Formulas between Excel's grammar and the one that Calc's programming interface speaks.

    Excel                                Calc
    =SUM('汇 总'!A1:A3,1.5)              =SUM($'汇 总'.A1:A3;1.5)
    =MATCH(2,{1,2;3,4},0)                =MATCH(2;{1;2|3;4};0)

Unions, intersections and references to other workbooks are left as they are: an add-in that needs
them extends the two tables here.
"""

import re
from functools import lru_cache

_TEXT = r'"(?:[^"]|"")*"'
_FUNCTION = r"[^\W\d][\w.]*(?=\()"
_QUOTED = r"'(?:[^']|'')+'"
_ERROR = r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)"
_EXCEL_TOKENS = re.compile(
    rf"(?P<keep>{_TEXT}|{_ERROR})|(?P<function>{_FUNCTION})"
    rf"|(?P<sheet>{_QUOTED}|[^\W\d][\w.]*)!|(?P<mark>[,;{{}}])"
)
_CALC_TOKENS = re.compile(
    rf"(?P<gone>\$?#REF!\.[$\w]+)|(?P<keep>{_TEXT}|{_ERROR})|(?P<function>{_FUNCTION})"
    rf"|\$?(?P<sheet>{_QUOTED}|[^\W\d]\w*)\.(?=[$\w])|(?P<mark>[;|{{}}])"
)
_OUTSIDE, _INSIDE = {",": ";"}, {",": ";", ";": "|"}  # of an array's braces
_BACK_OUTSIDE, _BACK_INSIDE = {";": ","}, {";": ",", "|": ";"}
_MARKED_NEW = "_xlfn."  # how a file marks functions that came after Excel 2007
_RENAMED = {"CEILING.XCL": "CEILING", "FLOOR.XCL": "FLOOR"}


@lru_cache(maxsize=4096)
def to_calc(formula: str) -> str:
    """Translate a formula, with its equals sign, for `setFormula`."""
    marks = _Marks(_OUTSIDE, _INSIDE)

    def translate(token: re.Match[str]) -> str:
        if function := token["function"]:
            return str(function.removeprefix(_MARKED_NEW))
        if sheet := token["sheet"]:
            return f"${sheet}."
        return token["keep"] or marks.translate(token["mark"])

    return _EXCEL_TOKENS.sub(translate, formula)


@lru_cache(maxsize=4096)
def to_excel(formula: str) -> str:
    """Translate what `getFormula` gave; the braces of an array formula fall away, as in Excel."""
    marks = _Marks(_BACK_OUTSIDE, _BACK_INSIDE)

    def translate(token: re.Match[str]) -> str:
        if token["gone"]:
            return "#REF!"
        if function := token["function"]:
            name = function.upper()  # Calc writes what it doesn't know in small letters
            return _RENAMED.get(name, name)
        if sheet := token["sheet"]:
            return f"{sheet}!"
        return token["keep"] or marks.translate(token["mark"])

    is_array = formula.startswith("{=")
    return _CALC_TOKENS.sub(translate, formula[1:-1] if is_array else formula)


class _Marks:
    """Separators change their meaning between the braces of an array."""

    def __init__(self, outside: dict[str, str], inside: dict[str, str]) -> None:
        self._outside, self._inside = outside, inside
        self._is_inside = False

    def translate(self, mark: str) -> str:
        if mark in "{}":
            self._is_inside = mark == "{"
        return (self._inside if self._is_inside else self._outside).get(mark, mark)
