from decimal import Decimal
from typing import Any

import pytest

from tests.rules.builders import (
    CODES,
    NOT_CALCULATED,
    TOTAL_ROW,
    UNIT,
    calculated,
    department,
    entry,
    project,
    received,
    roster,
    submission,
    where,
)
from xladdin.domain.department import Department, RosterUnit, SubmissionStatus
from xladdin.domain.finding import Finding
from xladdin.domain.origin import Origin
from xladdin.domain.submission import DepartmentTargets, Submission, WorkbookKind
from xladdin.rules.engine import check_department

OTHER = RosterUnit("316003", "政务服务中心")
OTHER_FILE = "316003.xlsx"


def found(department: Department) -> list[Finding]:
    """What D01, D02 and D03 find."""
    rules = {"D01", "D02", "D03"}
    return [finding for finding in check_department(department) if finding.rule in rules]


def sent_by_other(code: str | None = CODES[1], **values: Any) -> Submission:
    sheet = project(file=OTHER_FILE, project_code=code)
    return submission(sheet, file=OTHER_FILE, unit_code="316003", **values)


def test_d01_a_unit_that_sent_nothing_usable_is_an_error_of_the_list() -> None:
    units = roster(RosterUnit(*UNIT), OTHER)
    unreadable = received(None, SubmissionStatus.UNREADABLE, OTHER_FILE)

    [finding] = found(department(received(submission()), unreadable, units=units))

    assert (finding.rule, finding.severity.value) == ("D01", "error")
    assert finding.origin == Origin("单位名录.csv")
    assert "316003 政务服务中心 没有报送" in finding.message


def test_d01_every_missing_unit_is_named() -> None:
    findings = found(department(units=roster(RosterUnit(*UNIT), OTHER)))

    assert [finding.message[3:9] for finding in findings] == ["316001", "316003"]


def test_d01_without_a_list_nobody_is_missing() -> None:
    assert found(department(received(submission()))) == []
    units = roster(RosterUnit(*UNIT), OTHER)
    both = department(received(submission()), received(sent_by_other()), units=units)
    assert found(both) == []


def test_d02_a_code_in_two_units_workbooks_is_an_error_at_the_later() -> None:
    both = department(received(sent_by_other(CODES[0])), received(submission()))

    [finding] = found(both)

    assert (finding.rule, finding.severity.value) == ("D02", "error")
    assert finding.origin == Origin(OTHER_FILE, "项目1", "B3")
    assert "文件“316001.xlsx”中工作表“项目1”的 B3" in finding.message


def test_d02_codes_left_blank_are_no_doubles() -> None:
    blank = submission(project(project_code=None))

    assert found(department(received(sent_by_other(None)), received(blank))) == []


@pytest.mark.parametrize(("digest", "said"), [("abc", "（内容相同）"), ("other", "“316001.xlsx”")])
def test_d02_a_superseded_file_is_an_info_that_names_the_newer(digest: str, said: str) -> None:
    newer = submission(project(), digest="abc")
    older = submission(project(file="old.xlsx"), file="old.xlsx", digest=digest)
    both = department(received(newer), received(older, SubmissionStatus.SUPERSEDED))

    [finding] = found(both)

    assert (finding.rule, finding.severity.value) == ("D02", "info")
    assert finding.origin == Origin("old.xlsx")
    assert "已采用较新的“316001.xlsx”" in finding.message
    assert said in finding.message


def test_d02_the_departments_own_workbook_is_superseded_like_any_other() -> None:
    def own(file: str) -> Submission:
        overall = entry("全面提升服务", "B3", "整体目标", file)
        targets = DepartmentTargets(overall, (), ())
        return submission(file=file, kind=WorkbookKind.DEPARTMENT, targets=targets, unit_code=None)

    older = received(own("部门1.xlsx"), SubmissionStatus.SUPERSEDED)

    [finding] = found(department(received(own("部门2.xlsx")), older))

    assert finding.message == "报送了不止一次，已采用较新的“部门2.xlsx”（内容相同）"


@pytest.mark.parametrize(
    ("field", "cell", "message"),
    [
        (
            "total_budget",
            f"E{TOTAL_ROW}",
            "预算数合计 1.79 万元，2 张项目表之和为 3.60 万元",
        ),
        (
            "total_fiscal",
            f"F{TOTAL_ROW}",
            "财政资金合计 1.79 万元，2 张项目表之和为 3.60 万元",
        ),
        (
            "total_other",
            f"G{TOTAL_ROW}",
            "其他资金合计 1.79 万元，2 张项目表之和为 0.00 万元",
        ),
    ],
)
def test_d03_a_cover_total_that_is_not_the_sum_is_an_error(
    field: str, cell: str, message: str
) -> None:
    total: dict[str, Any] = {field: calculated(Decimal("1.79"))}
    sent = submission(project(), project(2), **total)

    findings = found(department(received(sent)))

    assert where(findings) == [("D03", "error", cell)]
    assert message in findings[0].message
    assert "相差 1." in findings[0].message


@pytest.mark.parametrize("value", [None, NOT_CALCULATED, "合计"])
def test_d03_leaves_a_blank_or_unreadable_total_alone(value: object) -> None:
    sent = submission(project(), total_budget=value)

    assert found(department(received(sent))) == []


def test_d03_is_silent_where_a_sheet_states_no_amount() -> None:
    sent = submission(project(), project(2, budget="2000万", fiscal=NOT_CALCULATED))

    assert found(department(received(sent))) == []


def test_d03_a_workbook_without_a_cover_has_no_totals_to_compare() -> None:
    sent = submission(project(), with_cover=False)

    assert found(department(received(sent))) == []


def test_d03_the_units_total_equals_the_approved_amount() -> None:
    def approved(amount: str) -> list[str]:
        units = roster(RosterUnit(*UNIT, approved_amount=Decimal(amount)))
        return [
            f"{finding.rule} {finding.origin.cell} {finding.message}"
            for finding in found(department(received(submission()), units=units))
        ]

    assert approved("1.8000") == []
    [said] = approved("2.00")
    assert said.startswith(
        f"D03 E{TOTAL_ROW} 单位项目预算合计 1.80 万元，批复的项目支出为 2.00 万元"
    )
    assert "相差 0.20 万元" in said
