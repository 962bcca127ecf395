"""Lines of a page: what typesetting added is told from what was typed."""

from collections.abc import Sequence
from typing import Any

import pytest

from xladdin.documents.pdf.lines import lines_of, text_of
from xladdin.documents.wrapping import ItemCount, joined

SIZE = 10.0


def chars(text: str, x: float = 0.0, top: float = 0.0, gap: float = 0.0) -> list[dict[str, Any]]:
    """Characters side by side: Chinese ones a whole size wide, others half; | is a gap."""
    made = []
    for sign in text:
        if sign == "|":
            x += gap
            continue
        width = SIZE / 2 if sign.isascii() else SIZE
        made.append(
            {
                "text": sign,
                "x0": x,
                "x1": x + width,
                "width": width,
                "top": top,
                "bottom": top + SIZE,
                "size": SIZE,
            }
        )
        x += width
    return made


def one_line(text: str, *, keeps_spaces: bool = True, gap: float = 0.0) -> str:
    (line,) = lines_of(chars(text, gap=gap), keeps_spaces=keeps_spaces)
    return line.text


def cell(lines: Sequence[str], width: float) -> str:
    signs = [sign for n, line in enumerate(lines) for sign in chars(line, top=n * 15.0)]
    return text_of(lines_of(signs, keeps_spaces=True), width)


def test_gaps_between_chinese_and_digits_are_no_spaces() -> None:
    assert one_line("2024|年", gap=2.5) == "2024年"
    assert one_line("new|year", gap=2.5) == "new year"
    assert one_line("本级|单位：万元", gap=40.0) == "本级  单位：万元"


def test_spaces_that_some_programs_put_there() -> None:
    assert one_line("2024 年", keeps_spaces=False) == "2024年"
    assert one_line("2024 年", keeps_spaces=True) == "2024 年"
    assert one_line("A B", keeps_spaces=False) == "A B"


def test_radicals_become_the_characters_they_look_like() -> None:
    assert one_line("⽅法") == "方法"


def test_lines_from_top_to_bottom() -> None:
    signs = [*chars("下", top=20), *chars("上", top=0), *chars("小", x=10, top=1.5)]
    assert [line.text for line in lines_of(signs, keeps_spaces=True)] == ["上小", "下"]


@pytest.mark.parametrize(
    ("lines", "width", "text"),
    [
        (["满意度调", "查"], 44, "满意度调查"),
        (["保障运转", "提高效率"], 60, "保障运转\n提高效率"),
        (["≤13.48万", "元"], 41, "≤13.48万元"),
        (["130306", "24P0"], 33, "13030624P0"),
        (["annual work", "plan"], 60, "annual work plan"),
        (["1.保障运转", "2.提高效率"], 45, "1.保障运转\n2.提高效率"),
        (["（一）甲乙", "（二）丙丁"], 50, "（一）甲乙\n（二）丙丁"),
        (["抚审批呈", "【2023】23号"], 90, "抚审批呈【2023】23号"),
        (["保障工作落", "“放管服”改革"], 60, "保障工作落“放管服”改革"),
    ],
)
def test_lines_of_a_cell(lines: list[str], width: float, text: str) -> None:
    assert cell(lines, width) == text


def test_joining_never_runs_latin_words_together() -> None:
    assert joined("work", "plan") == "work plan"
    assert joined("工作", "plan") == "工作plan"
    assert joined("12", "34") == "1234"


def test_the_items_of_a_list() -> None:
    count = ItemCount()
    lines = ["1.甲", "1.5倍", "2.乙", "4.丁", "3、丙", "3.丙", "十、某", "说明"]
    assert [count.is_next(line) for line in lines] == [
        False,
        False,
        True,
        False,
        False,
        True,
        False,
        False,
    ]
