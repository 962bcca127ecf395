"""报送: the workbook on the screen is checked, copied for the mail, and put into a draft."""

from pathlib import Path
from tempfile import TemporaryDirectory

import xlwings as xw

from xladdin.domain.finding import Severity, count_label
from xladdin.mail.showing import Shown, show_draft
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.rule_settings import settings_note, settings_of
from xladdin.sending import SENDING_FOLDER, SendingReport, SendingWishes
from xladdin.sending import send as send_workbook
from xladdin.user_files import documents_folder
from xladdin.workbook.live import validation
from xladdin.workbook.live.dialogs import ask_text, confirm, show_status, tell
from xladdin.workbook.live.host import file_of, save_copy

_SHOWN = {
    Shown.IN_OUTLOOK: "邮件草稿已在 Outlook 中打开，核对后由您发出。",
    Shown.BY_THE_SYSTEM: "邮件草稿已用邮件程序打开，核对后由您发出。",
    Shown.NOWHERE: "请双击邮件草稿打开，核对后由您发出；没有邮件程序的，把副本作为附件发出。",
}
_NOT_SENT = "没有生成报送邮件。"


@button
def send(app: xw.App) -> None:
    """报送."""
    book = app.books.active
    with progress(app, "正在校验") as on_sheet:
        used = settings_of(book)
        findings = validation.validate_workbook(book, on_sheet, used.settings)
    reason = ""
    if any(finding.severity is Severity.ERROR for finding in findings):
        reason = _ask_reason(app, count_label(findings))
        if not reason:
            show_status(app, f"{_NOT_SENT}请先改正错误，点“下一个问题”逐个查看。")
            return
    with progress(app, "正在生成报送邮件"), TemporaryDirectory() as folder:
        copy = save_copy(book, Path(folder))
        wishes = SendingWishes(_folder_beside(book), reason=reason)
        report = send_workbook(copy, used.settings, used.content.letters, wishes)
        shown = _show(report)
    tell(app, _outcome(report, shown) + settings_note(used))


def _ask_reason(app: xw.App, counts: str) -> str:
    """Why it is to be sent in spite of errors; "" where it isn't."""
    question = (
        f"校验发现 {counts}。错误必须改正后再报送。\n\n"
        "确要照现在的内容报送吗？选“是”后要写明原因，原因会写入邮件和副本的封面。"
    )
    if not confirm(app, question):
        return ""
    return ask_text(app, "有错误仍要报送的原因：", "") or ""


def _folder_beside(book: xw.Book) -> Path:
    """Where copy and draft go: beside the workbook; of one that is nowhere here, the documents."""
    path = Path(file_of(book))
    return (path.parent if path.is_absolute() else documents_folder()) / SENDING_FOLDER


def _show(report: SendingReport) -> Shown:
    if report.draft is None or report.draft_file is None or report.copy is None:
        return Shown.NOWHERE
    return show_draft(report.draft, report.draft_file, [report.copy])


def _outcome(report: SendingReport, shown: Shown) -> str:
    if report.copy is None or report.stamp is None:
        return f"{_NOT_SENT}保存的内容中有错误：{count_label(report.findings)}。请再点“校验”。"
    lines = [
        f"报送副本和邮件草稿已生成（第 {report.stamp.number} 次）。{_SHOWN[shown]}",
        f"副本：{report.copy}\n草稿：{report.draft_file}",
        *(f"注意：{note}。" for note in report.notes),
    ]
    return "\n\n".join(lines)
