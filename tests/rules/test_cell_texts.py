import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from tests.rules.builders import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    PASTED_ERROR,
    check,
    found_by,
    project,
    rows_with,
    where,
)


@pytest.mark.parametrize(
    ("goals", "message"),
    [
        ((None,), "绩效目标未填"),
        (("-_*",), "绩效目标未填"),
        (("1.", "2.保障运行"), "绩效目标未填"),
        (("1.保障运行", "3.更新设备"), "缺少编号 2"),
        (("2.保障运行", "3.更新设备"), "缺少编号 1"),
        (("1.保障运行", "2.更新设备", "2.提升服务"), "编号 2 重复"),
        (("1.保障运行", "3.更新设备", "2.提升服务"), "编号 2 的次序不对"),
        (("1.保障运行", "更新设备"), "“更新设备”没有编号"),
        (("保障运行", "更新设备"), "2 条目标都没有编号"),
        (("2.保障运行",), "缺少编号 1"),
        (("1.保障运行", "5.更新设备"), "缺少编号 2、3、4"),
    ],
)
def test_c11_goals_are_stated_and_numbered(goals: Sequence[str], message: str) -> None:
    [finding] = check(project(goals=goals))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("C11", "error", "B8")
    assert message in finding.message


@pytest.mark.parametrize(
    "goals",
    [
        ("保障大厅宽带畅通。",),
        ("1.保障运行", "2.更新设备"),
        ("1．保障运行", "2．更新设备"),
        ("1、保障运行", "2. 更新设备"),
        ("（1）保障运行", "(2)更新设备"),
        ("①保障运行", "②更新设备"),
        ("一、保障运行", "二、更新设备"),
        ("（一）保障运行", "（二）更新设备"),
        ("目标1：保障运行", "目标2：更新设备"),
        tuple(f"{n}.保障运行第{n}项" for n in range(1, 13)),
        ("1.保障运行：", "（1）宽带", "（2）网络", "2.更新设备"),
        ("1.5公里专线畅通",),
        ("12 月底前完成建设",),
        ("3  个村接通网络",),
        ("1 保障运行", "2 更新设备"),
        ("一是保障运行", "二是更新设备"),
        ("第一，保障运行", "第二，更新设备"),
        ("十四五，全面接通",),
    ],
)
def test_c11_ways_to_number_goals(goals: Sequence[str]) -> None:
    assert check(project(goals=goals)) == []


def test_c11_a_number_at_the_start_of_a_sentence_is_no_goal_number() -> None:
    [finding] = check(project(goals=("2024年网络畅通", "1.5公里专线畅通")))

    assert "都没有编号" in finding.message


def test_c11_several_faults_in_a_cell_are_one_finding() -> None:
    [finding] = check(project(goals=("2.保障运行", "2.更新设备", "提升服务")))

    assert finding.message == ("绩效目标的编号有误：缺少编号 1；编号 2 重复；“提升服务”没有编号")


def test_c11_without_any_goal_entry_the_sheet_is_named() -> None:
    findings = check(project(goals=()))

    assert where(findings) == [("C11", "error", "")]
    assert findings[0].origin.sheet == "项目1"


def test_c11_is_silent_while_a_goal_cannot_be_read() -> None:
    assert [f.rule for f in check(project(goals=(NOT_CALCULATED,)))] == ["W06"]
    assert [f.rule for f in check(project(goals=(dt.datetime(2024, 1, 3),)))] == ["W03"]


PLACEHOLDERS = (
    *("无", "暂无", "待定", "null", "NULL", "N/A", "none", "/", "-", "—", "——", "……", "...", "/ "),
    *("XX", "XX村", "20XX年", "××项目", "xx项目", "保障**运行", "≥**%", "提升服务等……", "提升……"),
    *("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"),
)


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_c13_a_placeholder_is_an_error(text: str) -> None:
    found = check(project(rows=rows_with({1: {"indicator_description": text}})))

    assert where(found) == [("C13", "error", "D11")]
    assert found[0].message.startswith("绩效指标描述")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "无线网",
            "一体化",
            "24小时",
            "XML接口",
            "1-3层",
            "3×4米",
            "办公室/财务科",
            "XXL码",
        ),
        *(
            "达到A级",
            "提升服务等。",
            "DVD",
            "无纸化率",
            "网络（无线）",
            "100%",
            "MAXX接口",
            "5*8小时",
        ),
    ],
)
def test_c13_ordinary_texts_pass(text: str) -> None:
    assert check(project(rows=rows_with({1: {"indicator_description": text}}))) == []


@pytest.mark.parametrize(
    ("sheet", "cell", "message"),
    [
        ({"project_name": "XX费用", "title": "XX费用绩效目标表"}, "E3", "占位符“XX”"),
        ({"fund_use": "待定"}, "B5", "资金用途填的是“待定”"),
        ({"goals": ("1.保障运行", "2.待定")}, "B8", "绩效目标填的是“待定”"),
        ({"goals": ("1.保障……",)}, "B8", "以省略号结尾"),
        ({"rows": rows_with({0: {"target_value": "≥XX%"}})}, "E10", "占位符“XX”"),
        ({"rows": rows_with({0: {"target_basis": "#N/A"}})}, "F10", "留有错误值 #N/A"),
    ],
)
def test_c13_looks_at_every_text_field(sheet: dict[str, Any], cell: str, message: str) -> None:
    [finding] = check(project(**sheet))

    assert (finding.rule, finding.origin.cell) == ("C13", cell)
    assert message in finding.message


def test_c13_blank_fields_are_no_placeholders() -> None:
    assert check(project(fund_use=None)) == []


def test_c13_an_error_pasted_as_a_value_is_reported_at_every_field() -> None:
    fields: dict[str, Any] = {
        **dict.fromkeys(("title", "unit_line", "amount_unit", "fund_use"), PASTED_ERROR),
        **dict.fromkeys(("project_code", "project_name", "budget", "fiscal"), PASTED_ERROR),
        "plan": (PASTED_ERROR,) * 4,
        "goals": (PASTED_ERROR,),
        "other": PASTED_ERROR,
        "rows": [(PASTED_ERROR,) * 6],
    }
    findings = check(project(**fields))

    assert {finding.rule for finding in findings} == {"C13"}
    assert [finding.origin.cell for finding in findings] == [
        *("A1", "A2", "F2", "B3", "E3", "C4", "E4", "G4", "B5", "B7", "D7", "E7", "G7", "B8"),
        *("A10", "B10", "C10", "D10", "E10", "F10"),
    ]
    assert "错误值 #REF!" in findings[0].message


def test_c13_an_error_of_a_formula_is_left_to_w06() -> None:
    assert [f.rule for f in check(project(fund_use=FORMULA_ERROR))] == ["W06"]
    assert found_by("C13", check(project(budget=FORMULA_ERROR))) == []
