"""Sending, status and return on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from xladdin.console.terminal import print_findings
from xladdin.domain.finding import count_label
from xladdin.domain.tracking import Progress, UnitTrack, moment_of
from xladdin.returning import Answer, Letter, ReturnReport
from xladdin.sending import SendingReport
from xladdin.tracking import StatusReport

_STYLES = {
    Progress.MISSING: "bold red",
    Progress.RECEIVED: "cyan",
    Progress.RETURNED: "yellow",
    Progress.ACCEPTED: "green",
}
_LONGEST_LIST = 20


def print_sending(report: SendingReport, console: Console) -> None:
    """What keeps a workbook from being sent, or where the copy and the draft are."""
    if report.copy is None:
        print_findings(report.errors, console)
        console.print(f"[bold]{count_label(report.findings)}[/bold]")
        console.print(
            "没有生成报送邮件：请先改正以上错误；确要照现在的内容报送，"
            "用 --anyway 写明原因（会写入邮件和副本）"
        )
        return
    console.print(f"[bold]{count_label(report.findings)}[/bold]")
    console.print(f"报送副本：{escape(str(report.copy))}", soft_wrap=True)
    console.print(f"邮件草稿：{escape(str(report.draft_file))}", soft_wrap=True)
    if report.draft is not None:
        console.print(f"收件人：{escape('；'.join(report.draft.to)) or '（未填）'}")
        console.print(f"主题：{escape(report.draft.subject)}", soft_wrap=True)
    _print_notes(report.notes, console)
    console.print("草稿没有发出：请双击打开，核对后再发送")


def print_status(report: StatusReport, console: Console) -> None:
    """A line for each unit, what counts for none, and how many days are left."""
    table = Table(title="报送情况", title_justify="left")
    for heading in ("单位编码", "单位名称", "进度"):
        table.add_column(heading)
    for heading in ("次数", "错误", "警告待处理", "警告已说明"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("收到", "发件人", "说明"):
        table.add_column(heading)
    for unit in report.units:
        table.add_row(*_status_row(unit))
    console.print(table)
    for item, history in report.others:
        sender = f"（{history.sender}）" if history.sender else ""
        text = f"{item.file}{sender}：{item.status.label}。{item.reason}"
        console.print(escape(text), soft_wrap=True)
    for refusal in report.refusals[-_LONGEST_LIST:]:
        sender = f"（{refusal.sender}）" if refusal.sender else ""
        text = escape(f"{refusal.name}{sender}：{refusal.reason}")
        console.print(f"[bold red]没有收下[/bold red] {text}", soft_wrap=True)
    counts = "，".join(f"{progress.label} {report.count(progress)} 个" for progress in Progress)
    deadline = f"截止日期 {report.deadline}，{report.days_label}" if report.deadline else ""
    console.print(f"[bold]{counts}[/bold]")
    if deadline:
        console.print(deadline)
    _print_notes(report.notes, console)


def _status_row(unit: UnitTrack) -> tuple[str, ...]:
    counts = (unit.errors, unit.open_warnings, unit.explained_warnings)
    number = str(unit.stamp.number) if unit.stamp else str(unit.submissions or "")
    reminded = f"催报 {_day(unit.reminded_at)}" if unit.reminded_at else ""
    returned = f"退回 {_day(unit.history.returned_at)}" if unit.history.returned_at else ""
    remarks = "，".join(text for text in (returned, reminded, *unit.remarks) if text)
    progress = f"[{_STYLES[unit.progress]}]{unit.progress.label}[/]"
    return (
        escape(unit.unit_code),
        escape(unit.unit_name),
        progress,
        number,
        *(str(count) if unit.submission else "" for count in counts),
        _minute(unit.history.received_at),
        escape(unit.history.sender),
        remarks,
    )


def print_return(report: ReturnReport, console: Console) -> None:
    """The drafts that were written, and why others were not."""
    _print_letters("退回", report.returns, console)
    _print_letters("催报", report.reminders, console)
    _print_answers(report.answers, console)
    for unit in report.returned_before:
        when = _day(unit.history.returned_at)
        console.print(
            f"{escape(_who(unit))}：{when} 已退回，没有收到新的，未重复退回（加 --again 再写一次）",
            soft_wrap=True,
        )
    for text in report.failures:
        console.print(f"[bold red]没有写成[/bold red] {escape(text)}", soft_wrap=True)
    if report.accepted:
        names = "、".join(_who(unit) for unit in report.accepted)
        console.print(f"没有问题，记为已通过：{escape(names)}", soft_wrap=True)
    _print_notes(report.status.notes, console)
    if report.folder:
        console.print("草稿没有发出：请逐个双击打开，核对后再发送")
    else:
        console.print("没有需要退回或催报的单位")


def _print_letters(kind: str, letters: list[Letter], console: Console) -> None:
    if not letters:
        return
    console.print(f"[bold]{kind} {len(letters)} 个单位[/bold]")
    for letter in letters:
        to = "；".join(letter.draft.to) or "（未填收件人）"
        text = f"  {_who(letter.unit)} → {to}：{letter.draft_file}"
        console.print(escape(text), soft_wrap=True)
        _print_notes(letter.notes, console)


def _print_answers(answers: tuple[Answer, ...], console: Console) -> None:
    if not answers:
        return
    console.print(f"[bold]附件没有收下，告知 {len(answers)} 个发件人[/bold]")
    for answer in answers:
        names = "、".join(item.refusal.name for item in answer.sender.files)
        text = f"  {answer.sender.address}（{names}）：{answer.draft_file}"
        console.print(escape(text), soft_wrap=True)
        _print_notes(answer.notes, console)


def _print_notes(notes: tuple[str, ...], console: Console) -> None:
    for note in notes:
        console.print(f"[yellow]{escape(note)}[/yellow]", soft_wrap=True)


def _who(unit: UnitTrack) -> str:
    return f"{unit.unit_code} {unit.unit_name}".strip()


def _minute(text: str) -> str:
    moment = moment_of(text)
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _day(text: str) -> str:
    moment = moment_of(text)
    return f"{moment:%Y-%m-%d}" if moment else ""
