import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.rules.comparing.likeness import likeness, shared, weighted_likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("检修合格率", "检修合格率", 1.0),
        ("检修 合格率", "检修合格率", 1.0),
        ("检修合格率", "检修率", 1 / 3),
        ("检修合格率", "完成时限", 0.0),
        ("率", "率", 1.0),
        ("", "", 0.0),
        ("", "检修率", 0.0),
    ],
)
def test_likeness_of_two_texts(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


@given(st.text(), st.text())
def test_likeness_is_mutual_and_within_0_and_1(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_what_is_blank_on_both_sides_counts_for_nothing() -> None:
    weights = (0.5, 0.25, 0.25)

    assert weighted_likeness(("检修率", "", ""), ("检修率", "", ""), weights) == 1
    assert weighted_likeness(("检修率", "", "合同"), ("检修率", "", ""), weights) == 0.5 / 0.75
    assert weighted_likeness(("", "", ""), ("", "", ""), weights) == 0


def test_sets_are_alike_by_what_is_in_both() -> None:
    assert shared({1, 2, 3}, {3, 4, 5}) == pytest.approx(1 / 3)
    assert shared(set(), set()) == 0
