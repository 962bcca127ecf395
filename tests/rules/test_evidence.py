"""The short text that tells whether what a judgement rests on was changed."""

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.rules.evidence import content_of

AT = Origin("f", "项目1", "C4")


def cell(text: str) -> Entry:
    return Entry(text, AT)


def test_cells_are_joined() -> None:
    assert content_of(cell(" 1.8  万元\n"), [cell("≥95%"), cell("")], "有误") == "1.8 万元｜≥95%｜"


def test_it_is_never_empty() -> None:
    assert content_of(cell(" "), (), "未填写") == "（空白）"
    assert content_of(AT, (), "没有 这张表") == "没有 这张表"


def test_a_long_one_is_short_and_tells_a_change_at_its_end() -> None:
    one, other = (content_of(cell("绩效" * 50 + end), (), "") for end in "甲乙")
    assert one != other
    assert len(one) == len(other) == 40
    assert one.startswith("绩效绩效")


def test_what_a_file_cannot_hold_is_left_out() -> None:
    assert content_of(cell("甲\x01乙\u200b丙"), (), "") == "甲乙丙"
