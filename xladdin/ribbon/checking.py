"""The group 校验: check, go from one finding to the next, and the check beside the rows."""

import xlwings as xw

from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.form import layout
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.rule_settings import settings_note, settings_of
from xladdin.workbook.live import validation
from xladdin.workbook.live.dialogs import confirm, show_status, tell
from xladdin.workbook.live.live_check import put_live_checks, take_live_checks
from xladdin.workbook.live.navigation import go_to_neighbour, worth_visiting
from xladdin.workbook.live.unit import read_unit


@button
def validate_workbook(app: xw.App) -> None:
    """校验整个工作簿."""
    book = app.books.active
    with progress(app, "正在校验") as on_sheet:
        used = settings_of(book)
        findings = validation.validate_workbook(book, on_sheet, used.settings)
    tell(app, f"校验完成：{_outcome(findings)}{settings_note(used)}")


@button
def validate_sheet(app: xw.App) -> None:
    """只校验本表."""
    book = app.books.active
    name = book.sheets.active.name
    with progress(app, "正在校验") as on_sheet:
        used = settings_of(book)
        findings = validation.validate_sheet(book, name, on_sheet, used.settings)
    tell(app, f"“{name}”校验完成：{_outcome(findings)}{settings_note(used)}")


def _outcome(findings: list[Finding]) -> str:
    """One sentence, and what to do next."""
    if not findings:
        return "没有发现问题。"
    is_any_error = any(finding.severity is Severity.ERROR for finding in findings)
    lapsed = sum(1 for finding in findings if finding.lapsed)
    advice = f"{lapsed} 条审核说明因内容已改而失效，仍适用的请重写；" if lapsed else ""
    advice += "错误必须改正；" if is_any_error else ""
    return f"{count_label(findings)}。\n\n{advice}点“下一个问题”逐个查看。"


@button
def next_finding(app: xw.App) -> None:
    """下一个问题."""
    _go(app, 1)


@button
def previous_finding(app: xw.App) -> None:
    """上一个问题."""
    _go(app, -1)


def _go(app: xw.App, step: int) -> None:
    book = app.books.active
    listed, findings = validation.listed_findings(book)
    if not findings:
        tell(app, "“校验结果”中没有问题。改过内容的，请再点“校验”。")
        return
    number = go_to_neighbour(book, listed, findings, step)
    finding = findings[number]
    passes = "（已说明）" if finding.is_explained else ""
    where = f"{_which(findings, number)}　{finding.severity.label}{passes}"
    show_status(app, f"{where}　{finding.message}。{finding.fix}")


def _which(findings: list[Finding], number: int) -> str:
    """``问题 2/19``, counted among those that are gone through."""
    worth = worth_visiting(findings)
    if number not in worth:  # its line in the list was chosen
        return f"第 {number + 1} 条"
    return f"问题 {worth.index(number) + 1}/{len(worth)}"


@button
def clear_marks(app: xw.App) -> None:
    """清除标记."""
    book = app.books.active
    _, findings = validation.listed_findings(book)
    explained = sum(1 for finding in findings if finding.explanation or finding.lapsed)
    question = f"“校验结果”中有 {explained} 条审核说明，清除后不再保留。要清除吗？"
    if explained and not confirm(app, question):
        return
    validation.clear_findings(book)
    show_status(app, "已清空“校验结果”，标记随之消失，填写的内容没有改动。")


@button
def show_findings(app: xw.App) -> None:
    """问题列表."""
    book = app.books.active
    validation.listed_findings(book)
    book.sheets[layout.FINDINGS_SHEET].activate()


@button
def live_check_on(app: xw.App) -> None:
    """打开现场校验."""
    with progress(app, "正在打开现场校验"):
        count = put_live_checks(read_unit(app.books.active))
    if not count:
        tell(app, "没有可以现场校验的项目表：指标表须与模板相同，没有合并单元格。请直接点“校验”。")
        return
    show_status(app, f"现场校验已打开：{count} 张项目表右侧随填随查；保存时自动去掉。")


@button
def live_check_off(app: xw.App) -> None:
    """关闭现场校验."""
    take_live_checks(app.books.active)
