"""Where messages are collected from on a disk: files, folders and zips. Mailboxes: imap.py."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xladdin.errors import UnreadableWorkbookError, UsageError
from xladdin.mail.archive import Archive
from xladdin.mail.judging import suffix_of
from xladdin.mail.letter import NO_ENVELOPE, FilePart
from xladdin.mail.mbox import split_mailbox
from xladdin.mail.unfolding import MAX_MESSAGE_BYTES, Find, Unfolding
from xladdin.workbook.file_kind import ZIP_SIGNATURES
from xladdin.workbook.file_reader import WORKBOOK_SUFFIXES
from xladdin.workbook.guard import is_lock_file

TOO_BIG = f"邮件超过 {MAX_MESSAGE_BYTES // 2**20} MB，没有读"

_MAILBOXES = frozenset({".mbox", ".mbx"})
_MESSAGES = frozenset({".eml", ".msg"})
_WANTED = _MESSAGES | _MAILBOXES | {".zip"} | WORKBOOK_SUFFIXES
_MAILBOX_HEAD = b"From "

OnMessage = Callable[[int], None]
"""Gets the number of messages read so far."""


@dataclass(frozen=True, slots=True)
class SourceProblem:
    """A source, or a message in it, that could not be read, and why."""

    source: str
    reason: str


@dataclass(slots=True)
class Reading:
    """Takes messages apart; counts them, and keeps what could not be read."""

    on_message: OnMessage | None = None
    messages: int = 0
    problems: list[SourceProblem] = field(default_factory=list)

    def finds(self, part: FilePart) -> Iterator[Find]:
        """What came in one message or file."""
        unfolding = Unfolding()
        yield from unfolding.finds(part)
        self.count(unfolding.messages)

    def finds_in_file(self, source: str, part: FilePart) -> Iterator[Find]:
        """What came in a file that was named or found: a message that is none is a problem."""
        for find in self.finds(part):
            is_whole = find.envelope is NO_ENVELOPE and not find.via
            if find.problem and is_whole and suffix_of(part.name) not in WORKBOOK_SUFFIXES:
                self.problems.append(SourceProblem(source, find.problem))
            else:
                yield find

    def finds_in_zip(self, path: Path) -> Iterator[Find]:
        """What came in a zip on the disk, which may be large: each file in it is one message."""
        with path.open("rb") as file:
            archive = Archive(file, path.stat().st_size)
            for member in archive.members:
                unfolding = Unfolding()
                yield from unfolding.in_member(archive, member, NO_ENVELOPE, (path.name,))
                self.count(unfolding.messages)

    def count(self, messages: int) -> None:
        """Count messages that were read."""
        self.messages += messages
        if self.on_message is not None:
            self.on_message(self.messages)


def finds_in_path(path: Path, inbox: Path, reading: Reading) -> Iterator[Find]:
    """What came in a file, or in the files of a folder and below; the inbox is no source.

    What can't be read is among the reading's problems.
    """
    for file in _files_in(path, inbox) if path.is_dir() else [path]:
        try:
            yield from _finds_in_file(file, reading)
        except OSError as failure:
            problem = f"文件打不开（{failure.strerror or failure}）"
            reading.problems.append(SourceProblem(str(file), problem))
        except UnreadableWorkbookError as error:
            reading.problems.append(SourceProblem(str(file), str(error)))


def _finds_in_file(path: Path, reading: Reading) -> Iterator[Find]:
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(8)
        if suffix in _MAILBOXES or head.startswith(_MAILBOX_HEAD):
            file.seek(0)
            for number, message in enumerate(split_mailbox(file, MAX_MESSAGE_BYTES), 1):
                source = f"{path} 第{number}封"
                if message is None:
                    reading.problems.append(SourceProblem(source, TOO_BIG))
                else:
                    yield from reading.finds_in_file(source, FilePart(f"第{number}封.eml", message))
            return
        if suffix == ".zip":
            yield from reading.finds_in_zip(path)
            return
        data = head + file.read(MAX_MESSAGE_BYTES)
    if len(data) > MAX_MESSAGE_BYTES:
        reading.problems.append(SourceProblem(str(path), TOO_BIG))
        return
    # a file that was named has to be a message, whatever it is called
    is_known = suffix in _WANTED or data.startswith(ZIP_SIGNATURES)
    name = path.name if is_known else f"{path.name}.eml"
    yield from reading.finds_in_file(str(path), FilePart(name, data))


def _files_in(folder: Path, inbox: Path) -> list[Path]:
    """Messages below a folder, and workbooks that somebody saved from messages there."""
    root, collected = os.path.realpath(folder), os.path.realpath(inbox)
    found: list[Path] = []
    for place, subfolders, names in os.walk(folder, onerror=_refuse_folder):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        is_inbox = Path(os.path.realpath(place)).is_relative_to(collected)
        found += (Path(place, name) for name in sorted(names) if _is_wanted(place, name, is_inbox))
    return [path for path in found if Path(os.path.realpath(path)).is_relative_to(root)]


def _is_wanted(place: str, name: str, is_inbox: bool) -> bool:
    suffix = Path(name).suffix.lower()
    if name.startswith(".") or is_lock_file(name) or (is_inbox and suffix in WORKBOOK_SUFFIXES):
        return False
    return suffix in _WANTED or (not suffix and _is_mailbox(Path(place, name)))


def _is_mailbox(path: Path) -> bool:
    """Whether a file is a folder of Thunderbird, whose name has no suffix."""
    try:
        with path.open("rb") as file:
            return path.is_file() and file.read(len(_MAILBOX_HEAD)) == _MAILBOX_HEAD
    except OSError:
        return False


def _refuse_folder(failure: OSError) -> None:
    raise UsageError(f"文件夹 {failure.filename} 打不开", "请核对是否有权限") from failure
