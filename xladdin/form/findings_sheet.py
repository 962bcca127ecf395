"""校验结果 as rows of text: findings on the way in, the clerk's 审核说明 on the way back.

A 审核说明 that has lapsed stays in its cell behind a mark that says so, and what to do; without the
mark it counts again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xladdin.domain.explanation import Explanation, Subject
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin, quote_sheet
from xladdin.form import layout
from xladdin.form.grid import SheetGrid, WorkbookGrid
from xladdin.form.labelled_sheet import LabelledSheet

_LAPSED_MARK = "【原说明已失效，仍适用的请删去本括号】"
_LAPSED = re.compile("【原说明已失效[^】]*】")


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
    content: str = ""

    @property
    def values(self) -> tuple[int | str | None, ...]:
        """The row's cells in the order of ``layout.FINDING_COLUMNS``."""
        texts = (self.severity, self.sheet, self.cell, self.rule, self.message, self.fix)
        return (self.number, *texts, self.explanation, self.content)

    @property
    def wrapped(self) -> Iterator[tuple[str, float]]:
        """The texts that make the row higher, each with the width of its column."""
        for value, column in zip(self.values, layout.FINDING_COLUMNS, strict=True):
            if column is not layout.FINDING_CONTENT:
                yield str(value or ""), column.width

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
            finding.explanation or explanation_text(finding.lapsed, has_lapsed=True),
            finding.content,
        )
        for number, finding in enumerate(shown, 1)
    ]
    if left := len(findings) - len(shown):
        lines.append(
            FindingLine(None, message=f"另有 {left} 个问题未列出", fix="请先修改以上问题，再次校验")
        )
    return lines


def explanation_text(text: str, *, has_lapsed: bool) -> str:
    """What stands in the column 审核说明."""
    return f"{_LAPSED_MARK}{text}" if text and has_lapsed else text


def read_explanation(text: str) -> tuple[str, bool]:
    """What a clerk wrote in the column 审核说明, and whether it has lapsed."""
    mark = _LAPSED.match(text)
    return (text[mark.end() :].strip(), True) if mark else (text, False)


@dataclass(frozen=True, slots=True)
class FindingsList:
    """The list in a workbook: the row of its headings, and their columns by key.

    A workbook made from a template of version 1 has no column of contents.
    """

    grid: SheetGrid
    heading_row: int
    lefts: dict[str, int]

    def lines(self) -> Iterator[dict[str, str]]:
        """The texts of the rows below the headings, by their columns' keys."""
        missing = {
            column.key: "" for column in layout.FINDING_COLUMNS if column.key not in self.lefts
        }
        for row in range(self.heading_row + 1, self.grid.last_row + 1):
            texts = {key: self.grid.at(row, left).text.strip() for key, left in self.lefts.items()}
            yield missing | texts


def find_list(workbook: WorkbookGrid) -> FindingsList | None:
    """The list of findings in a workbook; None where there is none."""
    grid = workbook.sheet(layout.FINDINGS_SHEET)
    if grid is None:
        return None
    sheet = LabelledSheet(grid)
    heading = sheet.find_row(layout.FINDING_COLUMNS_1, len(layout.FINDING_COLUMNS_1))
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
            subject = _subject(line)
            text, has_lapsed = read_explanation(line[layout.FINDING_EXPLANATION.key])
            findings.append(
                Finding(
                    subject.rule,
                    severity,
                    line[layout.FINDING_MESSAGE.key],
                    line[layout.FINDING_FIX.key],
                    Origin(workbook.file, subject.sheet, subject.cell),
                    explanation="" if has_lapsed else text,
                    content=subject.content,
                    lapsed=text if has_lapsed else "",
                )
            )
    return findings


def read_explanations(workbook: WorkbookGrid) -> tuple[Explanation, ...]:
    """The 审核说明 in 校验结果 with what they explain; nothing where the clerk wrote none.

    Lines without one come too, with an empty text.
    """
    listed = find_list(workbook)
    explanations: list[Explanation] = []
    for line in listed.lines() if listed else ():
        text, has_lapsed = read_explanation(line[layout.FINDING_EXPLANATION.key])
        subject = _subject(line)
        if subject.rule:
            explanations.append(Explanation(subject, text, has_lapsed))
    return tuple(explanations) if any(each.text for each in explanations) else ()


def _subject(line: dict[str, str]) -> Subject:
    columns = (
        layout.FINDING_SHEET,
        layout.FINDING_CELL,
        layout.FINDING_RULE,
        layout.FINDING_CONTENT,
    )
    return Subject(*(line[column.key] for column in columns))
