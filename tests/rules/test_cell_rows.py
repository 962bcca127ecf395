from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    NOT_CALCULATED,
    calculated,
    check,
    found_by,
    project,
    rows_with,
    submission,
    where,
)
from xladdin.domain.finding import Finding
from xladdin.rules.cell_rows import indicator_classes
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, check_submission


def found(rule: str, changes: dict[int, dict[str, Any]]) -> list[Finding]:
    return found_by(rule, check(project(rows=rows_with(changes))))


@pytest.mark.parametrize(
    ("changes", "cell", "message"),
    [
        ({"level1": None}, "A10", "一级指标未填"),
        ({"level2": "  "}, "B10", "二级指标未填"),
        ({"level1": "产出类"}, "A10", "“产出类”不是2015版的一级指标"),
        ({"level2": "数目指标"}, "B10", "“数目指标”不是2015版的二级指标"),
        ({"level2": "经济成本指标"}, "B10", "而是2021版（财预〔2021〕101号）的"),
    ],
)
def test_c14_a_word_outside_the_list_is_an_error(
    changes: dict[str, Any], cell: str, message: str
) -> None:
    [finding] = found("C14", {0: changes})

    assert where([finding]) == [("C14", "error", cell)]
    assert message in finding.message
    assert "从列表中选择" in finding.fix


def test_c14_offers_the_classes_under_the_rows_own_level1() -> None:
    [finding] = found("C14", {4: {"level2": "社会影响"}})

    assert finding.fix.endswith("经济效益指标、社会效益指标、生态效益指标、可持续影响指标")


def test_c14_forgives_spaces_the_suffix_and_the_alias() -> None:
    changes: dict[int, dict[str, Any]] = {
        0: {"level1": "产 出", "level2": "数量"},
        1: {"level1": "产出指标指标"},
        5: {"level2": "社会公众或服务对象满意度指标"},
    }

    assert found("C14", changes) == []


def test_c14_follows_the_taxonomy_of_the_workbook() -> None:
    rows = rows_with({3: {"level1": "成本指标", "level2": "经济成本指标"}})

    sent = submission(project(rows=rows), taxonomy="2021版")

    assert found_by("C14", check_submission(sent)) == []


def test_c14_names_the_taxonomy_that_a_class_of_2015_belongs_to() -> None:
    row = ("效益指标", "可持续影响指标", "a", "b", "≥1个", "c")
    of_2021 = Context(submission(taxonomy="2021版").taxonomy)

    [problem] = indicator_classes(project(rows=[row]), of_2021)

    assert "而是2015版（财预〔2015〕88号）的；本工作簿采用2021版" in problem.message


@pytest.mark.parametrize(
    ("changes", "rule", "cell", "message"),
    [
        ({"level3": None}, "C15", "C10", "三级指标未填"),
        ({"level3": "数量"}, "C15", "C10", "与二级指标相同"),
        ({"level3": "数量 指标"}, "C15", "C10", "与二级指标相同"),
        ({"level3": "保障 楼层数"}, "C15", "C10", "有空格或换行"),
        ({"level3": "保障\n楼层数"}, "C15", "C10", "有空格或换行"),
        ({"target_value": ""}, "C17", "E10", "“保障楼层数”的指标值未填"),
        ({"target_value": None, "level3": None}, "C17", "E10", "本行的指标值未填"),
        ({"target_basis": None}, "C18", "F10", "“保障楼层数”的指标值确定依据未填"),
    ],
)
def test_required_cells_of_a_row(
    changes: dict[str, Any], rule: str, cell: str, message: str
) -> None:
    [finding] = found(rule, {0: changes})

    assert (finding.severity.value, finding.origin.cell) == ("error", cell)
    assert message in finding.message


def test_c15_spaces_around_a_name_are_not_inside_it() -> None:
    assert found("C15", {0: {"level3": " 保障楼层数 "}}) == []


def test_c15_spaces_inside_a_name_are_mended() -> None:
    [finding] = found("C15", {0: {"level3": "保障 楼层\n数"}})

    assert [(edit.before, edit.after) for edit in finding.edits] == [
        ("保障 楼层\n数", "保障楼层数")
    ]


@pytest.mark.parametrize(
    "name", ["社会公众或服务对象满意度", "服务对象满意度指标", "服务对象 满意度"]
)
def test_c15_a_name_may_repeat_the_class_under_any_of_its_names(name: str) -> None:
    changes = {5: {"level2": "社会公众或服务对象满意度指标", "level3": name}}

    assert where(found("C15", changes)) == [("C15", "error", "C15")]


def test_c16_blank_descriptions_are_told_once_a_sheet_with_the_names_to_fill_in() -> None:
    changes: dict[int, dict[str, Any]] = {
        1: {"indicator_description": None},
        4: {"indicator_description": " "},
    }

    [finding] = found("C16", changes)

    assert where([finding]) == [("C16", "info", "D11")]
    assert finding.message == "本表有 2 行没有填绩效指标描述（D11、D14）"
    assert [(edit.origin.cell, edit.before, edit.after) for edit in finding.edits] == [
        ("D11", "", "检修合格率"),
        ("D14", " ", "办件提速率"),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"indicator_description": Decimal(3)},
        {"indicator_description": NOT_CALCULATED},
        {"indicator_description": None, "level3": None},
    ],
)
def test_c16_is_silent_where_something_stands_or_no_name_does(changes: dict[str, Any]) -> None:
    assert found("C16", {1: changes}) == []


def test_c16_a_formula_that_shows_nothing_is_not_overwritten() -> None:
    changes = {1: {"indicator_description": calculated("")}}
    sent = submission(project(rows=rows_with(changes)))

    [finding] = found_by("C16", all_findings(sent, Context.of(sent)))

    assert finding.edits == ()
