"""The one description of the settings workbook: its files' names, sheets, columns and words.

The template builder and the reader take it from here; the keys of columns are also those of the
TOML twin.
"""

from dataclasses import dataclass

from xladdin.form.layout import Column

SETTINGS_WORKBOOK = "校验设置.xlsx"
SETTINGS_TOML = "校验设置.toml"
SETTINGS_NAMES = (SETTINGS_WORKBOOK, SETTINGS_TOML)
"""What a settings file is called that is found without being named, the workbook first."""
ROSTER_NAMES = ("单位名录.xlsx", "单位名录.csv")
"""What a list of units is called that is found without being named."""

SETTINGS_TITLE = "绩效目标校验设置"
NOTES_SHEET = "说明"
HEADING_ROW = 4
FIRST_ROW = HEADING_ROW + 1

YES, NO = "是", "否"
ADD, REMOVE = "增加", "删除"


@dataclass(frozen=True, slots=True)
class SettingsTable:
    """A sheet of the settings workbook with one table.

    Dropdowns and checks on entry go as far as ``last_row``; lines below are read all the same.
    ``optional`` columns are read where they are there, other ones that aren't required never.
    """

    sheet: str
    title: str
    columns: tuple[Column, ...]
    last_row: int
    optional: tuple[Column, ...] = ()

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the table can't be read."""
        return tuple(column for column in self.columns if column.required)


RULE = Column("rule", "规则", "A", 7)
RULE_TITLE = Column("title", "名称", "B", 20, required=False)
DEFAULT_SEVERITY = Column("default_severity", "默认级别", "C", 9, required=False)
IS_ON = Column("enabled", "启用", "D", 7)
SEVERITY = Column("severity", "级别", "E", 8)
WHAT = Column("what", "查什么", "F", 56, required=False)
THRESHOLD_LABEL = Column("label", "参数", "G", 30, required=False)
VALUE = Column("value", "值", "H", 10)
DEFAULT_VALUE = Column("default", "默认值", "I", 9, required=False)
VALUE_UNIT = Column("unit", "单位", "J", 8, required=False)
VALUE_RANGE = Column("range", "允许范围", "K", 16, required=False)
THRESHOLD = Column("threshold", "标识", "L", 26)
RULES = SettingsTable(
    "规则",
    "规则：启用、级别和参数",
    (
        *(RULE, RULE_TITLE, DEFAULT_SEVERITY, IS_ON, SEVERITY, WHAT),
        *(THRESHOLD_LABEL, VALUE, DEFAULT_VALUE, VALUE_UNIT, VALUE_RANGE, THRESHOLD),
    ),
    last_row=HEADING_ROW,  # as many as there are rules and thresholds
)

CHECK_NUMBER = Column("number", "编号", "A", 7, required=False)
CHECK_IS_ON = Column("enabled", "启用", "B", 7)
CHECK_SEVERITY = Column("severity", "级别", "C", 8)
CHECK_LINE = Column("check", "校验", "D", 60)
CHECK_MESSAGE = Column("message", "提示语", "E", 56)
OWN_CHECKS = SettingsTable(
    "本部门校验",
    "本部门自己的校验",
    (CHECK_NUMBER, CHECK_IS_ON, CHECK_SEVERITY, CHECK_LINE, CHECK_MESSAGE),
    last_row=104,
)

UNIT_CODE = Column("unit_code", "单位编码", "A", 12)
UNIT_NAME = Column("unit_name", "单位名称", "B", 44)
CEILING = Column("ceiling_amount", "控制数", "C", 16, required=False)
APPROVED = Column("approved_amount", "批复项目支出", "D", 16, required=False)
UNIT_ADDRESS = Column("address", "邮箱", "E", 32, required=False)
UNITS = SettingsTable(
    "单位名录",
    "单位名录（金额单位：万元）",
    (UNIT_CODE, UNIT_NAME, CEILING, APPROVED, UNIT_ADDRESS),
    last_row=1004,
    optional=(CEILING, APPROVED, UNIT_ADDRESS),
)

WORD_LIST = Column("words", "词表", "A", 22)
WORD = Column("word", "词", "B", 24)
MEANING = Column("meaning", "对应", "C", 24)
ACTION = Column("action", "做法", "D", 9)
WORDS = SettingsTable(
    "词表", "词表：在内置词表上增加或删除", (WORD_LIST, WORD, MEANING, ACTION), last_row=504
)
CHOICE = Column("list", "可选的词表", "F", 22)
CHOICE_RULES = Column("rules", "用于规则", "G", 22)
CHOICE_MEANING = Column("about", "含义", "H", 70)
WORD_CHOICES = (CHOICE, CHOICE_RULES, CHOICE_MEANING)
"""Right of the changes: the lists that there are."""
BUILT_IN_SHEET = "内置词表"
BUILT_IN_TITLE = "内置词表（只供查阅，改动请写在“词表”）"
BUILT_IN_LIST = Column("words", "词表", "A", 22)
BUILT_IN_RULES = Column("rules", "用于规则", "B", 14)
BUILT_IN_ABOUT = Column("about", "含义", "C", 36)
BUILT_IN_WORDS = Column("word", "词", "D", 96)
BUILT_IN_COLUMNS = (BUILT_IN_LIST, BUILT_IN_RULES, BUILT_IN_ABOUT, BUILT_IN_WORDS)

GENERAL_ITEM = Column("item", "项目", "A", 18)
GENERAL_VALUE = Column("value", "值", "B", 16)
GENERAL_ABOUT = Column("about", "说明", "C", 70, required=False)
GENERAL = SettingsTable(
    "年度与区划", "年度、区划和指标体系", (GENERAL_ITEM, GENERAL_VALUE, GENERAL_ABOUT), last_row=7
)
BUDGET_YEAR, DIVISION_CODE, TAXONOMY = "预算年度", "行政区划代码", "指标体系"

LETTER_VALUE = Column("value", "值", "B", 62)
LETTER_ABOUT = Column("about", "说明", "C", 56, required=False)
LETTERS = SettingsTable(
    "邮件",
    "报送、退回和催报的邮件",
    (GENERAL_ITEM, LETTER_VALUE, LETTER_ABOUT),
    last_row=13,
)
LETTER_ITEMS = {
    "to": "收件人",
    "cc": "抄送",
    "subject": "报送主题",
    "text": "报送正文",
    "deadline": "截止日期",
    "return_subject": "退回主题",
    "return_text": "退回正文",
    "reminder_subject": "催报主题",
    "reminder_text": "催报正文",
}
"""The items of the mails by their keys, in the order of the lines."""

TABLES = (RULES, OWN_CHECKS, UNITS, WORDS, GENERAL, LETTERS)
