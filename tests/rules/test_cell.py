import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    UNIT,
    calculated,
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
from xladdin.domain.finding import Severity
from xladdin.domain.origin import Origin
from xladdin.domain.submission import WorkbookKind
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import Settings


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
    [finding] = found_by("C05", check(project(project_name=name)))

    assert where([finding]) == [("C05", "error", "E3")]
    assert message in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize("name", ["大厅宽带 费用", "2024年XML接口费用", "保障1-3层无线网"])
def test_c05_leaves_other_names_alone(name: str) -> None:
    assert found_by("C05", check(project(project_name=name))) == []


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("大厅宽带\n费用", "大厅宽带费用"),
        ("大厅宽带 \r\n 费用 ", "大厅宽带费用"),
        (" 大厅宽带费用", "大厅宽带费用"),
        ("XML\nAPI", None),  # the break may stand for a space
        (calculated(" 大厅宽带费用"), None),
    ],
)
def test_c05_is_mended_where_nothing_is_lost(name: Any, after: str | None) -> None:
    [finding] = found_by("C05", check(project(project_name=name)))

    assert [edit.after for edit in finding.edits] == ([after] if after else [])


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
    assert found_by("C06", check_submission(submission(project(), department_code=None))) == []


def test_c06_a_good_unit_line_does_without_a_cover() -> None:
    sent = submission(project(), with_cover=False)

    assert found_by("C06", check_submission(sent, Settings(roster=roster()))) == []


@pytest.mark.parametrize("code", [Decimal(316001), "316001", "３１６００１"])
def test_c06_reads_a_code_kept_as_a_number_or_in_full_width(code: object) -> None:
    assert found_by("C06", check_submission(submission(project(), unit_code=code))) == []


def test_c06_with_a_unit_list_the_code_must_be_in_it() -> None:
    units = roster(RosterUnit("316003", "政务中心"))
    [finding] = found_by("C06", check_submission(submission(project()), Settings(roster=units)))

    assert (finding.rule, finding.origin.sheet, finding.origin.cell) == ("C06", "封面", "C4")
    assert "316001 不在单位名录中" in finding.message


def test_c06_with_a_unit_list_the_name_must_be_its_name() -> None:
    other = roster(RosterUnit("316001", "秦皇岛市抚宁区行政审批局"))

    [finding] = found_by("C06", check_submission(submission(project()), Settings(roster=other)))

    assert (finding.rule, finding.origin.cell) == ("C06", "F4")
    assert "秦皇岛市抚宁区行政审批局”不一致" in finding.message


def test_c06_spaces_and_width_of_a_name_do_not_matter() -> None:
    spaced = roster(RosterUnit("316001", "秦皇岛市 抚宁区行政审批局本级"))

    assert found_by("C06", check_submission(submission(project()), Settings(roster=spaced))) == []


def test_c06_without_a_cover_the_unit_line_is_judged() -> None:
    sent = submission(project(unit_line="31600 抚宁区行政审批局"), with_cover=False)

    [finding] = found_by("C06", check_submission(sent))

    assert (finding.rule, finding.origin.cell) == ("C06", "A2")
    assert "“31600”不是 6 位数字" in finding.message


def test_c06_a_department_workbook_has_no_unit() -> None:
    sent = submission(kind=WorkbookKind.DEPARTMENT, unit_code=None, unit_name=None)

    assert found_by("C06", check_submission(sent)) == []


@pytest.mark.parametrize(
    ("name", "use", "severity", "message"),
    [
        ("大厅费用", None, "warning", "资金用途未填"),
        ("审批证照等印刷费用", "用于审批证照等印刷和踏勘等费", "", ""),
        (
            "印刷和踏勘等费用",
            "用于印刷和踏勘等费",
            "warning",
            "疑似没有写完，项目名称是“印刷和踏勘等费用”",
        ),
        ("村级组织运转经费", "用于村级组织运转经。", "warning", "疑似没有写完"),
        ("农村公路养护工程", "用于农村公路养护工", "warning", "疑似没有写完"),
        ("2024年公益岗人员费用", "用于2024年公益岗人员费用。", "info", "疑似只重复了项目名称"),
        ("大楼维修费", "用于大楼维修费用", "info", "疑似只重复了项目名称"),
        ("大楼维修费", "改善办公环境", "info", "疑似没有写明钱用在哪里"),
    ],
)
def test_c09_what_the_money_is_for(name: str, use: str | None, severity: str, message: str) -> None:
    findings = found_by("C09", check(project(project_name=name, fund_use=use)))

    assert where(findings) == ([("C09", severity, "B5")] if severity else [])
    assert all(message in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("公共资源交易中心经费", "用于公共资源交易中心工作经费"),
        ("车辆购置税", "用于车辆购置，含保险"),
        ("中小学校舍维修", "用于 12 所中小学校舍维修"),
        ("农村公路养护", "主要用于农村公路养护和桥梁检测"),
        ("村医补助", "发放2024年村医补助"),
        ("审计服务费", "支付第三方服务费及审计费"),
        ("课后服务", "保障中小学课后服务正常开展"),
        ("大楼维修", NOT_CALCULATED),
    ],
)
def test_c09_is_silent_on_uses_that_say_something(name: str, use: Any) -> None:
    assert found_by("C09", check(project(project_name=name, fund_use=use))) == []


@pytest.mark.parametrize(
    ("name", "use"), [("车辆购置税", "用于车辆购置"), ("养老保险金", "用于养老保险")]
)
def test_c09_a_name_that_goes_on_with_a_word_of_its_own_is_not_cut(name: str, use: str) -> None:
    findings = found_by("C09", check(project(project_name=name, fund_use=use)))

    assert [finding for finding in findings if finding.severity is not Severity.INFO] == []


def test_a_column_that_the_sheet_lacks_is_not_reported_row_by_row() -> None:
    sheet = project()
    absent = Entry(None, Origin("316001.xlsx", "项目1"))
    rows = tuple(replace(row, basis=absent) for row in sheet.indicators)

    findings = check(replace(sheet, indicators=rows, project_code=absent))

    assert [finding for finding in findings if finding.rule[0] == "C"] == []


@pytest.mark.parametrize("value", [NOT_CALCULATED, FORMULA_ERROR, dt.datetime(2024, 1, 3)])
def test_cells_that_another_rule_reports_are_not_called_blank_or_wrong(value: object) -> None:
    row = dict.fromkeys(
        ("level1", "level2", "level3", "indicator_description", "target_value", "target_basis"),
        value,
    )
    findings = check(project(project_code=value, project_name=value, rows=rows_with({0: row})))

    assert [finding.rule for finding in findings if finding.rule[0] == "C"] == []


def test_the_clean_project_has_no_findings() -> None:
    sent = submission(project(), project(2))
    findings = check_submission(sent, Settings(roster=roster(RosterUnit(*UNIT))))

    assert [finding for finding in findings if finding.rule[0] == "C"] == []
