"""项目, 支出计划 and 指标: a row each project, its plan, and each indicator."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

from xladdin.consolidation.frames import AMOUNTS
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import (
    Cell,
    Column,
    Looking,
    TableSheet,
    column_of,
    of_this_row,
    summed,
)
from xladdin.domain.money import round_half_up
from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import Formula

PRODUCT_DECIMALS = 10  # amounts of two decimals times shares of eight stay exact
_DIGITS = 15  # that Excel keeps of a number


def projects_sheet(summary: Summary) -> TableSheet:
    """项目: code, name and amounts, with the cell of 预算数 as a link."""
    total = summary.total
    columns = (
        Column(form.NUMBER, 6, "integer"),
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 29),
        Column(form.PROJECT_CODE, 25, "code"),
        Column(form.PROJECT_NAME, 38),
        Column(form.BUDGET, 13, "amount", summed(total.budget)),
        Column(form.FISCAL, 13, "amount", summed(total.fiscal)),
        Column(form.OTHER, 12, "amount", summed(total.other)),
        Column("指标数", 8, "integer", Decimal(total.indicators)),
        Column(form.SOURCE_FILE, 36),
        Column(form.SOURCE_CELL, 12),
    )
    rows: list[list[Cell]] = []
    for project in summary.projects.to_dict("records"):
        amounts = [_amount(project[name], project[f"{name}_text"]) for name in AMOUNTS]
        file, sheet = project["file"], project["sheet"]
        rows.append(
            [
                *(project[name] for name in ("number", "unit_code", "unit_name")),
                *(project[name] for name in ("project_code", "project_name")),
                *amounts,
                project["indicators"],
                summary.sources.name(file),
                summary.sources.cell(file, sheet, project["budget_cell"]),
            ]
        )
    return TableSheet(
        form.PROJECTS_SHEET,
        f"{summary.subject}预算项目明细表",
        "金额单位：万元。点击“来源单元格”打开原表；红色单元格是原表中无法识别的金额，按 0 合计。",
        form.PROJECTS_TABLE,
        columns,
        rows,
        frozen=5,
    )


def _amount(amount: Decimal | None, text: str) -> Cell:
    return Looking(text, "unread") if amount is None else amount


def plan_sheet(summary: Summary) -> TableSheet:
    """支出计划: cumulative shares, and amounts that follow 项目 by formulas."""
    plan = summary.total.plan
    columns = (
        Column(form.NUMBER, 6, "integer"),
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 29),
        Column(form.PROJECT_NAME, 38),
        Column(form.BUDGET, 13, "amount", summed(summary.total.budget)),
        *(Column(form.share_heading(month), 11, "percent") for month in PlanMonth),
        *(Column(form.plan_heading(m), 13, "amount", summed(plan[m])) for m in PlanMonth),
        Column(form.SOURCE_CELL, 12),
    )
    rows: list[list[Cell]] = []
    for project in summary.projects.to_dict("records"):
        shares = (
            Looking(project[f"share_{m}"], "percent_filled")
            if project[f"is_filled_{m}"]
            else project[f"share_{m}"]
            for m in PlanMonth
        )
        rows.append(
            [
                *(project[name] for name in ("number", "unit_code", "unit_name", "project_name")),
                Formula(_BUDGET_OF_PROJECT, project["budget"] or Decimal(0)),
                *shares,
                *(_plan_amount(month, project[f"plan_{month}"]) for month in PlanMonth),
                summary.sources.cell(project["file"], project["sheet"], project["plan_cell"]),
            ]
        )
    return TableSheet(
        form.PLAN_SHEET,
        f"{summary.subject}预算项目资金支出计划表",
        "金额单位：万元。均为累计数；灰色斜体原表为空：开头的按 0，达到 100% 之后的按 100%。",
        form.PLAN_TABLE,
        columns,
        rows,
        frozen=4,
    )


_BUDGET_OF_PROJECT = (
    f"=N(INDEX({column_of(form.PROJECTS_TABLE, form.BUDGET)},"
    f"MATCH({of_this_row(form.PLAN_TABLE, form.NUMBER)},"
    f"{column_of(form.PROJECTS_TABLE, form.NUMBER)},0)))"
)


def _plan_amount(month: PlanMonth, amount: Decimal) -> Formula:
    budget = of_this_row(form.PLAN_TABLE, form.BUDGET)
    share = of_this_row(form.PLAN_TABLE, form.share_heading(month))
    product = f"=ROUND({budget}*{share},{PRODUCT_DECIMALS})"
    return Formula(product, round_half_up(amount, PRODUCT_DECIMALS))


def indicators_sheet(summary: Summary) -> TableSheet:
    """指标: the six texts, and the target value taken apart."""
    columns = (
        Column(form.PROJECT_NUMBER, 9, "integer"),
        Column(form.UNIT_CODE, 9, "code"),
        Column(form.PROJECT_NAME, 30),
        Column(layout.LEVEL1.label, 11),
        Column(layout.LEVEL2.label, 16),
        Column(layout.LEVEL3.label, 20),
        Column(layout.DESCRIPTION.label, 26),
        Column(layout.TARGET_VALUE.label, 16),
        Column("比较", 6, "center"),
        Column("数值", 9, "number"),
        Column("上限", 7, "number"),
        Column("单位", 10, "center"),
        Column("类型", 8, "center"),
        Column(layout.BASIS.label, 30),
        Column(form.SOURCE_CELL, 12),
    )
    return TableSheet(
        form.INDICATORS_SHEET,
        f"{summary.subject}绩效指标明细表",
        "“指标值”照原表；比较、数值、单位、类型由程序拆分，供筛选和统计。项目序号与“项目”表对应。",
        form.INDICATORS_TABLE,
        columns,
        [_indicator_cells(summary, row) for row in summary.indicators.to_dict("records")],
        frozen=3,
    )


def _indicator_cells(summary: Summary, row: Mapping[Hashable, Any]) -> list[Cell]:
    return [
        *(row[name] for name in ("project", "unit_code", "project_name")),
        *(row[name] for name in ("level1", "level2", "level3", "indicator_description")),
        row["target_value"],
        row["comparison"] and row["comparison"].value,
        _number(row["value"]),
        _number(row["upper_value"]),
        row["unit"],
        row["kind"].label,
        row["target_basis"],
        summary.sources.cell(row["file"], row["sheet"], row["cell"]),
    ]


def _number(value: Decimal | None) -> Cell:
    """A number as such where a cell can hold it exactly, else as text."""
    if value is None or (len(value.as_tuple().digits) <= _DIGITS and value.adjusted() < _DIGITS):
        return value
    return f"{value:f}"
