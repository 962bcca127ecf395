"""What an import did, for people on the terminal."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from xladdin.documents.imported import LeftOver
from xladdin.documents.new_year import Change, Treatment
from xladdin.documents.reading import OnProgress
from xladdin.importing import ImportReport

_MOST_LISTED = 20  # on the screen; the report has them all


@contextmanager
def import_progress(*, is_quiet: bool) -> Iterator[OnProgress | None]:
    """A bar a step on standard error; nothing when quiet."""
    if is_quiet:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, count: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what)
            progress.update(tasks[what], completed=done, total=count)

        yield show


def print_import(report: ImportReport, console: Console) -> None:
    """The workbooks, the account, and what a person must look at."""
    table = Table(title="已生成的工作簿", title_justify="left")
    for heading in ("单位", "工作簿", "内容"):
        table.add_column(heading, overflow="fold")
    for workbook in report.workbooks:
        table.add_row(*map(escape, (workbook.label, workbook.path.name, workbook.counts)))
    console.print(table)
    for label, text in report.facts:
        console.print(f"{escape(label)}：{escape(text)}", soft_wrap=True)
    for workbook in report.workbooks:
        for difference in workbook.differences:
            shown = escape(f"{workbook.path.name} {difference}")
            console.print(f"[bold red]读回不一致[/bold red] {shown}", soft_wrap=True)
    _print_left_over(report.to_check, console)
    _print_changes(report.changes, console)
    console.print(f"导入报告：{escape(str(report.output))}", soft_wrap=True)


def _print_left_over(pieces: Sequence[LeftOver], console: Console) -> None:
    if not pieces:
        console.print("[bold]没有须核对的内容[/bold]")
        return
    console.print(f"[yellow]有 {len(pieces)} 处须核对：[/yellow]")
    for piece in pieces[:_MOST_LISTED]:
        text = f"“{' '.join(piece.text.split())}” " if piece.text else ""
        console.print(escape(f"  {piece.where} {text}{piece.reason}"), soft_wrap=True)
    if len(pieces) > _MOST_LISTED:
        console.print(f"  另有 {len(pieces) - _MOST_LISTED} 处，见导入报告")


def _print_changes(changes: Sequence[Change], console: Console) -> None:
    if not changes:
        return
    counts = {item: sum(c.treatment is item for c in changes) for item in Treatment}
    shown = "，".join(f"{item.value} {count} 处" for item, count in counts.items() if count)
    console.print(f"新年度：{shown}；逐项见导入报告", soft_wrap=True)
