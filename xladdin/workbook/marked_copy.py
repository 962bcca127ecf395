"""A copy of a workbook with 校验结果 filled; the source is never touched.

In a workbook made from our template nothing but that one sheet is rewritten: every other part of
the file keeps its bytes, and the cells of the form are marked by conditional formats that look into
the sheet. A workbook of another make goes through openpyxl, which loses what it doesn't know:
cached results of formulas, shapes, controls, newer formats. Its cells aren't marked.
"""

from collections.abc import Sequence
from pathlib import Path

from xladdin.domain.finding import Finding
from xladdin.errors import OutputError
from xladdin.form import layout
from xladdin.form.findings_sheet import finding_lines
from xladdin.workbook.findings_part import fill_findings_part
from xladdin.workbook.package_copy import PackageCopy
from xladdin.workbook.saving import replace_whole


def write_marked_copy(
    source: Path, target: Path, findings: Sequence[Finding], summary: str
) -> None:
    """Write a copy of ``source`` whose 校验结果 lists the findings under ``summary``.

    Raises UnreadableWorkbookError where the source can't be read any more, and OutputError where
    the copy can't be written; what stood there before is then unchanged.
    """
    lines = finding_lines(findings)
    package = PackageCopy(source)
    parts = package.sheet_parts()
    if layout.IDENTITY_SHEET in parts and layout.FINDINGS_SHEET in parts:
        fill_findings_part(package, parts[layout.FINDINGS_SHEET], lines, summary)
        with replace_whole(target) as temporary:
            package.write(temporary)
        return
    if target.suffix.lower() != ".xlsx":
        raise OutputError(
            f"{source.name} 不是用本模板制作的，带校验结果的副本只能存为 .xlsx",
            "请先把原文件另存为 .xlsx 再校验",
        )
    from xladdin.workbook.foreign_findings import add_findings_sheet  # openpyxl is slow to import

    with replace_whole(target) as temporary:
        add_findings_sheet(source, temporary, lines, summary)
