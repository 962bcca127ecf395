"""Workbooks out of messages, into an inbox: each once, with where it came from."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xladdin.errors import UnreadableSourceError, UsageError
from xladdin.mail.imap import SCHEME, Access, Mailbox, MailboxReader, opened_mailbox, parse_mailbox
from xladdin.mail.inbox import Collected, Inbox, Outcome
from xladdin.mail.inbox_log import LOG_NAME
from xladdin.mail.letter import NO_ENVELOPE, FilePart
from xladdin.mail.passwords import AskPassword, password_of
from xladdin.mail.sources import TOO_BIG, OnMessage, Reading, SourceProblem, finds_in_path
from xladdin.mail.unfolding import MAX_MESSAGE_BYTES, Find

_POSITION_EVERY = 50  # messages: what a killed program reads again


@dataclass(frozen=True, slots=True)
class CollectionReport:
    """What came in, what could not be read, and remarks on the inbox itself."""

    inbox: Path
    messages: int
    files: tuple[Collected, ...]
    problems: tuple[SourceProblem, ...]
    notes: tuple[str, ...] = ()

    @property
    def exit_status(self) -> int:
        """0, or 3 where a source or a message could not be read."""
        return UnreadableSourceError.exit_status if self.problems else 0

    @property
    def counts(self) -> Counter[Outcome]:
        """How many files were stored, here already, refused."""
        return Counter(file.outcome for file in self.files)

    def as_json(self) -> dict[str, object]:
        """The report for programs, as ``--json`` prints it."""
        return {
            "inbox": str(self.inbox),
            "messages": self.messages,
            **{outcome.value: self.counts[outcome] for outcome in Outcome},
            "files": [file.as_json() for file in self.files],
            "problems": [{"source": item.source, "reason": item.reason} for item in self.problems],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Postman:
    """How to get at mailboxes, and whom to tell of the progress."""

    ask_password: AskPassword
    ca_file: Path | None = None
    on_message: OnMessage | None = None


def collect(sources: Sequence[str], folder: Path, postman: Postman) -> CollectionReport:
    """Take the workbooks out of the messages of every source and store them in the inbox.

    A source that can't be read doesn't stop the others. Raises UsageError for a source that is
    none, OutputError where the inbox can't be written to.
    """
    opened = [_opened(source, postman) for source in sources]
    inbox = Inbox(folder)
    inbox.remove_abandoned()
    reading = Reading(postman.on_message)
    files = [file for read in opened for file in read(inbox, reading)]
    broken = "、".join(map(str, inbox.log.broken_lines))
    notes = (f"{LOG_NAME} 第 {broken} 行读不懂，可能被别的程序改过；已跳过",) if broken else ()
    return CollectionReport(folder, reading.messages, tuple(files), tuple(reading.problems), notes)


_Read = Callable[[Inbox, Reading], Iterator[Collected]]


def _opened(source: str, postman: Postman) -> _Read:
    """How to read a source; everything a person must be asked is asked here."""
    if "://" in source:
        if not source.lower().startswith(SCHEME):
            raise UsageError(
                f"不支持 {source.partition('://')[0]}:// 的邮箱", "请用加密的 imaps://"
            )
        mailbox = parse_mailbox(source)
        access = Access(password_of(mailbox, postman.ask_password), postman.ca_file)
        return lambda inbox, reading: _from_mailbox(mailbox, access, inbox, reading)
    path = Path(source)
    if not path.exists():
        raise UsageError(f"找不到 {path}", "请核对文件或文件夹的名称和位置")
    return lambda inbox, reading: (
        inbox.take(find, str(path)) for find in finds_in_path(path, inbox.folder, reading)
    )


def _from_mailbox(
    mailbox: Mailbox, access: Access, inbox: Inbox, reading: Reading
) -> Iterator[Collected]:
    """What came since the last time; how far it was read is recorded as it goes."""
    where = mailbox.address
    try:
        with opened_mailbox(mailbox, access) as reader:
            validity, last = inbox.position(where)
            if validity != reader.validity:  # the server counts anew: everything is read again
                last = 0
            for number, (uid, size) in enumerate(reader.sizes_after(last), 1):
                for find in _finds_in_mailbox(reader, uid, size, reading):
                    yield inbox.take(find, where)
                last = uid
                if number % _POSITION_EVERY == 0:
                    inbox.remember_position(where, reader.validity, last)
            inbox.remember_position(where, reader.validity, last)
    except UnreadableSourceError as error:
        reading.problems.append(SourceProblem(where, str(error)))


def _finds_in_mailbox(
    reader: MailboxReader, uid: int, size: int, reading: Reading
) -> Iterator[Find]:
    name = f"第{uid}封.eml"
    if size > MAX_MESSAGE_BYTES:
        yield Find(NO_ENVELOPE, (), name, problem=TOO_BIG)
        return
    message = reader.message(uid)
    if message is not None:
        yield from reading.finds(FilePart(name, message))
