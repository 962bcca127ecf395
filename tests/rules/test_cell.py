import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    UNIT,
    check,
    found_by,
    project,
    roster,
    rows_with,
    submission,
    where,
)
from xladdin.domain.department import RosterUnit
from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.submission import WorkbookKind
from xladdin.rules.cell import indicator_classes
from xladdin.rules.context import Context
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import Settings


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (None, "项目编码为空"),
        ("  ", "项目编码为空"),
        ("13030624P0058511056", "应为 21 位，现为 19 位"),
        ("1303O624P00585110564P", "第 5 位“O”有误"),
        ("13030624P0058511O564P", "第 17 位“O”有误"),
        ("13030624P0058511056中P", "第 20 位“中”有误"),
        (Decimal(130306240058511056400), "存成了数字"),
    ],
)
def test_c01_a_bad_project_code_is_an_error_at_its_cell(code: object, message: str) -> None:
    [finding] = check(project(project_code=code))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("C01", "error", "B3")
    assert message in finding.message
    assert finding.fix


def test_c01_a_code_kept_as_a_number_says_to_format_the_cell_as_text() -> None:
    [finding] = check(project(project_code=Decimal(1303062400585110564)))

    assert "设为文本格式" in finding.fix


@pytest.mark.parametrize("code", ["13030624p00585110564p", " １３０３０６２４P00585110564P\u200b"])
def test_c01_forgives_case_width_and_spaces(code: str) -> None:
    assert check(project(project_code=code)) == []


@pytest.mark.parametrize(
    ("name", "message", "fix"),
    [
        (None, "项目名称未填", "一体化系统"),
        ("大厅宽带\n费用", "有换行", "“大厅宽带费用”"),
        (" 大厅宽带费用", "前后有空格", "“大厅宽带费用”"),
        ("大厅宽带费用\u3000", "前后有空格", "“大厅宽带费用”"),
    ],
)
def test_c05_a_name_is_stated_and_clean(name: str | None, message: str, fix: str) -> None:
    [finding] = check(project(project_name=name))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("C05", "error", "E3")
    assert message in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize("name", ["大厅宽带 费用", "2024年XML接口费用", "保障1-3层无线网"])
def test_c05_leaves_other_names_alone(name: str) -> None:
    assert check(project(project_name=name)) == []


@pytest.mark.parametrize(
    ("values", "cell", "message"),
    [
        ({"unit_code": None}, "C4", "单位编码未填"),
        ({"unit_code": "31601"}, "C4", "不是 6 位数字"),
        ({"unit_code": "A16001"}, "C4", "不是 6 位数字"),
        ({"department_code": "317"}, "C4", "前三位不是部门编码 317"),
        ({"unit_name": " "}, "F4", "单位名称未填"),
    ],
)
def test_c06_unit_code_and_name_on_the_cover(
    values: dict[str, Any], cell: str, message: str
) -> None:
    findings = found_by("C06", check_submission(submission(project(), **values)))

    assert where(findings) == [("C06", "error", cell)]
    assert message in findings[0].message


def test_c06_a_department_code_that_is_not_stated_is_not_compared() -> None:
    assert check_submission(submission(project(), department_code=None)) == []


def test_c06_a_good_unit_line_does_without_a_cover() -> None:
    assert (
        check_submission(submission(project(), with_cover=False), Settings(roster=roster())) == []
    )


@pytest.mark.parametrize("code", [Decimal(316001), "316001", "３１６００１"])
def test_c06_reads_a_code_kept_as_a_number_or_in_full_width(code: object) -> None:
    assert check_submission(submission(project(), unit_code=code)) == []


def test_c06_with_a_unit_list_the_code_must_be_in_it() -> None:
    units = roster(RosterUnit("316003", "政务中心"))
    [finding] = check_submission(submission(project()), Settings(roster=units))

    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("C06", "封面", "C4")
    assert "316001 不在单位名录中" in finding.message


def test_c06_with_a_unit_list_the_name_must_be_its_name() -> None:
    other = roster(RosterUnit("316001", "秦皇岛市抚宁区行政审批局"))

    [finding] = check_submission(submission(project()), Settings(roster=other))

    assert (finding.rule, finding.origin.cell) == ("C06", "F4")
    assert "秦皇岛市抚宁区行政审批局”不一致" in finding.message


def test_c06_spaces_and_width_of_a_name_do_not_matter() -> None:
    spaced = roster(RosterUnit("316001", "秦皇岛市 抚宁区行政审批局本级"))

    assert check_submission(submission(project()), Settings(roster=spaced)) == []


def test_c06_without_a_cover_the_unit_line_is_judged() -> None:
    sent = submission(project(unit_line="31600 抚宁区行政审批局"), with_cover=False)

    [finding] = check_submission(sent)

    assert (finding.rule, finding.origin.cell) == ("C06", "A2")
    assert "“31600”不是 6 位数字" in finding.message


def test_c06_a_department_workbook_has_no_unit() -> None:
    sent = submission(kind=WorkbookKind.DEPARTMENT, unit_code=None, unit_name=None)

    assert check_submission(sent) == []


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
    [finding] = check(project(rows=rows_with({0: changes})))

    assert (finding.rule, finding.severity.value, finding.origin.cell) == ("C14", "error", cell)
    assert message in finding.message
    assert "从列表中选择" in finding.fix


def test_c14_offers_the_classes_under_the_rows_own_level1() -> None:
    [finding] = check(project(rows=rows_with({3: {"level2": "社会影响"}})))

    assert finding.fix.endswith("经济效益指标、社会效益指标、生态效益指标、可持续影响指标")


def test_c14_forgives_spaces_the_suffix_and_the_alias() -> None:
    rows = rows_with(
        {
            0: {"level1": "产 出", "level2": "数量"},
            1: {"level1": "产出指标指标"},
            4: {"level2": "社会公众或服务对象满意度指标"},
        }
    )

    assert check(project(rows=rows)) == []


def test_c14_follows_the_taxonomy_of_the_workbook() -> None:
    rows = rows_with({2: {"level1": "成本指标", "level2": "经济成本指标"}})

    assert check_submission(submission(project(rows=rows), taxonomy="2021版")) == []


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
    [finding] = found_by(rule, check(project(rows=rows_with({0: changes}))))

    assert (finding.severity.value, finding.origin.cell) == ("error", cell)
    assert message in finding.message


def test_c15_spaces_around_a_name_are_not_inside_it() -> None:
    assert check(project(rows=rows_with({0: {"level3": " 保障楼层数 "}}))) == []


def test_a_column_that_the_sheet_lacks_is_not_reported_row_by_row() -> None:
    sheet = project()
    absent = Entry(None, Origin("316001.xlsx", "项目1"))
    rows = tuple(replace(row, basis=absent) for row in sheet.indicators)

    assert check(replace(sheet, indicators=rows, project_code=absent)) == []


@pytest.mark.parametrize("value", [NOT_CALCULATED, FORMULA_ERROR, dt.datetime(2024, 1, 3)])
def test_cells_that_another_rule_reports_are_not_called_blank_or_wrong(value: object) -> None:
    row = dict.fromkeys(
        ("level1", "level2", "level3", "indicator_description", "target_value", "target_basis"),
        value,
    )
    findings = check(project(project_code=value, project_name=value, rows=rows_with({0: row})))

    assert {finding.rule for finding in findings} <= {"W03", "W06"}
    assert len(findings) == 8


def test_the_clean_project_has_no_findings() -> None:
    assert (
        check_submission(
            submission(project(), project(2)), Settings(roster=roster(RosterUnit(*UNIT)))
        )
        == []
    )
