from typing import Any

import pytest

from tests.rules.builders import (
    FORMULA_ERROR,
    PASTED_ERROR,
    check,
    entry,
    found_by,
    project,
    rows_with,
    submission,
    where,
)
from xladdin.domain.submission import DepartmentTargets, SubGoal, SupportMeasure, WorkbookKind
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import Settings
from xladdin.rules.thresholds import Thresholds
from xladdin.rules.words import WordList, Words

PLACEHOLDERS = (
    *("无", "暂无", "待定", "null", "NULL", "N/A", "none", "/", "-", "—", "——", "……", "...", "/ "),
    *("XX", "XX村", "20XX年", "××项目", "xx项目", "保障**运行", "≥**%", "提升服务等……", "提升……"),
    *("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"),
)


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_c13_a_placeholder_is_an_error(text: str) -> None:
    found = found_by("C13", check(project(rows=rows_with({1: {"indicator_description": text}}))))

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
    findings = check(project(rows=rows_with({1: {"indicator_description": text}})))

    assert found_by("C13", findings) == []


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
    [finding] = found_by("C13", check(project(**sheet)))

    assert (finding.rule, finding.origin.cell) == ("C13", cell)
    assert message in finding.message


def test_c13_blank_fields_are_no_placeholders() -> None:
    assert found_by("C13", check(project(fund_use=None))) == []


def test_c13_an_error_pasted_as_a_value_is_reported_at_every_field() -> None:
    fields: dict[str, Any] = {
        **dict.fromkeys(("title", "unit_line", "amount_unit", "fund_use"), PASTED_ERROR),
        **dict.fromkeys(("project_code", "project_name", "budget", "fiscal"), PASTED_ERROR),
        "plan": (PASTED_ERROR,) * 4,
        "goals": (PASTED_ERROR,),
        "other": PASTED_ERROR,
        "rows": [(PASTED_ERROR,) * 6],
    }
    findings = found_by("C13", check(project(**fields)))

    assert [finding.origin.cell for finding in findings] == [
        *("A1", "A2", "F2", "B3", "E3", "C4", "E4", "G4", "B5", "B7", "D7", "E7", "G7", "B8"),
        *("A10", "B10", "C10", "D10", "E10", "F10"),
    ]
    assert "错误值 #REF!" in findings[0].message


def test_c13_an_error_of_a_formula_is_left_to_w06() -> None:
    assert found_by("C13", check(project(fund_use=FORMULA_ERROR))) == []
    assert found_by("C13", check(project(budget=FORMULA_ERROR))) == []


@pytest.mark.parametrize("text", ["待 定", "ＮＵＬＬ", "Ｎ／Ａ", "ＸＸ村", "＊＊", "\u3000无"])
def test_c13_knows_placeholders_in_full_width_and_with_spaces(text: str) -> None:
    found = found_by("C13", check(project(rows=rows_with({1: {"indicator_description": text}}))))

    assert where(found) == [("C13", "error", "D11")]


def test_c13_looks_at_the_targets_of_the_department() -> None:
    targets = DepartmentTargets(
        entry("优化服务", "B3", "整体目标"),
        (SubGoal(entry("待定", "B5", "整体目标"), entry("提升满意度", "C5", "整体目标")),),
        (SupportMeasure(entry("完善制度", "B8", "整体目标"), entry("XX制度", "C8", "整体目标")),),
    )
    sent = submission(kind=WorkbookKind.DEPARTMENT, targets=targets, with_cover=False)

    found = found_by("C13", check_submission(sent))

    assert where(found) == [("C13", "error", "B5"), ("C13", "error", "C8")]


def test_c13_the_words_are_a_setting() -> None:
    words = Words(placeholder_words=WordList.of("略 TBD"))
    rows = rows_with({0: {"target_basis": "略"}, 1: {"target_basis": "tbd"}})
    rows += rows_with({0: {"target_basis": "待定"}})[:1]

    found = found_by("C13", check_submission(submission(project(rows=rows)), Settings(words=words)))

    assert [finding.origin.cell for finding in found] == ["F10", "F11"]


@pytest.mark.parametrize(
    ("value", "marks"),
    [
        ("服务 达标", "有空格或换行，"),
        ("优\n良", "有空格或换行，"),
        ("保障-安全", "有“-”，"),
        ("显著_提升*", "有“_”、“*”，"),
        ("达标＊", "有“＊”，"),
    ],
)
def test_c22_a_worded_value_with_marks_that_an_import_refuses(value: str, marks: str) -> None:
    [finding] = found_by("C22", check(project(rows=rows_with({4: {"target_value": value}}))))

    assert where([finding]) == [("C22", "warning", "E14")]
    assert marks in finding.message


@pytest.mark.parametrize(
    "value",
    [
        *("优良", " 达标 ", "≥95 %", "5-10人", "2024-12-31", "1-3月", "2023.07-2024.01", None),
        *("2024年 12月31日前", "大幅提升", "国家一级", "符合GB/T标准", "100%"),
    ],
)
def test_c22_numbers_dates_and_plain_words_pass(value: str | None) -> None:
    assert found_by("C22", check(project(rows=rows_with({4: {"target_value": value}})))) == []


@pytest.mark.parametrize(
    ("column", "cell", "longest"),
    [
        ("target_value", "E10", 500),
        ("target_basis", "F10", 1000),
        ("indicator_description", "D10", 2000),
    ],
)
def test_c23_a_text_longer_than_the_budget_system_keeps(
    column: str, cell: str, longest: int
) -> None:
    def found(text: str) -> list[tuple[str, str, str]]:
        return where(found_by("C23", check(project(rows=rows_with({0: {column: text}})))))

    assert found("优" * longest) == []
    assert found("a" * 2 * longest) == []
    assert found("优" * longest + "a") == [("C23", "warning", cell)]


def test_c23_tells_the_size_and_takes_the_limit_from_the_settings() -> None:
    settings = Settings(thresholds=Thresholds(longest_basis=20))
    sent = submission(project(rows=rows_with({0: {"target_basis": "2024年政务服务工作合同"}})))

    [finding] = found_by("C23", check_submission(sent, settings))

    assert "长 22 字节，超过一体化系统的上限 20 字节" in finding.message
