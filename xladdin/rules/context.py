"""What rules know besides the part they judge, and the rows of a table as they see them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xladdin.domain.department import Roster
from xladdin.domain.entry import Entry
from xladdin.domain.project import BudgetProject, Indicator
from xladdin.domain.submission import Submission
from xladdin.domain.target_value import TargetValue, parse_target_value
from xladdin.domain.taxonomy import Taxonomy, canonical_level1, canonical_level2
from xladdin.domain.text import squeeze
from xladdin.rules.judging import is_judged
from xladdin.rules.settings import STANDARD, Settings


class JudgedRow(NamedTuple):
    """An indicator row as rules see it: each text squeezed, empty where there is none to judge.

    ``level1`` and ``level2`` are classes of the taxonomy in force, None for other words.
    """

    cells: Indicator
    level1: str | None
    level2: str | None
    level3: str
    description: str
    value: str
    basis: str
    target: TargetValue

    @property
    def named(self) -> str:
        """三级指标 and 绩效指标描述 together: what the row is about."""
        return f"{self.level3} {self.description}"


@dataclass(frozen=True, eq=False)
class Context:
    """What holds for the workbook that is judged: classes, unit list, year, settings."""

    taxonomy: Taxonomy = Taxonomy.Y2015
    roster: Roster | None = None
    budget_year: int | None = None
    settings: Settings = STANDARD
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
            known = project, tuple(map(self._judged, project.indicators))
            self._rows[id(project)] = known
        return known[1]

    def target(self, entry: Entry) -> TargetValue:
        """A target value taken apart by the words in force."""
        return parse_target_value(entry.text, self.settings.vocabulary)

    def _judged(self, row: Indicator) -> JudgedRow:
        level1, level2, *texts = (squeeze(e.text) if is_judged(e) else "" for e in row.entries)
        level3, description, value, basis = texts
        return JudgedRow(
            row,
            canonical_level1(level1, self.taxonomy),
            canonical_level2(level2, self.taxonomy),
            level3,
            description,
            value,
            basis,
            parse_target_value(row.target_value.text if value else "", self.settings.vocabulary),
        )
