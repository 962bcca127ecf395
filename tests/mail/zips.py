"""Zips as programs in China write them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def zip_with_raw_names(content: Mapping[bytes, bytes], extra: Mapping[bytes, bytes] = {}) -> bytes:
    """A zip whose names stand there in the packer's code page, without the flag for UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(content.items()):
            # a place holder of the same length, since zipfile writes UTF-8 beyond ASCII
            info = zipfile.ZipInfo(f"{number}".rjust(len(name), "~"))
            info.extra = extra.get(name, b"")
            archive.writestr(info, data)
    packed = buffer.getvalue()
    for number, name in enumerate(content):
        packed = packed.replace(f"{number}".rjust(len(name), "~").encode(), name)
    return packed


def unicode_path(raw_name: bytes, name: str) -> bytes:
    """The extra field with a name in UTF-8."""
    field = struct.pack("<BI", 1, zlib.crc32(raw_name)) + name.encode()
    return struct.pack("<HH", 0x7075, len(field)) + field
