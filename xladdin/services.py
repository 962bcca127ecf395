"""What the commands and the ribbon's buttons call: each function does one job from files to files.

Nothing here prints; progress is reported through a callback that gets each file when it is done.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.domain.department import Department, Roster
from xladdin.domain.finding import Finding, Severity, count_label
from xladdin.domain.submission import Submission
from xladdin.domain.tracking import NOTHING_RECORDED, FileHistory
from xladdin.errors import UnreadableWorkbookError, UsageError
from xladdin.form.settings_form import ROSTER_NAMES, SETTINGS_NAMES
from xladdin.rules.engine import check_department, check_submission
from xladdin.rules.settings import STANDARD, Settings
from xladdin.workbook.file_reader import find_workbooks
from xladdin.workbook.submission_file import read_submission_file

if TYPE_CHECKING:
    from xladdin.consolidation.tables import UnitTotals
    from xladdin.mail.collecting import CollectionReport, Postman

OnRead = Callable[[Path], None]
MARKED_SUFFIX = ".校验结果"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that validation was given; ``reason`` says why it could not be read."""

    path: Path
    submission: Submission | None
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """The file for programs, as ``--json`` prints it."""
        read = self.submission
        return {
            "path": str(self.path),
            "status": "read" if read else "unreadable",
            "unit_code": read.unit_code if read else None,
            "unit_name": read.unit_name if read else None,
            "projects": len(read.projects) if read else None,
            "indicators": read.indicator_count if read else None,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What validation found in each file."""

    files: tuple[CheckedFile, ...]

    @property
    def findings(self) -> list[Finding]:
        """All findings in the order of the files."""
        return [finding for file in self.files for finding in file.findings]

    @property
    def exit_status(self) -> int:
        """0 without errors, 1 with findings of severity error, 3 where a file was unreadable."""
        return exit_status(self.findings, any(file.submission is None for file in self.files))

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        return {
            "files": [file.as_json() for file in self.files],
            "findings": [finding.as_json() for finding in self.findings],
        }


def exit_status(findings: Iterable[Finding], is_any_unreadable: bool) -> int:
    """Exit status of a command that judged workbooks."""
    if is_any_unreadable:
        return UnreadableWorkbookError.exit_status
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def workbooks_to_validate(paths: Sequence[Path]) -> list[Path]:
    """Files named, and those in the folders named.

    Of the latter, settings and marked copies beside their sources are left out.
    """
    found = find_workbooks(paths)
    present = set(found)
    settings = {file for path in paths for file in _settings_in(path)}
    return [
        path
        for path in found
        if path in paths or not (path in settings or _is_marked_copy_of_any(path, present))
    ]


def _settings_in(folder: Path) -> list[Path]:
    """The settings that a folder may hold, and Excel's lock beside them while they are open."""
    return [folder / f"{lock}{name}" for name in SETTINGS_NAMES for lock in ("", "~$")]


def _is_marked_copy_of_any(path: Path, present: set[Path]) -> bool:
    stem = path.stem
    return stem.endswith(MARKED_SUFFIX) and (
        path.with_name(stem.removesuffix(MARKED_SUFFIX) + path.suffix) in present
    )


def validate(
    files: Iterable[Path], settings: Settings = STANDARD, on_read: OnRead | None = None
) -> ValidationReport:
    """Check every rule on each workbook by itself; unreadable files don't stop the others."""
    checked: list[CheckedFile] = []
    for path in files:
        try:
            submission = read_submission_file(path)
        except UnreadableWorkbookError as error:
            checked.append(CheckedFile(path, None, reason=str(error)))
        else:
            findings = tuple(check_submission(submission, settings))
            checked.append(CheckedFile(path, submission, findings))
        if on_read is not None:
            on_read(path)
    return ValidationReport(tuple(checked))


def write_marked_copies(report: ValidationReport) -> list[Path]:
    """Beside each workbook that was read, a copy with 校验结果 filled; the sources stay untouched.

    Raises OutputError where a copy can't be written.
    """
    from xladdin.workbook.marked_copy import write_marked_copy

    written: list[Path] = []
    for file in report.files:
        if file.submission is not None:
            target = file.path.with_name(f"{file.path.stem}{MARKED_SUFFIX}{file.path.suffix}")
            write_marked_copy(file.path, target, file.findings, count_label(file.findings))
            written.append(target)
    return written


@dataclass(frozen=True, slots=True)
class ConsolidationReport:
    """A department's consolidation: what was received, what was found, where the summary is."""

    department: Department
    findings: tuple[Finding, ...]
    output: Path

    @property
    def exit_status(self) -> int:
        """0 without errors, 1 with findings of severity error, 3 where a file was unreadable."""
        is_any_unreadable = any(not item.was_read for item in self.department.received)
        return exit_status(self.findings, is_any_unreadable)

    @property
    def totals(self) -> "tuple[list[UnitTotals], UnitTotals]":
        """Totals by unit in the order of the unit codes, and the department's."""
        from xladdin.consolidation.tables import department_totals

        return department_totals(self.department)

    @property
    def decisions(self) -> str:
        """How many explanations were accepted, refused, not decided yet; "" where there is none."""
        from xladdin.consolidation.reviewing import decisions_label

        return decisions_label(self.findings)

    def as_json(self) -> dict[str, object]:
        """The consolidation for programs, as ``--json`` prints it."""
        from xladdin.consolidation.report import consolidation_json

        return consolidation_json(self.department, self.findings)


def load_roster(path: Path | None) -> Roster | None:
    """The list of units, where one is given. Raises DataFileError."""
    if path is None:
        return None
    from xladdin.consolidation.roster import read_roster

    return read_roster(path)


def roster_of_inbox(folder: Path) -> Path | None:
    """The list of units in the inbox or in the folder around it, where there is one."""
    places = (folder.resolve(), folder.resolve().parent)
    paths = (place / name for place in places for name in ROSTER_NAMES)
    return next((path for path in paths if path.is_file()), None)


def workbooks_to_consolidate(folder: Path, *others: Path | None) -> list[Path]:
    """The workbooks of an inbox, without settings and ``others``: roster, summary to replace."""
    if not folder.is_dir():
        raise UsageError(f"找不到文件夹 {folder}", "请给出存放各单位工作簿的文件夹")
    left_out = {path.resolve() for path in (*others, *_settings_in(folder)) if path}
    return [path for path in find_workbooks([folder]) if path.resolve() not in left_out]


def receive_and_check(
    files: Sequence[Path], settings: Settings = STANDARD, on_read: OnRead | None = None
) -> tuple[Department, list[Finding]]:
    """The department that the workbooks make, and what is wrong in each and among them."""
    from xladdin.consolidation.inbox import receive

    department = receive(files, settings.roster, on_read)
    findings = [f for item in department.judged for f in check_submission(item, settings)]
    return department, findings + check_department(department, settings)


def consolidate(
    files: Sequence[Path],
    output: Path,
    settings: Settings = STANDARD,
    earlier: Path | None = None,
    on_read: OnRead | None = None,
    inbox: Path | None = None,
) -> ConsolidationReport:
    """Read workbooks, check them one by one and together, and write the department's summary.

    The summary is written whole or not at all (OutputError). The file that stands at ``output``
    before, or ``earlier`` where given, is what 对比 compares with. What the record of ``inbox``
    says of the files stands in 报送情况.
    """
    from xladdin.consolidation.summary_workbook import write_summary

    department, findings = receive_and_check(files, settings, on_read)
    histories = _histories(inbox, department) if inbox else NOTHING_RECORDED
    findings = write_summary(output, department, findings, earlier=earlier, histories=histories)
    return ConsolidationReport(department, tuple(findings), output)


def _histories(inbox: Path, department: Department) -> dict[str, FileHistory]:
    from xladdin.mail.history import read_history

    return read_history(inbox).of_files(item.file for item in department.received)


def collect(sources: Sequence[str], inbox: Path, postman: "Postman") -> "CollectionReport":
    """Take the workbooks out of messages into an inbox, each once; nothing in it is replaced.

    A source that can't be read doesn't stop the others. Raises UsageError for a source that is
    none, OutputError where the inbox can't be written to.
    """
    from xladdin.mail import collecting

    return collecting.collect(sources, inbox, postman)
