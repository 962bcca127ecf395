"""What a finance office decides about the rules, and what it uses unless it says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xladdin.domain.department import Roster
from xladdin.domain.finding import Severity
from xladdin.domain.target_value import STANDARD_VOCABULARY, Vocabulary
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.own_checks import OwnCheck
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import Words


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """Whether a rule is in force and how grave its findings are; None leaves that to the rule."""

    is_on: bool = True
    severity: Severity | None = None


AS_WRITTEN = RuleChoice()


@dataclass(frozen=True, eq=False)
class Settings:
    """Everything that a rule reads besides the workbook.

    ``division_code`` are the six digits of the 行政区划 that project codes begin with; empty where
    they aren't compared. ``budget_year`` and ``taxonomy`` hold for workbooks that state none.
    """

    rules: Mapping[str, RuleChoice] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    words: Words = field(default_factory=Words)
    roster: Roster | None = None
    division_code: str = ""
    budget_year: int | None = None
    taxonomy: Taxonomy | None = None
    own_checks: tuple[OwnCheck, ...] = ()

    def choice(self, rule_id: str) -> RuleChoice:
        """What was decided about a rule."""
        return self.rules.get(rule_id, AS_WRITTEN)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that target values are told apart by."""
        standard = STANDARD_VOCABULARY
        graded, units = self.words.graded_words.words, self.words.unit_words.words
        if (graded, units) == (standard.graded_words, standard.unit_words):
            return standard
        return Vocabulary(graded, units)


STANDARD = Settings()
"""What holds where nobody decided otherwise."""
