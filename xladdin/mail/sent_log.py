"""What a user sent, one line of JSON each time: so that the next submission gets its number."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from xladdin.domain.stamp import Stamp
from xladdin.errors import OutputError
from xladdin.workbook.saving import make_folder


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that was sent: whose, for which year, and the file that went along."""

    sender: str
    year: str
    stamp: Stamp
    file: str


def read_sent(path: Path, sender: str, year: str) -> list[Sent]:
    """What a unit sent for a year, in order; a line that can't be read is passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found = (_parsed(line) for line in lines)
    return [sent for sent in found if sent and (sent.sender, sent.year) == (sender, year)]


def write_sent(path: Path, sent: Sent) -> None:
    """Add a line. Raises OutputError."""
    fields = {"sender": sent.sender, "year": sent.year, "file": sent.file, **sent.stamp.as_json()}
    line = json.dumps(fields, ensure_ascii=False)
    make_folder(path.parent)
    try:
        with path.open("a+b") as file:
            file.seek(max(file.seek(0, 2) - 1, 0))
            is_torn = file.read(1) not in {b"", b"\n"}
            file.write((b"\n" if is_torn else b"") + line.encode() + b"\n")
    except OSError as failure:
        raise OutputError(
            f"没有写成报送记录 {path}：{failure.strerror or failure}", "请核对写入权限和磁盘空间"
        ) from failure


def _parsed(line: str) -> Sent | None:
    try:
        fields = json.loads(line)
        stamp = Stamp(
            str(fields["round"]),
            int(fields["number"]),
            dt.datetime.fromisoformat(str(fields["sent_at"])),
            str(fields["digest"]),
            str(fields.get("reason", "")),
        )
        return Sent(str(fields["sender"]), str(fields["year"]), stamp, str(fields["file"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
