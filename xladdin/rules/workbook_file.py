"""Rules on the workbook as a file: the template's parts, formulas and typed values."""

from collections.abc import Iterator

from xladdin.domain.entry import Entry, FormulaState
from xladdin.domain.finding import Severity
from xladdin.domain.origin import Origin
from xladdin.domain.submission import AnomalyKind, Submission, WorkbookKind
from xladdin.domain.text import quoted
from xladdin.form import layout
from xladdin.rules.context import Context
from xladdin.rules.judging import LabelledEntry, cover_inputs, cover_totals, target_texts
from xladdin.rules.odd_cells import odd_cells
from xladdin.rules.registry import Problem, Problems, workbook_rule

_TEMPLATE_FACTS = {
    AnomalyKind.TEMPLATE_MISSING: (
        "本工作簿不是用申报模板填写的",
        "把内容填到本年度的申报模板中再报送；内容已按栏目名称读取",
    ),
    AnomalyKind.TEMPLATE_VERSION: (
        "本工作簿的模板不是现行版本，或被改动过",
        "把内容复制到现行模板中再报送；内容已按栏目名称读取",
    ),
    AnomalyKind.EXTERNAL_LINK: (
        "工作簿引用了其他文件 {detail}，对方打开时看不到这些数据",
        "在“数据”选项卡的“编辑链接”中断开链接，把公式改为数值",
    ),
    AnomalyKind.EXTRA_SHEET: (
        "工作表“{detail}”不是申报表样，没有读取",
        "是项目表的，按模板恢复各栏目名称；不是的，删除该工作表",
    ),
    AnomalyKind.HIDDEN_SHEET: (
        "工作表“{detail}”被隐藏，其中有申报内容",
        "取消隐藏；不需要的请删除该工作表",
    ),
    AnomalyKind.HIDDEN_DATA: (
        "{detail}被隐藏，其中有内容",
        "取消隐藏后核对；不需要的内容请删除",
    ),
    AnomalyKind.NOT_LISTED: (
        "工作表“{detail}”没有列入封面的项目目录，合计中没有它",
        "在封面的项目目录“工作表”一栏补上该表的名称",
    ),
    AnomalyKind.LISTED_TWICE: (
        "封面的项目目录把工作表“{detail}”列了两次，合计重复计算",
        "删除目录中重复的一行",
    ),
    AnomalyKind.LISTED_MISSING: (
        "封面的项目目录列有工作表“{detail}”，工作簿中没有这张项目表",
        "核对工作表名称，或从目录中删除这一行",
    ),
}
_CELL_FACTS = {
    AnomalyKind.TOTAL_NOT_FORMULA: (
        "合计 {detail} 是手工填写的数，不会随项目表变化",
        "从模板复制合计公式，不要在合计栏填数",
    ),
    AnomalyKind.ERROR_CELL: ("单元格显示错误值 {detail}", "检查公式引用的单元格，改正或删除"),
    AnomalyKind.NOT_CALCULATED: (
        "从此处起有 {detail} 个公式没有计算结果",
        "用 Excel 或 WPS 打开本工作簿，重新计算后保存",
    ),
}


@workbook_rule("W03", Severity.ERROR, "模板未改动")
def template_unchanged(submission: Submission, context: Context) -> Problems:
    """工作簿使用现行模板填写，没有隐藏的内容，没有丢失的栏目，也没有引用其他文件。

    内容按栏目名称读取；找不到位置的内容、被 Excel 变成日期的文字都在这里列出，不会悄悄丢失。
    不是申报表样的工作表只是警告，可能是填报人自己的底稿。

    来源：工作流程
    """
    if submission.kind is WorkbookKind.FOREIGN:
        yield Problem(
            Origin(submission.file),
            "工作簿中没有找到绩效目标申报表",
            "核对是否选错了文件；是申报表的，按模板恢复各栏目名称",
        )
    if submission.kind is WorkbookKind.SUMMARY:
        yield Problem(
            Origin(submission.file),
            "这是部门汇总表，不是申报表，没有校验",
            "校验各单位报来的工作簿",
            Severity.INFO,
        )
    yield from _facts(submission, _TEMPLATE_FACTS)
    for project in submission.projects:
        for part in project.unplaced:
            what = quoted(part.text) if part.text.strip() else "空白单元格"
            yield Problem(
                part.origin, f"{what}：{part.reason}", "按模板的栏目填写，并恢复栏目名称和位置"
            )
    for label, entry in _text_fields(submission, context):
        if entry.is_date and not entry.is_unreadable:
            yield Problem(
                entry,
                f"{label}被存成了日期或时间，现为 {entry.text}，可能不是原来填写的内容",
                "把单元格格式设为“文本”，再重新填写（如 1-3 会被自动变成日期）",
            )


def _facts(
    submission: Submission, wordings: dict[AnomalyKind, tuple[str, str]]
) -> Iterator[Problem]:
    for anomaly in submission.anomalies:
        if anomaly.kind in wordings:
            message, fix = wordings[anomaly.kind]
            severity = Severity.WARNING if anomaly.kind is AnomalyKind.EXTRA_SHEET else None
            yield Problem(anomaly.origin, message.format(detail=anomaly.detail), fix, severity)


def _text_fields(submission: Submission, context: Context) -> Iterator[LabelledEntry]:
    """Fields that hold text, without the plain ones of project sheets."""
    for project in submission.projects:
        odd = odd_cells(project, context)
        yield from odd.headings
        yield from odd.texts
    if submission.cover is not None:
        dated = layout.PREPARED_ON.label
        yield from (pair for pair in cover_inputs(submission.cover) if pair[0] != dated)
    if submission.targets is not None:
        yield from target_texts(submission.targets)


@workbook_rule("W06", Severity.ERROR, "公式错误")
def formulas_sound(submission: Submission, context: Context) -> Problems:
    """没有错误值，公式都有计算结果；合计是公式，填报的栏目是直接填写的内容。

    填报栏目里的公式可能引用收表人没有的内容，手工填写的合计不会随项目表变化。
    粘贴成数值的错误值（如 #REF!）由 C13 提示。

    来源：算术
    """
    inputs, filled_by_template = _fields(submission, context)
    for label, entry in (*inputs, *filled_by_template):
        if entry.formula is FormulaState.NOT_CALCULATED:
            yield Problem(
                entry,
                f"{label}的公式没有计算结果",
                "用 Excel 或 WPS 打开本工作簿，重新计算后保存",
            )
        elif entry.is_error and not _is_left_to_c13(submission, entry):
            yield Problem(
                entry, f"{label}显示错误值 {entry.text}", "检查公式引用的单元格，改正后重新计算"
            )
    for label, entry in inputs:
        if entry.formula is FormulaState.CALCULATED and not entry.is_error:
            yield Problem(
                entry,
                f"{label}是公式，应为直接填写的内容",
                f"复制单元格，用“选择性粘贴—数值”改为 {quoted(entry.text)}",
            )
    yield from _facts(submission, _CELL_FACTS)


def _fields(
    submission: Submission, context: Context
) -> tuple[list[LabelledEntry], list[LabelledEntry]]:
    """Fields that people fill in, and those that formulas fill, without the plain ones."""
    inputs: list[LabelledEntry] = []
    filled_by_template: list[LabelledEntry] = []
    for project in submission.projects:
        odd = odd_cells(project, context)
        inputs += odd.texts
        inputs += odd.amounts
        filled_by_template += odd.headings
    if submission.cover is not None:
        inputs += cover_inputs(submission.cover)
        filled_by_template += cover_totals(submission.cover)
    if submission.targets is not None:
        inputs += target_texts(submission.targets)
    return inputs, filled_by_template


def _is_left_to_c13(submission: Submission, entry: Entry) -> bool:
    sheets = {project.sheet for project in submission.projects}
    return entry.formula is FormulaState.NONE and entry.origin.sheet in sheets
