"""The command `fix`: what can be mended in a file, and a copy of it with the mends made."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from xladdin.domain.finding import Finding, count_label
from xladdin.errors import UsageError
from xladdin.form.findings_sheet import read_findings
from xladdin.form.grid import WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.rules.engine import check_submission
from xladdin.rules.fixes import Mend, Proposal, proposed_mends
from xladdin.rules.settings import STANDARD, Settings
from xladdin.services import exit_status
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.fix_log import fixed_cells, write_fix_log
from xladdin.workbook.saving import replace_whole
from xladdin.workbook.submission_file import read_submission_file

FIXED_SUFFIX = ".修正"
LOG_SUFFIX = ".修正记录.csv"
_FIXED_STEM = re.compile(rf"(?P<stem>.*){re.escape(FIXED_SUFFIX)}(?P<number>\d*)")


@dataclass(frozen=True)
class FixableWorkbook:
    """A workbook file, and what can be mended in it."""

    path: Path
    workbook: WorkbookGrid
    proposal: Proposal
    settings: Settings

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong in it as it stands."""
        return check_submission(read_submission(self.workbook), self.settings)

    @property
    def default_output(self) -> Path:
        """Where its copy goes: beside it, under a name that tells what it is."""
        found = _FIXED_STEM.fullmatch(self.path.stem)
        stem, number = (found["stem"], int(found["number"] or 1) + 1) if found else ("", 0)
        name = f"{stem}{FIXED_SUFFIX}{number}" if found else f"{self.path.stem}{FIXED_SUFFIX}"
        return self.path.with_name(name + self.path.suffix)

    def chosen(self, numbers: Collection[int]) -> tuple[Mend, ...]:
        """The mends of these numbers, which count from 1."""
        mends = enumerate(self.proposal.mends, 1)
        return tuple(mend for number, mend in mends if number in numbers)


@dataclass(frozen=True, slots=True)
class FixedCopy:
    """A copy that was written: the mends in it, the log, and what is still wrong."""

    path: Path
    log: Path
    mends: tuple[Mend, ...]
    findings: tuple[Finding, ...]


def find_mends(
    path: Path, rules: Collection[str] = (), settings: Settings = STANDARD
) -> FixableWorkbook:
    """What can be mended in a file, by all rules or by those named.

    Raises UnreadableWorkbookError, and UsageError for a rule that there isn't.
    """
    from xladdin.workbook.fixed_copy import FixableFile

    workbook = read_workbook(path)
    is_closed = FixableFile(path).is_closed
    proposal = proposed_mends(workbook, settings, rules=rules, is_closed=is_closed)
    return FixableWorkbook(path, workbook, proposal, settings)


def write_fixed_copy(
    source: FixableWorkbook,
    mends: Iterable[Mend],
    output: Path | None = None,
    *,
    may_replace: bool = False,
) -> FixedCopy:
    """A copy with the mends made and logged beside it; the source stays as it is.

    Where the source lists findings in 校验结果, the copy lists those that are left. Raises
    UsageError where there is such a file already, and OutputError where it can't be written.
    """
    from xladdin.workbook.fixed_copy import FixableFile

    target = output or source.default_output
    _require_free(target, source.path, may_replace)
    chosen = tuple(mends)
    log = target.with_name(target.stem.removesuffix(FIXED_SUFFIX) + LOG_SUFFIX)
    cells = fixed_cells(target.name, chosen)
    with replace_whole(log) as record, replace_whole(target) as temporary:
        write_fix_log(record, log, cells, datetime.now().astimezone())
        FixableFile(source.path).write_copy(temporary, source.workbook, chosen)
    findings = check_submission(read_submission_file(target), source.settings)
    if read_findings(source.workbook):
        from xladdin.workbook.marked_copy import write_marked_copy

        write_marked_copy(target, target, findings, count_label(findings))
    return FixedCopy(target, log, chosen, tuple(findings))


def fixing_exit_status(source: FixableWorkbook, copy: FixedCopy | None) -> int:
    """1 where the copy, or else the source, has findings of severity error; else 0."""
    return exit_status(copy.findings if copy else source.findings, is_any_unreadable=False)


def fixing_json(source: FixableWorkbook, copy: FixedCopy | None) -> dict[str, object]:
    """What can be mended and what was, for programs."""
    made = copy.mends if copy else ()
    return {
        "path": str(source.path),
        "mends": [
            {
                "number": number,
                "rule": mend.rule,
                "message": mend.message,
                "made": mend in made,
                "edits": [
                    {
                        "sheet": edit.origin.sheet,
                        "cell": edit.origin.cell,
                        "before": edit.before,
                        "after": edit.after_text,
                    }
                    for edit in mend.edits
                ],
            }
            for number, mend in enumerate(source.proposal.mends, 1)
        ],
        "later": source.proposal.later,
        "copy": str(copy.path) if copy else None,
        "log": str(copy.log) if copy else None,
        "findings": [finding.as_json() for finding in (copy.findings if copy else source.findings)],
    }


def _require_free(target: Path, source: Path, may_replace: bool) -> None:
    if target.exists() and target.samefile(source):
        raise UsageError("修正只写入副本，不改动原文件", "请换一个文件名，或不用 -o")
    if target.exists() and not may_replace:
        raise UsageError(f"{target} 已存在", "请换一个文件名，或加 --force 替换它")
    if target.suffix.lower() != source.suffix.lower():
        raise UsageError(f"副本须与原文件同为 {source.suffix} 文件", "请改正 -o 的文件名")
