"""审核说明: every explained warning, for the finance office to accept or refuse."""

from collections.abc import Hashable, Mapping

from xladdin.consolidation.summary_sheets.looks import GREEN, GREEN_FILL, RED, RED_FILL
from xladdin.consolidation.summary_sheets.summary import Summary
from xladdin.consolidation.summary_sheets.table_sheet import (
    Cell,
    Choice,
    Column,
    Looking,
    TableSheet,
    column_of,
    of_this_row,
)
from xladdin.domain.explanation import Verdict
from xladdin.domain.finding import Severity
from xladdin.form import summary_form as form
from xladdin.workbook.templates.form_sheet import Formula

STATE = "处理"
EXPLAINED = "已说明"
_REFUSED = "说明不予接受"
_NUMBER_OF_FINDING = "问题序号"
_CHOICES = (
    Choice(Verdict.ACCEPTED.label, GREEN, GREEN_FILL),
    Choice(Verdict.REFUSED.label, RED, RED_FILL),
)


def explanations_sheet(summary: Summary) -> TableSheet:
    """The sheet: only what was decided can be typed."""
    columns = (
        Column(_NUMBER_OF_FINDING, 9, "integer"),
        Column(form.UNIT_CODE, 10, "code"),
        Column(form.UNIT_NAME, 22),
        Column(form.FILE, 24),
        Column(form.SHEET, 10, "center"),
        Column(form.CELL, 8, "center"),
        Column(form.RULE, 7, "center"),
        Column(form.MESSAGE, 40),
        Column(form.EXPLANATION, 34),
        Column(form.VERDICT, 10, "input_center", is_input=True, choices=_CHOICES),
        Column(form.COMMENT, 28, "input", is_input=True),
        Column(form.CONTENT, 12, "for_the_program", for_the_program=True),
    )
    rows: list[list[Cell]] = []
    for number, row in enumerate(summary.findings.to_dict("records"), 1):
        if not row["is_for_review"]:
            continue
        file, sheet, cell = row["file"], row["sheet"], row["cell"]
        rows.append(
            [
                number,
                row["unit_code"],
                row["unit_name"],
                summary.sources.name(file),
                sheet if cell else summary.sources.link(sheet, file, sheet),
                summary.sources.link(cell, file, sheet, cell),
                *(row[name] for name in ("rule", "message", "explanation")),
                row["verdict"].label if row["verdict"] else None,
                row["comment"],
                row["content"],
            ]
        )
    return TableSheet(
        form.EXPLANATIONS_SHEET,
        f"{summary.subject}审核说明审定表",
        _note(len(rows)),
        form.EXPLANATIONS_TABLE,
        columns,
        rows,
        frozen=3,
    )


def _note(count: int) -> str:
    if not count:
        return "没有带审核说明的警告。"
    return (
        f"共 {count} 条。在“审核意见”中选择接受或不接受（空白为待审），可在“意见”中写明理由；"
        "再次汇总到这个文件时保留。说明或被说明的内容有变化的，须重新审定。"
    )


def state_of(row: Mapping[Hashable, object]) -> Cell:
    """What is still to be done about a finding, a row of the findings' table.

    A warning's state follows what is chosen in 审核说明.
    """
    if row["severity"] is Severity.ERROR:
        return Looking("须改正", "error")
    if row["severity"] is Severity.INFO:
        return None
    if not row["is_for_review"]:
        return "说明已失效" if row["lapsed"] else "待处理"
    numbers = column_of(form.EXPLANATIONS_TABLE, _NUMBER_OF_FINDING)
    verdicts = column_of(form.EXPLANATIONS_TABLE, form.VERDICT)
    own = of_this_row(form.FINDINGS_TABLE, form.NUMBER)
    refused = f'COUNTIFS({numbers},{own},{verdicts},"{Verdict.REFUSED.label}")>0'
    text = f'=IF({refused},"{_REFUSED}","{EXPLAINED}")'
    return Formula(text, EXPLAINED if row["is_explained"] else _REFUSED)


def explanation_of(row: Mapping[Hashable, object]) -> str:
    """What the unit wrote beside a finding, and the answer."""
    if row["lapsed"]:
        return f"（已失效）{row['lapsed']}"
    if row["verdict"] is Verdict.REFUSED:
        comment = f"：{row['comment']}" if row["comment"] else ""
        return f"{row['explanation']}\n（审核说明不予接受{comment}）"
    return str(row["explanation"])
