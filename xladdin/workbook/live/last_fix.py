"""The one mending that can be taken back, in a file: every click is a process of its own."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from xladdin.workbook.saving import make_folder, replace_whole


@dataclass(frozen=True, slots=True)
class KeptCell:
    """A cell before a mend: its content as it would be typed, its format; and ``after`` it."""

    sheet: str
    cell: str
    before: str
    is_text: bool
    number_format: str
    after: str | float | None


@dataclass(frozen=True, slots=True)
class LastFix:
    """The cells that were mended last, and in which workbook."""

    book: str
    cells: tuple[KeptCell, ...]


def remember_fix(path: Path, fix: LastFix) -> None:
    """Keep it in place of the one before. Raises OutputError."""
    make_folder(path.parent)
    with replace_whole(path) as temporary:
        temporary.write_text(json.dumps(asdict(fix), ensure_ascii=False), encoding="utf-8")


def recall_fix(path: Path) -> LastFix | None:
    """What was kept last; None where nothing is, or nothing that can be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return LastFix(kept["book"], tuple(KeptCell(**cell) for cell in kept["cells"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_fix(path: Path) -> None:
    """Keep nothing any more."""
    path.unlink(missing_ok=True)
