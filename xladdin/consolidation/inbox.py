"""The files of an inbox -> Department: what each file is, and which submission of a unit counts."""

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from xladdin.domain.department import Department, Received, Roster, SubmissionStatus
from xladdin.domain.submission import Submission, WorkbookKind
from xladdin.errors import UnreadableWorkbookError
from xladdin.form import layout
from xladdin.form.grid import WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.workbook.file_reader import read_workbook
from xladdin.workbook.templates.form_sheet import CREATED

_CORE_PROPERTIES = "docProps/core.xml"
_LONGEST_CORE_PROPERTIES = 65_536  # bytes; a few hundred are usual
_MODIFIED = re.compile(rb"<(?:\w+:)?modified\b[^>]*>([^<]{10,40})<")
_NEVER = datetime.min.replace(tzinfo=UTC)
_DIGITS = re.compile(r"(\d+)")


def receive(
    files: Sequence[Path],
    roster: Roster | None,
    on_read: Callable[[Path], None] | None = None,
) -> Department:
    """Read every file and settle which submission of each unit counts; never raises for a file.

    The submission saved last counts; where several with the same content were sent, the copy that
    was sent last, and of it the plain one and not its marked copy, unless only the latter carries
    审核说明. ``on_read`` gets each file when it has been read.
    """
    letters: list[_Letter] = []
    for path in files:
        letters.append(_open(path, roster))
        if on_read is not None:
            on_read(path)
    senders: dict[str, list[_Letter]] = {}
    for letter in letters:
        if letter.received.status is SubmissionStatus.USED:
            senders.setdefault(letter.submission.unit_code, []).append(letter)
    for letters_of_sender in senders.values():
        _settle(letters_of_sender)
    return Department(tuple(letter.received for letter in letters), roster)


def saved_at(path: Path) -> datetime:
    """When a workbook was saved: what it says itself, else the time of the file, in UTC.

    A workbook as ``xladdin new`` makes it, never saved by an application since, says nothing.
    Raises OSError where the file can't be looked at.
    """
    return _stated_time(path) or _time_of_file(path)


@dataclass(eq=False, slots=True)
class _Letter:
    """A file of the inbox while it is being sorted."""

    received: Received
    saved_at: datetime = _NEVER
    is_marked: bool = False

    @property
    def submission(self) -> Submission:
        if self.received.submission is None:
            msg = f"{self.received.file} holds no submission"
            raise ValueError(msg)
        return self.received.submission

    @property
    def sent(self) -> tuple[int, datetime]:
        """When the copy was sent, as it says itself; the lowest where it says nothing."""
        stamp = self.submission.stamp
        return (stamp.number, stamp.sent_at) if stamp else (0, datetime.min)

    @property
    def plainness(self) -> tuple[bool, bool, int, tuple[tuple[int, str], ...]]:
        """The smaller, the better among files with the same content."""
        name = Path(self.received.file).stem
        return (not self.submission.explanations, self.is_marked, len(name), _natural(name))


def _open(path: Path, roster: Roster | None) -> _Letter:
    try:
        workbook = read_workbook(path)
        saved = saved_at(path)
    except UnreadableWorkbookError as error:
        return _unreadable(path, str(error))
    except OSError as error:  # moved or locked while the inbox is read
        return _unreadable(path, f"文件读到一半打不开了：{error.strerror}")
    submission = read_submission(workbook)
    reason = _why_foreign(submission, roster)
    status = SubmissionStatus.FOREIGN if reason else SubmissionStatus.USED
    received = Received(workbook.file, status, submission, saved.isoformat(), reason)
    return _Letter(received, saved, _is_marked(workbook))


def _unreadable(path: Path, reason: str) -> _Letter:
    saved = _time_of_file(path).isoformat() if path.exists() else ""
    return _Letter(Received(str(path), SubmissionStatus.UNREADABLE, None, saved, reason))


def _why_foreign(submission: Submission, roster: Roster | None) -> str:
    """Why a workbook that could be read is nobody's submission; empty when it is one."""
    if submission.kind is WorkbookKind.SUMMARY:
        return "这是 xladdin 生成的部门汇总表，不是单位的申报表"
    if submission.kind is WorkbookKind.FOREIGN:
        return "工作簿里没有预算项目绩效目标表"
    if submission.kind is WorkbookKind.DEPARTMENT:
        return ""
    if not submission.unit_code:
        return "没有填写单位编码，无法确定是哪个单位的申报表"
    if roster is not None and roster.find(submission.unit_code) is None:
        return f"单位 {submission.unit_code} 不在单位名录 {Path(roster.file).name} 中"
    return "" if submission.projects else "只有封面，没有项目表"


def _is_marked(workbook: WorkbookGrid) -> bool:
    sheet = workbook.sheet(layout.FINDINGS_SHEET)
    return sheet is not None and sheet.last_row >= layout.FIRST_FINDING_ROW


def _settle(letters: list[_Letter]) -> None:
    """Keep the one of a sender's files that counts; the others get the reason why they don't."""
    newest = max(letters, key=_newness)
    same = [letter for letter in letters if letter.submission.digest == newest.submission.digest]
    # A unit that sends again what was returned, without a change, has sent it again all the same.
    last_sent = max(letter.sent for letter in same)
    used = min((each for each in same if each.sent == last_sent), key=lambda each: each.plainness)
    name = Path(used.received.file).name
    for letter in letters:
        if letter is used:
            continue
        if letter in same:
            reason = f"内容相同：采用 {name}"
        elif letter.saved_at == newest.saved_at:
            reason = f"保存时间与 {name} 相同而内容不同：按文件名顺序采用靠后的 {name}，请核对"
        else:
            reason = f"有更新的文件：采用 {name}"
        letter.received = replace(
            letter.received, status=SubmissionStatus.SUPERSEDED, reason=reason
        )


def _newness(letter: _Letter) -> tuple[datetime, tuple[tuple[int, str], ...]]:
    return letter.saved_at, _natural(Path(letter.received.file).stem)


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Order of names as people count: 表2 stands before 表10."""
    parts = _DIGITS.split(name)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts if part)


def _time_of_file(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _stated_time(path: Path) -> datetime | None:
    """dcterms:modified of a workbook; None where there is none or it is no time."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_CORE_PROPERTIES) as part:
            found = _MODIFIED.search(part.read(_LONGEST_CORE_PROPERTIES))
    except (KeyError, zipfile.BadZipFile, zlib.error):
        return None
    try:
        stated = datetime.fromisoformat(found[1].decode("ascii").strip()) if found else None
    except ValueError:
        return None
    if stated is None or stated.replace(tzinfo=None) == CREATED:
        return None
    return stated if stated.tzinfo else stated.replace(tzinfo=UTC)
