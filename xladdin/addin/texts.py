"""What the add-in's VBA says and looks for: its texts, and the names that the form gives."""

from xladdin.addin.vba import TEXT_DECODER, VbaModule, text_assignment, vba_module
from xladdin.domain.submission import WorkbookKind
from xladdin.form import layout, summary_form

MODULE_NAME = "XladdinTexts"

_TEXTS = {
    "NameOfIdentitySheet": layout.IDENTITY_SHEET,
    "NameOfProjectCode": layout.PROJECT_CODE.defined_name,
    "NameOfLiveCheck": layout.LIVE_CHECK_NAME,
    "KindOfUnitWorkbook": WorkbookKind.UNIT.value,
    "TextPythonMissing": (
        "没有找到运行 xladdin 的 Python，这一步没有做。"
        "请重新运行 xladdin 的安装程序（或在命令行运行 xladdin addin install），再重新打开 Excel；"
        "仍然不行时请找信息管理员。"
    ),
    "TextPythonFailed": (
        "这一步没有完成。请先保存工作簿，再点一次；"
        "仍然不行时，请点“绩效目标”选项卡中的“诊断”，并把日志文件发给信息管理员。"
    ),
    "TextAutoSaved": (
        "这个工作簿正在自动保存，现场校验一打开就会被去掉，所以没有打开。"
        "请先关闭 Excel 左上角的“自动保存”，再点“现场校验”；或直接点“校验”。"
    ),
    "TextSettingsFile": "设置文件：",
    "TextLogFile": "日志文件：",
    "TextReason": "原因：",
    "TextLiveCheckStays": (
        "现场校验没有关闭，保存的文件里还有校验函数。发送之前，请先点“现场校验”把它关闭，再保存一次。"
    ),
}
_SHEETS_OF_SUMMARY = (
    summary_form.OVERVIEW_SHEET,
    summary_form.PROJECTS_SHEET,
    summary_form.PLAN_SHEET,
    summary_form.SUBMISSIONS_SHEET,
)


def texts_module() -> VbaModule:
    """The module with a function for each text and name."""
    functions = [
        f"Public Function {name}() As String\n{text_assignment(name, text)}End Function\n"
        for name, text in _TEXTS.items()
    ]
    sheets = "".join(
        text_assignment(f"sheetNames({number})", name)
        for number, name in enumerate(_SHEETS_OF_SUMMARY)
    )
    summary = f"""\
Public Function SheetsOfSummary() As Variant
    Dim sheetNames({len(_SHEETS_OF_SUMMARY) - 1}) As String
{sheets}    SheetsOfSummary = sheetNames
End Function
"""
    head = f'Attribute VB_Name = "{MODULE_NAME}"\nOption Explicit\n'
    return vba_module(MODULE_NAME, "\n".join([head, *functions, summary, TEXT_DECODER]))
