"""What rules know besides the part they judge, and the rows of a table as they see them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xladdin.domain.department import Roster
from xladdin.domain.entry import Entry
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.submission import Submission
from xladdin.domain.target_value import TargetValue, parse_target_value
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.rules.judging import judged_text
from xladdin.rules.settings import STANDARD, Settings


class JudgedRow(NamedTuple):
    """An indicator row as rules see it: each text squeezed, empty where there is none to judge.

    ``level1`` and ``level2`` are classes of the taxonomy in force, None for other words. ``named``
    are 三级指标 and 绩效指标描述 together: what the row is about.
    """

    cells: Indicator
    level1: str | None
    level2: str | None
    level3: str
    description: str
    value: str
    basis: str
    target: TargetValue
    named: str


@dataclass(frozen=True, eq=False)
class Context:
    """What holds for the workbook that is judged: classes, unit list, year, settings."""

    taxonomy: Taxonomy = Taxonomy.Y2015
    roster: Roster | None = None
    budget_year: int | None = None
    settings: Settings = STANDARD
    answers: dict[tuple[object, int], tuple[BudgetProject, object]] = field(
        default_factory=dict, repr=False
    )
    """What was worked out for one of the projects: see ``remembered``."""
    _rows: dict[int, tuple[BudgetProject, tuple[JudgedRow, ...]]] = field(
        default_factory=dict, repr=False
    )

    @classmethod
    def of(cls, submission: Submission, settings: Settings = STANDARD) -> "Context":
        """What holds for a workbook: what it states itself, else what the settings say."""
        cover = submission.cover
        return cls(
            submission.stated_taxonomy or settings.taxonomy or submission.taxonomy,
            settings.roster,
            (cover.year if cover is not None else None) or settings.budget_year,
            settings,
        )

    def rows(self, project: BudgetProject) -> Sequence[JudgedRow]:
        """The rows of a project's indicator table, each looked at once for all rules."""
        known = self._rows.get(id(project))  # which stays its own: the project is kept, too
        if known is None:
            known = project, tuple(self._judged(project.indicators))
            self._rows[id(project)] = known
        return known[1]

    def target(self, entry: Entry) -> TargetValue:
        """A target value taken apart by the words in force."""
        return parse_target_value(entry.text, self.settings.vocabulary)

    def _judged(self, rows: Iterable[Indicator]) -> Iterator[JudgedRow]:
        taxonomy, vocabulary = self.taxonomy, self.settings.vocabulary
        every_level1, every_level2 = taxonomy.level1, taxonomy.every_level2
        for row in rows:
            level1, level2, level3, description, value, basis = map(judged_text, row.entries)
            yield JudgedRow(
                row,
                level1 if level1 in every_level1 else canonical_level1(level1, taxonomy),
                level2 if level2 in every_level2 else canonical_level2(level2, taxonomy),
                level3,
                description,
                value,
                basis,
                parse_target_value(row.target_value.text if value else "", vocabulary),
                f"{level3} {description}",
            )
