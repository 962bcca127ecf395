"""A mailbox file (.mbox, a folder of Thunderbird) -> its messages, one at a time."""

from collections.abc import Iterable, Iterator

_SEPARATOR = b"From "


def split_mailbox(lines: Iterable[bytes], longest: int) -> Iterator[bytes | None]:
    """The messages of a mailbox; None in place of one that has more than ``longest`` bytes."""
    message: list[bytes] = []
    size = 0
    is_open, was_blank = False, True
    for line in lines:
        if was_blank and line.startswith(_SEPARATOR):
            if is_open:
                yield _joined(message, size, longest)
            message, size, is_open = [], 0, True
        elif is_open:
            size += len(line)
            if size <= longest:
                message.append(line)
        was_blank = not line.strip()
    if is_open:
        yield _joined(message, size, longest)


def _joined(message: list[bytes], size: int, longest: int) -> bytes | None:
    return b"".join(message) if size <= longest else None
