"""A message or a zip -> the workbooks in it, through zips in messages in zips, to a small depth."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from xladdin.errors import UnreadableWorkbookError
from xladdin.mail.archive import PLAIN_ZIP, Archive, Member
from xladdin.mail.judging import FileKind, base_name, kind_of, require_good_workbook, suffix_of
from xladdin.mail.letter import NO_ENVELOPE, Envelope, FilePart, Letter
from xladdin.mail.mail_text import plain_line
from xladdin.mail.mbox import split_mailbox
from xladdin.mail.mime_reading import read_mime
from xladdin.mail.msg_reading import read_msg
from xladdin.workbook.checked_package import MAX_PARTS, MAX_UNPACKED_BYTES
from xladdin.workbook.file_kind import SEND_AGAIN
from xladdin.workbook.file_reader import WORKBOOK_SUFFIXES
from xladdin.workbook.guard import require_usual_size

MAX_MESSAGE_BYTES = 100 * 1024 * 1024  # what mail servers take and more, in base64
BOUNCE = "这是退信（邮件没有送达的通知），里面的附件不收"
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Find:
    """A workbook that came in; or, with a ``problem``, what could have been one.

    ``via`` are the names of the messages and zips it lay in, from the outside in.
    """

    envelope: Envelope
    via: tuple[str, ...]
    name: str
    content: bytes = field(default=b"", repr=False)
    problem: str = ""


class Unfolding:
    """One message or file taken apart: what is in it altogether has its limits."""

    def __init__(self) -> None:
        self.messages = 0
        self._files_left = MAX_PARTS
        self._bytes_left = MAX_UNPACKED_BYTES

    def finds(
        self, part: FilePart, envelope: Envelope = NO_ENVELOPE, via: tuple[str, ...] = ()
    ) -> Iterator[Find]:
        """What came in a file; never raises for what it holds."""
        try:
            yield from self._finds(part, envelope, via)
        except UnreadableWorkbookError as error:
            yield Find(envelope, via, plain_line(part.name), problem=str(error))

    def _finds(self, part: FilePart, envelope: Envelope, via: tuple[str, ...]) -> Iterator[Find]:
        self._spend(len(part.content))
        if len(via) >= _DEEPEST:
            raise _too_deep()
        inside = (*via, plain_line(base_name(part.name)))
        match kind_of(part.name, part.content):
            case FileKind.WORKBOOK:
                require_good_workbook(part.name, part.content)
                yield Find(envelope, via, plain_line(part.name), part.content)
            case FileKind.ARCHIVE:
                archive = Archive(io.BytesIO(part.content), len(part.content))
                yield from self._in_archive(archive, envelope, inside)
            case FileKind.MESSAGE:
                yield from self._in_letter(_required(read_mime(part.content)), envelope, inside)
            case FileKind.OUTLOOK_MESSAGE:
                yield from self._in_letter(_required(read_msg(part.content)), envelope, inside)
            case FileKind.MAILBOX:
                lines = io.BytesIO(part.content)
                for number, message in enumerate(split_mailbox(lines, MAX_MESSAGE_BYTES), 1):
                    inner = FilePart(f"第{number}封.eml", message or b"")
                    yield from self.finds(inner, envelope, inside)
            case FileKind.OTHER:
                pass

    def _in_archive(
        self, archive: Archive, envelope: Envelope, via: tuple[str, ...]
    ) -> Iterator[Find]:
        for member in archive.members:
            yield from self.in_member(archive, member, envelope, via)

    def in_member(
        self, archive: Archive, member: Member, envelope: Envelope, via: tuple[str, ...]
    ) -> Iterator[Find]:
        """What came in one file of a zip."""
        try:
            part = FilePart(member.name, self._unpacked(archive, member))
        except UnreadableWorkbookError as error:
            yield Find(envelope, via, plain_line(member.name), problem=str(error))
        else:
            yield from self.finds(part, envelope, via)

    def _unpacked(self, archive: Archive, member: Member) -> bytes:
        kind_of(member.name, b"")  # a name may be reason enough not to unpack it
        if suffix_of(member.name) in WORKBOOK_SUFFIXES:
            require_usual_size(member.size)
        if member.size > min(self._bytes_left, MAX_MESSAGE_BYTES):
            raise _too_much()
        return archive.read(member)

    def _in_letter(self, letter: Letter, around: Envelope, via: tuple[str, ...]) -> Iterator[Find]:
        self.messages += 1
        envelope = letter.envelope.filled_from(around)
        # The outermost message is where everything came from, and no way that things went.
        here = via if around is not NO_ENVELOPE else ()
        if letter.is_bounce:
            problem = UnreadableWorkbookError(BOUNCE, "请核对收件地址后重新发送")
            yield Find(envelope, here, envelope.subject, problem=str(problem))
            return
        is_any = False
        for part in letter.parts:
            for find in self._in_part(part, envelope, here):
                is_any = True
                yield find
        if letter.has_cloud_link and not is_any:
            problem = UnreadableWorkbookError(
                "附件是邮箱的超大附件链接，不会自动下载", "请打开邮件下载，核对后放入收件箱"
            )
            yield Find(envelope, here, "超大附件", problem=str(problem))

    def _in_part(
        self, part: FilePart | Letter, envelope: Envelope, via: tuple[str, ...]
    ) -> Iterator[Find]:
        if isinstance(part, FilePart):
            yield from self.finds(part, envelope, via)
        elif len(via) < _DEEPEST:
            name = f"邮件“{part.envelope.subject}”"
            yield from self._in_letter(part, envelope, (*via, name))
        else:
            yield Find(envelope, via, part.envelope.subject, problem=str(_too_deep()))

    def _spend(self, size: int) -> None:
        self._files_left -= 1
        self._bytes_left -= size
        if self._files_left < 0 or self._bytes_left < 0:
            raise _too_much()


def _too_much() -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        "邮件或压缩包里的内容太多，超出正常范围，可能是恶意文件", "请向发件人核实"
    )


def _too_deep() -> UnreadableWorkbookError:
    return UnreadableWorkbookError("邮件和压缩包套了太多层，没有再往里看", PLAIN_ZIP)


def _required(letter: Letter | None) -> Letter:
    if letter is None:
        raise UnreadableWorkbookError("邮件已损坏，或者不是邮件，读不了", SEND_AGAIN)
    return letter
