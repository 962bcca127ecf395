from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    CODES,
    FORMULA_ERROR,
    NAME,
    NOT_CALCULATED,
    TOTAL_ROW,
    UNIT,
    found_at_level,
    found_by,
    project,
    roster,
    rows_with,
    submission,
)
from xladdin.domain.department import RosterUnit
from xladdin.domain.finding import Finding
from xladdin.domain.project import BudgetProject
from xladdin.domain.submission import Submission
from xladdin.rules.settings import STANDARD, Settings

OTHER_UNIT = "316003 秦皇岛市抚宁区人民政府政务服务中心"


def found(sent: Submission, settings: Settings = STANDARD) -> list[Finding]:
    return found_at_level("W", sent, settings)


def check(*projects: BudgetProject) -> list[Finding]:
    return found(submission(*projects))


@pytest.mark.parametrize("code", [CODES[0], CODES[0].lower(), f" {CODES[0]}"])
def test_w01_a_code_on_two_sheets_is_an_error_at_the_later(code: str) -> None:
    [finding] = check(project(), project(2), project(3, project_code=code))

    assert (finding.rule, finding.severity.value) == ("W01", "error")
    assert (finding.origin.sheet, finding.origin.cell) == ("项目3", "B3")
    assert "与工作表“项目1”的 B3 重复" in finding.message


def test_w01_a_name_on_two_sheets_is_an_error_at_the_later() -> None:
    [finding] = check(project(), project(2, project_name=f"政务 {NAME[2:]}"))

    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("W01", "项目2", "E3")
    assert "项目名称“政务 大厅宽带费用”与工作表“项目1”的 E3 重复" in finding.message


def test_w01_blank_and_unreadable_codes_are_no_doubles() -> None:
    blank = check(project(project_code=None), project(2, project_code=None))
    errors = check(project(project_code=FORMULA_ERROR), project(2, project_code=FORMULA_ERROR))

    assert found_by("W01", [*blank, *errors]) == []


@pytest.mark.parametrize(
    "line", [OTHER_UNIT, f"316003 {UNIT[1]}", f"{UNIT[0]} 秦皇岛市抚宁区行政审批局", UNIT[1][::-1]]
)
def test_w02_a_sheet_of_another_unit_is_an_error_at_its_unit_line(line: str) -> None:
    [finding] = check(project(), project(2, unit_line=line))

    assert (finding.rule, finding.severity.value) == ("W02", "error")
    assert (finding.origin.sheet, finding.origin.cell) == ("项目2", "A2")
    assert f"与封面的单位“{' '.join(UNIT)}”不一致" in finding.message


@pytest.mark.parametrize("line", ["".join(UNIT), f" {UNIT[0]}　{UNIT[1]} ", "\n".join(UNIT)])
def test_w02_spaces_in_a_unit_line_do_not_matter(line: str) -> None:
    assert check(project(unit_line=line)) == []


def test_w02_a_blank_unit_line_is_an_error() -> None:
    [finding] = check(project(unit_line=None))

    assert (finding.rule, finding.origin.cell) == ("W02", "A2")
    assert "没有写明单位" in finding.message


def test_w02_lines_that_are_blank_because_the_cover_is_are_not_reported_again() -> None:
    findings = found(submission(project(unit_line=None), unit_code=None, unit_name=None))

    assert findings == []


def test_w02_without_a_cover_a_blank_unit_line_is_an_error_too() -> None:
    [finding] = found(submission(project(unit_line=None), with_cover=False))

    assert (finding.rule, finding.origin.cell) == ("W02", "A2")


def test_w02_without_a_cover_the_sheets_must_agree() -> None:
    agreeing = submission(project(), project(2), with_cover=False)
    mixed = submission(project(), project(2, unit_line=OTHER_UNIT), with_cover=False)

    assert found(agreeing) == []
    [finding] = found(mixed)
    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("W02", "项目2", "A2")
    assert f"与工作表“项目1”的单位“{' '.join(UNIT)}”不一致" in finding.message


def test_w02_compares_only_what_the_cover_states() -> None:
    findings = found(submission(project(), unit_code=None))

    assert findings == []
    assert found_by("W02", found(submission(project(), unit_code=NOT_CALCULATED))) == []


def ceiling(amount: str, spent: str = "1.80", **cover: Any) -> list[tuple[str, str, str]]:
    budget = Decimal(spent)
    rows = rows_with({3: {"target_value": "100%"}})
    sheets = [
        project(1, budget=budget, fiscal=budget, rows=rows),
        project(2, budget=Decimal("0.20"), fiscal=Decimal("0.20"), rows=rows),
    ]
    units = roster(RosterUnit(*UNIT, ceiling_amount=Decimal(amount)))
    findings = found(submission(*sheets, **cover), Settings(roster=units))
    return [(f.rule, f.origin.sheet + f.origin.cell, f.message) for f in findings]


def test_w05_more_than_the_ceiling_is_an_error_at_the_covers_total() -> None:
    [(rule, cell, message)] = ceiling("1.99")

    assert (rule, cell) == ("W05", f"封面E{TOTAL_ROW}")
    assert "1.80 + 0.20 = 2.00 万元，超过控制数 1.99 万元，相差 0.01 万元" in message


def test_w05_in_the_second_round_the_ceiling_is_met_exactly() -> None:
    assert ceiling("2.00", round="二上") == []
    assert ceiling("2.01", round="一上") == []
    [(rule, _, message)] = ceiling("2.01", round="二上")
    assert rule == "W05"
    assert "低于控制数 2.01 万元，相差 0.01 万元" in message


def test_w05_without_a_cover_the_first_budget_is_the_place() -> None:
    units = roster(RosterUnit(*UNIT, ceiling_amount=Decimal(1)))

    [finding] = found(submission(project(), with_cover=False), Settings(roster=units))

    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("W05", "项目1", "C4")
    assert "合计 1.80 万元，超过控制数 1.00 万元" in finding.message


def test_w05_is_silent_without_a_ceiling_or_with_an_unknown_budget() -> None:
    units = roster(RosterUnit(*UNIT, ceiling_amount=Decimal(1)))
    unknown = found(submission(project(), project(2, budget="2000万")), Settings(roster=units))

    assert found(submission(project()), Settings(roster=roster())) == []
    assert unknown == []


def test_w05_shows_only_the_sum_of_many_projects() -> None:
    sheets = [project(n, project_code=f"13030624P005851105{n:03}") for n in range(1, 13)]
    units = roster(RosterUnit(*UNIT, ceiling_amount=Decimal(1)))

    [finding] = found_by("W05", found(submission(*sheets), Settings(roster=units)))

    assert "合计 21.60 万元" in finding.message


def test_w08_a_name_under_two_classes_is_a_warning_at_the_later_sheet() -> None:
    other = rows_with({1: {"level2": "时效指标"}})

    [finding] = check(project(), project(2, rows=other), project(3))

    assert (finding.rule, finding.severity.value) == ("W08", "warning")
    assert (finding.origin.sheet, finding.origin.cell) == ("项目2", "B11")
    assert "在本表归入时效指标，在工作表“项目1”的 B11 归入质量指标" in finding.message


def test_w08_one_sheet_and_unknown_classes_are_other_rules_matter() -> None:
    twice = rows_with({0: {"level3": "检修合格率", "indicator_description": "甲"}})
    unknown = rows_with({1: {"level2": "合格类"}})

    assert found_by("W08", check(project(rows=twice), project(2))) == []
    assert found_by("W08", check(project(), project(2, rows=unknown))) == []
