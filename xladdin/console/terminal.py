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
from xladdin.errors import UsageError
from xladdin.fixing import FixableWorkbook, FixedCopy
from xladdin.form import layout
from xladdin.rules.fixes import ALL, NONE, Proposal, chosen_numbers
from xladdin.services import (
    CheckedFile,
    ConsolidationReport,
    OnRead,
    ValidationReport,
)
from xladdin.settings.lookup import UsedSettings

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


def print_settings(used: UsedSettings, console: Console) -> None:
    """Which settings the rules were told."""
    console.print(escape(used.label), soft_wrap=True)


def print_validation(
    report: ValidationReport, console: Console, copies: Sequence[Path] = ()
) -> None:
    """Each workbook with its findings by sheet, one line for all, and where marked copies are."""
    for file in report.files:
        _print_file(file, console)
    read = [file for file in report.files if file.submission is not None]
    unreadable = len(report.files) - len(read)
    tail = f"，{unreadable} 个文件无法读取" if unreadable else ""
    console.print(f"[bold]共 {len(read)} 个工作簿：{count_label(report.findings)}{tail}[/bold]")
    for path in copies:
        console.print(f"已写入校验副本：{escape(str(path))}", soft_wrap=True)


def _print_file(file: CheckedFile, console: Console) -> None:
    console.print(f"[bold]{escape(str(file.path))}[/bold]", soft_wrap=True)
    read = file.submission
    if read is None:
        console.print(f"  [bold red]无法读取[/bold red] {escape(file.reason)}", soft_wrap=True)
    else:
        console.print(f"  {escape(_contents(read))}；{count_label(file.findings)}")
        print_findings(file.findings, console)
    console.print()


def _contents(read: Submission) -> str:
    if read.kind is WorkbookKind.SUMMARY:
        return "部门汇总表"
    if read.targets is not None:
        goals, measures = len(read.targets.sub_goals), len(read.targets.measures)
        return f"部门整体目标：{goals} 项分项绩效目标，{measures} 条工作保障措施"
    who = f"{read.unit_code} {read.unit_name}".strip() or "未标明单位"
    return f"{who}：{len(read.projects)} 个项目，{read.indicator_count} 条指标"


def print_findings(findings: Sequence[Finding], console: Console) -> None:
    """Findings in a table a sheet."""
    for sheet, group in groupby(findings, key=lambda finding: finding.origin.sheet):
        table = Table(title=escape(sheet or "整个工作簿"), title_justify="left", expand=True)
        table.add_column("级别", no_wrap=True)
        table.add_column("单元格", no_wrap=True)
        table.add_column("规则", no_wrap=True)
        table.add_column("问题", ratio=3, overflow="fold")
        table.add_column("修改建议", ratio=2, overflow="fold")
        for finding in group:
            table.add_row(
                f"[{_STYLES[finding.severity]}]{finding.severity.label}[/]",
                finding.origin.cell,
                finding.rule,
                escape("\n".join((finding.message, *_explanations(finding)))),
                escape(finding.fix),
            )
        console.print(table)


def _explanations(finding: Finding) -> Iterator[str]:
    """What was written beside a finding, and what it is worth."""
    if finding.explanation:
        is_error = finding.severity is Severity.ERROR
        yield f"审核说明：{finding.explanation}{'（错误须改正，不能只作说明）' if is_error else ''}"
    if finding.lapsed:
        yield f"原审核说明已失效，请重新说明：{finding.lapsed}"


def print_mends(proposal: Proposal, console: Console) -> None:
    """What can be mended, before and after; a mend of several cells has one number."""
    table = Table(title="可以自动修正", title_justify="left", expand=True)
    for heading in ("序号", "规则", "工作表"):
        table.add_column(heading, no_wrap=True)
    for heading, ratio in (("单元格", 1), ("原内容", 3), ("改为", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for number, mend in enumerate(proposal.mends, 1):
        table.add_section()
        for edit in mend.shown():
            texts = map(escape, (edit.sheet, edit.cells, edit.before, edit.after))
            table.add_row(str(number), mend.rule, *texts)
    if proposal.mends:
        console.print(table)


def ask_numbers(count: int, console: Console) -> frozenset[int]:
    """Which of the mends to make; asked until the answer is right."""
    while True:
        answer = console.input(f"修正哪几条？（如 1,3-5；{ALL}；{NONE}）：")
        try:
            return chosen_numbers(answer, count)
        except UsageError as error:
            console.print(escape(str(error)))


def print_fixed_copy(source: FixableWorkbook, copy: FixedCopy | None, console: Console) -> None:
    """Where the copy and the log are, and what is left; or why there is no copy."""
    count = len(source.proposal.mends)
    if copy is not None:
        console.print(f"已修正 {len(copy.mends)} 处：{escape(str(copy.path))}", soft_wrap=True)
        console.print(f"修正记录：{escape(str(copy.log))}", soft_wrap=True)
        console.print(f"修正后：{count_label(copy.findings)}")
    elif count:
        console.print(
            f"共 {count} 处可以修正，没有写副本，原文件没有改动。全部修正：加 --yes；"
            "逐条选择：在终端中运行，不加 --list"
        )
    else:
        console.print("没有可以自动修正的问题；其余问题请按校验结果逐条修改")
    if source.proposal.later:
        console.print(
            f"另有 {source.proposal.later} 处与以上修正涉及同一单元格，修正后再运行一次会列出"
        )


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
    if decisions := report.decisions:
        console.print(decisions)
    console.print(f"汇总表：{escape(str(report.output))}", soft_wrap=True)
