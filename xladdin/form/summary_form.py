"""What a department summary is made of: names of its sheets, tables and columns.

The summary's writer, the comparison with an earlier one and the inbox, which must tell a summary
from a submission, take them from here.
"""

from xladdin.form.grid import WorkbookGrid

OVERVIEW_SHEET = "汇总"
PROJECTS_SHEET = "项目"
INDICATORS_SHEET = "指标"
PLAN_SHEET = "支出计划"
FINDINGS_SHEET = "问题"
EXPLANATIONS_SHEET = "审核说明"
SUBMISSIONS_SHEET = "报送情况"
COMPARISON_SHEET = "对比"
TARGETS_SHEET = "整体目标"

PROJECTS_TABLE = "项目表"
INDICATORS_TABLE = "指标表"
PLAN_TABLE = "支出计划表"
FINDINGS_TABLE = "问题表"
EXPLANATIONS_TABLE = "审核说明表"
SUBMISSIONS_TABLE = "报送表"
COMPARISON_TABLE = "对比表"

NUMBER = "序号"
UNIT_CODE = "单位编码"
UNIT_NAME = "单位名称"
PROJECT_CODE = "项目编码"
PROJECT_NAME = "项目名称"
BUDGET = "预算数"
FISCAL = "财政资金"
OTHER = "其他资金"
TOTAL = "合计"
FILE = "文件"
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
    return {sheet.name for sheet in workbook.sheets} >= _SHEETS_OF_A_SUMMARY
