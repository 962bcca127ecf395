"""Texts in mails as mail programs write them, and not only as the RFCs say.

Names of attachments come as RFC 2231 parameters, as RFC 2047 words inside quotation marks (which
no RFC allows and most programs do), percent-encoded, or as raw bytes in UTF-8 or GBK.
"""

import base64
import binascii
import re
import unicodedata
from urllib.parse import unquote_to_bytes

_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_LONGEST_LINE = 200  # characters of a stranger's text in a table or a log

# GB 2312 is announced and GBK is written; Latin-1 is what some programs announce for anything.
_MEANT = dict.fromkeys(
    ("gb2312", "gbk", "cp936", "x-gbk", "gb_2312-80"), "gb18030"
) | dict.fromkeys(
    ("iso-8859-1", "latin-1", "us-ascii", "ascii", "windows-1252", "unknown-8bit"), ""
)
_FIRST_OF_THREE_BYTES = "\u0800"  # in UTF-8; Chinese characters take three


def decoded(raw: bytes, charset: str = "") -> str:
    """Bytes as text: in the charset announced where that fits, else in UTF-8 or GB 18030."""
    announced = _MEANT.get(charset.lower(), charset)
    return (
        (_decoded_strictly(raw, announced) if announced else None)
        or _guessed(raw)
        or raw.decode("gb18030", errors="replace")
    )


def _guessed(raw: bytes) -> str | None:
    """Bytes in UTF-8 or GB 18030; None where they are neither."""
    text = _decoded_strictly(raw, "utf-8")
    if text and not text.isascii() and max(text) < _FIRST_OF_THREE_BYTES:
        # Greek or Hebrew to UTF-8, and more likely short Chinese in GBK: 联通, 转
        return _decoded_strictly(raw, "gb18030") or text
    return text or _decoded_strictly(raw, "gb18030")


def _decoded_strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (LookupError, ValueError):
        return None


def header_text(value: str) -> str:
    """A header or a parameter as a person reads it; never raises.

    ``value`` is what the parser gives, with surrogates for bytes that aren't ASCII.
    """
    text = _without_surrogates(value)
    pieces: list[str] = []
    charset, collected, position = "", b"", 0
    for word in _WORD.finditer(text):
        between = text[position : word.start()]
        is_neighbour = position > 0 and not between.strip()
        # A character may be cut in two by the end of a word: bytes are joined before they are read.
        if not is_neighbour or word[1].lower() != charset:
            pieces.append(decoded(collected, charset))
            collected = b""
        if not is_neighbour:
            pieces.append(between)
        charset = word[1].lower()
        collected += _word_bytes(word)
        position = word.end()
    return "".join((*pieces, decoded(collected, charset), text[position:]))


def parameter_text(value: str | tuple[str | None, str | None, str]) -> str:
    """A parameter of a header, such as a file name; never raises."""
    if isinstance(value, str):
        return _from_percents(header_text(value))
    charset, _language, text = value
    try:
        return decoded(text.encode("latin-1", errors="surrogateescape"), charset or "")
    except ValueError:
        return header_text(text)


def plain_line(text: str, longest: int = _LONGEST_LINE) -> str:
    """A stranger's text on one line, without control and invisible characters, not too long."""
    line = " ".join(unicodedata.normalize("NFC", text[: 4 * longest]).split())
    line = "".join(character for character in line if character.isprintable())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _without_surrogates(value: str) -> str:
    try:
        raw = value.encode("ascii", errors="surrogateescape")
    except ValueError:  # text beyond ASCII, from a source that isn't bytes
        return value.encode("utf-8", errors="replace").decode()
    return decoded(raw)


def _word_bytes(word: re.Match[str]) -> bytes:
    text = word[3].encode("utf-8", errors="replace")
    if word[2] in "qQ":
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), text.replace(b"_", b" "))
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return text


def _from_percents(text: str) -> str:
    if not _PERCENT.search(text):
        return text
    try:
        raw = unquote_to_bytes(text)
        return text if raw.isascii() else raw.decode("utf-8")
    except ValueError:
        return text
