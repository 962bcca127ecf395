"""Publishing on the terminal: what is in the way, and where the document is."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from rich.console import Console
from rich.markup import escape

from xladdin.console.terminal import print_findings
from xladdin.domain.finding import Severity, count_label
from xladdin.publishing import OnStep, PublicationReport


@contextmanager
def working_status(is_quiet: bool) -> Iterator[OnStep | None]:
    """On standard error, what is being done at the moment; nothing when quiet."""
    if is_quiet:
        yield None
        return
    screen = Console(stderr=True)
    yield lambda text: screen.print(f"{text}…") if screen.is_terminal else None


def print_publication(report: PublicationReport, console: Console) -> None:
    """What is in the way of publishing or must be looked at first, and where the document is."""
    told = [*report.errors, *(f for f in report.private if f.severity is not Severity.ERROR)]
    for file, group in groupby(told, key=lambda finding: finding.origin.file):
        console.print(f"[bold]{escape(file or '部门')}[/bold]", soft_wrap=True)
        print_findings(list(group), console)
    for text in report.unreadable:
        console.print(f"[bold red]无法读取[/bold red] {escape(text)}", soft_wrap=True)
    if report.private:
        console.print(f"[yellow]有 {len(report.private)} 处内容可能不宜公开，请核对[/yellow]")
    for note in report.notes:
        console.print(f"[yellow]{escape(note)}[/yellow]", soft_wrap=True)
    console.print(f"[bold]{count_label(report.findings)}[/bold]")
    if report.output is None:
        console.print("没有生成公开文本：请先改正以上错误；确要照现在的内容生成，加 --with-errors")
        return
    pages = f"，{report.pages} 页" if report.pages else ""
    console.print(
        f"公开文本：{escape(str(report.output))}（{report.project_count} 个项目{pages}）",
        soft_wrap=True,
    )
    if report.pdf is not None:
        console.print(f"PDF：{escape(str(report.pdf))}", soft_wrap=True)
