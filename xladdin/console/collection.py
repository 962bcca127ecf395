"""What the commands of the round by e-mail show on the terminal."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from xladdin.errors import UsageError
from xladdin.mail.collecting import CollectionReport
from xladdin.mail.inbox import Collected, Outcome
from xladdin.mail.sources import OnMessage

_STYLES = {Outcome.STORED: "green", Outcome.DUPLICATE: "cyan", Outcome.REFUSED: "bold red"}


@contextmanager
def collecting_progress(is_quiet: bool) -> Iterator[OnMessage | None]:
    """How many messages have been read, on standard error where that is a terminal."""
    screen = Console(stderr=True)
    if is_quiet or not screen.is_terminal:
        yield None
        return
    with screen.status("正在收件") as status:
        yield lambda count: status.update(f"正在收件：已读 {count} 封邮件")


def ask_password(account: str) -> str:
    """Ask for the password of a mailbox; what is typed isn't shown. Raises UsageError."""
    if not sys.stdin.isatty():
        raise UsageError(
            f"没有邮箱 {account} 的密码",
            f"请在终端中运行，会询问密码；或用 keyring set xladdin {account} 存入系统的密码库",
        )
    return getpass.getpass(f"邮箱 {account} 的密码或授权码：", stream=sys.stderr)


def print_collection(report: CollectionReport, console: Console) -> None:
    """From whom, what, and what became of it; what could not be read; one line for all."""
    table = Table(title="收件", title_justify="left", expand=True)
    table.add_column("结果", no_wrap=True)
    for heading, ratio in (("发件人", 2), ("附件", 3), ("存为、说明", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    table.add_column("发送时间", no_wrap=True)
    for file in report.files:
        table.add_row(
            f"[{_STYLES[file.outcome]}]{file.outcome.label}[/]",
            *map(escape, (_sender(file), _name(file), _result(file), _minute(file))),
        )
    if report.files:
        console.print(table)
    for problem in report.problems:
        line = f"[bold red]无法读取[/bold red] {escape(problem.source)}：{escape(problem.reason)}"
        console.print(line, soft_wrap=True)
    for note in report.notes:
        console.print(escape(note), soft_wrap=True)
    counts = "，".join(f"{outcome.label} {report.counts[outcome]} 份" for outcome in Outcome)
    tail = f"，{len(report.problems)} 处无法读取" if report.problems else ""
    console.print(f"[bold]共读 {report.messages} 封邮件：{counts}{tail}[/bold]")
    console.print(f"收件箱：{escape(str(report.inbox))}", soft_wrap=True)


def _sender(file: Collected) -> str:
    envelope = file.find.envelope
    name, address = envelope.sender_name, envelope.sender
    return f"{name} <{address}>" if name and address else name or address or "（不在邮件中）"


def _name(file: Collected) -> str:
    return " → ".join((*file.find.via, file.find.name))


def _result(file: Collected) -> str:
    is_told = file.outcome is not Outcome.DUPLICATE or file.file not in file.reason
    return "；".join(filter(None, (file.file if is_told else "", file.reason)))


def _minute(file: Collected) -> str:
    """The time as the message states it, in the time zone of this computer."""
    from datetime import datetime

    sent = file.find.envelope.sent
    return datetime.fromisoformat(sent).astimezone().strftime("%Y-%m-%d %H:%M") if sent else ""
