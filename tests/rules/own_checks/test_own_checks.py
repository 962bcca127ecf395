"""A department's own checks as its finance office writes them, on project sheets."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.builders import found_by, percent, project, rows_with, submission
from xladdin.domain.finding import Finding, Severity
from xladdin.rules.engine import check_submission
from xladdin.rules.own_checks import OwnCheck, OwnCheckError
from xladdin.rules.own_checks.vocabulary import CLASSES, FIELDS
from xladdin.rules.settings import Settings


def found(line: str, **values: Any) -> list[Finding]:
    """What the line alone says of a project with those values."""
    settings = Settings(own_checks=(OwnCheck.parse(1, line),))
    findings = check_submission(submission(project(**values)), settings)
    return [finding for finding in findings if finding.rule == "X01"]


WITHOUT_SATISFACTION = rows_with({})[:-1]


def test_the_line_of_the_handbook_finds_a_project_without_satisfaction() -> None:
    line = "预算数 >= 1.5 → 必须有 满意度指标"

    [finding] = found(line, rows=WITHOUT_SATISFACTION)

    assert (finding.severity, finding.origin.cell) == (Severity.WARNING, "C4")
    assert finding.message == f"不符合本部门的规定“{line}”（预算数 1.8）"
    assert found(line) == []
    assert found("预算数 >= 5 → 必须有 满意度指标", rows=WITHOUT_SATISFACTION) == []


def test_the_department_says_it_in_its_own_words_and_at_its_own_severity() -> None:
    check = OwnCheck.parse(7, "必须有 满意度指标", Severity.ERROR, "请补满意度指标")
    settings = Settings(own_checks=(check,))

    findings = check_submission(submission(project(rows=WITHOUT_SATISFACTION)), settings)
    [finding] = found_by("X07", findings)

    assert finding.severity is Severity.ERROR
    assert finding.message == "请补满意度指标"


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("项目名称 包含 “宽带” → 合计(成本指标) >= 2", {}),
        ("预算数 > 1万元 且 其他资金 = 0 → 不得有 质量指标", {}),
        ("预算数＞１００００元 并且 非（财政资金 等于 0） → 条数（产出指标）≥5", {}),
        ("12月底 = 100% → 6月底 >= 60%", {}),
        ("必须有 其他资金", {}),
        ("其他资金 为空 → 资金用途 包含 '其他'", {}),
        ("预算数 - 财政资金 = 0.1 或 预算数 * 2 < 3", {}),
        ("必须有 “培训”", {}),
        ("条数(“及时率”) >= 2", {}),
        ("目标条数 >= 3", {}),
        ("指标条数 >= 7 → 预算数 > 100", {"rows": [*rows_with({}), rows_with({})[0]]}),
        ("预算数 + 0.1 = 1.8", {}),
    ],
)
def test_lines_that_a_project_fails(line: str, values: dict[str, Any]) -> None:
    assert len(found(line, **values)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "项目名称 不包含 “宽带” → 不得有 成本指标",
        "预算数 - 财政资金 = 0",
        "预算数 / 其他资金 > 1",  # a division by zero says nothing
        "6月底 >= 50%",
        "资金用途 不为空",
        "必须有 “及时率”",
        "1.8 = 预算数",
        "不得有 经济成本指标",
    ],
)
def test_lines_that_a_project_keeps(line: str) -> None:
    assert found(line) == []


def test_a_line_about_columns_is_asked_of_every_row() -> None:
    line = "二级指标 = 质量指标 → 指标值 >= 98"
    rows = rows_with({0: {"level2": "质量指标"}, 1: {"target_value": "≥98%"}})

    findings = found(line, rows=rows)

    assert [(f.origin.cell, f.message.partition("（")[2]) for f in findings] == [
        ("E10", "指标值 3，二级指标“质量指标”）")
    ]


def test_a_row_without_a_number_is_not_judged_by_it() -> None:
    rows = rows_with({1: {"target_value": "优"}})

    assert found("三级指标 包含 率 → 指标值 >= 10".replace("率", "“检修”"), rows=rows) == []


def test_an_amount_that_cannot_be_read_is_no_amount() -> None:
    assert found("预算数 >= 5", budget="2000万") == []


def test_percentages_of_the_plan_are_exact() -> None:
    plan = (percent("0.1"), percent("0.3"), percent("0.7"), percent("1"))

    assert found("3月底 + 6月底 = 40%", plan=plan) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "校验内容未填"),
        ("预算 >= 5", "不认识“预算”，是不是“预算数”"),
        ("预算数 >= 五", "不认识“五”"),
        ("预算数 >=", "不完整"),
        ("预算数 5", "不完整"),
        ("(预算数 >= 5", "不完整"),
        ("预算数 + 1", "能判断对错"),
        ("预算数 >= 5 →", "后面要写要求"),
        ("→ 必须有 满意度指标", "前面要写条件"),
        ("预算数 > 1 → 预算数 > 2 → 预算数 > 3", "只能有一个"),
        ("预算数 = “五万”", "数字和文字不能比较"),
        ("项目名称 > “甲”", "只有数字能比较大小"),
        ("项目名称 包含 5", "应为文字，写的是数字"),
        ("预算数 且 财政资金", "应为判断，写的是数字"),
        ("项目名称 + 1 = 2", "应为数字，写的是文字"),
        ("必须有", "后要写指标类别"),
        ("条数 成本指标 > 1", "后要用括号"),
        ("合计(“工资”) > 1", "括号里要写指标类别"),
        ("__import__('os').system('x')", "不认识“__import__”"),
        ("().__class__", "不认识"),
        ("预算数 ** 99999999 > 1", "写得不对"),
        ("预算数 > 1; 预算数 > 2", "不认识“;”"),
        ("预" * 501, "超过 500 字"),
        ("“没有收尾 = 项目名称", "不认识"),
    ],
)
def test_a_wrong_line_is_explained_when_it_is_read(line: str, reason: str) -> None:
    with pytest.raises(OwnCheckError) as failure:
        OwnCheck.parse(1, line)

    assert reason in failure.value.reason


SIGNS = [
    *("且", "或", "非", "包含", "不包含", "为空", "不为空", "必须有", "不得有", "条数", "合计"),
    *("(", ")", "+", "-", "*", "/", "**", "//", "=", ">=", "<", "→"),
]
NO_WORDS = ["eval", "_", ".", "[", "lambda", ":", ";", "甲"]
words = st.sampled_from([*FIELDS, *sorted(CLASSES), "5", "10%", "3万元", "“甲”", *SIGNS, *NO_WORDS])


@given(st.lists(words, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_line_is_a_check_or_explained_and_no_check_fails_on_a_workbook(line: str) -> None:
    try:
        check = OwnCheck.parse(1, line)
    except OwnCheckError:
        return
    sent = submission(project(), project(2, budget="x", rows=[(None,) * 6], plan=("甲",) * 4))

    check_submission(sent, Settings(own_checks=(check,)))


def test_amounts_in_yuan_and_in_ten_thousands_are_the_same() -> None:
    assert found("预算数 = 1.8万元") == found("预算数 = 18000元") == []
    assert found("预算数 = 1.8") == []
    assert len(found("预算数 = 1.8元")) == 1


def test_the_examples_of_the_handbook_are_checks() -> None:
    page = (Path(__file__).parents[3] / "docs" / "own-checks.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\n(.*?)```", page, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]

    assert len(lines) == 7
    for line in lines:
        assert OwnCheck.parse(1, line).line == line
    for field in FIELDS:
        assert field in page
