"""Rows begin with class names, also where these are broken."""

import pytest

from xladdin.documents.plain_text.classes import has_blanks_in_names, split_rows
from xladdin.documents.plain_text.stream import Piece, TextStream


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def rows(text: str) -> list[tuple[str, str, str]]:
    stream = TextStream(text)
    found = split_rows(stream.pieces(0, len(stream)))
    return [(said(row.level1), said(row.level2), said(row.others)) for row in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "产出指标\n数量指标 甲\n质量指标 乙",
            [("产出指标", "数量指标", "甲"), ("", "质量指标", "乙")],
        ),
        ("效益指标\n社会效益指\n标\n甲", [("效益指标", "社会效益指标", "甲")]),
        (
            "满意\n度指\n标\n服务\n对象\n满意\n度指\n标\n甲",
            [("满意度指标", "服务对象满意度指标", "甲")],
        ),
        ("成本指标\n经济成本指标 甲", [("成本指标", "经济成本指标", "甲")]),
        ("产出 数量 甲\n质量 乙", [("产出", "数量", "甲"), ("", "质量", "乙")]),
        ("数量指标 甲 满意度指标\n乙", [("", "数量指标", "甲满意度指标乙")]),
        ("数量指标\n满意度指标\n乙", [("", "数量指标", "满意度指标乙")]),
        ("数量指标 甲\n其他效益指标 乙", [("", "数量指标", "甲"), ("", "其他效益指标", "乙")]),
        ("", []),
    ],
)
def test_rows_begin_with_class_names(text: str, found: list[tuple[str, str, str]]) -> None:
    assert rows(text) == found


def test_names_with_blanks_inside_show_that_lines_were_joined_with_blanks() -> None:
    assert has_blanks_in_names(TextStream("社会效益指 标 甲\n" * 3))
    assert not has_blanks_in_names(TextStream("社会效益指\n标 甲\n" * 3))
