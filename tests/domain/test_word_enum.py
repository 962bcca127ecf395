import pickle

from xladdin.domain.finding import Severity
from xladdin.domain.target_value import ValueKind
from xladdin.domain.word_enum import WordEnum


def test_a_member_is_found_by_itself_and_by_its_word() -> None:
    class Size(WordEnum):
        LARGE = "large"

    table: dict[str, int] = {Size.LARGE: 1}
    assert table["large"] == 1
    assert hash(Size.LARGE) == hash("large")
    assert Size("large") is Size.LARGE


def test_the_enumerations_that_rules_look_up_are_such() -> None:
    assert issubclass(ValueKind, WordEnum)
    assert pickle.loads(pickle.dumps(Severity.ERROR)) is Severity.ERROR  # noqa: S301
