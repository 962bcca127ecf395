"""What is checked of a PDF before a library unpacks it: password, and what it would unpack to.

The library unpacks a stream whole, however big. So every compressed stream is unpacked here first,
piece by piece, thrown away and counted.
"""

import re
import zlib

from xladdin.errors import UnreadableDocumentError

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
_PIECE_BYTES = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_ENCRYPTED = re.compile(rb"/Encrypt\s+(?:\d+\s+\d+\s+R|<<)")
_PACKED_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/(?:Fl(?:ateDecode)?|LZW(?:Decode)?)\b")
_ZLIB_STARTS = (b"\x78", b"\x58", b"\x48", b"\x38", b"\x68", b"\x28", b"\x18", b"\x08")


def check_pdf(data: bytes) -> None:
    """Raise UnreadableDocumentError where a file is no PDF, is locked, or unpacks to too much."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocumentError("文件不是 PDF，或者已经损坏", "请重新取得这份文档")
    if _ENCRYPTED.search(data):
        raise UnreadableDocumentError(
            "PDF 加了密码或使用限制，读不了", "请用原文档重新导出不加密的 PDF，或改用 Word 文档导入"
        )
    if _PACKED_TWICE.search(data):
        raise _too_big("PDF 内部的数据经过多重压缩")
    left = MAX_UNPACKED_BYTES
    for found in _STREAM.finditer(data):
        if data[found.end() : found.end() + 1] in _ZLIB_STARTS:
            left -= _unpacked_size(memoryview(data)[found.end() :], left)
        if left < 0:
            raise _too_big(f"PDF 解开后超过 {MAX_UNPACKED_BYTES // 2**20} MB")


def _unpacked_size(packed: memoryview, most: int) -> int:
    """How much a stream unpacks to; a little more than ``most`` where it is more than that."""
    unpacker = zlib.decompressobj()
    size = 0
    piece = bytes(packed[:_PIECE_BYTES])
    place = len(piece)
    try:
        while piece and size <= most and not unpacker.eof:
            size += len(unpacker.decompress(piece, _PIECE_BYTES))
            piece = unpacker.unconsumed_tail
            if not piece:
                piece = bytes(packed[place : place + _PIECE_BYTES])
                place += len(piece)
    except zlib.error:
        return size  # no stream of this kind, or a damaged one: it unpacks to what came so far
    return size


def _too_big(what: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(f"{what}，可能是恶意文件", "请先核实文件来源")
