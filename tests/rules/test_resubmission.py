from dataclasses import replace
from typing import Any

from tests.rules.builders import (
    CODES,
    department,
    found_by,
    own_workbook,
    project,
    rows_with,
    submission,
)
from xladdin.domain.department import Received, SubmissionStatus
from xladdin.domain.explanation import Explanation, Subject
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Submission
from xladdin.rules.engine import check_department
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.thresholds import Thresholds

FIRST, SECOND = "2024-09-01T08:00:00+00:00", "2024-09-05T08:00:00+00:00"


def sent(*projects: BudgetProject, digest: str = "new", **cover: Any) -> Submission:
    return submission(*projects, digest=digest, **cover)


def old(*projects: BudgetProject, digest: str = "old", **cover: Any) -> Submission:
    return submission(*projects, file="old.xlsx", digest=digest, **cover)


def found(older: Submission, newer: Submission, settings: Settings = STANDARD) -> list[Finding]:
    files = (
        Received(older.file, SubmissionStatus.SUPERSEDED, older, FIRST),
        Received(newer.file, SubmissionStatus.USED, newer, SECOND),
    )
    return found_by("D06", check_department(department(*files), settings))


def changes(older: Submission, newer: Submission) -> list[str]:
    [finding] = found(older, newer)
    assert finding.severity.value == "info"
    return finding.message.partition("处：")[2].split("；")


def test_d06_changed_cells_are_one_info_of_the_newer_file() -> None:
    changed = rows_with({0: {"target_value": "≥4层"}, 5: {"target_basis": None}})

    [finding] = found(
        old(project()), sent(project(rows=changed, goals=("1.保障大厅宽带畅通。",), other="无"))
    )

    assert (finding.severity.value, finding.origin) == ("info", Origin("316001.xlsx"))
    assert finding.message == (
        "单位 316001 重报的内容与上一次的“old.xlsx”相比，改动 4 处："
        "项目1!G4 其他资金 空白 → “无”；"
        "删去绩效目标“2.更新网络审计规则库。”（原 项目1!B8）；"
        "项目1!E10 指标值 “≥3层” → “≥4层”；"
        "项目1!F15 指标值确定依据 “问卷调查” → 空白"
    )


def test_d06_rows_put_in_and_taken_out_are_told_as_rows() -> None:
    rows = rows_with({})
    more = [
        *rows[:2],
        ("产出指标", "时效指标", "完成时限", "完成时限", "12月底", "合同"),
        *rows[2:],
    ]

    assert changes(old(project()), sent(project(rows=more))) == ["项目1!C12 新增指标“完成时限”"]
    assert changes(old(project(rows=more)), sent(project())) == [
        "删去指标“完成时限”（原 项目1!C12）"
    ]


def test_d06_a_row_under_another_name_is_a_changed_row() -> None:
    renamed = rows_with({1: {"level3": "检修率", "target_value": "≥90%"}})

    assert changes(old(project()), sent(project(rows=renamed))) == [
        "项目1!C11 三级指标 “检修合格率” → “检修率”",
        "项目1!E11 指标值 “≥95%” → “≥90%”",
    ]


def test_d06_projects_are_known_by_code_else_name_else_sheet() -> None:
    two = old(project(), project(2))
    moved = replace(project(2), sheet="项目1")

    assert changes(two, sent(moved)) == ["删去项目“政务大厅宽带费用”（原 项目1!E3）"]
    assert changes(old(project()), sent(project(), project(2))) == [
        "项目2!E3 新增项目“政务大厅宽带费用2”"
    ]
    assert changes(old(project()), sent(project(project_code=CODES[2]))) == [
        f"项目1!B3 项目编码 “{CODES[0]}” → “{CODES[2]}”"
    ]


def test_d06_more_changes_than_the_setting_are_counted() -> None:
    few = Settings(thresholds=Thresholds(most_changes_listed=2))
    changed = rows_with({row: {"target_basis": "合同"} for row in range(5)})

    [finding] = found(old(project()), sent(project(rows=changed)), few)

    assert "改动 5 处：" in finding.message
    assert finding.message.endswith(
        "项目1!F11 指标值确定依据 “2023年宽带租用合同” → “合同”；……等共 5 处"
    )


def test_d06_the_same_content_sent_again_is_a_warning() -> None:
    [finding] = found(old(project(), digest="same"), sent(project(), digest="same"))

    assert (finding.severity.value, finding.origin) == ("warning", Origin("316001.xlsx"))
    assert finding.message == (
        "单位 316001 两次报送的“old.xlsx”和“316001.xlsx”内容相同，一处没有改动"
    )


def test_d06_who_filled_it_in_and_when_and_blanks_are_no_changes() -> None:
    again = sent(
        project(fund_use="用于大厅宽带网络费用 ", rows=rows_with({0: {"target_value": "≥３层"}})),
        prepared_on="2024-09-05",
        preparer="李四",
        telephone="0335-6012345",
    )

    [finding] = found(old(project()), again)

    assert finding.severity.value == "warning"


def test_d06_another_order_is_worth_an_info() -> None:
    rows = rows_with({})
    turned = [*rows[1:3], rows[0], *rows[3:]]
    sheets = (replace(project(2), position=1), replace(project(), position=2))

    [of_rows] = found(old(project()), sent(project(rows=turned)))
    [of_sheets] = found(old(project(), project(2)), sent(*sheets))

    assert of_rows.severity.value == "info"
    assert of_rows.message.endswith("相同，只调整了顺序：移动 1 行指标")
    assert of_sheets.message.endswith("相同，只调整了顺序：移动 1 张项目表")


def test_d06_goals_are_not_changed_by_the_numbers_that_shift() -> None:
    more = ("1.更新办公设备。", "2.保障大厅宽带畅通。", "3.更新网络审计规则库。")
    renumbered = ("1.保障大厅宽带畅通。", "3.更新网络审计规则库。")

    assert changes(old(project()), sent(project(goals=more))) == [
        "项目1!B8 新增绩效目标“1.更新办公设备。”"
    ]
    assert changes(old(project()), sent(project(goals=renumbered))) == [
        "项目1!B8 绩效目标 “2.更新网络审计规则库。” → “3.更新网络审计规则库。”"
    ]


def test_d06_sheets_not_filled_in_are_no_projects() -> None:
    blank: dict[str, Any] = dict.fromkeys(
        ("project_code", "project_name", "budget", "fiscal", "fund_use")
    )
    unfilled = project(2, goals=(None,), rows=(), plan=(None,) * 4, **blank)

    [finding] = found(old(project(), unfilled), sent(project()))

    assert finding.severity.value == "warning"


def test_d06_new_explanations_are_worth_an_info() -> None:
    explained = replace(
        sent(project(), digest="same"),
        explanations=(Explanation(Subject("项目1", "C4", "S14"), "四舍五入"),),
    )

    [finding] = found(old(project(), digest="same"), explained)

    assert finding.severity.value == "info"
    assert "只改动了审核说明" in finding.message


def test_d06_the_cover_counts_too() -> None:
    assert changes(old(project()), sent(project(), round="二上")) == [
        "封面!C6 申报轮次 “一上” → “二上”"
    ]


def test_d06_a_copy_of_the_file_is_no_resubmission() -> None:
    newer = sent(project(), digest="same")
    copy = old(project(), digest="same")
    files = (
        Received(copy.file, SubmissionStatus.SUPERSEDED, copy, FIRST),
        Received(newer.file, SubmissionStatus.USED, newer, FIRST),
    )

    findings = check_department(department(*files))

    assert found_by("D06", findings) == []
    [d02] = found_by("D02", findings)
    assert d02.message.endswith("（内容相同）")


def test_d06_only_the_last_of_several_earlier_ones_is_compared() -> None:
    files = [
        Received(file, SubmissionStatus.SUPERSEDED, replace(old(project()), file=file), when)
        for file, when in (("second.xlsx", SECOND), ("first.xlsx", FIRST))
    ]
    newer = sent(project(budget="1.81"))
    files.append(Received(newer.file, SubmissionStatus.USED, newer, "2024-09-09T08:00:00+00:00"))

    [finding] = found_by("D06", check_department(department(*files)))

    assert "上一次的“second.xlsx”" in finding.message


def test_d06_the_departments_own_workbook_is_compared_as_well() -> None:
    newer = own_workbook(sub_goals=(("保障网络运行", "网络畅通率≥95%"),))

    [finding] = found(own_workbook(file="old.xlsx", digest="old"), newer)

    assert finding.message == (
        "部门整体绩效目标重报的内容与上一次的“old.xlsx”相比，改动 1 处："
        "整体目标!C7 绩效指标 “网络畅通率≥99%” → “网络畅通率≥95%”"
    )


def test_d06_units_that_sent_once_are_not_compared() -> None:
    other = submission(file="316003.xlsx", unit_code="316003")
    files = (
        Received("a.xlsx", SubmissionStatus.USED, sent(project()), FIRST),
        Received("b.xlsx", SubmissionStatus.USED, other, SECOND),
        Received("c.xlsx", SubmissionStatus.UNREADABLE, None, SECOND),
    )

    assert found_by("D06", check_department(department(*files))) == []
