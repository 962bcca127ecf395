"""Messages in files, folders and zips."""

import zipfile
from pathlib import Path

import pytest

from tests.mail.messages import NAME, a_workbook, attached, mail, simple_mail
from tests.mail.outlook import compound_file, msg
from tests.workbook.packages import zipped
from xladdin.errors import UsageError
from xladdin.mail import sources
from xladdin.mail.sources import Reading, finds_in_path
from xladdin.mail.unfolding import Find


def taken(path: Path, inbox: Path | None = None) -> tuple[list[Find], Reading]:
    reading = Reading()
    found = list(finds_in_path(path, inbox or path.parent / "收件箱", reading))
    return found, reading


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


MAILBOX = b"".join(b"From - Mon\r\n" + simple_mail(n) + b"\r\n" for n in (1, 2))


@pytest.mark.parametrize(
    ("name", "data", "messages"),
    [
        ("1.eml", simple_mail(), 1),
        ("1.EML", simple_mail(), 1),
        ("邮件", simple_mail(), 1),
        ("邮件.txt", simple_mail(), 1),
        ("1.msg", compound_file(msg({NAME: a_workbook()})), 1),
        ("1.zip", zipped({"a/1.eml": simple_mail()}), 1),
        ("1.zip", zipped({f"a/{NAME}": a_workbook()}), 0),
        ("1.xlsx", a_workbook(), 0),
    ],
)
def test_a_file_that_is_named(name: str, data: bytes, messages: int, tmp_path: Path) -> None:
    found, reading = taken(written(tmp_path / name, data))

    assert [find.content for find in found] == [a_workbook()]
    assert (reading.messages, reading.problems) == (messages, [])


@pytest.mark.parametrize("name", ["邮件.mbox", "INBOX", "邮件.txt"])
def test_a_mailbox_file(name: str, tmp_path: Path) -> None:
    found, reading = taken(written(tmp_path / name, MAILBOX))

    assert [find.content for find in found] == [a_workbook(1), a_workbook(2)]
    assert [find.via for find in found] == [(), ()]
    assert reading.messages == 2


def test_a_folder_with_all_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "邮件"
    for name, data in {
        "2.eml": simple_mail(2),
        "子夹/1.eml": simple_mail(1),
        "子夹/INBOX": b"From - Mon\r\n" + simple_mail(3),
        "说明.docx": b"x",
        "笔记": b"x",
        "下载.xlsx": a_workbook(4),
        "~$下载.xlsx": b"\x05user",
        ".隐藏/9.eml": simple_mail(9),
        ".9.eml": simple_mail(9),
    }.items():
        written(folder / name, data)

    found, reading = taken(folder)

    assert [find.content for find in found] == [a_workbook(n) for n in (2, 4, 1, 3)]
    assert reading.problems == []


def test_the_inbox_is_no_source_of_workbooks_but_messages_may_lie_there(tmp_path: Path) -> None:
    inbox = tmp_path / "收件箱"
    written(inbox / "申报.xlsx", a_workbook(1))
    written(inbox / "子夹" / "申报.xlsx", a_workbook(1))
    written(inbox / "2.eml", simple_mail(2))

    for source in (inbox, tmp_path):
        assert [find.content for find in taken(source, inbox)[0]] == [a_workbook(2)]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = written(tmp_path / "外面" / "1.eml", simple_mail())
    folder = tmp_path / "邮件"
    folder.mkdir()
    (folder / "1.eml").symlink_to(outside)
    (folder / "夹").symlink_to(outside.parent, target_is_directory=True)

    assert taken(folder)[0] == []


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "邮件"
    written(folder / "1.eml", b"x")
    written(folder / "2.msg", b"\xd0\xcf\x11\xe0")
    written(folder / "3.zip", b"PK\x03\x04")
    written(folder / "4.mbox", b"From - \n\nx\n")
    written(folder / "5.xlsx", b"MZ")
    (folder / "6.eml").symlink_to(folder / "没有")
    written(folder / "7.eml", simple_mail())

    found, reading = taken(folder)

    assert [(find.name, bool(find.problem)) for find in found] == [("5.xlsx", True), (NAME, False)]
    assert [Path(problem.source).name for problem in reading.problems] == [
        "1.eml", "2.msg", "3.zip", "4.mbox 第1封", "6.eml",
    ]  # fmt: skip
    assert "压缩包已损坏" in reading.problems[2].reason
    assert "打不开" in reading.problems[4].reason


def test_a_document_that_is_named_is_no_message(tmp_path: Path) -> None:
    found, reading = taken(written(tmp_path / "说明.pdf", b"%PDF-1.7"))

    assert found == []
    assert "不是邮件" in reading.problems[0].reason


def test_what_is_too_big_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_MESSAGE_BYTES", 1000)

    assert "没有读" in taken(written(tmp_path / "1.eml", simple_mail()))[1].problems[0].reason
    assert len(taken(written(tmp_path / "1.mbox", MAILBOX))[1].problems) == 2


def test_each_message_of_a_zip_has_its_own_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xladdin.mail.unfolding.MAX_PARTS", 2)
    path = tmp_path / "全部.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.eml", mail([attached(a_workbook(number))]))

    found, reading = taken(path)

    assert [find.content for find in found] == [a_workbook(number) for number in range(9)]
    assert reading.messages == 9


def test_progress_counts_messages(tmp_path: Path) -> None:
    counts: list[int] = []

    list(finds_in_path(written(tmp_path / "a.mbox", MAILBOX), tmp_path, Reading(counts.append)))

    assert counts == [1, 2]


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr("os.scandir", refuse)

    with pytest.raises(UsageError, match="打不开。请核对是否有权限"):
        taken(tmp_path)
