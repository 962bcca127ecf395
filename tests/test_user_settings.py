"""What a user told once: kept, given back, and told of when it can't be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from xladdin.errors import DataFileError, OutputError
from xladdin.new_workbook import Whose
from xladdin.user_files import handbook, settings_file
from xladdin.user_settings import UserSettings, read_settings, write_settings

TOLD = UserSettings(Whose("316", "行政审批局", "316001", '本级"一"\\', 2024), "D:\\收件")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def test_nothing_was_told_yet() -> None:
    assert read_settings() == UserSettings()


def test_what_was_told_comes_back() -> None:
    path = write_settings(TOLD)

    assert path == settings_file()
    assert read_settings() == TOLD


def test_what_else_is_in_the_file_stays() -> None:
    write_settings(TOLD)
    with settings_file().open("a", encoding="utf-8") as file:
        file.write("[mail]\nto = 'cz@example.com'\n")

    write_settings(replace(TOLD, whose=replace(TOLD.whose, unit_name="新名称")))

    assert "to = " in settings_file().read_text(encoding="utf-8")
    assert read_settings().whose.unit_name == "新名称"


@pytest.mark.parametrize(
    "content", [b"unit_code = ", b"\xff\xfe", b"unit_code = 316001\n", b"year = '2024'\n"]
)
def test_a_file_that_says_something_else_is_told_and_kept(content: bytes) -> None:
    write_settings(TOLD)
    settings_file().write_bytes(content)

    with pytest.raises(DataFileError, match="请删除这个文件"):
        read_settings()
    assert settings_file().read_bytes() == content


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    (folder / "xladdin").touch()

    with pytest.raises(OutputError, match="没有建成文件夹"):
        write_settings(TOLD)


def test_the_handbook_is_there() -> None:
    assert "使用手册" in handbook().read_text(encoding="utf-8")
