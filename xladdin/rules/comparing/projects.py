"""Which project of then is which one of now: by code, else by name, else by likeness."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from xladdin.domain.project import BudgetProject
from xladdin.domain.project_code import normalize_code
from xladdin.domain.text import squeeze
from xladdin.rules.comparing.likeness import likeness, shared
from xladdin.rules.comparing.matching import Matching, match
from xladdin.rules.comparing.names import name_without_year
from xladdin.rules.comparing.results import Basis
from xladdin.rules.judging import amounts, head_texts

_WEIGHT_OF_NAME = 0.54
_NOTHING = {"", "0", "0%"}


class Known:
    """A project, and what it is known again by."""

    def __init__(self, project: BudgetProject) -> None:
        self.project = project
        self.code = normalize_code(project.project_code.text)
        self.name = squeeze(project.project_name.text)

    @cached_property
    def plain_name(self) -> str:
        """The name without the years in it."""
        return name_without_year(self.name)

    @cached_property
    def names_of_rows(self) -> frozenset[str]:
        """What its indicators are called."""
        return frozenset(squeeze(row.level3.text) for row in self.project.indicators) - {""}

    @cached_property
    def rows(self) -> frozenset[tuple[str, ...]]:
        """What its indicators are and aim at."""
        return frozenset(
            (
                squeeze(row.level3.text),
                squeeze(row.description.text),
                squeeze(row.target_value.text),
            )
            for row in self.project.indicators
        ) - {("", "", "")}

    def likeness(self, other: "Known") -> float:
        """By the name, and by what the indicators are called and say.

        Copied indicators alone don't make a project the same, unless it stands in the same place.
        """
        of_rows = shared(self.names_of_rows, other.names_of_rows) + shared(self.rows, other.rows)
        of_name = likeness(self.plain_name, other.plain_name)
        return _WEIGHT_OF_NAME * of_name + (1 - _WEIGHT_OF_NAME) * of_rows / 2


def known(projects: Iterable[BudgetProject]) -> list[Known]:
    """The projects of sheets on which something was filled in."""
    return [Known(project) for project in projects if _is_filled(project)]


def match_projects(old: Sequence[Known], new: Sequence[Known]) -> Matching[Known]:
    """Match the projects of one unit."""
    keys = (
        lambda one: (one.code, one.name) if one.code and one.name else None,
        lambda one: one.code or None,
        lambda one: one.name or None,
        lambda one: one.plain_name or None,
        lambda one: None if one.code or one.name else one.project.sheet,
    )
    return match(old, new, keys, Known.likeness)


def basis_of(old: Known, new: Known) -> Basis:
    """What a project was known again by."""
    if old.code and old.code == new.code:
        return Basis.CODE
    if old.name and old.name == new.name:
        return Basis.NAME
    if old.plain_name and old.plain_name == new.plain_name:
        return Basis.NAME_OF_ANOTHER_YEAR
    is_nameless = not (old.code or old.name or new.code or new.name)
    is_same_sheet = is_nameless and old.project.sheet == new.project.sheet
    return Basis.SHEET if is_same_sheet else Basis.LIKENESS


def _is_filled(project: BudgetProject) -> bool:
    """Whether anything is said: a summary shows zeros also for a sheet that nobody touched."""
    words = [entry for _, entry in head_texts(project)]
    words += (entry for row in project.indicators for entry in row.entries)
    numbers = (entry.text.strip() for _, entry in amounts(project))
    return any(not entry.is_blank for entry in words) or any(
        number not in _NOTHING for number in numbers
    )
