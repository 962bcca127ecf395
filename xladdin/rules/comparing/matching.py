"""Old and new things side by side: what is the same one, what came, what went, what moved."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from xladdin.domain.pairing import Pairing
from xladdin.rules.comparing.assignment import Pair, best_pairs

Item = TypeVar("Item")
Key = Callable[[Item], Hashable]
Likeness = Callable[[Item, Item], float]

LEAST_LIKENESS = 0.5
"""Things less alike than that are two things."""
_SAME_PLACE = 0.05  # more alike by so much, where what stands before or after both is the same
_IN_ORDER = 1e-7  # among equals the first goes with the first
_MOST_COMPARED = 250_000  # pairs; no form comes near, a stranger's file shall not hold us up


@dataclass(frozen=True, slots=True)
class Matching(Generic[Item]):
    """Pairs in the order of the new ones; ``moved`` counts those that left the old order."""

    pairs: tuple[tuple[Item, Item], ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]
    moved: int


def match(
    old: Sequence[Item],
    new: Sequence[Item],
    keys: Sequence[Key[Item]],
    likeness: Likeness[Item] | None = None,
) -> Matching[Item]:
    """Match by the first key, in turn where it repeats; by each further one where it is unique.

    What is left goes together by likeness, so that the pairs in all are most alike. None is no key.
    """
    pairs = _by_keys(old, new, keys)
    if likeness is not None:
        pairs += _by_likeness(old, new, pairs, likeness)
    partner = dict(pairs)
    kept = set(partner.values())
    return Matching(
        tuple((old[one], new[other]) for one, other in sorted(pairs, key=lambda pair: pair[1])),
        tuple(item for place, item in enumerate(old) if place not in partner),
        tuple(item for place, item in enumerate(new) if place not in kept),
        moved(partner[place] for place in sorted(partner)),
    )


def moved(places: Iterable[int]) -> int:
    """How many of these places have to be taken out until the others rise."""
    count = 0
    tails: list[int] = []  # of the rising rows of each length, the lowest end
    for place in places:
        count += 1
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return count - len(tails)


def _by_keys(old: Sequence[Item], new: Sequence[Item], keys: Sequence[Key[Item]]) -> list[Pair]:
    pairing = Pairing(range(len(old)), range(len(new)))
    pairs: list[Pair] = []
    for number, key in enumerate(keys):
        if len(pairs) == min(len(old), len(new)):
            break
        of_old, of_new = list(map(key, old)), list(map(key, new))
        way = pairing.by if number else pairing.in_turn_by
        pairs += way(of_old.__getitem__, of_new.__getitem__)
    return pairs


def _by_likeness(
    old: Sequence[Item], new: Sequence[Item], known: Sequence[Pair], likeness: Likeness[Item]
) -> list[Pair]:
    partner = dict(known)
    kept = set(partner.values())
    left = [place for place in range(len(old)) if place not in partner]
    others = [place for place in range(len(new)) if place not in kept]
    if not left or not others or len(left) * len(others) > _MOST_COMPARED:
        return []
    neighbours_of_old = _neighbours(len(old), partner)
    neighbours_of_new = _neighbours(len(new), {place: place for place in kept})
    scores: dict[Pair, float] = {}
    for one in left:
        for other in others:
            score = likeness(old[one], new[other])
            if _is_beside(neighbours_of_old[one], neighbours_of_new[other]):
                score += _SAME_PLACE
            if score >= LEAST_LIKENESS:
                scores[one, other] = score - _IN_ORDER * (one - other) ** 2
    return best_pairs(scores)


def _neighbours(count: int, known: Mapping[int, int]) -> list[tuple[int, int]]:
    """For each place, the new places of the nearest known things before and after it."""
    before = list(_nearest(range(count), known, -1))
    after = list(_nearest(reversed(range(count)), known, -2))
    return list(zip(before, reversed(after), strict=True))


def _nearest(places: Iterable[int], known: Mapping[int, int], edge: int) -> Iterator[int]:
    nearest = edge
    for place in places:
        yield nearest
        nearest = known.get(place, nearest)


def _is_beside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] == other[0] or one[1] == other[1]
