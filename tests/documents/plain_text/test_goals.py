"""Numbered goals: where one begins, and where a line only goes on."""

import pytest

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.goals import split_goals
from xladdin.documents.plain_text.stream import Gap, TextStream


def goals(text: str, breaks: Breaks | None = None) -> list[str]:
    stream = TextStream(text)
    spans = split_goals(stream, breaks or Breaks(), 0, len(stream))
    return [stream.content(span.start, span.end) for span in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.甲\n2.乙\n3.丙", ["1.甲", "2.乙", "3.丙"]),
        ("1.投入\n2.5 万元\n2.2024 年完成", ["1.投入2.5万元", "2.2024年完成"]),
        ("（1）甲 （2）乙", ["（1）甲", "（2）乙"]),
        ("一、甲\n二、乙", ["一、甲", "二、乙"]),
        ("①甲；\n②乙。", ["①甲；", "②乙。"]),
        ("1.甲\n3.乙", ["1.甲3.乙"]),
        ("总的目标：\n1.甲\n2.乙", ["总的目标：", "1.甲", "2.乙"]),
        ("保障工作\n正常运转", ["保障工作正常运转"]),
        ("", []),
    ],
)
def test_goals_are_parted_by_their_numbers(text: str, found: list[str]) -> None:
    assert goals(text) == found


def test_goals_without_numbers_are_parted_where_cells_end_like_that() -> None:
    breaks = Breaks()
    for _ in range(20):
        breaks.ends_cell(Gap(1, line_ends=2))
        breaks.is_inside([Gap(0, line_ends=2)])
    assert goals("保障工作\n\n正常运转 \n\n提高效率 ", breaks) == ["保障工作正常运转", "提高效率"]
