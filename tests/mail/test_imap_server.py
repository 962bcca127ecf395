"""Mailboxes on a real server, over TLS: read, and never changed."""

import imaplib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.command_line import Run
from tests.mail.dovecot import PASSWORD, USER, Server, running_server
from tests.mail.messages import a_workbook, attached, mail, simple_mail
from tests.mail.test_collecting import state
from xladdin.errors import UnreadableSourceError, UsageError
from xladdin.mail import collecting, imap
from xladdin.mail.collecting import CollectionReport, Postman, collect
from xladdin.mail.imap import (
    Access,
    encode_folder,
    opened_mailbox,
    parse_mailbox,
)
from xladdin.mail.inbox_log import EventKind, InboxLog

if sys.platform == "win32":
    pytest.skip("needs Dovecot", allow_module_level=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as started:
        yield started


def box_of(name: str) -> str:
    """The folder on the disk of a folder of the user's, whose parts a dot divides."""
    return f".{encode_folder(name)}"


def collected(server: Server, box: str, inbox: Path) -> CollectionReport:
    postman = Postman(lambda _account: PASSWORD, server.ca_file)
    return collect([f"{server.address}/{box}"], inbox, postman)


def counts(report: CollectionReport) -> tuple[int, int, int]:
    return report.messages, len(report.files), len(report.problems)


def test_workbooks_out_of_a_mailbox(server: Server, tmp_path: Path) -> None:
    box = box_of("预算.一上")
    messages = {
        "1": simple_mail(1, "316001.xlsx", b"<1>"),
        "2": mail([attached(b"MZ", "a.exe")], key=b"<2>"),
        "3": simple_mail(3, "316003.xlsx", b"<3>"),
    }
    server.deliver(messages, box)
    before = server.flags(box)

    report = collected(server, "预算/一上", tmp_path / "收")

    assert report.exit_status == 0
    assert counts(report) == (3, 3, 0)
    files, events = state(tmp_path / "收")
    assert files == {"316001.xlsx": a_workbook(1), "316003.xlsx": a_workbook(3)}
    assert [kind for kind, *_ in events] == [
        EventKind.RECEIVED, EventKind.REFUSED, EventKind.RECEIVED, EventKind.POSITION,
    ]  # fmt: skip
    assert report.files[0].source == f"{server.address}/预算/一上"
    # nobody's message is read, moved or marked because of it
    assert server.flags(box) == before == ["new/1:", "new/2:", "new/3:"]
    assert PASSWORD not in (tmp_path / "收" / "收件记录.jsonl").read_text(encoding="utf-8")


def test_the_next_time_it_goes_on_from_there(server: Server, tmp_path: Path) -> None:
    box = box_of("续收")
    server.deliver({"1": simple_mail(1, key=b"<1>")}, box)
    assert counts(collected(server, "续收", tmp_path)) == (1, 1, 0)

    assert counts(collected(server, "续收", tmp_path)) == (0, 0, 0)
    server.deliver({"2": simple_mail(2, key=b"<2>"), "3": simple_mail(1, key=b"<3>")}, box)
    assert counts(collected(server, "续收", tmp_path)) == (2, 2, 0)

    files, events = state(tmp_path)
    assert len(files) == 2
    assert [kind for kind, *_ in events].count(EventKind.RECEIVED) == 3


def test_a_server_that_counts_anew_is_read_anew(server: Server, tmp_path: Path) -> None:
    box = box_of("重建")
    server.deliver({"1": simple_mail(1, key=b"<1>")}, box)
    collected(server, "重建", tmp_path)
    before = state(tmp_path)
    uid_list = server.folder / "mail" / box / "dovecot-uidlist"
    first, _, rest = uid_list.read_text().partition("\n")
    uid_list.write_text(first.replace(" V1", " V2", 1) + "\n" + rest)
    for index in (server.folder / "mail" / box).glob("dovecot.index*"):
        index.unlink()

    report = collected(server, "重建", tmp_path)

    assert [file.outcome.value for file in report.files] == ["duplicate"]
    assert state(tmp_path)[0] == before[0]
    assert state(tmp_path)[1][:-1] == before[1]


def test_a_connection_that_breaks_is_told_and_taken_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = box_of("中断")
    messages = {f"{n}": simple_mail(n, f"{n}.xlsx", f"<{n}>".encode()) for n in range(5)}
    server.deliver(messages, box)
    monkeypatch.setattr(collecting, "_POSITION_EVERY", 2)
    real = imap.MailboxReader.message

    def breaks(self: imap.MailboxReader, uid: int) -> bytes | None:
        if uid == 4:
            self._client.shutdown()
        return real(self, uid)

    with monkeypatch.context() as patch:
        patch.setattr(imap.MailboxReader, "message", breaks)
        report = collected(server, "中断", tmp_path)

    assert report.exit_status == 3
    assert len(report.files) == 3
    assert "再运行一次会接着收" in report.problems[0].reason
    rest = collected(server, "中断", tmp_path)
    assert [file.outcome.value for file in rest.files] == ["duplicate", "stored", "stored"]
    assert len(state(tmp_path)[0]) == 5


def test_an_empty_folder_and_the_default_one(server: Server, tmp_path: Path) -> None:
    server.deliver({}, box_of("空"))

    assert counts(collected(server, "空", tmp_path)) == (0, 0, 0)
    assert counts(collected(server, "", tmp_path)) == (0, 0, 0)


def test_a_message_that_is_gone_or_too_big(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver({"1": simple_mail(1)}, box_of("大"))
    monkeypatch.setattr(collecting, "MAX_MESSAGE_BYTES", 1000)

    report = collected(server, "大", tmp_path)

    assert [file.outcome.value for file in report.files] == ["refused"]
    assert "没有读" in report.files[0].reason
    mailbox = parse_mailbox(f"{server.address}/大")
    with opened_mailbox(mailbox, Access(PASSWORD, server.ca_file)) as reader:
        assert reader.message(99) is None


def problem(server: Server, box: str, password: str, ca_file: Path | None) -> str:
    mailbox = parse_mailbox(f"{server.address}/{box}")
    with (
        pytest.raises(UnreadableSourceError) as caught,
        opened_mailbox(mailbox, Access(password, ca_file)),
    ):
        pass
    assert caught.value.exit_status == 3
    return str(caught.value)


def test_what_can_go_wrong_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    good = server.ca_file
    server.deliver({}, box_of("预算"))

    assert "证书没有通过验证" in problem(server, "INBOX", PASSWORD, None)
    assert re.search("登录不了.*授权码", problem(server, "INBOX", "wrong", good))
    no_folder = problem(server, "没有", PASSWORD, good)
    assert re.search("文件夹 没有 打不开.*有这些文件夹：.*预算", no_folder)
    with pytest.raises(UsageError, match=r"证书文件 .* 读不了"):
        problem(server, "INBOX", PASSWORD, good.with_name("none.pem"))
    monkeypatch.setattr(imap, "_TIMEOUT", 2.0)
    closed = Server(server.folder, 1)
    assert "连接没有建立" in problem(closed, "INBOX", PASSWORD, good)


def test_a_server_that_signs_in_the_old_way(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = vars(imaplib.IMAP4)["_get_capabilities"]

    def without_plain(self: imaplib.IMAP4) -> None:
        real(self)
        self.capabilities = tuple(one for one in self.capabilities if one != "AUTH=PLAIN")

    monkeypatch.setattr(imaplib.IMAP4, "_get_capabilities", without_plain)

    # LOGIN takes ASCII only: told, and without the password
    said = problem(server, "INBOX", PASSWORD, server.ca_file)
    assert "登录不了" in said
    assert PASSWORD not in said


class Person:
    """Somebody at the terminal, who knows the password and may keep it in a keyring."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.questions: list[str] = []
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr("getpass.getpass", self._answer)

    def _answer(self, question: str, stream: object) -> str:
        assert stream is sys.stderr  # standard output is for programs
        self.questions.append(question)
        return PASSWORD

    def keep(self, password: str | None) -> None:
        """Have a keyring with the password in it, without one, or "locked"."""
        keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")

        class KeyringError(Exception):
            pass

        def get_password(service: str, account: str) -> str | None:
            assert (service, account) == ("xladdin", f"{USER}@localhost")
            if password == "locked":  # noqa: S105 -- no password
                raise KeyringError
            return password

        vars(keyring).update(get_password=get_password)
        vars(errors).update(KeyringError=KeyringError)
        self._monkeypatch.setitem(sys.modules, "keyring", keyring)
        self._monkeypatch.setitem(sys.modules, "keyring.errors", errors)


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(monkeypatch)


@pytest.mark.parametrize(("kept", "is_asked"), [(PASSWORD, False), (None, True), ("locked", True)])
def test_the_password_comes_from_the_keyring_or_from_a_person(
    kept: str | None,
    is_asked: bool,
    server: Server,
    person: Person,
    run: Run,
    tmp_path: Path,
) -> None:
    person.keep(kept)
    server.deliver({"1": simple_mail(1)}, box_of("命令行"))

    outcome = run(
        "collect", f"{server.address}/命令行", "--into", tmp_path, "--ca-file", server.ca_file
    )

    assert outcome.status == 0, outcome.err
    assert "已收 1 份" in outcome.out
    assert person.questions == ([f"邮箱 {USER}@localhost 的密码或授权码："] if is_asked else [])


def test_nobody_to_ask(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)  # not installed

    outcome = run("collect", "imaps://a@localhost:1/INBOX", "--into", tmp_path)

    assert outcome.status == 2
    assert "没有邮箱 a@localhost 的密码" in outcome.err
    assert "keyring set xladdin a@localhost" in outcome.err


def test_the_position_is_recorded(server: Server, tmp_path: Path) -> None:
    server.deliver({"1": simple_mail(1)}, box_of("位置"))
    collected(server, "位置", tmp_path)

    log = InboxLog(tmp_path)
    log.refresh()
    (position,) = [event for event in log.events if event.kind is EventKind.POSITION]
    assert position.details["uid"] == 1
    assert position.text("source") == f"{server.address}/位置"
