"""Messages put together byte by byte, in the ways of the mail programs that people use."""

import base64
import textwrap
from collections.abc import Sequence
from functools import cache
from urllib.parse import quote

from tests.workbook.packages import workbook

NAME = "316001_行政审批局_2024_第2次.xlsx"
SENDER = b"From: zs@x.gov.cn\r\n"
DATE = b"Date: Mon, 04 Mar 2024 10:00:00 +0800\r\n"
XLSX = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STREAM = b"application/octet-stream"


def a_workbook(value: int = 7) -> bytes:
    return _a_workbook(value)


@cache  # a zip says when it was made
def _a_workbook(value: int) -> bytes:
    return workbook(f'<row r="2"><c r="B2"><v>{value}</v></c></row>')


def base64_lines(data: bytes) -> bytes:
    return "\r\n".join(textwrap.wrap(base64.b64encode(data).decode(), 76)).encode() + b"\r\n"


def b_word(text: str, charset: str) -> bytes:
    codec = "gb18030" if charset.lower().startswith("gb") else charset
    return f"=?{charset}?B?{base64.b64encode(text.encode(codec)).decode()}?=".encode()


def q_word(text: str) -> bytes:
    word = quote(text).replace("%", "=").replace("_", "=5F")
    return f"=?UTF-8?Q?{word}?=".encode()


def split_word(text: str, charset: str) -> bytes:
    """Two words that cut a character in two, as Foxmail writes long names."""
    raw = text.encode("gb18030" if charset.lower().startswith("gb") else charset)
    words = (base64.b64encode(half).decode() for half in (raw[:9], raw[9:]))
    return b"\r\n\t".join(f"=?{charset}?B?{word}?=".encode() for word in words)


def continued(text: str, charset: str, codec: str, key: bytes = b"filename") -> bytes:
    """RFC 2231 in numbered pieces, cut within a character."""
    whole = quote(text.encode(codec))
    cut = whole.index("%") + 3
    pieces = [f"{charset}''{whole[:cut]}", whole[cut:]]
    numbered = (b"%s*%d*=%s" % (key, n, piece.encode()) for n, piece in enumerate(pieces))
    return b";\r\n ".join(numbered)


def part(
    content: bytes,
    disposition: bytes,
    content_type: bytes = STREAM,
    more: bytes = b"",
) -> bytes:
    return (
        b"Content-Type: "
        + content_type
        + b"\r\nContent-Transfer-Encoding: base64\r\n"
        + more
        + (b"Content-Disposition: " + disposition + b"\r\n" if disposition else b"")
        + b"\r\n"
        + base64_lines(content)
    )


def attached(content: bytes, name: str = NAME) -> bytes:
    """An attachment as most programs write it."""
    word = b_word(name, "UTF-8")
    return part(
        content, b'attachment; filename="' + word + b'"', STREAM + b'; name="' + word + b'"'
    )


def text_part(text: str = "见附件。", kind: bytes = b"text/plain") -> bytes:
    return b"Content-Type: " + kind + b"; charset=UTF-8\r\n\r\n" + text.encode() + b"\r\n"


def mail(
    parts: Sequence[bytes],
    headers: bytes = SENDER + DATE,
    key: bytes = b"<1@x.gov.cn>",
    kind: bytes = b"multipart/mixed",
    boundary: bytes = b"=_b",
) -> bytes:
    identity = b"Message-ID: " + key + b"\r\n" if key else b""
    content_type = b"Content-Type: " + kind + b';\r\n\tboundary="' + boundary + b'"\r\n'
    body = b"".join(b"--" + boundary + b"\r\n" + one for one in parts)
    head = headers + identity + b"MIME-Version: 1.0\r\n" + content_type
    return head + b"\r\n" + body + b"--" + boundary + b"--\r\n"


def simple_mail(value: int = 7, name: str = NAME, key: bytes = b"<1@x.gov.cn>") -> bytes:
    return mail([text_part(), attached(a_workbook(value), name)], key=key)


def nested(message: bytes) -> bytes:
    """A message attached as such."""
    return (
        b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n"
        + message.replace(b"=_b", b"=_bn")
    )


def parts_by_programs(content: bytes, name: str) -> dict[str, bytes]:
    """The part with a file as each mail program writes it."""
    return {
        "Outlook": part(
            content,
            b'attachment;\r\n\tfilename="' + b_word(name, "gb2312") + b'"; size=1644;\r\n\t'
            b'creation-date="Mon, 04 Mar 2024 02:00:00 GMT"',
            XLSX + b';\r\n\tname="' + b_word(name, "gb2312") + b'"',
            b"Content-Description: " + b_word(name, "gb2312") + b"\r\n",
        ),
        "Foxmail": part(
            content,
            b'attachment;\r\n\tfilename="' + split_word(name, "GB2312") + b'"',
            STREAM + b';\r\n\tname="' + split_word(name, "GB2312") + b'"',
        ),
        "QQ": part(
            content,
            b'attachment; filename="' + b_word(name, "gb18030") + b'"',
            STREAM + b';\r\n\tcharset="gb18030";\r\n\tname="' + b_word(name, "gb18030") + b'"',
        ),
        "163": part(
            content,
            b'attachment; filename="' + b_word(name, "GBK") + b'"',
            XLSX + b'; \r\n\tname="' + b_word(name, "GBK") + b'"',
        ),
        "Thunderbird": part(
            content,
            b"attachment;\r\n " + continued(name, "UTF-8", "utf-8"),
            XLSX + b';\r\n name="' + b_word(name, "UTF-8") + b'"',
        ),
        "Apple Mail": part(
            content,
            b"inline;\r\n\tfilename*=utf-8''" + quote(name).encode(),
            XLSX + b";\r\n\tx-unix-mode=0644;\r\n\tname*=utf-8''" + quote(name).encode(),
        ),
        "pieces in GB2312": part(
            content, b"attachment;\r\n " + continued(name, "GB2312", "gb18030")
        ),
        "raw GBK": part(content, b'attachment; filename="' + name.encode("gbk") + b'"'),
        "raw UTF-8": part(content, b'attachment; filename="' + name.encode() + b'"'),
        "percents": part(content, b'attachment; filename="' + quote(name).encode() + b'"'),
        "only in the type": part(content, b"", STREAM + b'; name="' + name.encode("gbk") + b'"'),
        "a plain name beside the true one": part(
            content, b"attachment; filename=\"316001.xlsx\"; filename*=UTF-8''"
            + quote(name).encode()
        ),
        "quoted-printable words": part(content, b'attachment; filename="' + q_word(name) + b'"'),
        "called a text": part(
            content, b"inline; filename*=UTF-8''" + quote(name).encode(), b"text/plain"
        ),
        "a space after the encoding": part(
            content, b'attachment; filename="' + name.encode() + b'"'
        ).replace(b"base64\r\n", b"base64 \r\n", 1),
    }  # fmt: skip


PROGRAMS = parts_by_programs(a_workbook(), NAME)
