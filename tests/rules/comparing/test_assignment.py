from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.rules.comparing import assignment
from xladdin.rules.comparing.assignment import Pair, best_pairs

numbers = st.integers(0, 4)
scores = st.dictionaries(st.tuples(numbers, numbers), st.integers(1, 99).map(float), max_size=18)


def best_total(given_scores: dict[Pair, float]) -> float:
    """By trying everything."""
    return max(
        sum(given_scores.get(pair, 0.0) for pair in enumerate(order))
        for order in permutations(range(5))
    )


@given(scores)
def test_the_pairs_are_those_with_the_highest_total(given_scores: dict[Pair, float]) -> None:
    pairs = best_pairs(given_scores)

    assert sum(given_scores[pair] for pair in pairs) == best_total(given_scores)
    for side in range(2):
        assert len({pair[side] for pair in pairs}) == len(pairs)


def test_the_best_for_all_may_be_the_second_best_for_one() -> None:
    alike = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85}

    assert best_pairs(alike) == [(0, 1), (1, 0)]


def test_too_many_are_paired_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment, "_MOST_ASSIGNED", 1)

    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85}) == [(0, 0)]


def test_hundreds_take_no_time() -> None:
    alike = {(i, j): 1.0 / (1 + abs(i - j)) for i in range(300) for j in range(300)}

    assert best_pairs(alike) == [(i, i) for i in range(300)]
