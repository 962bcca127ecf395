import unicodedata

import pytest

from xladdin.domain.grades import GRADED_WORDS

MEASURABLE = (
    "优 良 中 差 优秀 良好 合格 不合格 好 较好 一般 较差 达标 基本达标 未达标 高 较高 低 国家级 "
    "省级 一级 三级 甲级 A级 AAAA级 5A 一等 III类"
)
VAGUE = "大幅提升 大力保障 使用正常 及时 服务达标 符合要求 显著"


@pytest.mark.parametrize("word", MEASURABLE.split())
def test_steps_of_the_usual_scales_are_listed(word: str) -> None:
    assert word in GRADED_WORDS


@pytest.mark.parametrize("word", VAGUE.split())
def test_words_that_nobody_can_measure_are_not(word: str) -> None:
    assert word not in GRADED_WORDS


def test_words_are_in_the_form_that_texts_are_compared_in() -> None:
    assert all(unicodedata.is_normalized("NFKC", word) for word in GRADED_WORDS)
