"""A mailbox on a server, read over IMAP and TLS; nothing there is marked, moved or deleted."""

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from xladdin import __version__
from xladdin.errors import UnreadableSourceError, UsageError
from xladdin.mail.mail_text import decoded, plain_line

SCHEME = "imaps://"
_PORT = 993
_TIMEOUT = 60.0  # seconds without a word from the server
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
_LISTED = re.compile(rb'\) (?:"(?P<delimiter>(?:\\.|[^"\\])*)"|NIL) (?P<name>.+)$')
_MOST_FOLDERS_NAMED = 12
_BEYOND_ASCII = re.compile(r"[^\x20-\x7e]+")
_ENCODED = re.compile(r"&([A-Za-z0-9+,]*)-")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A folder of a user's on a server."""

    user: str
    host: str
    port: int
    folder: str

    @property
    def address(self) -> str:
        """Where it is, for people and the record; holds no password."""
        port = "" if self.port == _PORT else f":{self.port}"
        return f"{SCHEME}{quote(self.user, safe='@')}@{self.host}{port}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Access:
    """What it takes to get in; ``ca_file`` holds the certificate of an authority of one's own."""

    password: str
    ca_file: Path | None = None

    def __repr__(self) -> str:
        return "Access(...)"


def parse_mailbox(text: str) -> Mailbox:
    """The mailbox of ``imaps://user@host[:port]/folder``. Raises UsageError."""
    example = "应写成 imaps://用户@服务器/INBOX，如 imaps://316@mail.example.cn/INBOX"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError as error:
        raise UsageError("邮箱地址写法不对", example) from error
    user, colon, _password = parts.netloc.rpartition("@")[0].partition(":")
    if colon:
        raise UsageError("邮箱地址里不能写密码，别人看得到", "去掉密码，运行时会询问")
    folder = unquote(parts.path).strip("/") or "INBOX"
    if not user or not host or parts.query or parts.fragment:
        raise UsageError("邮箱地址写法不对", example)
    return Mailbox(unquote(user), host, port, folder)


class MailboxReader:
    """A mailbox opened to be read, never changed."""

    def __init__(self, client: imaplib.IMAP4, count: int) -> None:
        self._client = client
        self._count = count
        self.validity = _number(client.response("UIDVALIDITY")[1])

    def sizes_after(self, last: int) -> list[tuple[int, int]]:
        """UID and bytes of each message that came after UID ``last``, in the order they came."""
        if not self._count:
            return []
        found: dict[int, int] = {}
        for line in self._fetch(f"{last + 1}:*", "(UID RFC822.SIZE)"):
            text = line[0] if isinstance(line, tuple) else line
            uid, size = _UID.search(text), _SIZE.search(text)
            if uid and size and int(uid[1]) > last:  # "n:*" gives the last one even below n
                found[int(uid[1])] = int(size[1])
        return sorted(found.items())

    def message(self, uid: int) -> bytes | None:
        """The bytes of a message; None where somebody deleted it meanwhile."""
        for line in self._fetch(str(uid), "(UID BODY.PEEK[])"):
            if isinstance(line, tuple) and b"BODY[]" in line[0]:
                return line[1]
        return None

    def _fetch(self, uids: str, what: str) -> list[bytes | tuple[bytes, bytes]]:
        status, lines = self._client.uid("FETCH", uids, what)
        if status != "OK":
            raise imaplib.IMAP4.abort(_said(lines))
        return [line for line in lines if line]


@contextmanager
def opened_mailbox(mailbox: Mailbox, access: Access) -> Iterator[MailboxReader]:
    """Sign in, open the folder for reading only, sign out at the end.

    Raises UnreadableSourceError for everything that goes wrong with the server, in the block too.
    """
    where = f"{mailbox.host}:{mailbox.port}"
    try:
        context = ssl.create_default_context(cafile=access.ca_file)
    except OSError as failure:
        raise UsageError(
            f"证书文件 {access.ca_file} 读不了", "请给出 PEM 格式的证书文件"
        ) from failure
    try:
        client = imaplib.IMAP4_SSL(
            mailbox.host, mailbox.port, ssl_context=context, timeout=_TIMEOUT
        )
        try:
            _sign_in(client, mailbox, access.password)
            yield MailboxReader(client, _open_folder(client, mailbox))
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                client.logout()
    except ssl.SSLCertVerificationError as failure:
        raise UnreadableSourceError(
            f"邮件服务器 {where} 的证书没有通过验证（{failure.verify_message}）",
            "请核对服务器名称；单位自建的服务器，用 --ca-file 给出签发证书的文件",
        ) from failure
    except (OSError, imaplib.IMAP4.error) as failure:
        raise UnreadableSourceError(
            f"与邮件服务器 {where} 的连接没有建立或中断了（{_plain(failure)}）",
            "请核对服务器名称、端口和网络；已收的不会丢，再运行一次会接着收",
        ) from failure


def _sign_in(client: imaplib.IMAP4, mailbox: Mailbox, password: str) -> None:
    try:
        if "AUTH=PLAIN" in client.capabilities:  # unlike LOGIN, takes more than ASCII
            secret = f"\0{mailbox.user}\0{password}".encode()
            client.authenticate("PLAIN", lambda _challenge: secret)
        else:
            client.login(mailbox.user, password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError) as failure:
        raise UnreadableSourceError(
            f"邮箱 {mailbox.user} 登录不了（服务器说：{_plain(failure)}）",
            "请核对用户和密码；QQ、163 等邮箱要先在网页上开启 IMAP，并用授权码代替密码",
        ) from failure
    with suppress(imaplib.IMAP4.error):
        # 163 and its like open no folder for a program that hasn't said what it is
        if any(b"ID" in line.split() for line in client.capability()[1]):
            client.xatom("ID", f'("name" "xladdin" "version" "{__version__}")')


def _open_folder(client: imaplib.IMAP4, mailbox: Mailbox) -> int:
    """Open the folder by EXAMINE; give how many messages it holds."""
    folders, delimiter = _folders(client)
    name = mailbox.folder
    if name not in folders and delimiter:
        name = name.replace("/", delimiter)
    quoted = encode_folder(name).replace("\\", r"\\").replace('"', r"\"")
    status, lines = client.select(f'"{quoted}"', readonly=True)
    if status != "OK":
        listed = "、".join(plain_line(folder) for folder in folders[:_MOST_FOLDERS_NAMED])
        raise UnreadableSourceError(
            f"邮箱里的文件夹 {mailbox.folder} 打不开（服务器说：{plain_line(_said(lines))}）",
            f"请核对名称，有这些文件夹：{listed}" if listed else "请核对名称",
        )
    return _number(lines)


def _folders(client: imaplib.IMAP4) -> tuple[list[str], str]:
    """Names of the user's folders, and what stands between a folder's and its subfolder's."""
    names: list[str] = []
    delimiter = ""
    with suppress(imaplib.IMAP4.error):
        for line in client.list()[1]:
            text = b" ".join(line) if isinstance(line, tuple) else line or b""
            if found := _LISTED.search(text):
                delimiter = decoded(found["delimiter"] or b"").replace("\\", "", 1)
                names.append(decode_folder(decoded(found["name"].strip().strip(b'"'))))
    return names, delimiter


def encode_folder(name: str) -> str:
    """A folder's name in the modified UTF-7 of IMAP (RFC 3501, 5.1.3)."""

    def encoded(found: re.Match[str]) -> str:
        raw = found[0].encode("utf-16-be", errors="surrogatepass")
        return f"&{base64.b64encode(raw, b'+,').decode().rstrip('=')}-"

    return _BEYOND_ASCII.sub(encoded, name.replace("&", "&-"))


def decode_folder(name: str) -> str:
    """The name of a folder that a server gives in modified UTF-7."""

    def plain(found: re.Match[str]) -> str:
        text = found[1]
        if not text:
            return "&"
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), b"+,")
            return raw.decode("utf-16-be")
        except ValueError:
            return found[0]

    return _ENCODED.sub(plain, name)


def _number(lines: list[bytes | None] | list[bytes]) -> int:
    text = next((line for line in lines if line), b"0")
    return int(text) if text.isdigit() else 0


def _said(lines: object) -> str:
    """What a server says in a response."""
    if isinstance(lines, list):
        return " ".join(decoded(line) for line in lines if isinstance(line, bytes))
    return str(lines)


def _plain(failure: Exception) -> str:
    said = failure.args[0] if failure.args else ""
    text = decoded(said) if isinstance(said, bytes) else str(failure)
    return plain_line(text)
