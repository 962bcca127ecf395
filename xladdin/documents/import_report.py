"""导入报告: the document's text against the fields that took it, and what is left over.

It is a CSV file: a workbook full of the form's labels, in the folder of the workbooks, would be
taken for a submission.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xladdin.documents.imported import Imported
from xladdin.documents.new_year import Change
from xladdin.documents.reasons import EXPECTED, FORM_WORDS
from xladdin.workbook.csv_table import BOM, csv_lines

HEADINGS = ("类别", "原文", "在文档中的位置", "填入、原因或处理", "新年度内容")
OVERVIEW, WORKBOOK, TO_CHECK, NEW_YEAR, TAKEN, OTHER = (
    "概况",
    "工作簿",
    "须核对",
    "新年度",
    "填入",
    "其他未填入",
)
Line = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What the report says; ``facts`` and ``workbooks`` are lines of two texts and of three."""

    facts: Sequence[tuple[str, str]]
    workbooks: Sequence[tuple[str, str, str]]
    imported: Imported
    changes: Sequence[Change] = ()


def write_import_report(path: Path, content: ReportContent) -> None:
    """Write the report: what a person must look at stands before the account."""
    lines = [HEADINGS, *_lines(content)]
    path.write_bytes((BOM + csv_lines(lines)).encode())


def _lines(content: ReportContent) -> Iterator[Line]:
    for label, text in content.facts:
        yield OVERVIEW, label, "", text, ""
    for label, name, text in content.workbooks:
        yield WORKBOOK, label, name, text, ""
    left_over = content.imported.left_over
    for piece in left_over:
        if piece.reason not in EXPECTED:
            yield TO_CHECK, piece.text, piece.where, piece.reason, ""
    for change in content.changes:
        yield NEW_YEAR, change.before, change.field, change.treatment.value, change.after
    for taken in content.imported.placed:
        kind = FORM_WORDS if taken.field.endswith(FORM_WORDS) else TAKEN
        yield kind, taken.text, taken.where, taken.field, ""
    for piece in left_over:
        if piece.reason in EXPECTED:
            yield OTHER, piece.text, piece.where, piece.reason, ""
