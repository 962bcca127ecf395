"""What a file in a message is, told from its name and its bytes."""

import zipfile

import pytest

from tests.mail.messages import NAME, a_workbook
from tests.mail.outlook import compound_file, msg
from tests.workbook.odd_files import REFUSED, ole
from tests.workbook.packages import parts, rels, workbook, workbook_part, zipped
from xladdin.errors import UnreadableWorkbookError
from xladdin.mail.judging import FileKind, kind_of, require_good_workbook, stored_name

DOCUMENT = zipped({"[Content_Types].xml": "x", "word/document.xml": "x"})
MACROS = workbook(
    changed={
        "xl/_rels/workbook.xml.rels": rels(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "vbaProject", "vbaProject.bin")
        )
    }
)
OLD_MACROS = workbook(
    changed={
        "xl/_rels/workbook.xml.rels": rels(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "xlMacrosheet", "m/s.xml")
        )
    }
)
SUMMARY_SHEETS = ("汇总", "项目", "支出计划", "报送情况")
SUMMARY = zipped({
    **parts(),
    "xl/workbook.xml": workbook_part(
        *(f'name="{name}" r:id="r{number}"' for number, name in enumerate(SUMMARY_SHEETS))
    ),
    "xl/_rels/workbook.xml.rels": rels(
        *((f"r{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(4))
    ),
    **{f"xl/worksheets/sheet{n}.xml": parts()["xl/worksheets/sheet1.xml"] for n in range(4)},
})  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        (NAME, a_workbook(), FileKind.WORKBOOK),
        ("未命名附件", a_workbook(), FileKind.WORKBOOK),
        ("tcmime.123.dat", a_workbook(), FileKind.WORKBOOK),
        ("包.zip", a_workbook(), FileKind.WORKBOOK),
        ("改名.xlsx", zipped({"a.xlsx": "x"}), FileKind.WORKBOOK),
        ("坏.xlsx", b"PK\x03\x04", FileKind.WORKBOOK),
        ("导出.xls", b"<html>", FileKind.WORKBOOK),
        ("旧.xls", ole("Workbook"), FileKind.WORKBOOK),
        ("表.et", b"x", FileKind.WORKBOOK),
        ("包.zip", zipped({"a.xlsx": "x"}), FileKind.ARCHIVE),
        ("包", zipped({"a.xlsx": "x"}), FileKind.ARCHIVE),
        ("坏.zip", b"PK\x03\x04", FileKind.ARCHIVE),
        ("坏.dat", b"PK\x03\x04", FileKind.OTHER),
        ("转发.eml", b"From: a@b", FileKind.MESSAGE),
        ("转发.msg", compound_file(msg({})), FileKind.OUTLOOK_MESSAGE),
        ("转发.dat", compound_file(msg({})), FileKind.OUTLOOK_MESSAGE),
        ("INBOX", b"From - x", FileKind.MAILBOX),
        ("邮件.mbox", b"", FileKind.MAILBOX),
        ("说明.docx", DOCUMENT, FileKind.OTHER),
        ("通知.doc", ole("WordDocument"), FileKind.OTHER),
        ("表.ods.zip", zipped({"mimetype": "x"}), FileKind.OTHER),
        ("图.png", b"\x89PNG", FileKind.OTHER),
        ("a.csv", b"a,b", FileKind.OTHER),
        ("~$申报.xlsx", b"\x05user", FileKind.OTHER),
    ],
)
def test_what_a_file_is(name: str, data: bytes, kind: FileKind) -> None:
    assert kind_of(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("../../申报表.xlsx", a_workbook(), "带有路径.*恶意"),
        ("..\\申报表.xlsx", a_workbook(), "带有路径"),
        ("/etc/cron.d/a.xlsx", a_workbook(), "带有路径"),
        ("C:\\Windows\\a.xlsx", a_workbook(), "带有路径"),
        ("a\0.xlsx", a_workbook(), "带有路径"),
        ("申报表.xlsx.exe", a_workbook(), "程序.*先向发件人核实"),
        ("申报表.exe. ", b"", "程序"),
        ("申报表.xlsx", b"MZ\x90", "程序"),
        ("申报表.js", b"x", "程序"),
        ("申报表.docm", DOCUMENT, "带宏"),
        ("快捷方式.dat", b"L\0\0\0\x01\x14\x02\0", "程序"),
        ("包.rar", b"Rar!\x1a", "zip 以外的压缩包.*改用 zip"),
        ("包.xlsx", b"7z\xbc\xaf\x27\x1c", "zip 以外的压缩包"),
        ("包.tar.gz", b"", "zip 以外的压缩包"),
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01", "winmail.dat.*HTML"),
        ("smime.p7m", b"0\x82", "加密或签名"),
        ("校验设置.xlsx", a_workbook(), "改变校验.*自行放入收件箱"),
        ("校验设置.toml", b"", "改变校验"),
        ("附件/单位名录.csv", b"", "改变校验"),
        ("汇总表.xlsx", a_workbook(), "改变校验"),
    ],
)
def test_what_is_dangerous_or_closed(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=reason):
        kind_of(name, data)


@pytest.mark.parametrize("case", [case for case, (data, *_) in REFUSED.items() if data])
def test_what_the_guard_refuses_is_refused(case: str) -> None:
    data, message, _ = REFUSED[case]

    with pytest.raises(
        UnreadableWorkbookError, match=message.replace("（", ".").replace("）", ".")
    ):
        require_good_workbook("申报表.xlsx", data)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("申报表.xlsm", MACROS, "有宏.*另存为"),
        ("申报表.xlsx", OLD_MACROS, "有宏"),
        ("我的.xlsx", SUMMARY, "部门汇总表"),
        ("模板.xltx", a_workbook(), "模板"),
    ],
)
def test_workbooks_that_are_not_taken(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableWorkbookError, match=reason):
        require_good_workbook(name, data)


def test_workbooks_that_are_taken() -> None:
    require_good_workbook(NAME, a_workbook())
    require_good_workbook("没有宏.xlsm", a_workbook())
    require_good_workbook("a", zipped(parts(), zipfile.ZIP_STORED))


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        (NAME, (NAME.removesuffix(".xlsx"), ".xlsx")),
        ("夹/申报.v2.XLSM", ("申报.v2", ".xlsm")),
        ("申报.xls", ("申报", ".xlsx")),
        ("tcmime.123.dat", ("tcmime.123.dat", ".xlsx")),
        ("未命名附件", ("未命名附件", ".xlsx")),
    ],
)
def test_the_name_it_is_stored_under(name: str, stored: tuple[str, str]) -> None:
    assert stored_name(name) == stored
