import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    FILE,
    FORMULA_ERROR,
    NOT_CALCULATED,
    PASTED_ERROR,
    TOTAL_ROW,
    anomaly,
    calculated,
    entry,
    found_at_level,
    found_by,
    percent,
    project,
    rows_with,
    submission,
    where,
)
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.project import BudgetProject, Unplaced
from xladdin.domain.submission import (
    AnomalyKind,
    DepartmentTargets,
    SubGoal,
    Submission,
    SupportMeasure,
    WorkbookKind,
)
from xladdin.rules.settings import STANDARD, Settings

DATE = dt.datetime(2024, 1, 3)


def found(sent: Submission, settings: Settings = STANDARD) -> list[Finding]:
    return found_at_level("W", sent, settings)


def check(*projects: BudgetProject) -> list[Finding]:
    return found(submission(*projects))


@pytest.mark.parametrize(
    ("kind", "detail", "rule", "message"),
    [
        (AnomalyKind.TEMPLATE_MISSING, "", "W03", "不是用申报模板填写的"),
        (AnomalyKind.TEMPLATE_VERSION, "unit 0", "W03", "不是现行版本"),
        (AnomalyKind.EXTERNAL_LINK, "预算.xlsx", "W03", "引用了其他文件 预算.xlsx"),
        (AnomalyKind.HIDDEN_SHEET, "项目1", "W03", "工作表“项目1”被隐藏"),
        (AnomalyKind.HIDDEN_DATA, "第12行", "W03", "第12行被隐藏"),
        (AnomalyKind.NOT_LISTED, "项目2", "W03", "“项目2”没有列入封面"),
        (AnomalyKind.LISTED_TWICE, "项目1", "W03", "“项目1”列了两次"),
        (AnomalyKind.LISTED_MISSING, "项目9", "W03", "没有这张项目表"),
        (AnomalyKind.TOTAL_NOT_FORMULA, "1.80", "W06", "合计 1.80 是手工填写的数"),
        (AnomalyKind.ERROR_CELL, "#REF!", "W06", "错误值 #REF!"),
        (AnomalyKind.NOT_CALCULATED, "12", "W06", "12 个公式没有计算结果"),
    ],
)
def test_facts_about_the_file_become_findings(
    kind: AnomalyKind, detail: str, rule: str, message: str
) -> None:
    sent = submission(project(), anomalies=(anomaly(kind, "封面", "H12", detail),))

    [finding] = found(sent)

    assert (finding.rule, finding.severity.value, finding.origin.cell) == (rule, "error", "H12")
    assert message in finding.message
    assert finding.fix


def test_every_kind_of_fact_has_its_wording() -> None:
    facts = tuple(anomaly(kind, "封面", f"A{n}", "x") for n, kind in enumerate(AnomalyKind, 1))

    assert len(found(submission(project(), anomalies=facts))) == len(AnomalyKind)


def test_w03_a_sheet_without_the_form_is_a_warning() -> None:
    sent = submission(project(), anomalies=(anomaly(AnomalyKind.EXTRA_SHEET, "便签", "", "便签"),))

    [finding] = found(sent)

    assert (finding.rule, finding.severity.value, finding.origin.sheet) == (
        "W03",
        "warning",
        "便签",
    )
    assert "“便签”不是申报表样，没有读取" in finding.message


def test_w03_a_workbook_without_the_form_is_an_error_of_the_file() -> None:
    sent = submission(kind=WorkbookKind.FOREIGN, with_cover=False)

    [finding] = found(sent)

    assert (finding.rule, finding.origin) == ("W03", Origin(FILE))
    assert "没有找到绩效目标申报表" in finding.message


def test_w03_what_could_not_be_placed_is_an_error_at_its_cell() -> None:
    parts = (
        Unplaced(Origin(FILE, "项目1", "H20"), "备注：见附件", "不在表样的任何栏目内"),
        Unplaced(Origin(FILE, "项目1"), "资金用途", "表中找不到此栏目"),
        Unplaced(Origin(FILE, "项目1"), "12月底", "表中找不到此栏目"),
    )
    findings = check(project(unplaced=parts))

    assert where(findings) == [
        ("W03", "error", ""),
        ("W03", "error", ""),
        ("W03", "error", "H20"),
    ]
    assert "“资金用途”：表中找不到此栏目" in findings[0].message
    assert "“备注：见附件”：不在表样的任何栏目内" in findings[2].message


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"project_name": DATE}, "E3"),
        ({"project_code": DATE}, "B3"),
        ({"fund_use": DATE}, "B5"),
        ({"title": DATE}, "A1"),
        ({"goals": (DATE,)}, "B8"),
        ({"rows": rows_with({0: {"level3": DATE}})}, "C10"),
        ({"rows": rows_with({0: {"target_value": DATE}})}, "E10"),
        ({"rows": rows_with({4: {"target_basis": dt.time(1, 30)}})}, "F14"),
    ],
)
def test_w03_a_date_in_a_text_field_is_an_error(changes: dict[str, Any], cell: str) -> None:
    [finding] = check(project(**changes))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("W03", "error", cell)
    assert "被存成了日期或时间，现为 " in finding.message
    assert "“文本”" in finding.fix


def test_w03_says_what_is_shown_of_a_date() -> None:
    [finding] = check(project(fund_use=DATE))

    assert "现为 2024-01-03" in finding.message


def test_w03_only_the_date_on_the_cover_may_be_a_date() -> None:
    assert found(submission(project(), prepared_on=DATE)) == []
    [finding] = found(submission(project(), telephone=DATE))
    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("W03", "封面", "F7")


TOTALS = ("total_budget", "total_fiscal", "total_other")


@pytest.mark.parametrize(
    ("value", "message"),
    [(FORMULA_ERROR, "显示错误值 #REF!"), (NOT_CALCULATED, "公式没有计算结果")],
)
def test_w06_unsound_formulas_are_errors_at_every_field(value: object, message: str) -> None:
    fields: dict[str, Any] = dict.fromkeys(
        (
            *("title", "unit_line", "amount_unit", "fund_use", "project_code", "project_name"),
            *("budget", "fiscal", "other"),
        ),
        value,
    )
    on_cover: dict[str, Any] = dict.fromkeys(("preparer", *TOTALS), value)
    sheet = project(**fields, plan=(value,) * 4, goals=(value,), rows=[(value,) * 6])
    sent = submission(sheet, **on_cover)
    findings = found(sent)

    assert {(finding.rule, finding.severity.value) for finding in findings} == {("W06", "error")}
    assert len(findings) == 24
    assert all(message in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("changes", "cell", "value"),
    [
        ({"budget": calculated(Decimal("1.80"))}, "C4", "“1.8”"),
        ({"fund_use": calculated("用于宽带")}, "B5", "“用于宽带”"),
        ({"goals": (calculated("保障宽带畅通"),)}, "B8", "“保障宽带畅通”"),
        ({"rows": rows_with({0: {"target_value": calculated("≥3层")}})}, "E10", "“≥3层”"),
    ],
)
def test_w06_a_formula_in_an_input_is_an_error(
    changes: dict[str, Any], cell: str, value: str
) -> None:
    [finding] = check(project(**changes))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("W06", "error", cell)
    assert "是公式，应为直接填写的内容" in finding.message
    assert value in finding.fix


def test_w06_what_the_template_calculates_is_no_input() -> None:
    assert check(project(amount_unit=calculated("单位：万元"))) == []
    [finding] = found(submission(project(), unit_code=calculated("316001")))
    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("W06", "封面", "C4")


def test_w06_an_error_pasted_outside_the_project_sheets_is_reported_too() -> None:
    [finding] = found(submission(project(), total_budget=PASTED_ERROR))

    assert (finding.rule, finding.origin.sheet) == ("W06", "封面")
    assert finding.origin.cell == f"E{TOTAL_ROW}"


def targets(value: Any) -> DepartmentTargets:
    return DepartmentTargets(
        entry("全面提升服务", "B3", "整体目标"),
        (SubGoal(entry("加强制度建设", "B6", "整体目标"), entry(value, "C6", "整体目标")),),
        (SupportMeasure(entry("完善制度", "B9", "整体目标"), entry("规范流程", "C9", "整体目标")),),
    )


@pytest.mark.parametrize(
    ("value", "rule"), [(DATE, "W03"), (PASTED_ERROR, "W06"), (NOT_CALCULATED, "W06")]
)
def test_the_departments_targets_are_looked_at_too(value: object, rule: str) -> None:
    sent = submission(kind=WorkbookKind.DEPARTMENT, targets=targets(value))

    [finding] = found(sent)

    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == (rule, "整体目标", "C6")


def test_sound_targets_are_fine() -> None:
    sent = submission(kind=WorkbookKind.DEPARTMENT, targets=targets("优化财务制度"))

    assert found(sent) == []


def test_goals_of_one_cell_are_reported_once() -> None:
    goals = (calculated("1.保障宽带畅通"), calculated("2.更新规则库"))

    assert where(found_by("W06", check(project(goals=goals)))) == [("W06", "error", "B8")]


def test_a_percentage_calculated_in_the_plan_is_an_input_too() -> None:
    plan = (percent("0.25"), percent("0.5"), calculated(Decimal("0.75")), percent("1"))

    assert where(check(project(plan=plan))) == [("W06", "error", "E7")]
