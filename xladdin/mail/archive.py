"""A zip from a stranger: names as they were meant, sizes looked at before anything is unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from xladdin.errors import UnreadableWorkbookError
from xladdin.mail.mail_text import decoded
from xladdin.workbook.checked_package import (
    IS_ENCRYPTED,
    MAX_PARTS,
    MAX_UNPACKED_RATIO,
    RATIO_FREE_BYTES,
    STORED_OR_DEFLATED,
    ZIP_FAILURES,
)
from xladdin.workbook.file_kind import SEND_AGAIN

_HAS_UTF8_NAMES = 0x800  # flag of a member
_UNICODE_PATH = 0x7075  # extra field: the name in UTF-8, beside one in the sender's code page
_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})

PLAIN_ZIP = "请用普通的 zip 格式重新压缩（不设密码），或直接发送里面的 .xlsx 文件"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip; its name has slashes only."""

    name: str
    size: int
    info: zipfile.ZipInfo


class Archive:
    """The files of a zip. Raises UnreadableWorkbookError for a damaged one, and for a bomb."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except ZIP_FAILURES as failure:
            raise UnreadableWorkbookError("压缩包已损坏或不完整", SEND_AGAIN) from failure
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        unpacked = sum(info.file_size for info in infos)
        if len(infos) > MAX_PARTS:
            raise _harmful(f"压缩包里的文件多达 {len(infos)} 个")
        if unpacked > max(RATIO_FREE_BYTES, size * MAX_UNPACKED_RATIO):
            raise _harmful(f"压缩包解开后有 {unpacked // 2**20} MB")
        self._infos = infos

    @property
    def members(self) -> Iterator[Member]:
        """Its files in their order, without what only systems put there."""
        for info in self._infos:
            name = member_name(info)
            path = PurePosixPath(name)
            is_junk = path.name.lower() in _JUNK or path.name.startswith("._")
            if not is_junk and "__MACOSX" not in path.parts:
                yield Member(name, info.file_size, info)

    def read(self, member: Member) -> bytes:
        """Unpack a file, with its checksum tested."""
        if member.info.flag_bits & IS_ENCRYPTED:
            raise UnreadableWorkbookError("压缩包设了密码，解不开", PLAIN_ZIP)
        if member.info.compress_type not in STORED_OR_DEFLATED:
            raise UnreadableWorkbookError("压缩包用了少见的压缩方法，解不开", PLAIN_ZIP)
        try:
            with self._zip.open(member.info) as stream:
                # Given a size, zipfile unpacks no more than that, whatever is packed.
                return stream.read(member.size)
        except ZIP_FAILURES as failure:
            raise UnreadableWorkbookError("压缩包里的这个文件已损坏", SEND_AGAIN) from failure


def member_name(info: zipfile.ZipInfo) -> str:
    """A file's name, in whichever encoding the program wrote it that packed it."""
    # orig_filename: on Windows zipfile takes the second byte of some GBK characters for a slash
    name = info.orig_filename
    if not info.flag_bits & _HAS_UTF8_NAMES:
        raw = name.encode("cp437", errors="replace")
        name = _unicode_path(info.extra, raw) or decoded(raw)
    return name.replace("\\", "/")


def _unicode_path(extra: bytes, raw_name: bytes) -> str:
    """The name that 7-Zip, WinRAR and others add; "" where there is none for this name."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(field) > 5:
            version, checksum = struct.unpack_from("<BI", field)
            if version == 1 and checksum == zlib.crc32(raw_name):
                return field[5:].decode("utf-8", errors="replace")
    return ""


def _harmful(what: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"{what}，超出正常范围，可能是恶意文件", "请不要打开，先向发件人核实"
    )
