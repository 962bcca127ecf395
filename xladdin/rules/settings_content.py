"""What a finance office decided, as it is written down: only what differs from the built-in.

So a settings file of today lets the words, numbers and rules of a later version through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from xladdin.domain.department import Roster, RosterUnit
from xladdin.domain.finding import Severity
from xladdin.domain.letter_settings import LetterSettings
from xladdin.domain.taxonomy import Taxonomy
from xladdin.rules.own_checks import OwnCheck
from xladdin.rules.settings import RuleChoice, Settings
from xladdin.rules.thresholds import Thresholds, thresholds
from xladdin.rules.words import WordList, Words, WordTable, word_lists

STANDARD_WORDS = Words()


@dataclass(frozen=True, slots=True)
class OwnCheckLine:
    """A line of 本部门校验; one that is off keeps its place, and so the numbers of the others."""

    line: str
    is_on: bool = True
    severity: Severity | None = None
    message: str = ""

    def parse(self, number: int) -> OwnCheck:
        """The check. Raises OwnCheckError."""
        return OwnCheck.parse(number, self.line, self.grade, self.message)

    @property
    def grade(self) -> Severity:
        """How grave its findings are."""
        return self.severity or Severity.WARNING


@dataclass(frozen=True, slots=True)
class WordChange:
    """A word to be added to a list or taken from it; ``meaning`` where the list is a table."""

    words: str
    word: str
    is_added: bool
    meaning: str = ""


@dataclass(frozen=True)
class SettingsContent:
    """Everything that a settings file can say."""

    rules: Mapping[str, RuleChoice] = field(default_factory=dict)
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    own_lines: tuple[OwnCheckLine, ...] = ()
    units: tuple[RosterUnit, ...] = ()
    word_changes: frozenset[WordChange] = frozenset()
    budget_year: int | None = None
    division_code: str = ""
    taxonomy: Taxonomy | None = None
    letters: LetterSettings = field(default_factory=LetterSettings)

    @property
    def ordered_word_changes(self) -> list[WordChange]:
        """The changes in the order of the lists, words added before words taken away."""
        places = {name: place for place, name in enumerate(word_lists())}
        return sorted(
            self.word_changes,
            key=lambda change: (places[change.words], not change.is_added, change.word),
        )

    def settings(self, file: str) -> Settings:
        """What the rules read; ``file`` is where the units come from.

        Raises OwnCheckError for a line in force that is no check.
        """
        numbered = enumerate(self.own_lines, 1)
        return Settings(
            rules=self.rules,
            thresholds=self._thresholds(),
            words=self._words(),
            roster=Roster(file, self.units) if self.units else None,
            division_code=self.division_code,
            budget_year=self.budget_year,
            taxonomy=self.taxonomy,
            own_checks=tuple(line.parse(number) for number, line in numbered if line.is_on),
        )

    def _thresholds(self) -> Thresholds:
        about = thresholds()
        numbers: dict[str, Any] = {  # each of the kind of its field
            name: int(number) if about[name].is_whole else number
            for name, number in self.thresholds.items()
        }
        return replace(Thresholds(), **numbers)

    def _words(self) -> Words:
        changed: dict[str, Any] = {}  # each list in the place of one of its own kind
        for name in {change.words for change in self.word_changes}:
            added = {c.word: c.meaning for c in self.word_changes if c.words == name and c.is_added}
            removed = {c.word for c in self.word_changes if c.words == name and not c.is_added}
            changed[name] = _changed(built_in_words(name), added, removed)
        return replace(STANDARD_WORDS, **changed) if changed else STANDARD_WORDS


def built_in_words(name: str) -> WordList | WordTable:
    """A list as it is without settings, by the name of its field."""
    words: WordList | WordTable = getattr(STANDARD_WORDS, name)
    return words


def built_in_number(name: str) -> Decimal:
    """A threshold as it is without settings, by the name of its field."""
    return Decimal(str(getattr(Thresholds(), name)))


def _changed(
    words: WordList | WordTable, added: dict[str, str], removed: set[str]
) -> WordList | WordTable:
    if isinstance(words, WordList):
        return WordList(words.words - removed | added.keys())
    kept = {word: meaning for word, meaning in words if word not in removed}
    return WordTable(kept | added)
