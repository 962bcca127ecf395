"""How alike texts are, for finding things again under other words."""

from collections.abc import Hashable, Sequence, Set
from functools import lru_cache

from xladdin.domain.text import squeeze

_LONGEST = 500  # characters; what follows in a longer text decides nothing


def likeness(one: str, other: str) -> float:
    """0 for texts without a pair of neighbouring characters in common, 1 for equal ones."""
    return shared(_pairs(one), _pairs(other))


def shared(one: Set[Hashable], other: Set[Hashable]) -> float:
    """How much of two sets is in both: 0 none, 1 all; 0 where both are empty."""
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0


def weighted_likeness(one: Sequence[str], other: Sequence[str], weights: Sequence[float]) -> float:
    """Likeness of texts side by side; a place that is blank in both counts for nothing."""
    total = found = 0.0
    for text, other_text, weight in zip(one, other, weights, strict=True):
        if text or other_text:
            total += weight
            found += weight * likeness(text, other_text)
    return found / total if total else 0.0


@lru_cache(maxsize=65_536)  # every text is held against many others
def _pairs(text: str) -> frozenset[str]:
    plain = squeeze(text[:_LONGEST])
    pairs = (plain[place : place + 2] for place in range(len(plain) - 1))
    return frozenset(pairs) or frozenset(plain)  # of one character
