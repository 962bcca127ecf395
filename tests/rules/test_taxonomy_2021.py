"""A unit of another department with the classes of 2021, and workbooks that mix both."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rules.builders import where
from xladdin.domain.content import DepartmentIdentity, IndicatorContent, UnitContent
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form.interchange import load_projects
from xladdin.rules.engine import check_submission
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_unit_workbook

SAMPLE = Path(__file__).parents[1] / "samples" / "projects_2021.json"
OF_2015 = IndicatorContent("产出指标", "成本指标", "培训经费", "全部培训的支出", "≤36万元", "预算")


@pytest.fixture
def unit() -> UnitContent:
    [(named, projects)] = load_projects(SAMPLE).items()
    department = DepartmentIdentity("205", "临海县教育局", 2025)
    return UnitContent(department, *named, taxonomy=Taxonomy.Y2021, projects=tuple(projects))


def check(unit: UnitContent, folder: Path) -> list[Finding]:
    path = folder / "205003.xlsx"
    build_unit_workbook(path, unit)
    return check_submission(read_submission_file(path))


def test_a_well_written_workbook_of_2021_passes(unit: UnitContent, tmp_path: Path) -> None:
    findings = check(unit, tmp_path)

    assert [f for f in findings if f.severity is not Severity.INFO] == []
    assert where(findings) == [("S11", "info", "B7")]  # 3月底 and 12月底 of project 2 are blank


def test_the_sample_holds_what_it_is_meant_to_hold() -> None:
    told = json.loads(SAMPLE.read_text(encoding="utf-8"))

    assert [len(project["indicators"]) for project in told] == [9, 8, 8]
    assert {row["level1"] for project in told for row in project["indicators"]} == {
        *Taxonomy.Y2021.level1
    }


def test_a_row_of_2015_among_those_of_2021_is_named(unit: UnitContent, tmp_path: Path) -> None:
    first, second, third = unit.projects
    mixed = replace(third, indicators=(*third.indicators, OF_2015))

    findings = check(replace(unit, projects=(first, second, mixed)), tmp_path)

    [finding] = [f for f in findings if f.severity is Severity.ERROR]
    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("C14", "项目3", "B18")
    assert "而是2015版（财预〔2015〕88号）的；本工作簿采用2021版" in finding.message


def test_a_workbook_of_2021_declared_as_one_of_2015_fails_where_they_differ(
    unit: UnitContent, tmp_path: Path
) -> None:
    findings = check(replace(unit, taxonomy=Taxonomy.Y2015), tmp_path)

    differing = {f.origin.cell[0] for f in findings if f.rule == "C14"}
    assert differing == {"A", "B"}  # 成本指标 is no 一级指标, 经济成本指标 no 二级指标 of 2015
    assert len([f for f in findings if f.rule == "C14"]) == 2 * 6
