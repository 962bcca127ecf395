from pathlib import Path

import pytest

from xladdin.addin.settings_file import read_settings, require_plain_for_vba, write_settings
from xladdin.errors import DataFileError, UsageError


def test_settings_come_back_from_the_code_page(tmp_path: Path) -> None:
    path = tmp_path / "xladdin.conf"
    settings = {"INTERPRETER_WIN": r"C:\Users\张, 三\python.exe", "OTHER": ""}

    write_settings(path, settings, "cp936")

    assert path.read_bytes() == (
        '"INTERPRETER_WIN","C:\\Users\\张, 三\\python.exe"\r\n"OTHER",""\r\n'.encode("gbk")
    )
    assert read_settings(path, "cp936") == settings


def test_without_a_file_there_are_no_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "xladdin.conf", "cp936") == {}


def test_a_name_that_someone_wrote_in_small_letters_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "xladdin.conf"
    path.write_bytes(b'interpreter_win,"C:\\python.exe"\r\n\r\n')

    assert read_settings(path, "cp936") == {"INTERPRETER_WIN": r"C:\python.exe"}


@pytest.mark.parametrize("content", [b"INTERPRETER_WIN\r\n", b'"A","B","C"\r\n', b'"A","\xff\xff"'])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "xladdin.conf"
    path.write_bytes(content)

    with pytest.raises(DataFileError, match=r"xladdin\.conf.*请删除这个文件"):
        read_settings(path, "cp936")


@pytest.mark.parametrize(
    ("path", "encoding", "named"),
    [
        ("C:/用户/python.exe", "cp1252", "“用户”"),
        ("C:/𬀩𬀩/python.exe", "cp936", "“𬀩”"),
        ("C:/100%/python.exe", "cp936", "“%”"),
    ],
)
def test_a_path_that_vba_could_not_use_is_refused(path: str, encoding: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        require_plain_for_vba(Path(path), encoding)


def test_a_usual_path_is_taken() -> None:
    require_plain_for_vba(Path("C:/Users/张 三 & Co/python.exe"), "cp936")
