"""校验结果 as rows of text: findings on the way in, the clerk's 审核说明 on the way back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin, quote_sheet
from xladdin.domain.submission import ExplainedPlace
from xladdin.form import layout
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.labelled_sheet import LabelledSheet

_TEXTS_OF_A_FINDING = (
    layout.FINDING_SHEET,
    layout.FINDING_CELL,
    layout.FINDING_RULE,
    layout.FINDING_MESSAGE,
    layout.FINDING_FIX,
    layout.FINDING_EXPLANATION,
)


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

    @property
    def link(self) -> str:
        """Where the cell is, as a link inside the workbook says it (``'项目1'!C4``); else ""."""
        if not (self.sheet and self.cell):
            return ""
        return f"{quote_sheet(self.sheet)}!{self.cell}"


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


@dataclass(frozen=True, slots=True)
class FindingsList:
    """The list in a workbook: the row of its headings, and their columns by key."""

    grid: SheetGrid
    heading_row: int
    lefts: dict[str, int]

    def lines(self) -> Iterator[dict[str, str]]:
        """The texts of the rows below the headings, by their columns' keys."""
        for row in range(self.heading_row + 1, self.grid.last_row + 1):
            yield {key: self.grid.at(row, left).text.strip() for key, left in self.lefts.items()}


def find_list(workbook: WorkbookGrid) -> FindingsList | None:
    """The list of findings in a workbook; None where there is none."""
    grid = workbook.sheet(layout.FINDINGS_SHEET)
    if grid is None:
        return None
    sheet = LabelledSheet(grid)
    heading = sheet.find_row(layout.FINDING_COLUMNS, len(layout.FINDING_COLUMNS))
    if heading is None:
        return None
    areas = sheet.labels_in_row(heading, layout.FINDING_COLUMNS)
    return FindingsList(grid, heading, {key: area.left for key, area in areas.items()})


def read_findings(workbook: WorkbookGrid) -> list[Finding]:
    """What 校验结果 lists, in its order, with what the clerk wrote; its closing line is none."""
    listed = find_list(workbook)
    severities = {severity.label: severity for severity in Severity}
    findings: list[Finding] = []
    for line in listed.lines() if listed else ():
        severity = severities.get(line[layout.FINDING_SEVERITY.key])
        if severity is not None:
            sheet, cell, rule, message, fix, explanation = (
                line[column.key] for column in _TEXTS_OF_A_FINDING
            )
            origin = Origin(workbook.file, sheet, cell)
            findings.append(Finding(rule, severity, message, fix, origin, explanation))
    return findings


def read_explanations(workbook: WorkbookGrid) -> dict[ExplainedPlace, str]:
    """The 审核说明 that a clerk wrote into 校验结果, by the finding they explain."""
    listed = find_list(workbook)
    explanations: dict[ExplainedPlace, str] = {}
    for line in listed.lines() if listed else ():
        sheet, cell, rule, _, _, explanation = (line[c.key] for c in _TEXTS_OF_A_FINDING)
        if explanation:
            explanations[sheet, cell, rule] = explanation
    return explanations
