from collections.abc import Sequence
from typing import Any

import pytest

from tests.rules.builders import (
    NAME,
    calculated,
    check,
    entry,
    found_by,
    project,
    rows_with,
    submission,
    where,
)
from xladdin.domain.finding import Finding
from xladdin.domain.submission import DepartmentTargets, WorkbookKind
from xladdin.rules.context import Context
from xladdin.rules.engine import all_findings, check_submission


def found_in(column: str, text: Any) -> list[Finding]:
    sent = submission(project(rows=rows_with({1: {column: text}})))
    return found_by("C19", all_findings(sent, Context.of(sent)))


@pytest.mark.parametrize(
    ("text", "after", "message"),
    [
        ("财库[2016]198号", "财库〔2016〕198号", "文号“财库[2016]198号”的年份没有用六角括号"),
        ("抚审批呈【2023】23号", "抚审批呈〔2023〕23号", "六角括号"),
        ("财预（2021）101号文件", "财预〔2021〕101号文件", "六角括号"),
        ("财预﹝2021﹞101号", "财预〔2021〕101号", "六角括号"),
        ("财预 [ 2021 ] 101号", "财预〔2021〕101号", "六角括号"),
        ("财预〔2021]第101号", "财预〔2021〕第101号", "六角括号"),
        ("村（社区)服务站", "村（社区）服务站", "括号“（社区)”一半全角一半半角"),
        ("噪声dB(A）", "噪声dB(A)", "一半全角一半半角"),
        ("接口(API）v2", "接口（API）v2", "一半全角一半半角"),
        ("A(B）C", "A(B)C", "一半全角一半半角"),
        ("保障运行,提升服务;完善", "保障运行，提升服务；完善", "半角标点“,”“;”"),
        ("内容: 印刷, 装订", "内容：印刷，装订", "半角标点“:”“,”"),
        ("关于做好预算编制工作的通知", "《关于做好预算编制工作的通知》", "没有加书名号"),
        (
            "根据市财政局关于做好预算编制工作的通知（财预〔2023〕1号）",
            "根据《市财政局关于做好预算编制工作的通知》（财预〔2023〕1号）",
            "没有加书名号",
        ),
        (
            "财库[2016]198号,合同(三份）",
            "财库〔2016〕198号，合同（三份）",
            "六角括号；括号“(三份）”一半全角一半半角；汉字后面用了半角标点“,”",
        ),
    ],
)
def test_c19_a_mark_that_is_not_as_it_should_be(text: str, after: str, message: str) -> None:
    [finding] = found_in("target_basis", text)

    assert where([finding]) == [("C19", "info", "F11")]
    assert finding.message.startswith("指标值确定依据中，")
    assert message in finding.message
    assert [(edit.before, edit.after) for edit in finding.edits] == [(text, after)]
    assert found_in("target_basis", after) == []


@pytest.mark.parametrize(
    "text", ["村（社区服务站", "《预算法", "“零成本政策", "零成本”政策", "合同）约定"]
)
def test_c19_a_mark_without_its_partner_is_left_to_a_person(text: str) -> None:
    [finding] = found_in("target_basis", text)

    assert "没有配对" in finding.message
    assert finding.edits == ()


def test_c19_halves_of_a_pair_in_two_cells_are_no_pair() -> None:
    rows = rows_with({1: {"target_basis": "合同（约定"}, 3: {"target_basis": "合同约定）"}})
    sent = submission(project(rows=rows))

    found = found_by("C19", all_findings(sent, Context.of(sent)))

    assert [finding.origin.cell for finding in found] == ["F11", "F13"]


@pytest.mark.parametrize(
    "text",
    [
        "财库〔2016〕198号",
        "冀财预〔2023〕15号、财预〔2021〕101号",
        "《中华人民共和国预算法》（2018年修正）",
        "《秦皇岛市财政局关于印发〈办法〉的通知》（秦财绩〔2020〕9号）",
        "按照《关于做好工作的通知》执行",
        "关于网络的合同约定",
        "（2023）冀0306民初123号",
        "个体工商户(含家庭农场)",
        "内容包括：1）道路硬化；2)绿化；一）亮化",
        "师生比1:19，时间8:00-18:00",
        "B/S, C/S; Wi-Fi",
        "开展“双随机、一公开”检查",
        "历史经验",
        "",
    ],
)
def test_c19_marks_as_they_should_be(text: str) -> None:
    assert found_in("target_basis", text) == []


def test_c19_titles_are_looked_for_among_the_bases_only() -> None:
    assert found_in("indicator_description", "关于做好预算编制工作的通知") == []


def test_c19_the_same_text_is_told_once_a_sheet_with_edits_for_every_cell() -> None:
    rows = rows_with({row: {"target_basis": "抚审批呈【2023】23号"} for row in (0, 2, 4)})

    [finding] = found_by("C19", check(project(rows=rows)))

    assert finding.origin.cell == "F10"
    assert finding.message.endswith("；本表另有 2 处相同（F12、F14）")
    assert [edit.origin.cell for edit in finding.edits] == ["F10", "F12", "F14"]


def test_c19_a_formula_is_told_but_not_overwritten() -> None:
    [finding] = found_in("target_basis", calculated("财库[2016]198号"))

    assert finding.edits == ()


def test_c19_the_name_is_written_as_the_budget_system_has_it() -> None:
    assert found_by("C19", check(project(project_name=f"{NAME}(一期）"))) == []


@pytest.mark.parametrize(
    ("goals", "after"),
    [
        (("1.保障运行", "2.更新设备。"), "1.保障运行。\n2.更新设备。"),
        (("1.保障运行；", "2.更新设备", "3.提升服务"), "1.保障运行；\n2.更新设备；\n3.提升服务。"),
        (("1.保障运行。", "2.更新设备；"), "1.保障运行。\n2.更新设备。"),
        (("1.保障运行.", "2.更新设备。", "3.服务"), "1.保障运行。\n2.更新设备。\n3.服务。"),
        (("（1）保障运行;", "（2）更新设备"), "（1）保障运行；\n（2）更新设备。"),
    ],
)
def test_c19_goals_end_alike(goals: Sequence[str], after: str) -> None:
    [finding] = found_by("C19", check(project(goals=goals)))

    assert where([finding]) == [("C19", "info", "B8")]
    assert "各条目标结尾的标点不一致" in finding.message
    assert [(edit.before, edit.after) for edit in finding.edits] == [("\n".join(goals), after)]
    assert found_by("C19", check(project(goals=after.split("\n")))) == []


@pytest.mark.parametrize(
    "goals",
    [
        ("1.保障运行。", "2.更新设备。"),
        ("1.保障运行", "2.更新设备"),
        ("1.保障运行；", "2.更新设备；", "3.提升服务。"),
        ("1.保障运行；", "2.更新设备；"),
        ("1.保障运行：", "（1）水电；", "（2）取暖。", "2.更新设备。"),
        ("1.内容包括：", "2.更新设备。"),
        ("保障运行",),
        ("保障运行", "更新设备。"),  # C11 asks for numbers first
    ],
)
def test_c19_ends_of_goals_that_are_left_alone(goals: Sequence[str]) -> None:
    assert found_by("C19", check(project(goals=goals))) == []


def test_c19_looks_at_the_targets_of_the_department() -> None:
    targets = DepartmentTargets(entry("优化服务,保障运行。", "B3", "整体目标"), (), ())
    sent = submission(kind=WorkbookKind.DEPARTMENT, targets=targets, with_cover=False)

    [finding] = found_by("C19", check_submission(sent))

    assert (finding.origin.sheet, finding.origin.cell) == ("整体目标", "B3")
    assert finding.message.startswith("总体绩效目标中，")
