"""校验结果 as rows of text: findings on the way in, the clerk's 审核说明 on the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from xladdin.domain.finding import Finding
from xladdin.domain.submission import ExplainedPlace
from xladdin.form import layout
from xladdin.form.grid import WorkbookGrid
from xladdin.form.labelled_sheet import LabelledSheet


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A row of 校验结果; ``number`` is None for the closing line that counts what has no room."""

    number: int | None
    severity: str = ""
    sheet: str = ""
    cell: str = ""
    rule: str = ""
    message: str = ""
    fix: str = ""
    explanation: str = ""

    @property
    def values(self) -> tuple[int | str | None, ...]:
        """The row's cells in the order of ``layout.FINDING_COLUMNS``."""
        texts = (self.severity, self.sheet, self.cell, self.rule, self.message, self.fix)
        return (self.number, *texts, self.explanation)


def finding_lines(findings: Sequence[Finding]) -> list[FindingLine]:
    """The rows of 校验结果, at most as many as it has."""
    room = layout.LAST_FINDING_ROW - layout.FIRST_FINDING_ROW + 1
    shown = findings if len(findings) <= room else findings[: room - 1]
    lines = [
        FindingLine(
            number,
            finding.severity.label,
            finding.origin.sheet,
            finding.origin.cell,
            finding.rule,
            finding.message,
            finding.fix,
            finding.explanation,
        )
        for number, finding in enumerate(shown, 1)
    ]
    if left := len(findings) - len(shown):
        lines.append(
            FindingLine(None, message=f"另有 {left} 个问题未列出", fix="请先修改以上问题，再次校验")
        )
    return lines


def read_explanations(workbook: WorkbookGrid) -> dict[ExplainedPlace, str]:
    """The 审核说明 that a clerk wrote into 校验结果, by the finding they explain."""
    grid = workbook.sheet(layout.FINDINGS_SHEET)
    if grid is None:
        return {}
    sheet = LabelledSheet(grid)
    heading = sheet.find_row(layout.FINDING_COLUMNS, len(layout.FINDING_COLUMNS))
    if heading is None:
        return {}
    lefts = {
        key: area.left for key, area in sheet.labels_in_row(heading, layout.FINDING_COLUMNS).items()
    }
    explanations: dict[ExplainedPlace, str] = {}
    for row in range(heading + 1, grid.last_row + 1):
        where, cell, rule, explanation = (
            grid.at(row, lefts[column.key]).text.strip()
            for column in (
                layout.FINDING_SHEET,
                layout.FINDING_CELL,
                layout.FINDING_RULE,
                layout.FINDING_EXPLANATION,
            )
        )
        if explanation:
            explanations[where, cell, rule] = explanation
    return explanations
