from xladdin.domain.pairing import Pairing


def first(text: str) -> str:
    return text[0]


def test_a_key_that_occurs_once_on_each_side_pairs() -> None:
    assert Pairing(["a1", "b1"], ["b2", "c2"]).by(first, first) == [("b1", "b2")]


def test_nothing_is_guessed_where_several_have_the_key() -> None:
    assert Pairing(["a1", "a2"], ["a3"]).by(first, first) == []
    assert Pairing(["a1"], ["a2", "a3"]).by(first, first) == []


def test_what_is_paired_is_out_of_the_way_of_the_next_key() -> None:
    matching = Pairing(["a1", "a2"], ["a1", "a3"])
    assert matching.by(str, str) == [("a1", "a1")]
    assert matching.by(first, first) == [("a2", "a3")]
    assert matching.by(first, first) == []


def test_in_turn_the_first_pairs_with_the_first() -> None:
    matching = Pairing(["a1", "a2", "a3", "b1"], ["b4", "a4", "a5"])
    assert matching.in_turn_by(first, first) == [("a1", "a4"), ("a2", "a5"), ("b1", "b4")]
    assert matching.in_turn_by(first, first) == []


def test_none_is_no_key() -> None:
    assert Pairing(["a"], ["a"]).by(lambda _: None, lambda _: None) == []
