"""报送情况: who sent what when, what became of it, and who is missing."""

from typing import Any

from xladdin.consolidation.summary_sheets.explanations import EXPLAINED, STATE
from xladdin.consolidation.summary_sheets.lists import SEVERITY
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import (
    Cell,
    Column,
    Looking,
    TableSheet,
    column_of,
    of_this_row,
)
from xladdin.domain.department import SubmissionStatus
from xladdin.domain.finding import Severity
from xladdin.domain.submission import Submission
from xladdin.domain.tracking import (
    NO_HISTORY,
    FileHistory,
    Progress,
    moment_of,
    odd_sender,
    template_problem,
)
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import Formula

MISSING = Progress.MISSING.label

_STATUS_LOOKS = {
    SubmissionStatus.USED: "good",
    SubmissionStatus.SUPERSEDED: "center",
    SubmissionStatus.UNREADABLE: "error",
    SubmissionStatus.FOREIGN: "center",
}
_COUNTED = ("错误", "警告待处理", "警告已说明")
_NOT_INFO = (Severity.ERROR, Severity.WARNING)
_RETURNED = "退回时间"
_TIME = "%Y-%m-%d %H:%M"


def submissions_sheet(summary: Summary) -> TableSheet:
    """报送情况: each file received and what became of it, each unit from which nothing came."""
    columns = (
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 24),
        Column(form.STATUS, 11, "center"),
        Column(form.FILE, 40),
        Column("保存时间", 12, "center"),
        Column("项目数", 7, "integer"),
        Column("指标数", 7, "integer"),
        *(Column(heading, 7, "integer") for heading in _COUNTED),
        Column("进度", 8, "center"),
        Column("报送次数", 7, "integer"),
        Column("报送时间", 12, "center"),
        Column("收到时间", 12, "center"),
        Column("发件人", 20),
        Column(_RETURNED, 12, "center"),
        Column("说明", 32),
        Column(form.DIGEST, 36, "digest", for_the_program=True),
    )
    sent = {item.file: item.submission for item in summary.department.received}
    rows = [_row(summary, row, sent) for row in summary.submissions.to_dict("records")]
    return TableSheet(
        form.SUBMISSIONS_SHEET,
        f"{summary.subject}绩效目标报送情况表",
        _submissions_note(summary),
        form.SUBMISSIONS_TABLE,
        columns,
        rows,
        frozen=2,
    )


def _row(summary: Summary, row: dict[Any, Any], sent: dict[str, Submission | None]) -> list[Cell]:
    status, file = row["status"], row["file"]
    own = summary.department.own
    is_own = own is not None and file == own.file
    is_judged = any(file == submission.file for submission in summary.department.judged)
    history = summary.histories.get(file, NO_HISTORY) if file else NO_HISTORY
    submission = sent.get(file)
    stamp = submission.stamp if submission else None
    counts = _counts(summary, file) if is_judged else [None] * len(_COUNTED)
    return [
        row["unit_code"],
        "（部门整体目标）" if is_own else row["unit_name"],
        Looking(status.label, _STATUS_LOOKS[status]) if status else Looking(MISSING, "error"),
        summary.sources.link(summary.sources.name(file), file) if file else "",
        _local_time(row["saved_at"]),
        *(row[name] for name in ("projects", "indicators")),
        *counts,
        _progress(summary, file, history) if status is SubmissionStatus.USED else "",
        stamp.number if stamp else None,
        stamp.sent_at.strftime(_TIME) if stamp else "",
        _local_time(history.received_at),
        history.sender,
        _local_time(history.returned_at),
        _joined(row["reason"], *_remarks(summary, submission, history)),
        row["digest"],
    ]


def _joined(*texts: str) -> str:
    return "；".join(text for text in texts if text)


def _remarks(
    summary: Summary, submission: Submission | None, history: FileHistory
) -> tuple[str, ...]:
    if submission is None:
        return ()
    changed = "发出后改动过：内容与报送时的校验码不符" if submission.is_changed_since_sent else ""
    sender = odd_sender(submission, history.sender, summary.department.roster)
    return (changed, sender, template_problem(submission))


def _progress(summary: Summary, file: str, history: FileHistory) -> Formula:
    """How far the unit has come: it follows what is decided about its explanations."""
    errors, open_warnings, _ = _found(summary, file)
    left, count = of_this_row(form.SUBMISSIONS_TABLE, _COUNTED[0]), errors
    if not history.accepted_at:
        left += f"+{of_this_row(form.SUBMISSIONS_TABLE, _COUNTED[1])}"
        count += open_warnings
    returned, received, accepted = (
        each.label for each in (Progress.RETURNED, Progress.RECEIVED, Progress.ACCEPTED)
    )
    is_returned = f'{of_this_row(form.SUBMISSIONS_TABLE, _RETURNED)}<>""'
    now = returned if history.returned_at else received if count else accepted
    return Formula(f'=IF({is_returned},"{returned}",IF({left}=0,"{accepted}","{received}"))', now)


def _counts(summary: Summary, file: str) -> list[Formula]:
    """Errors, open and explained warnings of a file, counted in 问题."""
    # A tilde in a criterion would stand for itself only when it is doubled.
    own = f'SUBSTITUTE({of_this_row(form.SUBMISSIONS_TABLE, form.FILE)},"~","~~")'
    of_file = f'{column_of(form.FINDINGS_TABLE, form.FILE)},"="&{own}'

    def counted(heading: str, word: str) -> str:
        return f'COUNTIFS({of_file},{column_of(form.FINDINGS_TABLE, heading)},"{word}")'

    errors, warnings = (counted(SEVERITY, level.label) for level in _NOT_INFO)
    passing = counted(STATE, EXPLAINED)
    error_count, open_count, explained = _found(summary, file)
    return [
        Formula(f"={errors}", error_count),
        Formula(f"={warnings}-{passing}", open_count),
        Formula(f"={passing}", explained),
    ]


def _found(summary: Summary, file: str) -> tuple[int, int, int]:
    """How many errors, open and explained warnings a file has."""
    found = summary.findings[summary.findings["file"] == file]
    severities = list(found["severity"])
    explained = int(found["is_explained"].sum())
    errors, warnings = (severities.count(level) for level in _NOT_INFO)
    return errors, warnings - explained, explained


def _local_time(text: str | None) -> str:
    moment = moment_of(text or "")
    return moment.strftime(_TIME) if moment else ""


def _submissions_note(summary: Summary) -> str:
    statuses = [item.status for item in summary.department.received]
    counts = "、".join(f"{status.label} {statuses.count(status)} 个" for status in SubmissionStatus)
    received = f"收到文件 {len(statuses)} 个：{counts}。"
    roster = summary.department.roster
    if roster is None:
        return f"未提供单位名录，无法判断哪些单位未报送。{received}"
    missing = len(summary.department.missing)
    return f"名录内单位 {len(roster.units)} 个，未报送 {missing} 个。{received}"
