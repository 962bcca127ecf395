from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import CODES, NOT_CALCULATED, found_by, project, submission, where
from xladdin.domain.finding import Finding
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import Settings

SLIP = "13030624P00585110654P"  # two digits of a real code in the wrong order


def found(rule: str, code: Any, year: str = "2024", division: str = "") -> list[Finding]:
    sent = submission(project(project_code=code), budget_year=year)
    return found_by(rule, check_submission(sent, Settings(division_code=division)))


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
    [finding] = found("C01", code)

    assert where([finding]) == [("C01", "error", "B3")]
    assert message in finding.message
    assert finding.fix


def test_c01_a_code_kept_as_a_number_says_to_format_the_cell_as_text() -> None:
    [finding] = found("C01", Decimal(1303062400585110564))

    assert "设为文本格式" in finding.fix


@pytest.mark.parametrize("code", ["13030624p00585110564p", " １３０３０６２４P00585110564P\u200b"])
def test_c01_forgives_case_width_and_spaces(code: str) -> None:
    assert found("C01", code) == []


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        (SLIP, "逐位核对"),
        ("13030624P005851105B4P", "逐位核对"),
        ("13030624P005B5110564P", "是否应为 13030624P00585110564P"),
    ],
)
def test_c02_a_check_character_that_does_not_fit_is_a_warning(code: str, fix: str) -> None:
    [finding] = found("C02", code)

    assert where([finding]) == [("C02", "warning", "B3")]
    assert f"项目编码 {code} 的末位校验码与前 20 位不符" in finding.message
    assert finding.fix.endswith(fix)


@pytest.mark.parametrize(
    "code",
    [
        *CODES,
        "13030624p00585110564p",
        "52000022P00846010008H",
        "51000021R000000019951",  # other kinds follow another rule
        "51092324T000010263357",
        "13030624P0058511065",  # C01 reports it
        None,
        NOT_CALCULATED,
    ],
)
def test_c02_is_silent_on_good_codes_and_on_those_it_cannot_check(code: Any) -> None:
    assert found("C02", code) == []


def test_c03_a_code_of_another_division_is_a_warning() -> None:
    [finding] = found("C03", CODES[0], division="130324")

    assert where([finding]) == [("C03", "warning", "B3")]
    assert "前 6 位是 130306，不是本地区的区划编码 130324" in finding.message


@pytest.mark.parametrize(("code", "division"), [(CODES[0], "130306"), (CODES[0], ""), ("1", "13")])
def test_c03_is_silent_without_a_difference(code: str, division: str) -> None:
    assert found("C03", code, division=division) == []


@pytest.mark.parametrize(
    ("year", "severity", "message"),
    [("2023", "error", "晚于预算年度 2023"), ("2025", "info", "早于预算年度 2025，应为延续项目")],
)
def test_c04_the_year_in_the_code_against_the_budget_year(
    year: str, severity: str, message: str
) -> None:
    [finding] = found("C04", CODES[0], year)

    assert where([finding]) == [("C04", severity, "B3")]
    assert finding.message == f"项目编码第 7、8 位是 24（2024 年），{message}"


@pytest.mark.parametrize(("code", "year"), [(CODES[0], "2024"), (CODES[0], ""), ("24", "2023")])
def test_c04_is_silent_in_the_same_year_and_where_none_is_known(code: str, year: str) -> None:
    assert found("C04", code, year) == []
