"""Reports for people on the terminal: findings grouped by workbook and sheet, totals by unit."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from xladdin.domain.department import SubmissionStatus
from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.money import format_amount
from xladdin.domain.project import PlanMonth
from xladdin.domain.submission import Submission, WorkbookKind
from xladdin.form import layout
from xladdin.services import (
    CheckedFile,
    ConsolidationReport,
    OnRead,
    ValidationReport,
)

FILES_WORTH_A_BAR = 5
_WIDTH_OFF_TERMINAL = 140  # a pipe or a file has no width of its own
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def output_console() -> Console:
    """Standard output, wide enough for a table when it is not a terminal."""
    return Console(
        width=None if sys.stdout.isatty() else _WIDTH_OFF_TERMINAL, highlight=False, emoji=False
    )


@contextmanager
def reading_progress(count: int, is_quiet: bool) -> Iterator[OnRead | None]:
    """A bar on standard error while many files are read; nothing for few files or when quiet."""
    if is_quiet or count < FILES_WORTH_A_BAR:
        yield None
        return
    columns = (TextColumn("读取工作簿"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=count)
        yield lambda _path: progress.advance(task)


def print_validation(report: ValidationReport, console: Console) -> None:
    """Each workbook with its findings by sheet, then one line for all."""
    for file in report.files:
        _print_file(file, console)
    read = [file for file in report.files if file.submission is not None]
    unreadable = len(report.files) - len(read)
    tail = f"，{unreadable} 个文件无法读取" if unreadable else ""
    console.print(f"[bold]共 {len(read)} 个工作簿：{count_label(report.findings)}{tail}[/bold]")


def _print_file(file: CheckedFile, console: Console) -> None:
    console.print(f"[bold]{escape(str(file.path))}[/bold]", soft_wrap=True)
    read = file.submission
    if read is None:
        console.print(f"  [bold red]无法读取[/bold red] {escape(file.reason)}", soft_wrap=True)
    else:
        console.print(f"  {escape(_contents(read))}；{count_label(file.findings)}")
        _print_findings(file.findings, console)
    console.print()


def _contents(read: Submission) -> str:
    if read.kind is WorkbookKind.SUMMARY:
        return "部门汇总表"
    if read.targets is not None:
        goals, measures = len(read.targets.sub_goals), len(read.targets.measures)
        return f"部门整体目标：{goals} 项分项绩效目标，{measures} 条工作保障措施"
    who = f"{read.unit_code} {read.unit_name}".strip() or "未标明单位"
    return f"{who}：{len(read.projects)} 个项目，{read.indicator_count} 条指标"


def _print_findings(findings: Sequence[Finding], console: Console) -> None:
    for sheet, group in groupby(findings, key=lambda finding: finding.origin.sheet):
        table = Table(title=escape(sheet or "整个工作簿"), title_justify="left", expand=True)
        table.add_column("级别", no_wrap=True)
        table.add_column("单元格", no_wrap=True)
        table.add_column("规则", no_wrap=True)
        table.add_column("问题", ratio=3, overflow="fold")
        table.add_column("修改建议", ratio=2, overflow="fold")
        for finding in group:
            explained = f"\n审核说明：{finding.explanation}" if finding.explanation else ""
            table.add_row(
                f"[{_STYLES[finding.severity]}]{finding.severity.label}[/]",
                finding.origin.cell,
                finding.rule,
                escape(finding.message + explained),
                escape(finding.fix),
            )
        console.print(table)


def print_marked_copies(copies: Sequence[Path], console: Console) -> None:
    """Where the marked copies are."""
    for path in copies:
        console.print(f"已写入校验副本：{escape(str(path))}", soft_wrap=True)


def print_consolidation(report: ConsolidationReport, console: Console) -> None:
    """Totals by unit, what became of each file that doesn't count, who is missing."""
    table = Table(title="汇总（万元）", title_justify="left")
    for heading in ("单位编码", "单位名称"):
        table.add_column(heading)
    months = [layout.SPENDING_PLAN[month].label for month in PlanMonth]
    for heading in ("项目", "指标", "预算数", "财政资金", "其他资金", *months):
        table.add_column(heading, justify="right", no_wrap=True)
    units, total = report.totals
    for line in (*units, total):
        table.add_section()
        amounts = (line.budget, line.fiscal, line.other, *line.plan.values())
        counts = (str(line.projects), str(line.indicators))
        shown = (line.unit_code, line.unit_name, *counts, *map(format_amount, amounts))
        table.add_row(*shown, style="bold" if line is total else None)
    console.print(table)
    for item in report.department.received:
        if item.status is not SubmissionStatus.USED:
            text = f"{item.file}：{item.status.label}。{item.reason}"
            console.print(escape(text), soft_wrap=True)
    for missing in report.department.missing:
        who = f"{missing.unit_code} {escape(missing.unit_name)}"
        console.print(f"[bold red]未报送[/bold red] {who}")
    console.print(f"[bold]{count_label(report.findings)}[/bold]")
    console.print(f"汇总表：{escape(str(report.output))}", soft_wrap=True)
