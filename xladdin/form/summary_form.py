"""What a department summary is made of: names of its sheets, tables and columns.

The summary's writer, the comparison with an earlier one and the inbox, which must tell a summary
from a submission, take them from here.
"""

from collections.abc import Iterable

from xladdin.domain.project import PlanMonth
from xladdin.form import layout
from xladdin.form.grid import WorkbookGrid

SUMMARY_FILE = "汇总表.xlsx"
"""What the summary of an inbox is called that nobody named."""

OVERVIEW_SHEET = "汇总"
PROJECTS_SHEET = "项目"
INDICATORS_SHEET = "指标"
PLAN_SHEET = "支出计划"
FINDINGS_SHEET = "问题"
EXPLANATIONS_SHEET = "审核说明"
SUBMISSIONS_SHEET = "报送情况"
COMPARISON_SHEET = "对比"
CHANGES_SHEET = "改动"
TARGETS_SHEET = "整体目标"

PROJECTS_TABLE = "项目表"
INDICATORS_TABLE = "指标表"
PLAN_TABLE = "支出计划表"
FINDINGS_TABLE = "问题表"
EXPLANATIONS_TABLE = "审核说明表"
SUBMISSIONS_TABLE = "报送表"
COMPARISON_TABLE = "对比表"
CHANGES_TABLE = "改动表"

NUMBER = "序号"
PROJECT_NUMBER = "项目序号"
UNIT_CODE = "单位编码"
UNIT_NAME = "单位名称"
PROJECT_CODE = "项目编码"
PROJECT_NAME = "项目名称"
BUDGET = "预算数"
FISCAL = "财政资金"
OTHER = "其他资金"
TOTAL = "合计"
SOURCE_FILE = "来源文件"
SOURCE_CELL = "来源单元格"
FILE = "文件"
STATUS = "状态"
DIGEST = "内容摘要（SHA-256）"
SHEET = "工作表"
CELL = "单元格"
RULE = "规则"
MESSAGE = "问题"
EXPLANATION = "审核说明"
VERDICT = "审核意见"
COMMENT = "意见"
CONTENT = "校验时的内容"

_SHEETS_OF_A_SUMMARY = frozenset({OVERVIEW_SHEET, PROJECTS_SHEET, PLAN_SHEET, SUBMISSIONS_SHEET})


def is_summary(workbook: WorkbookGrid) -> bool:
    """Whether a workbook is a department summary and no submission."""
    return has_sheets_of_a_summary(sheet.name for sheet in workbook.sheets)


def has_sheets_of_a_summary(names: Iterable[str]) -> bool:
    """Whether sheets of these names are those of a department summary."""
    return set(names) >= _SHEETS_OF_A_SUMMARY


def plan_heading(month: PlanMonth) -> str:
    """Heading of the column with the cumulative amount by the end of that month."""
    return f"{layout.SPENDING_PLAN[month].label}金额"


def share_heading(month: PlanMonth) -> str:
    """Heading of the column with the cumulative share by the end of that month."""
    return f"{layout.SPENDING_PLAN[month].label}比例"
