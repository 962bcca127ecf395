import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.text import (
    BLANK_CHARACTERS,
    is_blank_text,
    longest_prefix,
    one_line,
    quoted,
    squeeze,
)


@pytest.mark.parametrize(
    ("typed", "squeezed"),
    [
        ("项目 编码", "项目编码"),
        ("预算数\n（万元）", "预算数(万元)"),
        ("\ufeff指\u200b标\u00a0值\u3000", "指标值"),
        ("９５％", "95%"),
        ("E\u00af", "\u0112"),  # an accent of its own brings a space along, which goes
        ("", ""),
    ],
)
def test_one_text_for_every_way_to_type_it(typed: str, squeezed: str) -> None:
    assert squeeze(typed) == squeezed


@given(st.text())
def test_squeezing_leaves_nothing_invisible(text: str) -> None:
    squeezed = squeeze(text)
    assert not set(squeezed) & set(BLANK_CHARACTERS)
    assert not any(c.isspace() or unicodedata.category(c) == "Cf" for c in squeezed)
    assert squeeze(squeezed) == squeezed


def test_every_white_space_character_is_listed() -> None:
    white_space = {chr(code) for code in range(0x110000) if chr(code).isspace()}
    assert white_space <= set(BLANK_CHARACTERS)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("人次数", 0, 2), ("5人", 1, 2), ("个", 0, 0), ("", 0, 0), ("ＧＢ", 0, 2), ("㎡每户", 0, 1)],
)
def test_the_longest_word_wins_in_either_width(text: str, start: int, end: int) -> None:
    words = {"人", "人次", "GB", "m2"}
    assert longest_prefix(text, start, words, 2) == end


def test_a_quote_is_one_short_line() -> None:
    assert quoted("三定方案") == "“三定方案”"
    assert quoted("第一行\n第二行") == "“第一行 第二行”"
    assert quoted("长" * 30) == f"“{'长' * 30}”"
    assert quoted("长" * 31) == f"“{'长' * 29}…”"


@given(st.one_of(st.text(), st.text(alphabet=BLANK_CHARACTERS + "a 三")))
def test_one_line_has_single_spaces(text: str) -> None:
    assert one_line(text) == " ".join(text.split())


@given(st.one_of(st.text(), st.text(alphabet=BLANK_CHARACTERS + "a三\u3164\xad")))
def test_a_text_is_blank_when_nothing_of_it_is_left(text: str) -> None:
    assert is_blank_text(text) is (squeeze(text) == "")
