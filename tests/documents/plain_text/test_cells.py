"""Cutting a row into its cells."""

import pytest

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.cells import Cutter
from xladdin.documents.plain_text.seen import Seen
from xladdin.documents.plain_text.stream import TextStream, joined


def cut(text: str) -> tuple[str, ...]:
    stream = TextStream(text)
    pieces = stream.pieces(0, len(stream))
    found = Cutter(Breaks(), Seen([]), is_seen=False).cut(pieces)
    return tuple(joined(list(cell)) for cell in found.cells)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("检测楼层数 检测楼层数 9 层 三定方案", ("检测楼层数", "检测楼层数", "9层", "三定方案")),
        (
            "接通村（社\n区）数\n接通村（社区）数 374 个\n抚审批呈\n【2023】23 号",
            ("接通村（社区）数", "接通村（社区）数", "374个", "抚审批呈【2023】23号"),
        ),
        (
            "网络费用\n网络费用\n360 元/年/\n村\n合同约定",
            ("网络费用", "网络费用", "360元/年/村", "合同约定"),
        ),
        (
            "完工时间 工程竣工的时间 2025 年 10 月底 施工合同",
            ("完工时间", "工程竣工的时间", "2025年10月底", "施工合同"),
        ),
        ("办件数 ≥300 件 历史经验", ("办件数", "", "≥300件", "历史经验")),
    ],
)
def test_what_each_column_holds_tells_the_cells_apart(text: str, cells: tuple[str, ...]) -> None:
    assert cut(text) == cells


def test_a_row_without_pieces_has_empty_cells() -> None:
    assert cut("") == ("", "", "", "")


def test_two_likely_ways_have_a_small_margin() -> None:
    stream = TextStream("保障\n大楼\n安全\n整洁\n有序\n运行")
    pieces = stream.pieces(0, len(stream))
    assert Cutter(Breaks(), Seen([]), is_seen=False).cut(pieces).margin < 1.5
