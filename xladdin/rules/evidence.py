"""What a judgement rests on, as a short text that tells whether a cell was changed since."""

import hashlib
from collections.abc import Iterable

from xladdin.domain.entry import Entry
from xladdin.domain.origin import Origin

_LONGEST = 40  # characters that are shown as they stand; longer ones end in a digest
_DIGEST = 8


def content_of(at: Entry | Origin, evidence: Iterable[Entry] = ()) -> str:
    """The contents of the judged cell and of the other cells, joined; empty for no cell at all."""
    cells = ([at] if isinstance(at, Entry) else []) + list(evidence)
    text = "｜".join(" ".join(cell.text.split()) for cell in cells)
    if len(text) <= _LONGEST:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
    return f"{text[: _LONGEST - _DIGEST - 2]}…#{digest}"
