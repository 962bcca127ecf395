from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.rules.builders import Cell, found_at_level, found_by, project, submission
from tests.rules.test_sample import workbook
from xladdin.domain.entry import FormulaState
from xladdin.domain.finding import Finding
from xladdin.domain.project import BudgetProject
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.thresholds import Thresholds

OTHER_UNIT = "316003 秦皇岛市抚宁区人民政府政务服务中心"


def found(
    rule: str, projects: Sequence[BudgetProject], settings: Settings = STANDARD
) -> list[Finding]:
    return found_by(rule, found_at_level("W", submission(*projects), settings))


def named(*sheets: str) -> list[BudgetProject]:
    return [replace(project(n), sheet=sheet) for n, sheet in enumerate(sheets, 1)]


def test_w04_a_number_left_out_is_an_info_at_the_first_sheet_behind_it() -> None:
    [finding] = found("W04", named("项目1", "项目2", "项目5", "项目7"))

    assert (finding.severity.value, finding.origin.sheet, finding.origin.cell) == (
        "info",
        "项目5",
        "",
    )
    assert finding.message == "项目表的序号不连续，缺 项目3、项目4、项目6"


def test_w04_many_numbers_left_out_are_counted() -> None:
    [finding] = found("W04", named("项目1", "项目20"))

    assert "缺 项目2、项目3、项目4、项目5、项目6等 18 张" in finding.message


def test_w04_sheets_out_of_order_are_one_info() -> None:
    [finding] = found("W04", named("项目1", "项目3", "项目2", "项目4"))

    assert finding.origin.sheet == "项目3"
    assert "现在的顺序是 项目1、项目3、项目2、项目4" in finding.message


@pytest.mark.parametrize(
    "sheets",
    [("项目1", "项目2", "项目3"), ("网费", "工资"), ("项目1", "项目1 (2)", "项目3"), ("项目5a",)],
)
def test_w04_is_silent_in_order_and_for_sheets_with_names_of_their_own(sheets: list[str]) -> None:
    assert found("W04", named(*sheets)) == []


def test_w04_the_sheets_of_a_unit_stand_together() -> None:
    split = [project(1), project(2, unit_line=OTHER_UNIT), project(3)]
    together = [project(1), project(2), project(3, unit_line=OTHER_UNIT)]

    [finding] = found("W04", split)

    assert (finding.origin.sheet, finding.origin.cell) == ("项目3", "A2")
    assert "316001 的项目表没有排在一起：前面有工作表“项目1”" in finding.message
    assert f"中间隔着 {OTHER_UNIT} 的“项目2”" in finding.message
    assert found("W04", together) == []


def test_w04_blank_and_unreadable_unit_lines_part_nothing() -> None:
    unreadable = Cell(None, FormulaState.NOT_CALCULATED)

    assert found("W04", [project(1), project(2, unit_line=None), project(3)]) == []
    assert found("W04", [project(1), project(2, unit_line=unreadable), project(3)]) == []


def coded(*serials: int, prefix: str = "13030624P") -> list[BudgetProject]:
    codes = [f"{prefix}{serial:011d}0" for serial in serials]
    return [project(n, project_code=code) for n, code in enumerate(codes, 1)]


def test_w10_a_missing_serial_is_named_at_the_code_behind_it() -> None:
    [finding] = found("W10", coded(565, 564, 568, 567))

    assert (finding.severity.value, finding.origin.sheet, finding.origin.cell) == (
        "info",
        "项目4",
        "B3",
    )
    assert finding.message == (
        "4 个项目编码的流水号不连续，13030624P000000005650 之后缺 "
        "13030624P00000000566（不含校验码）"
    )


@pytest.mark.parametrize(
    "serials",
    [
        (564, 565, 566),
        (564,),
        (100, 102, 104, 106, 108),  # given out in turn with other units
        (564, 566),  # too few to tell
        (564, 565, 566, 570),  # more missing than the setting
        (564, 565, 566, 90001),
    ],
)
def test_w10_is_silent_where_nothing_seems_to_be_missing(serials: tuple[int, ...]) -> None:
    assert found("W10", coded(*serials)) == []


def test_w10_looks_at_each_year_and_kind_by_itself() -> None:
    other_year = coded(566, prefix="13030623P") + coded(567, 568, 569)
    letters = [*coded(564, 565, 567, 568)[:3], project(4, project_code="13030624P0058511056AB")]

    assert found("W10", other_year) == []
    assert found("W10", letters) != []
    assert found("W10", letters[:2]) == []


def test_w10_how_many_may_be_missing_is_a_setting() -> None:
    sheets = coded(1, 2, 3, 7, 8, 9, 10)

    assert found("W10", sheets) == []
    [finding] = found("W10", sheets, Settings(thresholds=Thresholds(most_missing_serials=3)))
    assert "缺 13030624P00000000004、13030624P00000000005、13030624P00000000006" in finding.message


def test_w10_codes_that_are_none_are_left_to_c01() -> None:
    wrong = [project(4, project_code="待定"), project(5, project_code=None)]

    assert found("W10", [*coded(1, 2, 3), *wrong]) == []


def test_the_document_lacks_one_number_between_its_two_units() -> None:
    both = [*workbook("316001").projects, *workbook("316003").projects]

    [finding] = found("W10", both)

    assert "缺 13030624P00585110566" in finding.message
    assert found("W10", workbook("316001").projects) == []
    assert found("W10", workbook("316003").projects) == []
    assert found("W04", workbook("316001").projects) == []
