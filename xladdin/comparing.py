"""The command `compare`: two workbooks, inboxes or summaries, and what changed between them."""

from dataclasses import dataclass
from pathlib import Path

from xladdin.domain.department import Received, SubmissionStatus
from xladdin.errors import DataFileError, UnreadableWorkbookError, UsageError
from xladdin.form.reading import read_submission
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import Edition, edition_of_department, statement_of
from xladdin.rules.comparing.results import Comparison
from xladdin.services import OnRead, roster_of_inbox, workbooks_to_consolidate
from xladdin.workbook.checked_package import MAX_SUMMARY_BYTES
from xladdin.workbook.file_reader import read_workbook


@dataclass(frozen=True, slots=True)
class ComparedPaths:
    """What changed between two paths; ``left_out`` are files of inboxes that don't count."""

    comparison: Comparison
    left_out: tuple[Received, ...] = ()

    @property
    def exit_status(self) -> int:
        """3 where a file was unreadable, else 0: differences are no error."""
        is_any_unreadable = any(not item.was_read for item in self.left_out)
        return UnreadableWorkbookError.exit_status if is_any_unreadable else 0

    def as_json(self) -> dict[str, object]:
        """The comparison for programs, as ``--json`` prints it."""
        from xladdin.consolidation.comparison_report import comparison_json

        return comparison_json(self.comparison, self.left_out)


def files_to_compare(path: Path) -> list[Path]:
    """The workbook named, or those of the inbox named. Raises UsageError where there is none."""
    if not path.is_dir():
        if not path.exists():
            raise UsageError(f"找不到 {path}", "请核对文件或文件夹的名称和位置")
        return [path]
    files = workbooks_to_consolidate(path, roster_of_inbox(path))
    if not files:
        raise UsageError(f"文件夹 {path} 里没有工作簿", "请给出存放各单位工作簿的文件夹")
    return files


def compare_paths(old: Path, new: Path, on_read: OnRead | None = None) -> ComparedPaths:
    """Compare what two paths hold: a unit's workbook, a department's, a summary, or an inbox.

    Raises UnreadableWorkbookError for a workbook named that can't be read, DataFileError for one
    that states nothing, UsageError for a path that holds nothing.
    """
    editions: list[Edition] = []
    left_out: list[Received] = []
    for path in (old, new):
        edition, others = _read(path, on_read)
        editions.append(edition)
        left_out += others
    before, after = editions
    if not (before.is_whole or after.is_whole):
        _same_kind(before, after)
    return ComparedPaths(compare(before, after), tuple(left_out))


def write_comparison(compared: ComparedPaths, output: Path, *, may_replace: bool) -> None:
    """Write the workbook of a comparison. Raises UsageError, OutputError."""
    from xladdin.consolidation.comparison_workbook import write_comparison as write

    editions = (compared.comparison.old, compared.comparison.new)
    sources = {Path(file).resolve() for edition in editions for file in edition.files}
    if output.resolve() in sources:
        raise UsageError(f"{output} 是要对比的文件，不能写入", "请用 -o 另外指定文件")
    if output.exists() and not may_replace:
        raise UsageError(f"{output} 已存在", "换一个文件名，或加 --force 覆盖")
    write(output, compared.comparison)


def _read(path: Path, on_read: OnRead | None) -> tuple[Edition, list[Received]]:
    return _read_inbox(path, on_read) if path.is_dir() else (_read_file(path, on_read), [])


def _read_inbox(path: Path, on_read: OnRead | None) -> tuple[Edition, list[Received]]:
    from xladdin.consolidation.inbox import receive

    department = receive(files_to_compare(path), None, on_read)
    others = [item for item in department.received if item.status is not SubmissionStatus.USED]
    return edition_of_department(department, str(path)), others


def _read_file(path: Path, on_read: OnRead | None) -> Edition:
    from xladdin.consolidation.summary_edition import edition_of_summary

    workbook = read_workbook(files_to_compare(path)[0], MAX_SUMMARY_BYTES)
    if on_read is not None:
        on_read(path)
    summary = edition_of_summary(workbook, str(path))
    if summary is not None:
        return summary
    sent = read_submission(workbook)
    if not sent.projects and sent.targets is None:
        raise DataFileError(
            f"{path} 里没有预算项目绩效目标表，也不是部门汇总表，不能对比",
            "请给出申报的工作簿、汇总表，或存放各单位工作簿的文件夹",
        )
    return Edition(str(path), (statement_of(sent),))


def _same_kind(old: Edition, new: Edition) -> None:
    if old.statements[0].is_own != new.statements[0].is_own:
        raise UsageError(
            f"{old.name} 和 {new.name} 一个是部门整体目标，一个是单位的申报表，不能对比",
            "请给出同一种工作簿",
        )
