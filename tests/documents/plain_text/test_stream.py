"""Text without blanks, the blanks beside it, and which of them belong to the text."""

import pytest

from xladdin.documents.plain_text.stream import Gap, TextStream, folded, text_width


def test_gaps_tell_what_stood_between_the_pieces() -> None:
    stream = TextStream("  甲 乙 \n\n 丙\f\n丁")
    pieces = stream.pieces(0, len(stream))
    assert [(piece.text, piece.line, piece.column) for piece in pieces] == [
        ("甲", 1, 2),
        ("乙", 1, 5),
        ("丙", 3, 1),
        ("丁", 4, 0),
    ]
    assert [piece.gap for piece in pieces] == [
        Gap(0, line_ends=1, indent=2),
        Gap(1),
        Gap(1, line_ends=2, indent=1),
        Gap(1, line_ends=1, is_page=True),
    ]


def test_every_kind_of_line_end_counts_once() -> None:
    stream = TextStream("甲\r\n乙\r丙\n丁")
    assert [piece.line for piece in stream.pieces(0, len(stream))] == [1, 2, 3, 4]


def test_labels_are_found_in_one_width() -> None:
    stream = TextStream("其中：财政\n资金（％）①")
    assert stream.folded == "其中:财政资金(%)1"
    assert folded(" 其中：财政 资金") in stream.folded
    assert len(stream.text) == len(stream.folded)


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("2024 年 374 个村", "2024年374个村"),
        ("社会效益指\n标", "社会效益指标"),
        ("Windows 10 终端", "Windows 10终端"),
        ("Microsoft\nOffice", "Microsoft Office"),
        ("13030624P0058\n511056", "13030624P0058511056"),
        ("水费 电费", "水费 电费"),
        ("（社区） 的通知", "（社区）的通知"),
    ],
)
def test_only_blanks_that_belong_to_the_text_are_content(source: str, content: str) -> None:
    stream = TextStream(source)
    assert stream.content(0, len(stream)) == content


def test_what_is_hidden_leaves_a_gap_over_a_page() -> None:
    stream = TextStream("甲 \n5\n乙")
    stream.hide(1, 2)
    first, second = stream.pieces(0, 3)
    assert (first.text, second.text) == ("甲", "乙")
    assert second.gap == Gap(1, line_ends=2, is_page=True)
    assert [piece.text for piece in stream.pieces(0, 3, with_hidden=True)] == ["甲", "5", "乙"]


def test_blanks_can_stand_for_line_ends() -> None:
    stream = TextStream("接通村（社 区）数 374 个", blanks_break=True)
    ends = [piece.gap.ends_line for piece in stream.pieces(0, len(stream))]
    assert ends == [True, True, False, False]
    assert stream.content(0, 8) == "接通村（社区）数"


def test_a_part_may_begin_within_a_piece() -> None:
    stream = TextStream("项目编码13030624P")
    (piece,) = stream.pieces(4, len(stream))
    assert (piece.text, piece.column, piece.gap) == ("13030624P", 8, Gap(0))


def test_widths_count_halves_of_a_sign() -> None:
    assert text_width("≥95% 满意度") == 11
