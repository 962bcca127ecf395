import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.project_code import (
    ALPHABET,
    CODE_PATTERN,
    ProjectCodeError,
    check_character,
    normalize_code,
    parse_project_code,
)

SAMPLE_CODES = [
    "13030624P00585110564P",
    "13030624P00585110565B",
    "13030624P005851105634",
    "13030624P005851105609",
    "13030624P00585110559X",
    "13030624P00585110562G",
    "13030624P00585110561W",
    "13030624P005851105686",
    "13030624P00585110567J",
    "13030624P005851105705",
    "13030624P00585110571Q",
    "13030624P00585110569R",
    "13030624P00585110572C",
]
GUIZHOU_CODE = "52000022P00846010008H"
UNCHECKED_CODES = ["51000021R000000019951", "51092324T000010263357", "11000022T000000444685"]

p_codes = st.builds(
    lambda digits, serial: f"{digits}P{serial}",
    st.text("0123456789", min_size=8, max_size=8),
    st.text(ALPHABET, min_size=11, max_size=11),
).map(lambda first20: first20 + check_character(first20))


@pytest.mark.parametrize("text", [*SAMPLE_CODES, GUIZHOU_CODE])
def test_the_check_character_of_published_codes_matches(text: str) -> None:
    code = parse_project_code(text)
    assert code.check_applies
    assert code.check_matches
    assert check_character(text[:20]) == text[20]


@pytest.mark.parametrize("text", UNCHECKED_CODES)
def test_codes_of_another_kind_are_not_checked(text: str) -> None:
    code = parse_project_code(text)
    assert not code.check_applies
    assert code.check_matches
    assert check_character(text[:20]) != text[20]


@pytest.mark.parametrize("text", [*SAMPLE_CODES, GUIZHOU_CODE, *UNCHECKED_CODES])
def test_the_parts_make_the_code_again(text: str) -> None:
    assert str(parse_project_code(text)) == text
    assert CODE_PATTERN.fullmatch(text)


def test_the_parts_are_told_apart() -> None:
    code = parse_project_code(GUIZHOU_CODE)
    assert code.division_code == "520000"
    assert code.year == 2022
    assert code.kind == "P"
    assert code.serial == "00846010008"
    assert code.check_character == "H"


def test_an_early_year_keeps_its_zero() -> None:
    assert str(parse_project_code("13030609R005851105640")) == "13030609R005851105640"
    assert parse_project_code("13030609R005851105640").year == 2009


@given(p_codes, st.integers(0, 20), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_noticed(text: str, place: int, typed: str) -> None:
    mistyped = text[:place] + typed + text[place + 1 :]
    if mistyped == text or CODE_PATTERN.fullmatch(mistyped) is None:
        assert parse_project_code(text).check_matches
        return
    code = parse_project_code(mistyped)
    assert not (code.check_applies and code.check_matches)


@given(p_codes, st.integers(9, 19))
def test_two_swapped_neighbours_are_noticed(text: str, place: int) -> None:
    swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert parse_project_code(swapped).check_matches == (swapped == text)


@pytest.mark.parametrize(
    "typed",
    [
        " 13030624P00585110564P ",
        "13030624p00585110564p",
        "１３０３０６２４Ｐ００５８５１１０５６４Ｐ",
        "130306 24P\u00a0005851\n10564P",
        "\ufeff13030624P0058511\u200b0564P",
    ],
)
def test_a_code_is_read_however_it_was_pasted(typed: str) -> None:
    assert normalize_code(typed) == "13030624P00585110564P"
    assert str(parse_project_code(typed)) == "13030624P00585110564P"


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalize_code(normalize_code(text)) == normalize_code(text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "项目编码为空"),
        (" \u200b", "项目编码为空"),
        ("13030624P0058511056", "应为 21 位，现为 19 位"),
        ("13030624P00585110564PP", "应为 21 位，现为 22 位"),
        ("1.30306E+20", "存成了数字"),
        ("130306240005851105644", "第 9 位“0”"),
        ("13O30624P00585110564P", "第 3 位“O”有误：第 1 至 6 位是区划编码"),
        ("1303062Z P00585110564P", "第 8 位“Z”有误：第 7、8 位是年份"),
        (
            "13030624P0058511O564P",
            "第 17 位“O”有误：编码不使用字母 I、O、S、V、Z，请核对是否为数字 0",
        ),
        ("13030624P00S85110564P", "是否为数字 5"),
        ("13030624P00585110564V", "第 21 位“V”"),
        ("13030624P00585-10564P", "第 15 位“-”"),
        ("13030624中00585110564P", "第 9 位“中”"),
        ("١3030624P00585110564P", "第 1 位"),
    ],
)
def test_a_wrong_code_is_refused_with_the_exact_trouble(typed: str, told: str) -> None:
    with pytest.raises(ProjectCodeError) as caught:
        parse_project_code(typed)
    assert told in caught.value.reason


def reason_against(text: str) -> str | None:
    try:
        parse_project_code(text)
    except ProjectCodeError as error:
        return error.reason
    return None


@given(st.text() | st.text("0123456789P", min_size=21, max_size=21))
def test_a_text_is_refused_exactly_when_it_has_not_the_form(text: str) -> None:
    has_form = CODE_PATTERN.fullmatch(normalize_code(text)) is not None
    reason = reason_against(text)
    assert reason is None if has_form else reason


@pytest.mark.parametrize("first20", ["", "13030624P0058511056", "13030624P0058511O564"])
def test_a_check_character_needs_twenty_possible_characters(first20: str) -> None:
    with pytest.raises(ProjectCodeError):
        check_character(first20)
