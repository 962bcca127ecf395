"""A real IMAP server (Dovecot) on loopback, with TLS and mailboxes of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "316@x.gov.cn"
PASSWORD = "密码 \"with' quotes\\"  # noqa: S105 -- of a server that lives for one test
_PROGRAM = "/usr/sbin/dovecot"
_NOBODY = "nobody"  # mail programs refuse to run as root, and tests may
_PATIENCE = 20.0  # seconds


@dataclass(frozen=True)
class Server:
    """A server that runs; its mailboxes lie in ``mail`` as Maildir."""

    folder: Path
    port: int

    @property
    def ca_file(self) -> Path:
        return self.folder / "cert.pem"

    @property
    def address(self) -> str:
        return f"imaps://{USER}@localhost:{self.port}"

    def deliver(self, messages: Mapping[str, bytes], box: str = "") -> None:
        """Put messages into a folder of the user's, unread, as a mail server does."""
        place = self.folder / "mail" / box
        for part in ("new", "cur", "tmp"):
            (place / part).mkdir(parents=True, exist_ok=True)
        for name, data in messages.items():
            (place / "tmp" / name).write_bytes(data)
            (place / "tmp" / name).rename(place / "new" / name)
        _give_away(self.folder / "mail")

    def flags(self, box: str = "") -> list[str]:
        """Each message's file, which carries its flags: 1 is unread and new, cur/1:2,S read."""
        place = self.folder / "mail" / box
        return sorted(
            f"{part}/{path.name.split(',S=')[0]}:{path.name.partition(':2,')[2]}"
            for part in ("new", "cur")
            for path in (place / part).iterdir()
        )

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    # not in pytest's folder: nobody but its owner may look into that
    folder = Path(tempfile.mkdtemp(prefix="xladdin-dovecot-"))
    server = Server(folder, _free_port())
    _prepare(server)
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 -- a program of the system, our configuration
            [_PROGRAM, "-F", "-c", str(folder / "dovecot.conf")],
            stdout=out,
            stderr=out,
            **_as_its_user(),
        )
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        shutil.rmtree(folder)


@dataclass(frozen=True)
class _User:
    """Whom the server runs as: nobody where the tests run as root, else who runs them."""

    name: str
    group: str
    uid: int
    gid: int


def _user() -> _User:
    import grp  # not on Windows, where these tests don't run
    import pwd

    is_root = os.getuid() == 0
    found = pwd.getpwnam(_NOBODY) if is_root else pwd.getpwuid(os.getuid())
    group = grp.getgrgid(found.pw_gid).gr_name
    return _User(found.pw_name, group, found.pw_uid, found.pw_gid)


def _as_its_user() -> dict[str, Any]:
    """What has a root's child run as that user."""
    user = _user()
    is_root = os.getuid() == 0
    return {"user": user.uid, "group": user.gid, "extra_groups": []} if is_root else {}


def _prepare(server: Server) -> None:
    folder = server.folder
    user = _user()
    subprocess.run(  # noqa: S603 -- a program of the system
        [
            "/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", str(folder / "key.pem"), "-out", str(server.ca_file),
        ],
        capture_output=True,
        check=True,
    )  # fmt: skip
    users = f"{USER}:{{PLAIN}}{PASSWORD}::::::\n"
    (folder / "users").write_text(users, encoding="utf-8")
    (folder / "mail").mkdir()
    (folder / "dovecot.conf").write_text(
        _CONFIGURATION.format(
            folder=folder,
            port=server.port,
            user=user.name,
            group=user.group,
            uid=user.uid,
            gid=user.gid,
        ),
        encoding="utf-8",
    )
    _give_away(folder)


_CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
first_valid_gid = {gid}
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
ssl_dh =
auth_failure_delay = 0
auth_mechanisms = plain login
auth_username_format =
mail_location = maildir:{folder}/mail
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
namespace inbox {{
  inbox = yes
  separator = .
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
"""


def _give_away(folder: Path) -> None:
    """Make everything there the server's own, where the tests run as root."""
    if os.getuid() == 0:
        user = _user()
        for path in (folder, *folder.rglob("*")):
            with contextlib.suppress(FileNotFoundError):  # an index that the server replaced
                os.chown(path, user.uid, user.gid)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    said = (server.folder / "out").read_text(encoding="utf-8")
    raise RuntimeError(f"dovecot doesn't answer: {said} {server.log()}")
