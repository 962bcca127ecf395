from hypothesis import given
from hypothesis import strategies as st

from xladdin.rules.comparing import matching
from xladdin.rules.comparing.likeness import likeness
from xladdin.rules.comparing.matching import match, moved

KEYS = (lambda text: text, lambda text: text[:1] or None)


def pairs(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    return list(match(old, new, KEYS, likeness).pairs)


def test_equal_things_are_paired_first_in_turn() -> None:
    found = match(["a", "b", "a"], ["a", "a", "c"], KEYS)

    assert found.pairs == (("a", "a"), ("a", "a"))
    assert (found.removed, found.added, found.moved) == (("b",), ("c",), 0)


def test_a_further_key_pairs_only_what_is_unique() -> None:
    assert pairs(["x1", "y1"], ["y2", "x2"]) == [("y1", "y2"), ("x1", "x2")]
    assert match(["x1", "x2"], ["x3"], KEYS).pairs == ()


def test_what_is_left_goes_by_likeness_all_together() -> None:
    old = ["甲保障宽带网络", "甲保障办公用房"]
    new = ["甲保障办公用房租金", "甲保障网络", "甲其他"]

    found = match(old, new, KEYS, likeness)

    assert found.pairs == (
        ("甲保障办公用房", "甲保障办公用房租金"),
        ("甲保障宽带网络", "甲保障网络"),
    )
    assert found.added == ("甲其他",)


def test_among_equally_alike_ones_the_place_decides() -> None:
    old = ["甲", "乙一二三四", "丙", "乙一二三五"]
    new = ["甲", "丙", "乙一二三六"]

    assert ("乙一二三五", "乙一二三六") in pairs(old, new)


def test_unlike_things_are_two_things() -> None:
    found = match(["保障宽带"], ["更新规则库"], KEYS, likeness)

    assert (found.removed, found.added) == (("保障宽带",), ("更新规则库",))


def test_a_strangers_endless_list_is_not_weighed() -> None:
    many = matching._MOST_COMPARED
    old = [f"x{n}" for n in range(600)]
    new = [f"x{n}y" for n in range(600)]

    assert len(old) * len(new) > many
    assert match(old, new, KEYS[:1], likeness).pairs == ()


def test_moved_counts_the_fewest_that_left_their_order() -> None:
    assert moved([0, 1, 2, 3]) == 0
    assert moved([3, 0, 1, 2]) == 1
    assert moved([3, 2, 1, 0]) == 3
    assert moved([]) == 0


texts = st.lists(st.text("甲乙丙丁12", min_size=1, max_size=4), max_size=8)


@given(texts)
def test_a_list_is_the_same_as_itself(items: list[str]) -> None:
    found = match(items, items, KEYS, likeness)

    assert [one for one, _ in found.pairs] == items
    assert all(one == other for one, other in found.pairs)
    assert (found.removed, found.added, found.moved) == ((), (), 0)


@given(texts, texts)
def test_nothing_is_lost_and_nothing_told_twice(old: list[str], new: list[str]) -> None:
    found = match(old, new, KEYS, likeness)

    assert sorted([*found.removed, *(one for one, _ in found.pairs)]) == sorted(old)
    assert sorted([*found.added, *(other for _, other in found.pairs)]) == sorted(new)
