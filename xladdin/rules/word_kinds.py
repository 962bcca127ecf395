"""What a list of words and a table of words are, and what there is to say about one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

_NOTHING = re.compile(r"(?!)")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the longest of the words that begins first; nothing where there are none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else _NOTHING


@dataclass(frozen=True)
class WordList:
    """Words, in NFKC and without spaces."""

    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "WordList":
        """The words of a text, which stand between spaces."""
        return cls(frozenset(text.split()))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the longest of the words that begins first."""
        return _any_of(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.words))

    def first_in(self, text: str) -> str:
        """The longest of the words that begins first in a squeezed text; empty where none does."""
        found = self.pattern.search(text)
        return found[0] if found else ""


@dataclass(frozen=True)
class WordTable:
    """Words with what each stands for; several words may stand for the same."""

    meanings: dict[str, str]

    @classmethod
    def of(cls, *lines: tuple[str, str]) -> "WordTable":
        """Lines of a meaning and the words for it, between spaces."""
        return cls({word: meaning for meaning, words in lines for word in words.split()})

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the longest of the words that begins first."""
        return _any_of(self.meanings)

    @cached_property
    def last_characters(self) -> frozenset[str]:
        """What the words end in."""
        return frozenset(word[-1:] for word in self.meanings)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.meanings.items())

    def meaning(self, word: str) -> str:
        """What a word stands for; empty where it isn't in the table."""
        return self.meanings.get(word, "")

    def first_in(self, text: str) -> str:
        """The longest of the words that begins first in a squeezed text; empty where none does."""
        found = self.pattern.search(text)
        return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class AboutWords:
    """What people are told about a list: its name, the rules that read it, what its words do."""

    label: str
    rules: tuple[str, ...]
    meaning: str


def about_words(label: str, rules: str, meaning: str) -> dict[str, AboutWords]:
    """The metadata of a field of ``Words``; ``rules`` are ids between spaces."""
    return {"about": AboutWords(label, tuple(rules.split()), meaning)}
