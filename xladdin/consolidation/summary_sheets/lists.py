"""问题, 报送情况 and 对比: what is wrong, who sent what, what changed."""

from datetime import datetime
from decimal import Decimal

from xladdin.consolidation.comparison import ADDED, CHANGED, REMOVED, Comparison
from xladdin.consolidation.frames import AMOUNTS
from xladdin.consolidation.summary_sheets.explanations import (
    EXPLAINED,
    STATE,
    explanation_of,
    state_of,
)
from xladdin.consolidation.summary_sheets.summary import Summary, summed
from xladdin.consolidation.summary_sheets.table_sheet import (
    SUM_DECIMALS,
    Cell,
    Column,
    Looking,
    TableSheet,
    column_of,
    of_this_row,
)
from xladdin.consolidation.tables import exact_sum
from xladdin.domain.department import SubmissionStatus
from xladdin.domain.finding import Severity
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import Formula

SEVERITY = "级别"
STATUS = "状态"
MISSING = "未报送"

_STATUS_LOOKS = {
    SubmissionStatus.USED: "good",
    SubmissionStatus.SUPERSEDED: "center",
    SubmissionStatus.UNREADABLE: "error",
    SubmissionStatus.FOREIGN: "center",
}
_CHANGE_LOOKS = {ADDED: "good", REMOVED: "error", CHANGED: "warning"}
_COUNTED = ("错误", "警告待处理", "警告已说明")
_NOT_INFO = (Severity.ERROR, Severity.WARNING)
_AMOUNT_LABELS = dict(zip(AMOUNTS, (form.BUDGET, form.FISCAL, form.OTHER), strict=True))


def findings_sheet(summary: Summary) -> TableSheet:
    """问题: every finding with its cell as a link, by unit, graver ones first."""
    columns = (
        Column(form.NUMBER, 6, "integer"),
        Column(SEVERITY, 7, "center"),
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 22),
        Column(form.FILE, 26),
        Column(form.CELL, 13),
        Column(form.RULE, 7, "center"),
        Column(form.MESSAGE, 48),
        Column("修改建议", 42),
        Column(form.EXPLANATION, 24),
        Column(STATE, 10, "center"),
    )
    rows: list[list[Cell]] = []
    for number, row in enumerate(summary.findings.to_dict("records"), 1):
        severity = row["severity"]
        rows.append(
            [
                number,
                Looking(severity.label, severity.value),
                row["unit_code"],
                row["unit_name"],
                summary.sources.name(row["file"]) if row["file"] else "",
                summary.sources.cell(row["file"], row["sheet"], row["cell"]),
                *(row[name] for name in ("rule", "message", "fix")),
                explanation_of(row),
                state_of(row),
            ]
        )
    severities = list(summary.findings["severity"])
    counts = "、".join(f"{level.label} {severities.count(level)} 个" for level in Severity)
    note = f"{counts}。错误须改正后重报；警告可改正，或在“审核说明”中写明理由；提示供参考。"
    return TableSheet(
        form.FINDINGS_SHEET,
        f"{summary.subject}绩效目标审核问题清单",
        note if rows else "没有发现问题。",
        form.FINDINGS_TABLE,
        columns,
        rows,
        frozen=2,
    )


def submissions_sheet(summary: Summary) -> TableSheet:
    """报送情况: each file received and what became of it, each unit from which nothing came."""
    columns = (
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 28),
        Column(STATUS, 14, "center"),
        Column(form.FILE, 40),
        Column("保存时间", 18, "center"),
        Column("项目数", 8, "integer"),
        Column("指标数", 8, "integer"),
        *(Column(heading, 8, "integer") for heading in _COUNTED),
        Column("说明", 46),
        Column("内容摘要（SHA-256）", 36, "digest"),
    )
    own = summary.department.own
    judged = {submission.file for submission in summary.department.judged}
    rows: list[list[Cell]] = []
    for row in summary.submissions.to_dict("records"):
        status, file = row["status"], row["file"]
        is_own = own is not None and file == own.file
        rows.append(
            [
                row["unit_code"],
                "（部门整体目标）" if is_own else row["unit_name"],
                Looking(status.label, _STATUS_LOOKS[status])
                if status
                else Looking(MISSING, "error"),
                summary.sources.link(summary.sources.name(file), file) if file else "",
                _local_time(row["saved_at"]),
                *(row[name] for name in ("projects", "indicators")),
                *(_counts(summary, file) if file in judged else (None,) * len(_COUNTED)),
                *(row[name] for name in ("reason", "digest")),
            ]
        )
    return TableSheet(
        form.SUBMISSIONS_SHEET,
        f"{summary.subject}绩效目标报送情况表",
        _submissions_note(summary),
        form.SUBMISSIONS_TABLE,
        columns,
        rows,
        frozen=2,
    )


def _counts(summary: Summary, file: str) -> list[Formula]:
    """Errors, open and explained warnings of a file, counted in 问题."""
    found = summary.findings[summary.findings["file"] == file]
    severities = list(found["severity"])
    explained = int(found["is_explained"].sum())
    # A tilde in a criterion would stand for itself only when it is doubled.
    own = f'SUBSTITUTE({of_this_row(form.SUBMISSIONS_TABLE, form.FILE)},"~","~~")'
    of_file = f'{column_of(form.FINDINGS_TABLE, form.FILE)},"="&{own}'

    def counted(heading: str, word: str) -> str:
        return f'COUNTIFS({of_file},{column_of(form.FINDINGS_TABLE, heading)},"{word}")'

    errors, warnings = (counted(SEVERITY, level.label) for level in _NOT_INFO)
    passing = counted(STATE, EXPLAINED)
    error_count, warning_count = (severities.count(level) for level in _NOT_INFO)
    return [
        Formula(f"={errors}", error_count),
        Formula(f"={warnings}-{passing}", warning_count - explained),
        Formula(f"={passing}", explained),
    ]


def _local_time(moment: str | None) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}" if moment else ""


def _submissions_note(summary: Summary) -> str:
    statuses = [item.status for item in summary.department.received]
    counts = "、".join(f"{status.label} {statuses.count(status)} 个" for status in SubmissionStatus)
    received = f"收到文件 {len(statuses)} 个：{counts}。"
    roster = summary.department.roster
    if roster is None:
        return f"未提供单位名录，无法判断哪些单位未报送。{received}"
    missing = len(summary.department.missing)
    return f"名录内单位 {len(roster.units)} 个，未报送 {missing} 个。{received}"


def comparison_sheet(summary: Summary) -> TableSheet:
    """对比: projects added, removed and changed since an earlier summary."""
    comparison = summary.comparison
    changes = comparison.changes.to_dict("records") if isinstance(comparison, Comparison) else []
    columns = [
        Column("变化", 7, "center"),
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 29),
        Column(form.PROJECT_CODE, 25, "code"),
        Column(form.PROJECT_NAME, 34),
    ]
    for name, label in _AMOUNT_LABELS.items():
        old, new = (
            exact_sum(change[f"{side}_{name}"] or Decimal(0) for change in changes)
            for side in ("old", "new")
        )
        headings = {f"原{label}": old, f"现{label}": new, f"{label}差额": new - old}
        columns += [
            Column(heading, 13, "amount", summed(total) if changes else None)
            for heading, total in headings.items()
        ]
    rows: list[list[Cell]] = []
    for change in changes:
        row: list[Cell] = [
            Looking(change["change"], _CHANGE_LOOKS[change["change"]]),
            *(change[k] for k in ("unit_code", "unit_name", "project_code", "project_name")),
        ]
        for name, label in _AMOUNT_LABELS.items():
            old, new = change[f"old_{name}"], change[f"new_{name}"]
            row += [old, new, _difference(label, old, new)]
        rows.append(row)
    return TableSheet(
        form.COMPARISON_SHEET,
        f"{summary.subject}预算项目变动对比表",
        _comparison_note(comparison),
        form.COMPARISON_TABLE,
        columns,
        rows,
        frozen=5,
    )


def _difference(label: str, old: Decimal | None, new: Decimal | None) -> Formula:
    now, before = (of_this_row(form.COMPARISON_TABLE, f"{side}{label}") for side in "现原")
    difference = (new or Decimal(0)) - (old or Decimal(0))
    return Formula(f"=ROUND({now}-{before},{SUM_DECIMALS})", summed(difference))


def _comparison_note(comparison: Comparison | str) -> str:
    if isinstance(comparison, str):
        return comparison
    counts = "，".join(f"{word} {comparison.count(word)} 个" for word in (ADDED, REMOVED, CHANGED))
    earlier = comparison.earlier
    found = counts if len(comparison.changes) else "没有变化"
    return (
        f"金额单位：万元。与 {earlier.file}（{earlier.saved_at} 保存）按项目编码对比："
        f"{found}，金额未变 {comparison.unchanged} 个。"
    )
