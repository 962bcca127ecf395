"""What a judgement rests on, as a short text that tells whether a cell was changed since."""

import hashlib
from collections.abc import Iterable

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin
from xladdin.domain.text import one_line

_LONGEST = 40  # characters that are shown as they stand; longer ones end in a digest
_DIGEST = 8
_BLANK = "（空白）"  # for one blank cell; an empty content is an unknown one


def content_of(at: Entry | Origin, evidence: Iterable[Entry], message: str) -> str:
    """The contents of the judged cell and of the other cells, joined; never empty.

    A problem of a whole sheet or file, which rests on no cell, is known by its message.
    """
    cells = (at, *evidence) if isinstance(at, Entry) else tuple(evidence)
    if not cells:
        return _shortened(message)
    return _shortened("｜".join([one_line(cell.text) for cell in cells]) or _BLANK)


def _shortened(text: str) -> str:
    if not text.isprintable():  # a control character would not come back from a file
        text = "".join(filter(str.isprintable, one_line(text)))
    if len(text) <= _LONGEST:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
    return f"{text[: _LONGEST - _DIGEST - 2]}…#{digest}"
