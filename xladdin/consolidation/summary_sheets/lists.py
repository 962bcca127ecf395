"""问题: what is wrong, everywhere."""

from xladdin.consolidation.summary_sheets.explanations import STATE, explanation_of, state_of
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import (
    Cell,
    Column,
    Looking,
    TableSheet,
)
from xladdin.domain.finding import Severity
from xladdin.form import summary_form as form

SEVERITY = "级别"


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
