"""PT_CHECK_ROW and PT_CHECK_ROWS say what the rules say, beside the rows."""

from typing import Any

import pytest

from tests.rules.builders import check, found_by, project
from tests.udfs.excel_process import Excel, currency, date, error, selected
from tests.udfs.tables import BLANK, GOOD, HEADINGS, cost, row_with

NO_UNIT = "【错误】指标值“≥95”只有数字，没有计量单位。应为百分数的，写成 ≥95%。"
UNITLESS = row_with(
    level2="质量指标", level3="检修合格率", description="检修后合格", target_value="≥95"
)


def said_of(excel: Excel, row: list[Any], *taxonomy: Any) -> Any:
    ((said,),) = excel.call("PT_CHECK_ROW", selected(row), *taxonomy)
    return said


# --- a row ---------------------------------------------------------------------------------------


def test_a_good_row_and_a_blank_row_say_nothing(excel: Excel) -> None:
    assert said_of(excel, GOOD) == ""
    assert said_of(excel, BLANK) == ""


def test_what_is_wrong_and_how_to_mend_it(excel: Excel) -> None:
    assert said_of(excel, UNITLESS) == NO_UNIT


def test_each_cell_says_its_own_from_left_to_right(excel: Excel) -> None:
    row = row_with(level1="效益指标", level3=None, basis=None)

    assert said_of(excel, row) == (
        "【错误】数量指标不属于效益指标，按2015版应归在产出指标下。"
        "把一级指标改为产出指标，或从效益指标下的二级指标中另选。"
        "【错误】三级指标未填。填写指标名称，如“保障人数”；不需要的行请整行删除。"
        "【错误】本行的指标值确定依据未填。"
        "填写依据，如计划标准、行业标准、历史标准、预算支出标准，或文件名称及文号。"
    )


def test_the_gravity_is_named(excel: Excel) -> None:
    assert said_of(excel, row_with(target_value="保障人数")).startswith(
        "【警告】指标值“保障人数”照抄"
    )
    assert said_of(excel, row_with(target_value="5")).startswith("【错误】指标值“5”只有数字")


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        ("R06", {"level2": "质量指标", "level3": "检修合格率", "target_value": "≥100%"}),
        ("R11", {"level2": "质量指标", "level3": "提升保障能力", "target_value": "≥95%"}),
        ("R15", {"description": "保障人数"}),
        ("R18", {"basis": "历史经验"}),
        ("C16", {"description": None}),
    ],
)
def test_a_hint_is_left_to_validation(excel: Excel, rule: str, cells: dict[str, Any]) -> None:
    row = row_with(**cells)

    assert found_by(rule, check(project(rows=[row] * 4))) != []
    assert said_of(excel, row) == ""
    assert excel.call("PT_CHECK_ROWS", selected(*[row] * 4)) == [[""]] * 4


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (error("#REF!"), "【错误】指标值是错误值 #REF!，不是填报内容"),
        (date("2024-07-31"), "【错误】指标值被存成了日期或时间，现为 2024-07-31"),
        (5.0, "【错误】指标值“5”只有数字，没有计量单位"),
        (currency("3.5"), "【错误】指标值“3.5”只有数字，没有计量单位"),
        (None, "【错误】“保障人数”的指标值未填"),
    ],
)
def test_a_cell_that_is_no_text(excel: Excel, cell: Any, said: str) -> None:
    assert said_of(excel, row_with(target_value=cell)).startswith(said)


@pytest.mark.parametrize("taxonomy", ["2021版", "2021", 2021.0])
def test_the_taxonomy_of_the_cover_can_be_given(excel: Excel, taxonomy: Any) -> None:
    row = cost("印刷费", "≤8万元")

    assert said_of(excel, row) == ""
    assert said_of(excel, row, taxonomy).startswith("【错误】“成本指标”不是2021版的二级指标")


def test_an_unknown_taxonomy_is_told(excel: Excel) -> None:
    assert said_of(excel, GOOD, "2019版") == (
        "指标体系“2019版”不能识别：请填 2015版或2021版，或不填"
    )


def test_another_number_of_rows_or_columns_is_told(excel: Excel) -> None:
    six = f"（{'、'.join(HEADINGS)}）"

    assert said_of(excel, GOOD[:5]) == f"指标行应有 6 列{six}，现为 5 列：请选全 6 列"
    assert said_of(excel, [*GOOD, None]) == ""
    assert said_of(excel, [*GOOD, "备注"]) == (
        f"指标行应有 6 列{six}，但第 1 行第 7 列还有内容“备注”：请只选 6 列，或连同标题行一起选取"
    )
    assert excel.call("PT_CHECK_ROW", selected(GOOD, GOOD)) == [
        ["应为一行指标，现为 2 行：检查多行请用 PT_CHECK_ROWS"]
    ]


# --- a table -------------------------------------------------------------------------------------


def test_a_column_as_high_as_the_range(excel: Excel) -> None:
    table = selected(HEADINGS, GOOD, BLANK, UNITLESS, BLANK)

    assert excel.call("PT_CHECK_ROWS", table) == [[""], [""], [""], [NO_UNIT], [""]]


def test_rows_are_compared_with_each_other(excel: Excel) -> None:
    copied = row_with(level3="培训人数")

    first = "本表 第 1 行第 4 列 三级指标“保障人数”"
    assert said_of(excel, copied) == ""
    assert excel.call("PT_CHECK_ROWS", selected(GOOD, copied)) == [
        [""],
        [
            f"【警告】三级指标“培训人数”的绩效指标描述与{first}的完全相同。按本行的三级指标改写描述。"
        ],
    ]


def test_a_class_that_is_shown_once_counts_for_the_rows_below(excel: Excel) -> None:
    merged = row_with(level1=None, level3="培训人数", description="参加培训的人数")

    assert excel.call("PT_CHECK_ROWS", selected(GOOD, merged)) == [[""], [""]]
    ((alone,),) = excel.call("PT_CHECK_ROWS", selected(merged))
    assert alone.startswith("【错误】一级指标未填")


def test_with_headings_the_columns_may_stand_anywhere(excel: Excel) -> None:
    moved = [None, "填报检查", *reversed(HEADINGS)]
    row = [None, "缺指标值", *reversed(UNITLESS)]

    assert excel.call("PT_CHECK_ROWS", selected(["项目1"] + [None] * 7, moved, row)) == [
        [""],
        [""],
        [NO_UNIT],
    ]


def test_headings_that_are_not_complete_are_told(excel: Excel) -> None:
    ((said,),) = excel.call("PT_CHECK_ROWS", selected(HEADINGS[:5], GOOD[:5]))

    assert said == f"标题行缺少指标值确定依据：指标表应有 {'、'.join(HEADINGS)}"


@pytest.mark.parametrize("start", ["2.宽带费用绩效目标表", "项目编码"])
def test_rows_of_a_second_form_are_not_passed_over(excel: Excel, start: str) -> None:
    ((said,),) = excel.call(
        "PT_CHECK_ROWS", selected(HEADINGS, GOOD, [start, *BLANK[1:]], HEADINGS, UNITLESS)
    )

    assert said.startswith(f"第 3 行第 1 列的“{start}”读不进指标表：请只选一张指标表")
