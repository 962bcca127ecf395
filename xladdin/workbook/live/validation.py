"""Validating the open workbook: what is on the screen is judged as a file is."""

import xlwings as xw

from xladdin.domain.finding import Finding, count_label
from xladdin.domain.submission import WorkbookKind
from xladdin.errors import UsageError
from xladdin.form import layout
from xladdin.form.findings_sheet import FindingsList, read_findings
from xladdin.form.grid import WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.rules.settings import STANDARD, Settings
from xladdin.workbook.live.findings import require_list, write_findings
from xladdin.workbook.live.reading import OnSheet, read_open_workbook, read_program_sheets


def validate_workbook(
    book: xw.Book, on_sheet: OnSheet | None = None, settings: Settings = STANDARD
) -> list[Finding]:
    """Check the whole workbook, list what is wrong in 校验结果, and give it.

    Raises UsageError where the workbook has no list of findings to fill or carries no form.
    """
    grid = read_open_workbook(book, on_sheet)
    findings = _check(grid, settings)
    write_findings(book, require_list(grid), findings, count_label(findings))
    return findings


def validate_sheet(
    book: xw.Book,
    sheet_name: str,
    on_sheet: OnSheet | None = None,
    settings: Settings = STANDARD,
) -> list[Finding]:
    """Check one sheet, the others only as far as it must agree with them; give its findings.

    What 校验结果 lists of other sheets stays as it is. Raises UsageError as `validate_workbook`.
    """
    grid = read_open_workbook(book, on_sheet)
    listed = require_list(grid)
    found = _check(grid, settings)
    of_sheet = [finding for finding in found if finding.origin.sheet == sheet_name]
    others = [finding for finding in read_findings(grid) if finding.origin.sheet != sheet_name]
    places = {name: place for place, name in enumerate(("", *book.sheet_names))}
    in_order = sorted(
        [*others, *of_sheet],
        key=lambda finding: places.get(finding.origin.sheet, len(places)),
    )
    write_findings(book, listed, in_order, count_label(in_order))
    return of_sheet


def clear_findings(book: xw.Book) -> None:
    """Empty 校验结果, and so take the marks off the sheets. Raises UsageError where it is none."""
    write_findings(book, require_list(read_program_sheets(book)), (), layout.NOT_VALIDATED)


def listed_findings(book: xw.Book) -> tuple[FindingsList, list[Finding]]:
    """校验结果, and what it lists now. Raises UsageError where there is none."""
    grid = read_program_sheets(book)
    return require_list(grid), read_findings(grid)


def _check(grid: WorkbookGrid, settings: Settings) -> list[Finding]:
    submission = read_submission(grid)
    if submission.kind is WorkbookKind.FOREIGN:
        raise UsageError(
            "这个工作簿里没有找到预算项目绩效目标表，没有作任何改动",
            "请打开本单位的申报工作簿再校验；还没有的，点“新建工作簿”",
        )
    return check_submission(submission, settings)
