import pytest

from xladdin.domain.comparison import (
    Comparison,
    comparison_of,
    leading_comparison_end,
    trailing_comparison_end,
)

BEFORE = {
    Comparison.AT_LEAST: "≥ ≧ >= => ＞＝ ＞= ＝＞ 不低于 不少于 不小于 达到 大于等于 大于或等于",
    Comparison.AT_MOST: "≤ ≦ <= =< ＜＝ ＝＜ 不超过 不高于 不大于 不多于 控制在 小于等于 不晚于",
    Comparison.EQUAL: "= ＝ ═ == 等于",
    Comparison.GREATER: "> ＞ 大于 高于 超过",
    Comparison.LESS: "< ＜ 小于 低于",
}


@pytest.mark.parametrize(
    ("written", "comparison"),
    [(word, comparison) for comparison, words in BEFORE.items() for word in words.split()],
)
def test_signs_and_words_before_a_number(written: str, comparison: Comparison) -> None:
    assert leading_comparison_end(f"{written}95%", 0) == len(written)
    assert comparison_of(f" {written}", "") is comparison


@pytest.mark.parametrize("text", ["95%", "≠95%", "约95%", "", "优秀"])
def test_no_comparison_before_a_number(text: str) -> None:
    assert leading_comparison_end(text, 0) == 0


@pytest.mark.parametrize(
    ("written", "comparison"),
    [
        ("以上", Comparison.AT_LEAST),
        ("及以上", Comparison.AT_LEAST),
        ("（含）以上", Comparison.AT_LEAST),
        ("以内", Comparison.AT_MOST),
        ("之内", Comparison.AT_MOST),
        ("内", Comparison.AT_MOST),
        ("以下", Comparison.AT_MOST),
        ("前", Comparison.AT_MOST),
        ("以后", Comparison.AT_LEAST),
    ],
)
def test_words_behind_a_value(written: str, comparison: Comparison) -> None:
    assert trailing_comparison_end("", f"天{written}", 1) == 1 + len(written)
    assert comparison_of("", written) is comparison


@pytest.mark.parametrize("text", ["", "左右", "内容", "内部", "完成"])
def test_no_comparison_behind_a_value(text: str) -> None:
    assert trailing_comparison_end("", text, 0) == 0


def test_both_are_read_when_they_agree() -> None:
    assert trailing_comparison_end("不超过", "以内", 0) == 2
    assert comparison_of("不超过", "以内") is Comparison.AT_MOST
    assert comparison_of("大于", "以上") is Comparison.GREATER


@pytest.mark.parametrize(("before", "behind"), [("≥", "以下"), ("≤", "以上"), ("＝", "以上")])
def test_a_contradiction_is_left_in_the_text(before: str, behind: str) -> None:
    assert trailing_comparison_end(before, behind, 0) == 0


def test_the_word_behind_decides_on_an_open_one() -> None:
    assert trailing_comparison_end("控制在", "以上", 0) == 2
    assert comparison_of("控制在", "以上") is Comparison.AT_LEAST
    assert comparison_of("控制在", "以内") is Comparison.AT_MOST


def test_neither_is_no_comparison() -> None:
    assert comparison_of("", "") is None
    assert comparison_of("", "完成") is None
