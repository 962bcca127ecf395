"""Zips from strangers."""

import io
import zipfile

import pytest

from tests.mail.zips import unicode_path, zip_with_raw_names
from tests.workbook.odd_files import with_broken_bytes, with_flag, with_understated_size
from tests.workbook.packages import zipped
from xladdin.errors import UnreadableWorkbookError
from xladdin.mail.archive import Archive
from xladdin.workbook import checked_package


def archive_of(data: bytes) -> Archive:
    return Archive(io.BytesIO(data), len(data))


def names(data: bytes) -> list[str]:
    return [member.name for member in archive_of(data).members]


def read_first(data: bytes) -> bytes:
    archive = archive_of(data)
    return archive.read(next(archive.members))


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_flag(encoding: str) -> None:
    raw = "316001/申报表.xlsx".encode(encoding)

    assert names(zip_with_raw_names({raw: b"x"})) == ["316001/申报表.xlsx"]


def test_a_character_whose_second_byte_is_a_back_slash() -> None:
    assert b"\\" in "乗".encode("gbk")

    assert names(zip_with_raw_names({"乗.xlsx".encode("gbk"): b"x"})) == ["乗.xlsx"]


def test_the_extra_name_counts_where_it_is_of_this_name() -> None:
    raw = "é.xlsx".encode("cp437")
    right, wrong = unicode_path(raw, "乗é.xlsx"), unicode_path(b"other", "x.exe")

    assert names(zip_with_raw_names({raw: b"x"}, {raw: wrong + right})) == ["乗é.xlsx"]


def test_back_slashes_folders_and_what_systems_add() -> None:
    data = zipped({
        "a\\b.xlsx": "x", "c/": "", "__MACOSX/c/._b.xlsx": "x", "c/._b.xlsx": "x", "Thumbs.db": "x",
        ".DS_Store": "x", "c/d.xlsx": "x",
    })  # fmt: skip

    assert names(data) == ["a/b.xlsx", "c/d.xlsx"]
    assert read_first(data) == b"x"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "压缩包已损坏"),
        (zipped({"a.xlsx": "x"})[:-9], "压缩包已损坏"),
        (zipped({"a.xlsx": " " * 17_000_000}), "可能是恶意文件.*先向发件人核实"),
        (zipped({f"{n}": "" for n in range(checked_package.MAX_PARTS + 1)}), "多达 5001 个"),
    ],
    ids=["damaged", "cut", "bomb", "many"],
)
def test_a_zip_that_is_not_opened(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=reason):
        archive_of(data)


STORED = zipped({"a.xlsx": "内容内容内容"}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_flag(STORED, 8, 0x1), "设了密码"),
        (with_flag(STORED, 10, zipfile.ZIP_LZMA), "少见的压缩方法"),
        (with_broken_bytes(STORED, "内容".encode()), "已损坏"),
        (with_understated_size(zipped({"a.xlsx": "x" * 900})), "已损坏"),
    ],
    ids=["password", "method", "checksum", "size"],
)
def test_a_file_in_a_zip_that_is_not_unpacked(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=reason):
        read_first(data)
