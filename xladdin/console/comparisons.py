"""What changed between two workbooks, inboxes or summaries, on the terminal."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from xladdin.comparing import ComparedPaths
from xladdin.domain.money import format_amount
from xladdin.rules.comparing.results import AmountPair, ComparedStatement, Comparison, State
from xladdin.rules.comparing.wording import (
    counts_label,
    remark,
    sender_remark,
    told,
    untold_label,
)

MOST_LINES = 200  # of changes: more is read in the workbook
_STYLES = {
    State.ADDED: "green",
    State.REMOVED: "red",
    State.RENAMED: "yellow",
    State.CHANGED: "yellow",
}


def print_comparison(compared: ComparedPaths, console: Console, output: Path | None = None) -> None:
    """Totals, the projects that came, went or changed, every change in a line, what is left out.

    ``output`` is the workbook that all this was written to.
    """
    comparison = compared.comparison
    console.print(f"原：{escape(comparison.old.name)}", soft_wrap=True)
    console.print(f"现：{escape(comparison.new.name)}", soft_wrap=True)
    _print_totals(comparison, console)
    _print_projects(comparison, console)
    _print_changes(comparison, console)
    for item in compared.left_out:
        text = f"没有对比 {item.file}：{item.status.label}。{item.reason}"
        console.print(escape(text), soft_wrap=True)
    for text in (untold_label(comparison), counts_label(comparison)):
        if text:
            console.print(f"[bold]{escape(text)}[/bold]")
    if output is not None:
        console.print(f"对比结果：{escape(str(output))}", soft_wrap=True)


def _print_totals(comparison: Comparison, console: Console) -> None:
    table = Table(title="金额（万元）", title_justify="left")
    table.add_column("")
    for heading in ("原", "现", "差额"):
        table.add_column(heading, justify="right", no_wrap=True)
    for pair in comparison.totals:
        table.add_row(pair.label, *_shown(pair))
    console.print(table)


def _print_projects(comparison: Comparison, console: Console) -> None:
    table = Table(title="项目变动（万元）", title_justify="left")
    for heading in ("变化", "单位编码"):
        table.add_column(heading, no_wrap=True)
    table.add_column("项目名称", ratio=2, overflow="fold")
    for heading in ("原预算数", "现预算数", "差额"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("说明", ratio=2, overflow="fold")
    for sender in comparison.senders:
        for project in sender.projects:
            if project.state is State.UNCHANGED:
                continue
            table.add_row(
                f"[{_STYLES[project.state]}]{project.state.value}[/]",
                sender.shown.unit_code,
                escape(project.shown.project_name.text.strip()),
                *_shown(project.amounts[0]),
                escape(remark(project)),
            )
    if table.row_count:
        console.print(table)


def _shown(pair: AmountPair) -> list[str]:
    amounts = (pair.old, pair.new, pair.difference)
    return [format_amount(amount) if amount is not None else "" for amount in amounts]


def _print_changes(comparison: Comparison, console: Console) -> None:
    lines = [line for sender in comparison.senders for line in _lines(sender)]
    for line in lines[:MOST_LINES]:
        console.print(line, soft_wrap=True)
    if len(lines) > MOST_LINES:
        left = len(lines) - MOST_LINES
        console.print(f"……还有 {left} 行没有列出，用 -o 写入工作簿查看")


def _lines(sender: ComparedStatement) -> Iterator[str]:
    """A sender, its projects with changes, and the changes."""
    yield f"[bold]{escape(_who(sender))}[/bold]：{escape(sender_remark(sender))}"
    for project, changes in groupby(sender.all_changes(), key=itemgetter(0)):
        if project is not None and project.old is not None and project.new is not None:
            yield f"  {escape(project.shown.project_name.text.strip())}"
        yield from (f"    {escape(told(change))}" for _, change in changes)


def _who(sender: ComparedStatement) -> str:
    shown = sender.shown
    if shown.is_own:
        return "部门整体目标"
    return f"{shown.unit_code} {shown.unit_name}".strip() or "未标明单位"
