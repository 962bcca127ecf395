import os
from pathlib import Path

import pytest

from xladdin.errors import UsageError
from xladdin.workbook.file_reader import find_workbooks


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    for name in (
        "第10次.xlsx",
        "第2次.xlsx",
        "甲/b.XLSM",
        "甲/a.xls",
        "旧.et",
        "表.ods",
        "大.xlsb",
        "模板.xltx",
        "说明.docx",
        "数据.csv",
        "~$第2次.xlsx",
        ".~lock.第10次.xlsx#",
        ".隐藏.xlsx",
        ".git/c.xlsx",
        "没有扩展名",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def test_workbooks_of_a_folder(inbox: Path) -> None:
    found = [str(path.relative_to(inbox)) for path in find_workbooks([inbox])]

    assert sorted(found) == sorted(
        [
            "第2次.xlsx",
            "第10次.xlsx",
            "甲/a.xls",
            "甲/b.XLSM",
            "旧.et",
            "表.ods",
            "大.xlsb",
            "模板.xltx",
            "~$第2次.xlsx",
            ".~lock.第10次.xlsx#",
        ]
    )
    assert found.index("第2次.xlsx") < found.index("第10次.xlsx")
    assert found.index("甲/a.xls") < found.index("甲/b.XLSM")


def test_numbers_in_names_are_sorted_as_numbers(tmp_path: Path) -> None:
    names = ["1.xlsx", "002.xlsx", "2.xlsx", "2b.xlsx", "10.xlsx", "a9/1.xlsx", "A10/1.xlsx"]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    assert [str(path.relative_to(tmp_path)) for path in find_workbooks([tmp_path])] == names


def test_files_named_are_taken_as_they_are_and_once(inbox: Path) -> None:
    text = inbox / "数据.csv"
    again = inbox / "甲" / ".." / "第2次.xlsx"

    found = find_workbooks([text, again, inbox, text])

    assert found[:2] == [text, again]
    assert inbox / "第2次.xlsx" not in found
    assert len(found) == len({os.path.realpath(path) for path in found}) == 11


def test_links_out_of_the_folder_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    (outside / "别的.xlsx").touch()
    (inbox / "链接.xlsx").symlink_to(outside / "别的.xlsx")
    (inbox / "链接夹").symlink_to(outside, target_is_directory=True)
    (inbox / "里面.xlsx").symlink_to(inbox / "旧.et")
    (inbox / "绕圈.xlsx").symlink_to(inbox / "绕圈.xlsx")

    found = find_workbooks([inbox])

    assert not [path for path in found if "链接" in str(path)]
    assert len([path for path in found if path.name in {"里面.xlsx", "旧.et"}]) == 1


@pytest.mark.parametrize("name", ["没有", "没有.xlsx", "没有" * 200])
def test_a_path_that_does_not_exist(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"找不到 .*没有.*请核对"):
        find_workbooks([tmp_path / name])


def test_a_folder_that_cannot_be_listed(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # root may list everything: the system's answer is put in
    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr("os.scandir", refuse)

    with pytest.raises(UsageError, match=r"文件夹 .*收件 打不开。请核对是否有权限"):
        find_workbooks([inbox])
