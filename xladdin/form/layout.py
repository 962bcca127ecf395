"""The one description of the form: fields, labels, places, names and lists.

The template builder, the reader, the rules' messages and the functions in cells take everything
from here; nobody else spells "C4". Places are those of a fresh template. The reader uses the labels
only, since rows and columns may have been inserted.

The project sheet has the published form's seven columns. The six of the indicator table come first
and none of its rows is merged, so that a block of rows can be copied, pasted and sorted as it is;
the seventh only carries the amount of 其他资金 in the head, an overhang of 指标值确定依据 below.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from xladdin.domain.project import PlanMonth
from xladdin.domain.text import squeeze


class FieldKind(StrEnum):
    """What a field takes, and so its cell format and its check on entry."""

    TEXT = "text"
    LONG_TEXT = "long text"
    AMOUNT = "amount"  # 万元
    PERCENT = "percent"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field of a form.

    ``key`` is the glossary's identifier, ``label`` the words printed on the form, ``name`` the
    defined name of the value's cell in formulas; ``label_area`` and ``value_area`` are the places
    in a fresh template. ``other_labels`` are wordings of other systems for the same field.
    """

    key: str
    label: str
    label_area: str
    value_area: str
    kind: FieldKind = FieldKind.TEXT
    name: str = ""
    required: bool = True
    other_labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def defined_name(self) -> str:
        """Name of the value's cell in formulas."""
        return self.name or self.label

    @property
    def value_cell(self) -> str:
        """First cell of the value's area: the one that holds it."""
        return self.value_area.partition(":")[0]


def label_key(text: str) -> str:
    """A label for comparison: no white space, one bracket width, no closing colon."""
    return squeeze(text).rstrip(":")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: key, heading, letter in a fresh template, width in characters."""

    key: str
    label: str
    letter: str
    width: float
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    other_labels: tuple[str, ...] = ()


@cache
def label_keys(field: Field | Column) -> frozenset[str]:
    """Keys of all the labels that a field or column goes by."""
    return frozenset(label_key(label) for label in (field.label, *field.other_labels))


# --- project sheet -------------------------------------------------------------------------------

PROJECT_SHEET_PREFIX = "项目"
TITLE_AREA = "A1:G1"
TITLE_SUFFIX = "绩效目标表"
UNIT_LINE_AREA = "A2:E2"
AMOUNT_UNIT_AREA = "F2:G2"
AMOUNT_UNIT = "单位：万元"
SHEET_NAME_CELL = "H1"
SHEET_NAME_NAME = "本表名"
CHECK_COLUMN = "H"
CHECK_LABEL = "填报检查"
CHECK_LABEL_CELL = "H2"
CHECK_WIDTH = 30

PROJECT_CODE = Field("project_code", "项目编码", "A3", "B3:C3", other_labels=("项目代码",))
PROJECT_NAME = Field("project_name", "项目名称", "D3", "E3:G3")
FUNDS_LABEL = "预算规模及资金用途"
FUNDS_LABEL_AREA = "A4:A5"
BUDGET = Field(
    "budget_amount", "预算数", "B4", "C4", FieldKind.AMOUNT, other_labels=("预算规模", "预算金额")
)
FISCAL = Field(
    "fiscal_amount",
    "其中：财政资金",
    "D4",
    "E4",
    FieldKind.AMOUNT,
    name="财政资金",
    required=False,
    other_labels=("财政资金",),
)
OTHER = Field("other_amount", "其他资金", "F4", "G4", FieldKind.AMOUNT, required=False)
FUND_USE = Field("fund_use", "资金用途", "", "B5:G5", FieldKind.LONG_TEXT)
SPENDING_PLAN_LABEL = "资金支出计划（%）"
SPENDING_PLAN_LABEL_AREA = "A6:A7"
SPENDING_PLAN = {
    month: Field(
        f"pct_{month}",
        label,
        f"{first}6:{last}6" if first != last else f"{first}6",
        f"{first}7:{last}7" if first != last else f"{first}7",
        FieldKind.PERCENT,
        name=f"支出计划_{label}",
        required=False,
        other_labels=(f"{label[:-2]}月末", f"{label[:-1]}"),
    )
    for month, label, first, last in (
        (PlanMonth.MAR, "3月底", "B", "C"),
        (PlanMonth.JUN, "6月底", "D", "D"),
        (PlanMonth.OCT, "10月底", "E", "F"),
        (PlanMonth.DEC, "12月底", "G", "G"),
    )
}
GOALS = Field("performance_goal", "绩效目标", "A8", "B8:G8", FieldKind.LONG_TEXT)
PROJECT_FIELDS = (
    PROJECT_CODE,
    PROJECT_NAME,
    BUDGET,
    FISCAL,
    OTHER,
    FUND_USE,
    *SPENDING_PLAN.values(),
    GOALS,
)

INDICATOR_HEADING_ROW = 9
FIRST_INDICATOR_ROW = 10
BLANK_INDICATOR_ROWS = 12
LEVEL1 = Column("level1", "一级指标", "A", 8.5, FieldKind.LEVEL1)
LEVEL2 = Column("level2", "二级指标", "B", 11, FieldKind.LEVEL2)
LEVEL3 = Column("level3", "三级指标", "C", 13)
DESCRIPTION = Column(
    "indicator_description",
    "绩效指标描述",
    "D",
    17.5,
    required=False,
    other_labels=("指标描述", "绩效指标说明"),
)
TARGET_VALUE = Column("target_value", "指标值", "E", 11.5, other_labels=("绩效指标值", "目标值"))
BASIS = Column("target_basis", "指标值确定依据", "F", 18, other_labels=("确定依据",))
INDICATOR_COLUMNS = (LEVEL1, LEVEL2, LEVEL3, DESCRIPTION, TARGET_VALUE, BASIS)
LAST_FORM_COLUMN = "G"
LAST_FORM_COLUMN_WIDTH = 6.5

# --- 封面 ----------------------------------------------------------------------------------------

COVER_SHEET = "封面"
COVER_TITLE = "预算项目绩效目标申报表"
DEPARTMENT_COVER_TITLE = "部门整体绩效目标申报表"
COVER_TITLE_AREA = "A1:I1"
ROUNDS = ("一上", "二上")
STAMP_AREA = "A2:I2"  # blank: a copy that was sent says here how; no field of the form
STAMP_ROW = 2
STAMP_LABEL = "报送记录"
STAMP_CODE_LABEL = "内容校验码"
STAMP_REASON_LABEL = "有错误仍报送"
DEPARTMENT_CODE = Field("department_code", "部门编码", "A3:B3", "C3:D3")
DEPARTMENT_NAME = Field("department", "部门名称", "E3", "F3:I3")
UNIT_CODE = Field("unit_code", "单位编码", "A4:B4", "C4:D4")
UNIT_NAME = Field("unit_name", "单位名称", "E4", "F4:I4")
BUDGET_YEAR = Field("budget_year", "预算年度", "A5:B5", "C5:D5")
TAXONOMY = Field("taxonomy", "指标体系", "E5", "F5:I5", FieldKind.CHOICE)
ROUND = Field("round", "申报轮次", "A6:B6", "C6:D6", FieldKind.CHOICE, choices=ROUNDS)
PREPARED_ON = Field("prepared_on", "填报日期", "E6", "F6:I6", required=False)
PREPARER = Field("preparer", "填报人", "A7:B7", "C7:D7", required=False)
TELEPHONE = Field("telephone", "联系电话", "E7", "F7:I7", required=False)
UNIT_COVER_FIELDS = (
    DEPARTMENT_CODE,
    DEPARTMENT_NAME,
    UNIT_CODE,
    UNIT_NAME,
    BUDGET_YEAR,
    TAXONOMY,
    ROUND,
    PREPARED_ON,
    PREPARER,
    TELEPHONE,
)
DEPARTMENT_COVER_FIELDS = (  # the same fields but a unit's own, closed up
    DEPARTMENT_CODE,
    DEPARTMENT_NAME,
    replace(BUDGET_YEAR, label_area="A4:B4", value_area="C4:D4"),
    replace(ROUND, label_area="E4", value_area="F4:I4"),
    replace(PREPARER, label_area="A5:B5", value_area="C5:D5"),
    replace(TELEPHONE, label_area="E5", value_area="F5:I5"),
    replace(PREPARED_ON, label_area="A6:B6", value_area="C6:I6"),
)

INDEX_HEADING_ROW = 9
FIRST_INDEX_ROW = 10
INDEX_ROWS = 15  # lines of the index in a fresh template; more where there are more projects
INDEX_TOTAL_LABEL = "合计"
INDEX_NUMBER = Column("number", "序号", "A", 6)
INDEX_SHEET = Column("sheet", "工作表", "B", 10)
INDEX_CODE = Column("project_code", "项目编码", "C", 24)
INDEX_NAME = Column("project_name", "项目名称", "D", 36)
INDEX_BUDGET = Column("budget_amount", "预算数", "E", 11, FieldKind.AMOUNT)
INDEX_FISCAL = Column("fiscal_amount", "财政资金", "F", 11, FieldKind.AMOUNT)
INDEX_OTHER = Column("other_amount", "其他资金", "G", 11, FieldKind.AMOUNT)
INDEX_INDICATORS = Column("indicators", "指标数", "H", 7)
INDEX_OPEN = Column("open", "待完善", "I", 7)
INDEX_COLUMNS = (
    INDEX_NUMBER,
    INDEX_SHEET,
    INDEX_CODE,
    INDEX_NAME,
    INDEX_BUDGET,
    INDEX_FISCAL,
    INDEX_OTHER,
    INDEX_INDICATORS,
    INDEX_OPEN,
)

# --- 整体目标 (the department's own workbook) ----------------------------------------------------

TARGETS_SHEET = "整体目标"
TARGETS_TITLE = "部门整体绩效目标"
OVERALL_GOAL = Field("overall_goal", "总体绩效目标", "A3", "B3:C3", FieldKind.LONG_TEXT)
SUB_GOALS_LABEL = "分项绩效目标"
MEASURES_LABEL = "工作保障措施"
TARGETS_NUMBER = Column("number", "序号", "A", 12)
SUB_GOAL = Column("sub_goal", "绩效目标", "B", 26, FieldKind.LONG_TEXT)
SUB_GOAL_INDICATORS = Column("indicators", "绩效指标", "C", 54, FieldKind.LONG_TEXT)
MEASURE_HEADING = Column("heading", "措施", "B", 26, FieldKind.LONG_TEXT)
MEASURE_TEXT = Column("text", "内容", "C", 54, FieldKind.LONG_TEXT)
SUB_GOAL_COLUMNS = (SUB_GOAL, SUB_GOAL_INDICATORS)
MEASURE_COLUMNS = (MEASURE_HEADING, MEASURE_TEXT)
BLANK_SUB_GOALS = 3
BLANK_MEASURES = 7

# --- 校验结果 ------------------------------------------------------------------------------------

FINDINGS_SHEET = "校验结果"
FINDINGS_TITLE = "校验结果"
FINDINGS_SUMMARY_CELL = "A2"
NOT_VALIDATED = "尚未校验。"  # what stands there before
FINDINGS_HEADING_ROW = 4
FIRST_FINDING_ROW = 5
LAST_FINDING_ROW = 2004
FINDING_NUMBER = Column("number", "序号", "A", 6)
FINDING_SEVERITY = Column("severity", "级别", "B", 7)
FINDING_SHEET = Column("sheet", "工作表", "C", 12)
FINDING_CELL = Column("cell", "单元格", "D", 9)
FINDING_RULE = Column("rule", "规则", "E", 7)
FINDING_MESSAGE = Column("message", "问题", "F", 46)
FINDING_FIX = Column("fix", "修改建议", "G", 36)
FINDING_EXPLANATION = Column("explanation", "审核说明", "H", 28, required=False)
FINDING_CONTENT = Column("content", "校验时的内容", "I", 13)  # an explanation holds while it stands
FINDING_COLUMNS = (
    FINDING_NUMBER,
    FINDING_SEVERITY,
    FINDING_SHEET,
    FINDING_CELL,
    FINDING_RULE,
    FINDING_MESSAGE,
    FINDING_FIX,
    FINDING_EXPLANATION,
    FINDING_CONTENT,
)
FINDING_COLUMNS_1 = FINDING_COLUMNS[:-1]  # those of a template of version 1

# --- sheets that nobody opens --------------------------------------------------------------------

LISTS_SHEET = "列表"
IDENTITY_SHEET = "xladdin"
PROGRAM_SHEETS = (FINDINGS_SHEET, LISTS_SHEET, IDENTITY_SHEET)  # carry nothing that is submitted

# --- what only the add-in knows -------------------------------------------------------------------

ADDIN_FILE = "xladdin.xlam"
FUNCTION_PREFIX = "PT_"  # how the names of its functions in cells begin
ANSWERS_MACRO = "XladdinLooks.AnswersOf"
LIVE_CHECK_NAME = "现场校验"  # a workbook has this defined name while the live check is on
LIVE_CHECK_AREA_NAME = "现场校验_区域"  # and a sheet this one, of the cells with the checks
