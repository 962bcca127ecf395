"""Odd files, each with its expected outcome: refused with a line that says why, or read."""

import os
import zipfile
from pathlib import Path

import pytest

from tests.workbook.odd_files import REFUSED, VALUE
from tests.workbook.packages import (
    MAIN,
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    parts,
    rels,
    sheet_part,
    workbook,
    workbook_part,
    written,
    zipped,
)
from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook import guard
from xladdin.workbook.guard import inspect_package


@pytest.mark.parametrize("case", REFUSED)
def test_an_odd_file_is_refused_in_one_line(case: str, tmp_path: Path) -> None:
    data, message, next_step = REFUSED[case]
    path = written(tmp_path / "申报表.xlsx", data)

    with pytest.raises(UnreadableWorkbookError) as caught:
        inspect_package(path)

    assert message in caught.value.message
    assert next_step in caught.value.next_step
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 3


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError, match="找不到文件"):
        inspect_package(tmp_path / "没有.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError, match="这是文件夹"):
        inspect_package(tmp_path)


@pytest.mark.parametrize("name", ["~$申报表.xlsx", ".~lock.申报表.xlsx#"])
def test_a_lock_file(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / name, b"\x05user" + bytes(160))

    with pytest.raises(UnreadableWorkbookError, match=r"锁文件.*有人正打开.*请先关闭那个工作簿"):
        inspect_package(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")

    with pytest.raises(UnreadableWorkbookError, match="不是普通文件"):
        inspect_package(tmp_path / "管道.xlsx")


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError, match="文件打不开"):
        inspect_package(tmp_path / ("长" * 300 + ".xlsx"))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # root may read everything, and tests may run as root: the system's answer is put in
    path = written(tmp_path / "申报表.xlsx", workbook(VALUE))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(UnreadableWorkbookError, match=r"没有权限读取文件.*请关闭占用它的程序"):
        inspect_package(path)


def test_a_file_that_no_mail_server_lets_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_FILE_BYTES", 1024 * 1024)
    path = written(tmp_path / "大.xlsx", workbook(VALUE) + bytes(1024 * 1024))

    with pytest.raises(UnreadableWorkbookError, match="文件超过 1 MB"):
        inspect_package(path)


def test_names_from_a_stranger_stay_on_one_line(tmp_path: Path) -> None:
    sheet = f'name="第一行&#10;第二行{"长" * 90}" r:id="r9"'
    path = written(tmp_path / "a.xlsx", workbook(changed={"xl/workbook.xml": workbook_part(sheet)}))

    with pytest.raises(UnreadableWorkbookError) as caught:
        inspect_package(path)

    assert "工作表“第一行 第二行长" in caught.value.message
    assert len(caught.value.message) < 100


# What is read

STRICT = {
    name: str(content).replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)
    for name, content in parts(VALUE).items()
}
PREFIXED = sheet_part(VALUE).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")

READ = {
    "usual": workbook(VALUE),
    "stored": zipped(parts(VALUE), zipfile.ZIP_STORED),
    "strict": zipped(STRICT),
    "prefixed": workbook(
        changed={"xl/worksheets/sheet1.xml": PREFIXED.replace("xmlns=", "xmlns:x=")}
    ),
    "absolute target": workbook(
        VALUE,
        {"xl/_rels/workbook.xml.rels": rels(("r1", "worksheet", "/xl/worksheets/sheet1.xml"))},
    ),
    "target with dots": workbook(
        VALUE,
        {"xl/_rels/workbook.xml.rels": rels(("r1", "worksheet", "../xl/./worksheets/sheet1.xml"))},
    ),
    "another case": workbook(
        VALUE, {"xl/_rels/workbook.xml.rels": rels(("r1", "worksheet", "Worksheets/Sheet1.XML"))}
    ),
    "other names": zipped(
        {
            "_rels/.rels": rels(("x", "officeDocument", "/book/main.xml")),
            "book/main.xml": workbook_part('name="表" r:id="a"'),
            "book/_rels/main.xml.rels": rels(("a", "worksheet", "tables/first.xml")),
            "book/tables/first.xml": sheet_part(VALUE),
        }
    ),
    "back slashes in names": zipped(
        {name.replace("/", "\\"): content for name, content in parts(VALUE).items()}
    ),
    "an unlisted sheet part": workbook(
        VALUE, {"xl/worksheets/sheet2.xml": sheet_part('<row r="1"><c r="XFD1048576"/></row>')}
    ),
    "a format in the last corner": workbook(
        f'{VALUE}<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    ),
    "without positions": workbook("<row/><row><c/><c><v>7</v></c></row>"),
    "byte order mark": workbook(
        changed={"xl/worksheets/sheet1.xml": sheet_part(VALUE).encode("utf-8-sig")}
    ),
    "highly compressible": workbook(VALUE, {"docProps/thumbnail.bin": bytes(10_000_000)}),
}


@pytest.mark.parametrize("case", READ)
def test_an_odd_file_that_is_sound(case: str, tmp_path: Path) -> None:
    facts = inspect_package(written(tmp_path / "a.xlsx", READ[case]))

    (sheet,) = facts.sheets
    assert sheet.name == "表"
    assert sheet.filled == {(2, 2)}


def test_sheets_stand_in_workbook_order_with_their_visibility(tmp_path: Path) -> None:
    data = workbook(
        changed={
            "xl/workbook.xml": workbook_part(
                'name="乙" r:id="r2"',
                'name="甲" state="hidden" r:id="r1"',
                'name="图" r:id="r4"',
                'name="身份" state="veryHidden" r:id="r3"',
            ),
            "xl/_rels/workbook.xml.rels": rels(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "worksheet", "worksheets/sheet2.xml"),
                ("r3", "worksheet", "worksheets/sheet3.xml"),
                ("r4", "chartsheet", "chartsheets/sheet1.xml"),
            ),
            "xl/worksheets/sheet2.xml": sheet_part(VALUE),
            "xl/worksheets/sheet3.xml": sheet_part(VALUE),
        }
    )

    sheets = inspect_package(written(tmp_path / "a.xlsx", data)).sheets

    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("乙", False),
        ("甲", True),
        ("身份", True),
    ]
    assert sheets[0].part == "xl/worksheets/sheet2.xml"


def test_external_links_and_macros(tmp_path: Path) -> None:
    data = workbook(
        VALUE,
        {
            "xl/_rels/workbook.xml.rels": rels(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "externalLink", "externalLinks/externalLink1.xml"),
                ("r3", "vbaProject", "vbaProject.bin"),
            ),
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels(
                ("r1", "externalLinkPath", "file:///D:\\预算\\旧表.xlsx")
            ),
        },
    )

    facts = inspect_package(written(tmp_path / "a.xlsm", data))

    assert facts.external_links == ("file:///D:\\预算\\旧表.xlsx",)
    assert facts.has_macros


def test_a_usual_workbook_has_neither_links_nor_macros(tmp_path: Path) -> None:
    facts = inspect_package(written(tmp_path / "a.xlsx", workbook(VALUE)))

    assert facts.external_links == ()
    assert not facts.has_macros


def test_how_much_is_looked_through_is_the_callers_to_say(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", workbook(VALUE))

    assert len(inspect_package(path, 1_000_000).sheets) == 1
    with pytest.raises(UnreadableWorkbookError, match="表格数据超过 0 MB"):
        inspect_package(path, 100)
