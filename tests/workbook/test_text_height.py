from hypothesis import given
from hypothesis import strategies as st

from xladdin.workbook.text_height import area_width, line_count, row_height

WIDTHS = st.floats(min_value=6, max_value=120)


def test_a_short_text_takes_one_line() -> None:
    assert line_count("数量指标", 11) == 1
    assert line_count("", 11) == 1


def test_a_text_that_is_just_too_long_takes_two() -> None:
    assert line_count("保障综合服务站正常运行", 18) == 2  # 11 characters in 144 pixels
    assert line_count("保障综合服务站正常运", 18) == 1


def test_digits_are_half_as_wide() -> None:
    assert line_count("13030624P00585110564P", 24) == 1
    assert line_count("项" * 21, 24) == 2


def test_line_breaks_count() -> None:
    assert line_count("1.保障业务\n2.保障运行\n\n3.方便群众", 70) == 4


@given(st.text("项目绩效，。（）", min_size=1), WIDTHS)
def test_every_full_width_character_has_room(text: str, width: float) -> None:
    characters_a_line = int(width * 8 / (10 * 96 / 72))
    assert line_count(text, width) * characters_a_line >= len(text)


@given(st.text(min_size=1), st.text(), WIDTHS)
def test_more_text_never_takes_less_room(text: str, more: str, width: float) -> None:
    assert line_count(text + more, width) >= line_count(text, width)


def test_a_row_fits_its_highest_cell() -> None:
    long = "《关于电子政务外网部署到村（社区）的通知》"
    assert row_height([("1条", 11.5), (long, 18)]) == row_height([(long, 18)])
    assert row_height([("1条", 11.5)], lowest=24) == 24
    assert row_height([], lowest=24) == 24


def test_a_merged_area_is_as_wide_as_its_columns() -> None:
    widths = {"A": 8.5, "B": 11.0, "C": 13.0}
    assert area_width("B3:C3", widths) == 24
    assert area_width("A4:A5", widths) == 8.5
    assert area_width("C4", widths) == 13
