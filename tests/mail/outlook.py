"""Outlook's messages (.msg), written as compound files."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from pyopenvba.cfb import CFB

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Content = Mapping[str, "bytes | Content"]
"""Streams and storages by their names."""


def compound_file(content: Content) -> bytes:
    file = CFB.from_bytes(_empty())
    _fill(file, (), content)
    data: bytes = file.to_bytes()
    return data


def msg(
    attachments: Mapping[str, "bytes | Content"],
    texts: Mapping[str, str] | None = None,
    sent: datetime = datetime(2024, 3, 4, 2, 0, tzinfo=UTC),
) -> dict[str, "bytes | Content"]:
    """The content of a message; an attachment is a file's bytes or another message's content."""
    texts = texts or {"0037": "报送", "0C1A": "张三", "5D01": "zs@x.gov.cn", "1035": "<1@x>"}
    whole: dict[str, bytes | Content] = {
        f"__substg1.0_{key}001F": text.encode("utf-16-le") for key, text in texts.items()
    }
    sent_ticks = (sent - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
    whole["__properties_version1.0"] = bytes(32) + struct.pack("<IIQ", 0x0039_0040, 6, sent_ticks)
    for number, (name, attached) in enumerate(attachments.items()):
        kind = "0102" if isinstance(attached, bytes) else "000D"
        whole[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            f"__substg1.0_3701{kind}": attached,
        }
    return whole


def _fill(file: CFB, path: tuple[str, ...], content: Content) -> None:
    for name, inner in content.items():
        if isinstance(inner, bytes):
            file.add_stream_at(path, name, inner)
        else:
            file.add_substorage_at(path, name)
            _fill(file, (*path, name), inner)


def _empty() -> bytes:
    """A compound file with nothing in it: header, allocation table, directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    table = struct.pack("<128I", _FAT, _END, *[_FREE] * 126)
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0")
    root += struct.pack("<HBB3I36xIQ", 22, 5, 1, _FREE, _FREE, _FREE, _END, 0)
    return header + table + root + bytes(3 * 128)
