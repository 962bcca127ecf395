"""The rules on the real document's 13 projects: every finding was looked at by a person.

Nothing else is found: an error on any other row would be a false one.
"""

import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from tests.rules.builders import (
    Cell,
    calculated,
    department,
    project,
    received,
    roster,
    submission,
    where,
)
from xladdin.domain.department import RosterUnit
from xladdin.domain.finding import Finding
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Submission
from xladdin.rules.engine import check_department, check_submission
from xladdin.rules.settings import Settings

PROJECTS: list[dict[str, Any]] = json.loads(
    files("xladdin.sample").joinpath("projects.json").read_text(encoding="utf-8")
)
UNITS = {
    "316001": RosterUnit("316001", "秦皇岛市抚宁区行政审批局本级", Decimal("100.89")),
    "316003": RosterUnit("316003", "秦皇岛市抚宁区人民政府政务服务中心", Decimal("76.69")),
}

# Rule, severity, number of the project in the document, cell.
FOUND = {
    "316001": [
        ("S11", "info", 1, "B7"),  # 3月底, 6月底 and 12月底 blank
        ("S11", "info", 3, "G7"),  # 12月底 blank
        ("W08", "warning", 3, "B15"),  # 保险缴纳标准性: 成本 in project 2, here 时效
        ("R13", "warning", 4, "D16"),  # 踏勘等差旅费用 described like 外出下乡次数
        ("W08", "warning", 5, "B12"),  # 业务处理及时率: 时效 in project 4, here 质量
        ("R08", "error", 7, "E17"),  # 三定方案 is the value and its 依据
        ("R03", "error", 7, "E18"),  # ≥95满意度调查
    ],
    "316003": [
        ("S14", "warning", 8, "C4"),  # 27.11 + 26.73 = 53.84 > 53.83
        ("R08", "warning", 8, "E13"),  # 定时清洁办公区域 is name, 描述 and value
        ("R13", "warning", 8, "D15"),  # 保洁工资 described like 保安工资
        ("R08", "warning", 8, "E17"),  # 保障大楼安全整洁 is name, 描述 and value
        ("R08", "warning", 9, "E14"),  # 设备正常运转 is name, 描述 and value
        ("R08", "info", 9, "E20"),  # 大幅改善 out of 大幅改善办公环境、消除隐患
        ("S14", "info", 11, "C4"),  # 1.58 + 1.47 = 3.05 < 3.06
        ("S11", "info", 11, "B7"),  # only 6月底 filled
        ("R08", "info", 12, "E14"),  # 及时 out of 评审费支付及时
        ("S11", "info", 13, "B7"),  # only 6月底 filled
    ],
}


def sheet(told: dict[str, Any], position: int) -> BudgetProject:
    """A project of the document as the template states it."""

    def amount(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    def share(text: str | None) -> Cell:
        return Cell(None if text is None else Decimal(text) / 100, is_percent=True)

    return project(
        position,
        file=f"{told['unit_code']}.xlsx",
        title=calculated(told["title"]),
        unit_line=calculated(f"{told['unit_code']} {told['unit_name']}"),
        project_code=told["code"],
        project_name=told["name"],
        budget=amount(told["budget"]),
        fiscal=amount(told["fiscal"]),
        other=amount(told["other"]),
        fund_use=told["fund_use"],
        plan=[share(text) for text in told["spending_plan_percent"].values()],
        goals=told["goals"],
        rows=[list(row.values()) for row in told["indicators"]],
    )


def workbook(unit_code: str) -> Submission:
    own = [told for told in PROJECTS if told["unit_code"] == unit_code]
    sheets = [sheet(told, position) for position, told in enumerate(own, 1)]
    unit = UNITS[unit_code]
    return submission(
        *sheets, file=f"{unit_code}.xlsx", unit_code=unit_code, unit_name=unit.unit_name
    )


def numbered(finding: Finding, unit_code: str) -> tuple[str, str, int, str]:
    first = next(told["no"] for told in PROJECTS if told["unit_code"] == unit_code)
    number = int(finding.origin.sheet.removeprefix("项目")) + first - 1
    [(rule, severity, cell)] = where([finding])
    return rule, severity, number, cell


@pytest.mark.parametrize("unit_code", list(UNITS))
def test_exactly_these_findings_and_no_other(unit_code: str) -> None:
    findings = check_submission(workbook(unit_code), Settings(roster=roster(*UNITS.values())))

    assert [numbered(finding, unit_code) for finding in findings] == FOUND[unit_code]


def test_the_errors_say_what_a_clerk_has_to_change() -> None:
    findings = check_submission(workbook("316001"))
    said = {finding.origin.cell: finding for finding in findings if finding.rule in {"R03", "R08"}}

    assert said["E18"].message == (
        "指标值“≥95满意度调查”在数值 95 之后夹带了“满意度调查”，"
        "那是本行的指标值确定依据；数值没有写单位"
    )
    assert said["E18"].fix == "只保留比较符号、数值和单位，如 ≥95%；依据已写在依据栏"
    assert said["E17"].message == "指标值“三定方案”照抄了本行的指标值确定依据"


def test_the_costs_are_shown_as_arithmetic() -> None:
    findings = check_submission(workbook("316003"))
    said = [finding.message for finding in findings if finding.rule == "S14"]

    assert "27.11 + 26.73 = 53.84 万元，比预算数 53.83 多 0.01 万元（疑似四舍五入所致）" in said[0]
    assert "1.58 + 1.47 = 3.05 万元，比预算数 3.06 少 0.01 万元" in said[1]


def test_the_two_units_make_a_sound_department() -> None:
    files_received = [received(workbook(unit_code)) for unit_code in UNITS]

    assert check_department(department(*files_received, units=roster(*UNITS.values()))) == []


def test_every_project_of_the_document_was_judged() -> None:
    assert [len(workbook(unit_code).projects) for unit_code in UNITS] == [7, 6]
    assert [workbook(unit_code).indicator_count for unit_code in UNITS] == [64, 57]
