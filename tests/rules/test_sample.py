"""What the telling messages say of the real document's 13 projects, and its totals.

tests/golden holds every finding with a person's judgement.
"""

import json
from dataclasses import replace
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
)
from xladdin.domain.department import RosterUnit
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


@pytest.mark.parametrize("unit_code", list(UNITS))
def test_the_sheets_add_up_to_what_was_granted(unit_code: str) -> None:
    sent, unit = workbook(unit_code), UNITS[unit_code]
    assert unit.ceiling_amount is not None

    def found(amount: Decimal) -> list[str]:
        units = roster(replace(unit, ceiling_amount=amount, approved_amount=amount))
        findings = check_submission(sent, Settings(roster=units))
        findings += check_department(department(received(sent), units=units))
        return [finding.rule for finding in findings if finding.rule in {"W05", "D03"}]

    assert found(unit.ceiling_amount) == []
    assert found(unit.ceiling_amount - Decimal("0.01")) == ["W05", "D03"]


def test_every_project_of_the_document_was_judged() -> None:
    assert [len(workbook(unit_code).projects) for unit_code in UNITS] == [7, 6]
    assert [workbook(unit_code).indicator_count for unit_code in UNITS] == [64, 57]
