import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    ROWS,
    check,
    found_by,
    percent,
    project,
    rows_with,
    said_by,
    where,
)
from xladdin.domain.finding import Finding


def check_row(row: int = 1, **values: Any) -> list[Finding]:
    return check(project(rows=rows_with({row: values})))


@pytest.mark.parametrize(
    ("row", "changes", "cell", "message", "fix"),
    [
        (
            0,
            {"level1": "效益指标"},
            "B10",
            "数量指标不属于效益指标，按2015版应归在产出指标下",
            "产出指标",
        ),
        (4, {"level2": "质量"}, "B14", "质量指标不属于效益指标", "产出指标"),
        (5, {"level1": "效益"}, "B15", "服务对象满意度指标不属于效益指标", "满意度指标"),
    ],
)
def test_r01_a_class_under_another_is_an_error(
    row: int, changes: dict[str, Any], cell: str, message: str, fix: str
) -> None:
    [finding] = found_by("R01", check_row(row, **changes))

    assert (finding.severity.value, finding.origin.cell) == ("error", cell)
    assert message in finding.message
    assert fix in finding.fix


def test_r01_cost_is_no_output_in_the_taxonomy_of_2021() -> None:
    rows = rows_with({3: {"level2": "经济成本指标"}})

    [finding] = said_by("R01", project(rows=rows), taxonomy="2021版")

    assert where([finding]) == [("R01", "error", "B13")]
    assert "按2021版应归在成本指标下" in finding.message


def test_r01_waits_until_both_classes_are_valid() -> None:
    assert [f.rule for f in check_row(0, level1="产出类")] == ["C14"]
    assert [f.rule for f in check_row(0, level2=None)] == ["C14"]


@pytest.mark.parametrize(
    ("value", "basis", "message", "fix"),
    [
        (
            "≥95满意度调查",
            "满意度调查",
            "在数值 95 之后夹带了“满意度调查”，那是本行的指标值确定依据；数值没有写单位",
            "如 ≥95%；依据已写在依据栏",
        ),
        (
            "95满意度调查",
            "满意度调查",
            "夹带了“满意度调查”，那是本行的指标值确定依据",
            "如 95%",
        ),
        (
            "≥95%（问卷）",
            "满意度调查",
            "在95%之后夹带了“（问卷）”",
            "如 ≥95%；其余文字写到描述或依据栏",
        ),
        ("95工资表", "工资表", "在数值 95 之后夹带了“工资表”，那是本行的指标值确定依据", "如 95%"),
        ("3万元含税", "合同约定", "在3万元之后夹带了“含税”", "如 3万元"),
    ],
)
def test_r03_text_behind_a_number_is_an_error(
    value: str, basis: str, message: str, fix: str
) -> None:
    [finding] = found_by("R03", check_row(target_value=value, target_basis=basis))

    assert where([finding]) == [("R03", "error", "E11")]
    assert message in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("value", "basis"),
    [
        ("≥95%", "满意度调查"),
        ("≥95%", "%"),
        ("374个", "个"),
        ("1项制度", "制度"),
        ("3份合同", "合同"),
        ("≥95%。", "满意度调查"),
        ("95%以上", "满意度调查"),
        ("360元/年/村", "合同约定"),
        ("650元/生·年", "冀财教〔2023〕1号"),
        ("≤10/10万", "妇幼健康规划"),
        ("≤12人/10万", "妇幼健康规划"),
        ("7月底", "工作计划"),
        ("2024年", "2024年工作计划"),
        ("保障率达标", "达标"),
        ("优秀", "满意度调查"),
        ("2024年工作计划完成", "工作计划"),
    ],
)
def test_r03_leaves_clean_values_and_wordings_alone(value: str, basis: str) -> None:
    assert found_by("R03", check_row(target_value=value, target_basis=basis)) == []


@pytest.mark.parametrize(
    ("row", "value", "fix"),
    [
        (0, "374", "如 374个、374人"),
        (0, Decimal(374), "如 374个"),
        (0, "≥5-10", "如 ≥5-10个"),
        (1, "≥95", "写成 ≥95%"),
        (4, "95", "写成 95%"),
        (5, Decimal("0.95"), "写成 95%"),
        (5, "≥1", "写成 ≥100%"),
    ],
)
def test_r04_a_number_needs_a_unit(row: int, value: object, fix: str) -> None:
    [finding] = found_by("R04", check_row(row, target_value=value))

    assert (finding.severity.value, finding.origin.cell) == ("error", f"E{10 + row}")
    assert "没有计量单位" in finding.message
    assert fix in finding.fix


@pytest.mark.parametrize(
    "value",
    [
        "374个",
        "百分之九十五",
        "7月底",
        "2023.07-2024.01",
        "优",
        percent("0.95"),
    ],
)
def test_r04_other_values_need_none(value: object) -> None:
    assert found_by("R04", check_row(target_value=value)) == []


@pytest.mark.parametrize(
    ("name", "value", "severity"),
    [
        ("检修及时率", "≥120%", "error"),
        ("检修及时率", "≤-5%", "error"),
        ("检修及时率", "＜0%", "error"),
        ("检修及时率", "＞100%", "error"),
        ("检修及时率", "95%-105%", "error"),
        ("群众满意度", "101%", "error"),
        ("村级覆盖", "≥100.5%", "error"),
        ("检修及时率", "≥100%", "info"),
        ("检修合格情况", "不低于100%", "info"),
    ],
)
def test_r06_a_share_stays_within_the_whole(name: str, value: str, severity: str) -> None:
    findings = check_row(level3=name, indicator_description=None, target_value=value)
    [finding] = found_by("R06", findings)

    assert where([finding]) == [("R06", severity, "E11")]
    assert value in finding.message
    assert "100%" in finding.message + finding.fix or "0%" in finding.message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("检修及时率", "100%"),
        ("检修及时率", "≤100%"),
        ("检修及时率", "0%"),
        ("税收增长率", "≥120%"),
        ("收入增幅", "≥150%"),
        ("增速", "-3%"),
        ("办件效率", "≥120%"),
        ("国有资产保值增值率", "≥105%"),
        ("拨备覆盖率", "≥150%"),
        ("检修次数", "150次"),
        ("预算完成", "120%"),
    ],
)
def test_r06_leaves_growth_and_other_measures_alone(name: str, value: str) -> None:
    changes: dict[str, Any] = {"level3": name, "indicator_description": None, "target_value": value}

    assert found_by("R06", check_row(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "severity", "message"),
    [
        (
            {"target_value": "三定方案", "target_basis": "三定方案"},
            "error",
            "照抄了本行的指标值确定依据",
        ),
        ({"target_value": "95%", "target_basis": "95%"}, "error", "照抄了本行的指标值确定依据"),
        (
            {"target_value": "设备正常运转", "level3": "设备正常运转"},
            "warning",
            "照抄了本行的三级指标",
        ),
        (
            {"target_value": "设备 正常运转", "indicator_description": "设备正常运转"},
            "warning",
            "照抄了本行的绩效指标描述",
        ),
        (
            {"target_value": "大幅改善", "level3": "大幅改善环境"},
            "info",
            "重复了三级指标“大幅改善环境”",
        ),
        ({"target_value": "合格", "level3": "产品合格情况"}, "info", "重复了三级指标"),
    ],
)
def test_r08_a_copied_value(changes: dict[str, Any], severity: str, message: str) -> None:
    [finding] = said_by("R08", project(rows=rows_with({1: changes})))

    assert where([finding]) == [("R08", severity, "E11")]
    assert message in finding.message
    assert "可衡量" in finding.fix


@pytest.mark.parametrize(
    "changes",
    [
        {"target_value": "≥95%"},
        {"target_value": "好", "level3": "较好水平"},
        {"target_value": "1个", "level3": "保障1个中心"},
        {"target_value": "2024年", "level3": "2024年完成"},
        {"target_value": None, "target_basis": None},
    ],
)
def test_r08_other_values_are_no_copies(changes: dict[str, Any]) -> None:
    assert found_by("R08", check_row(**changes)) == []


@pytest.mark.parametrize("value", [NOT_CALCULATED, FORMULA_ERROR, dt.date(2024, 1, 3), None])
def test_value_rules_leave_unreadable_cells_alone(value: object) -> None:
    rules = {finding.rule for finding in check_row(target_value=value)}

    assert rules <= {"W03", "W06", "C17"}
    assert len(rules) == 1


def test_r13_a_description_copied_from_another_row_is_a_warning_at_the_later_row() -> None:
    rows = rows_with({1: {"indicator_description": ROWS[0][3]}, 5: {"indicator_description": ""}})

    [finding] = found_by("R13", check(project(rows=rows)))

    assert where([finding]) == [("R13", "warning", "D11")]
    assert "与本表 D10 三级指标“保障楼层数”的完全相同" in finding.message
    assert "三级指标“检修合格率”" in finding.message


def test_r13_one_indicator_in_two_rows_may_share_its_description() -> None:
    shared = {"level3": "人数", "indicator_description": "保障人数", "target_value": "≥3人"}

    assert found_by("R13", check(project(rows=rows_with({0: shared, 1: shared})))) == []


def test_r13_blank_descriptions_and_names_are_not_compared() -> None:
    blank = {"indicator_description": None}

    assert found_by("R13", check(project(rows=rows_with({0: blank, 1: blank})))) == []
    same = {"indicator_description": "同一描述"}
    rows = rows_with({0: same, 1: {**same, "level3": None}})
    assert found_by("R13", check(project(rows=rows))) == []
