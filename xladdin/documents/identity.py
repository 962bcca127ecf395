"""Whose document it is and for which year, read off what is certain in it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from xladdin.documents.blocks import Line
from xladdin.domain.content import ProjectContent
from xladdin.domain.project_code import ProjectCodeError, parse_project_code

_YEAR = re.compile(r"(20\d\d)\s*年")
_TITLE = re.compile(
    r"(?P<department>[^\d\s]*?)\s*(?P<year>20\d\d)\s*年度?\s*"
    r"(?P<subject>(?:部门|单位)?(?:预算|整体|项目|绩效).*)",
    re.DOTALL,
)
_OWN_OFFICE = re.compile(r"[（(]?(?:本级|机关)[）)]?$")
_CODE_LENGTH = 3


def title_of(lines: Iterable[Line]) -> tuple[Line, str, int] | None:
    """The title page's title, the department that it names ("" where none), and the year."""
    for line in lines:
        if found := _TITLE.fullmatch(line.text.strip()):
            return line, found["department"], int(found["year"])
    return None


def year_of(projects: Sequence[ProjectContent]) -> int | None:
    """The year that most projects' names state, else the newest of their codes."""
    named = Counter(year for project in projects for year in _YEAR.findall(project.name))
    if named:
        return int(max(named, key=lambda year: (named[year], year)))
    years = (_code_year(project.code) for project in projects)
    return max((year for year in years if year is not None), default=None)


def _code_year(code: str) -> int | None:
    try:
        return parse_project_code(code).year
    except ProjectCodeError:
        return None


def department_code_of(unit_codes: Iterable[str]) -> str:
    """What most units' codes begin with."""
    codes = Counter(code[:_CODE_LENGTH] for code in unit_codes if code)
    return codes.most_common(1)[0][0] if codes else ""


def department_name_of(unit_names: Sequence[str]) -> str:
    """The name of the unit that is the department's own office, else of the only unit."""
    for name in unit_names:
        shorter = _OWN_OFFICE.sub("", name)
        if shorter != name:
            return shorter
    return unit_names[0] if len(unit_names) == 1 else ""
