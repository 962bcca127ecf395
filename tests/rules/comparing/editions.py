"""Statements for the comparison's tests: the real sample's projects, and what people do to them."""

from collections.abc import Sequence

from tests.consolidation.departments import unit_submission
from tests.workbook import contents
from xladdin.domain.content import ProjectContent
from xladdin.rules.comparing.changes import Change
from xladdin.rules.comparing.editions import Edition, Statement, statement_of
from xladdin.rules.comparing.results import Comparison

SAMPLE = tuple(project for unit in contents.sample_units().values() for project in unit.projects)
UNIT = ("316001", "行政审批局本级")


def statement(
    projects: Sequence[ProjectContent], file: str = "old.xlsx", unit: tuple[str, str] = UNIT
) -> Statement:
    return statement_of(unit_submission(file, *unit, projects))


def edition(*statements: Statement, is_whole: bool = True) -> Edition:
    return Edition("收件箱", statements, is_whole)


def one(projects: Sequence[ProjectContent], file: str = "old.xlsx") -> Edition:
    return edition(statement(projects, file), is_whole=False)


def shown(change: Change) -> tuple[str, str, str, str]:
    """Kind, field, and the two texts of a change."""
    old, new = (side.text if side else "" for side in (change.old, change.new))
    return change.kind.value, change.label, old, new


def changes(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [shown(change) for sender in comparison.senders for _, change in sender.all_changes()]
