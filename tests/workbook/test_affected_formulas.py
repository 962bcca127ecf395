"""Which formulas depend on changed cells, told from their texts."""

import pytest

from xladdin.workbook.affected_formulas import DefinedName, affected_formulas

CHANGED = {("项目1", 4, 3)}  # C4
NAMES = (
    DefinedName("预算数", "项目1", "'项目1'!$C$4"),
    DefinedName("预算数", "项目2", "'项目2'!$C$4"),
    DefinedName("单位编码", "", "封面!$C$4"),
    DefinedName("全部", "", "项目1!$A$1:$G$20"),
    DefinedName("动态", "", "OFFSET(封面!$A$1,1,0)"),
)


def is_affected(formula: str, sheet: str = "项目1") -> bool:
    return bool(affected_formulas({(sheet, 9, 9): formula}, NAMES, CHANGED))


@pytest.mark.parametrize(
    "formula",
    [
        "C4",
        "$C$4*2",
        "SUM(A1:D9)",
        "SUM(D9:A1)",
        "预算数+1",
        "全部",
        'IF(c4="",1,2)',
        "'项目1'!C4",
        "项目1!C4",
        'INDIRECT("C4")',
        "动态",
        "SUM(C:C)",
        "表1[金额]",
        "不认识的名称",
        "[1]Sheet1!A1",
        "",  # shares the formula of another cell
    ],
)
def test_what_reads_the_cell_is_affected(formula: str) -> None:
    assert is_affected(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "C5",
        "C40",
        "AC4",
        "SUM(D1:G9)",
        "单位编码",
        '"C4"&A1',
        "项目2!C4",
        "'项目1 (2)'!C4",
        "LOG10(A1)",
        "TRUE",
        'IF(A1>1.5E3,"是",FALSE)',
    ],
)
def test_what_does_not_read_it_is_not(formula: str) -> None:
    assert not is_affected(formula)


def test_a_name_of_the_sheet_goes_before_that_of_the_workbook() -> None:
    assert is_affected("项目1!预算数", "封面")
    assert not is_affected("预算数", "项目2")


def test_a_quote_in_a_sheets_name_is_understood() -> None:
    formulas = {("封面", 1, 1): "'甲''乙'!A1"}

    assert affected_formulas(formulas, (), {("甲'乙", 1, 1)}) == formulas.keys()


def test_what_reads_an_affected_formula_is_affected_too() -> None:
    formulas = {
        ("封面", 10, 5): "项目1!C4",
        ("封面", 26, 5): "SUM(E9:E25)",
        ("封面", 30, 5): "E26/2",
        ("封面", 31, 5): "E32/2",
    }
    assert affected_formulas(formulas, (), CHANGED) == {
        ("封面", 10, 5),
        ("封面", 26, 5),
        ("封面", 30, 5),
    }


def test_circles_come_to_an_end_and_nothing_changed_affects_nothing() -> None:
    circle = {("项目1", 1, 1): "B1+C4", ("项目1", 1, 2): "A1"}

    assert affected_formulas(circle, (), CHANGED) == circle.keys()
    assert affected_formulas({("项目1", 1, 1): "INDIRECT(A1)"}, (), set()) == frozenset()
