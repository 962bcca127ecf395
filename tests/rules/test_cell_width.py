from typing import Any

import pytest

from tests.rules.builders import (
    NAME,
    calculated,
    check,
    found_by,
    project,
    rows_with,
    submission,
    where,
)
from xladdin.domain.finding import Finding
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings


def found_in(column: str, text: Any) -> list[Finding]:
    sent = submission(project(rows=rows_with({1: {column: text}})))
    return found_by("C21", all_findings(sent, Context.of(sent)))


@pytest.mark.parametrize(
    ("column", "cell", "text", "after", "message"),
    [
        ("target_value", "E11", "≥９５％", "≥95%", "有全角字符“９５％”"),
        ("target_value", "E11", "≤１．５万元", "≤1.5万元", "有全角字符“１．５”"),
        ("target_value", "E11", "≥95 %", "≥95%", "“≥95 %”的数值和单位之间有空格"),
        ("target_value", "E11", "≥ 95\u3000%", "≥95%", "之间有空格"),
        ("target_value", "E11", "5 - 10 人", "5-10人", "之间有空格"),
        ("target_value", "E11", "≥\u200b95%", "≥95%", "有看不见的字符"),
        ("target_basis", "F11", "合同\xa0约定", "合同约定", "有不间断空格"),
        ("target_basis", "F11", "GB\xa03838", "GB 3838", "有不间断空格"),
        ("target_basis", "F11", "\u2f2f作计划", "工作计划", "字形相同的异体编码"),
        ("level3", "C11", "５Ｇ\ufeff覆盖率", "5G覆盖率", "有看不见的字符；有全角字符“５Ｇ”"),
    ],
)
def test_c21_characters_that_only_look_right(
    column: str, cell: str, text: str, after: str, message: str
) -> None:
    [finding] = found_in(column, text)

    assert where([finding]) == [("C21", "info", cell)]
    assert message in finding.message
    assert [(edit.before, edit.after) for edit in finding.edits] == [(text, after)]
    assert found_in(column, after) == []


@pytest.mark.parametrize(
    "text",
    [
        "保障（社区）运行：水电；取暖，网络。",
        "①宽带②网络③审计，500㎡，25℃，Ⅲ类水质",
        "财预〔2021〕101号《办法》“零成本”——全角",
        "采购电脑 30 台，2024 年 5 月",
        " 历史经验 ",
        "＞5、＜3、＝1",
        "PM2.5 24 h",
    ],
)
def test_c21_chinese_punctuation_and_plain_spaces_are_left(text: str) -> None:
    assert found_in("indicator_description", text) == []


@pytest.mark.parametrize("value", ["≥95%", " ≥95% ", "保障 需求", "达标", "2024年 12月"])
def test_c21_only_numbers_are_closed_up(value: str) -> None:
    assert found_in("target_value", value) == []


def test_c21_leaves_letters_of_a_name_to_the_budget_system() -> None:
    assert found_by("C21", check(project(project_name=f"{NAME}２期"))) == []
    [finding] = found_by("C21", check(project(project_name=f"{NAME}\u200b")))

    assert [edit.after for edit in finding.edits] == [NAME]


def test_c21_goals_of_a_cell_are_mended_together() -> None:
    goals = ("１.保障运行。", "2.更新\u200b设备。")

    [finding] = found_by("C21", check(project(goals=goals)))

    assert [edit.after for edit in finding.edits] == ["1.保障运行。\n2.更新设备。"]


def test_c21_a_formula_is_told_but_not_overwritten() -> None:
    [finding] = found_in("target_basis", calculated("合同\xa0约定"))

    assert finding.edits == ()
