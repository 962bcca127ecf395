"""Finding earlier things again among present ones, without guessing."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Old = TypeVar("Old")
New = TypeVar("New")


class Pairing(Generic[Old, New]):
    """Things of two times: each ``by`` pairs some of them, and the next one those that are left."""

    def __init__(self, old: Iterable[Old], new: Iterable[New]) -> None:
        self._old = list(old)
        self._new = list(new)

    def by(
        self, key_of_old: Callable[[Old], Hashable], key_of_new: Callable[[New], Hashable]
    ) -> list[tuple[Old, New]]:
        """The pairs with the same key, where it occurs once on each side; None is no key."""
        return self._taken(_places(map(key_of_old, self._old), map(key_of_new, self._new), 1))

    def in_turn_by(
        self, key_of_old: Callable[[Old], Hashable], key_of_new: Callable[[New], Hashable]
    ) -> list[tuple[Old, New]]:
        """The pairs with the same key: the first with the first, the second with the second."""
        most = max(len(self._old), len(self._new))
        return self._taken(_places(map(key_of_old, self._old), map(key_of_new, self._new), most))

    def _taken(self, places: list[tuple[int, int]]) -> list[tuple[Old, New]]:
        pairs = [(self._old[one], self._new[other]) for one, other in places]
        self._old = _without(self._old, {one for one, _ in places})
        self._new = _without(self._new, {other for _, other in places})
        return pairs


def _places(old: Iterable[Hashable], new: Iterable[Hashable], most: int) -> list[tuple[int, int]]:
    """Places of the same key on both sides, where it occurs at most that often on each."""
    old_places, new_places = _by_key(old), _by_key(new)
    return [
        pair
        for key, places in old_places.items()
        if len(places) <= most and len(others := new_places.get(key, [])) <= most
        for pair in zip(places, others, strict=False)
    ]


def _by_key(keys: Iterable[Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for place, key in enumerate(keys):
        if key is not None:
            places.setdefault(key, []).append(place)
    return places


def _without(items: list[Old], places: set[int]) -> list[Old]:
    return [item for place, item in enumerate(items) if place not in places]
