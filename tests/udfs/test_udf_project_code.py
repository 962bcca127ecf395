"""PT_CHECK_CODE takes a range and gives back one text for each of its cells."""

from typing import Any

import pytest

from tests.udfs.excel_process import Excel, currency, date, error, selected

GOOD = "13030624P00585110564P"


def said_of(excel: Excel, code: Any) -> Any:
    ((said,),) = excel.call("PT_CHECK_CODE", selected([code]))
    return said


def test_a_range_gives_an_array_of_the_same_shape(excel: Excel) -> None:
    codes = selected([GOOD, None, "13030624P0058511056"], ["", GOOD, GOOD])

    assert excel.call("PT_CHECK_CODE", codes) == [
        ["", "", "项目编码应为 21 位，现为 19 位。请对照一体化系统核对是否漏填或多填"],
        ["", "", ""],
    ]


@pytest.mark.parametrize(
    "code",
    [
        GOOD,
        GOOD.lower(),
        f" {GOOD}\u200b",
        "１３０３０６２４Ｐ００５８５１１０５６４Ｐ",
        GOOD[:9] + "\n" + GOOD[9:],
    ],
)
def test_case_width_and_spaces_are_forgiven(excel: Excel, code: str) -> None:
    assert said_of(excel, code) == ""


def test_the_check_character_is_known_for_codes_of_kind_p_only(excel: Excel) -> None:
    other_kind = GOOD.replace("P", "T", 1)[:-1] + "Q"

    assert said_of(excel, other_kind) == ""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "13030624P00585110546P",
            (
                "项目编码 13030624P00585110546P 的末位校验码与前 20 位不符，疑似录错或漏改。"
                "对照一体化系统逐位核对"
            ),
        ),
        (
            "13030624P0058511O564P",
            "项目编码第 17 位“O”有误。编码不使用字母 I、O、S、V、Z，请核对是否为数字 0",
        ),
        ("1303O624P00585110564P", "项目编码第 5 位“O”有误。第 1 至 6 位是区划编码，应为数字"),
        ("无", "项目编码应为 21 位，现为 1 位。请对照一体化系统核对是否漏填或多填"),
    ],
)
def test_a_mistyped_code_is_told_with_the_place(excel: Excel, code: str, said: str) -> None:
    assert said_of(excel, code) == said


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (13030624.0, "13030624"),
        (1.30306240058511e20, "130306240058511000000"),
        (currency("5"), "5"),
    ],
)
def test_a_code_that_excel_made_a_number_has_lost_digits(
    excel: Excel, number: Any, shown: str
) -> None:
    assert said_of(excel, number) == (
        f"项目编码被存成了数字 {shown}，后面的位数可能已丢失。"
        "把单元格设为文本格式，重新填写 21 位编码"
    )


def test_an_error_and_a_date_are_told(excel: Excel) -> None:
    assert said_of(excel, error("#N/A")).startswith("项目编码是错误值 #N/A")
    assert said_of(excel, date("2024-01-02")).startswith(
        "项目编码被存成了日期或时间，现为 2024-01-02"
    )
