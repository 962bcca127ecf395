"""The checks in cells go by the settings in the user's own folder, and by no others."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests.udfs.excel_process import Excel, selected
from xladdin.user_files import settings_folder

ROW = ("效益指标", "社会效益指标", "办事便利", "群众办事便利程度", "大幅提升", "实施方案")
Decide = Callable[[str], None]


@pytest.fixture
def decide() -> Iterator[Decide]:
    """Write the user's settings."""
    file = settings_folder() / "校验设置.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    moments = iter(range(1_700_000_000, 1_800_000_000))

    def write(text: str) -> None:
        file.write_text(text, encoding="utf-8")
        moment = next(moments)  # two files written at once may bear the same time
        os.utime(file, (moment, moment))

    yield write
    file.unlink(missing_ok=True)


def said_of_row(excel: Excel) -> str:
    ((said,),) = excel.call("PT_CHECK_ROW", selected(ROW))
    return str(said)


def test_a_rule_that_is_off_says_nothing_and_a_graver_one_says_more(
    excel: Excel, decide: Decide
) -> None:
    assert "【警告】" in said_of_row(excel)

    decide('[rules.R09]\nseverity = "error"\n')
    assert "【错误】" in said_of_row(excel)

    decide("[rules.R09]\nenabled = false\n")
    assert said_of_row(excel) == ""


def test_settings_that_cannot_be_used_are_not_passed_over(excel: Excel, decide: Decide) -> None:
    decide("[rules.R99]\nenabled = false\n")
    codes, values = selected(["13030624P0058511056"]), selected(["5个"])

    complaint = said_of_row(excel)
    assert complaint.startswith("没有检查：校验设置")
    assert complaint.endswith("有 1 处不对，请点“校验设置”改正")
    assert excel.call("PT_CHECK_CODE", codes) == [[complaint]]
    assert excel.call("PT_PARSE_VALUE", values) == [[complaint, "", "", ""]]


def test_amounts_depend_on_no_settings(excel: Excel, decide: Decide) -> None:
    decide("[rules.R99]\nenabled = false\n")
    assert excel.call("PT_AMOUNT", selected(["360元"])) == [[0.036]]


def test_words_of_the_office_count(excel: Excel, decide: Decide) -> None:
    assert excel.call("PT_PARSE_VALUE", selected(["蒸蒸日上"])) == [["", "", "", "文字"]]
    decide('[words.graded_words]\nadd = ["蒸蒸日上"]\n')
    assert excel.call("PT_PARSE_VALUE", selected(["蒸蒸日上"])) == [["", "", "", "分级"]]
