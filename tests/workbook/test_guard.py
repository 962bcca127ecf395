"""Odd files, each with its expected outcome: refused with a line that says why, or read."""

import io
import os
import random
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.workbook.packages import (
    MAIN,
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    parts,
    rels,
    sheet_part,
    strings_part,
    styles_part,
    workbook,
    workbook_part,
    written,
    zipped,
)
from xladdin.domain.entry import FormulaState
from xladdin.errors import UnreadableWorkbookError
from xladdin.form.grid import Area
from xladdin.workbook import checked_package, guard
from xladdin.workbook.guard import inspect_package
from xladdin.workbook.sheet_scan import SheetFacts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
VALUE = '<row r="2"><c r="B2"><v>7</v></c></row>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY bomb "boom">]>'


def ole(*streams: str) -> bytes:
    """The look of a compound file: its directory names the streams."""
    return OLE + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)


def with_flag(data: bytes, offset_in_header: int, value: int) -> bytes:
    """A zip whose central directory says something else of its first member."""
    at = data.index(b"PK\x01\x02") + offset_in_header
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


def with_broken_bytes(data: bytes, needle: bytes) -> bytes:
    """A zip in which a stored member has other bytes than its checksum says."""
    assert needle in data
    return data.replace(needle, bytes(len(needle)), 1)


def with_understated_size(data: bytes) -> bytes:
    """A zip whose directory says that each member unpacks to 10 bytes."""
    broken = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at != -1:
        broken[at + 24 : at + 28] = struct.pack("<I", 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(broken)


def bomb() -> bytes:
    return workbook(changed={"xl/worksheets/sheet1.xml": sheet_part(" " * 17_000_000)})


def incompressible(megabytes: int) -> str:
    return random.Random(1).randbytes(megabytes * 2**19).hex()  # noqa: S311 -- only has to be large


def far_cell(cell: str) -> bytes:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return workbook(f'{VALUE}<row r="{row}"><c r="{cell}"><v>1</v></c></row>')


def renamed(name: str) -> bytes:
    return zipped({**parts(VALUE), name: "x"})


def with_doctype(part: str) -> bytes:
    return workbook(changed={part: DOCTYPE + str(parts()[part])})


def office_document(root: str) -> bytes:
    return workbook(changed={"xl/workbook.xml": f'<w:{root} xmlns:w="urn:other"/>'})


# name of the case -> bytes of the file, what the message says, what the next step says
REFUSED: dict[str, tuple[bytes, str, str]] = {
    # no zip at all
    "empty": (b"", "文件是空的", "重新发送"),
    "encrypted": (ole("EncryptionInfo", "EncryptedPackage"), "打开密码", "取消密码"),
    "xls": (ole("Root Entry", "Workbook"), "Excel 97-2003 的 .xls", "另存为"),
    "xls of Excel 95": (ole("Root Entry", "Book"), "Excel 5.0/95 的 .xls", "另存为"),
    "doc": (ole("Root Entry", "WordDocument"), "Word 文档（.doc）", "重新发送"),
    "ppt": (ole("Root Entry", "PowerPoint Document"), "演示文稿（.ppt）", "重新发送"),
    "msg": (ole("__substg1.0_0037001F", "Workbook"), "Outlook 邮件", "附件"),
    "another compound file": (ole("Root Entry"), "旧格式的 Office 文件", "另存为"),
    "csv": ("项目,预算数\r\n甲,100.89\r\n".encode(), "纯文本（例如 CSV）", "另存为"),
    "csv in GBK": ("项目,预算数\r\n甲,100.89\r\n".encode("gbk"), "纯文本", "另存为"),
    "csv in UTF-16": ("项目\t预算数\r\n".encode("utf-16"), "纯文本", "另存为"),
    "long csv cut in a character": (b"x" + "预".encode("gbk") * 40_000, "纯文本", "另存为"),
    "html": (b"\n<HTML><body><table></table>", "网页（HTML）", "另存为"),
    "html with a BOM": (b"\xef\xbb\xbf<table><tr><td>1", "网页（HTML）", "另存为"),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart", "网页（HTML）", "另存为"),
    "Excel 2003 XML": (
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
        "Excel 2003 的 XML",
        "另存为",
    ),
    "xml": (b'<?xml version="1.0"?><root/>', "XML 文件", "另存为"),
    "pdf": (b"%PDF-1.7\n", "PDF", "重新发送"),
    "rar": (b"Rar!\x1a\x07\x00", "RAR 压缩包", "重新发送"),
    "picture": (b"\x89PNG\r\n\x1a\n", "图片", "重新发送"),
    "noise": (bytes(range(256)), "不是 Excel 工作簿", "重新发送"),
    # zip files that are no workbook
    "plain zip": (zipped({"甲单位.xlsx": "x"}), "压缩包（zip）", "先解压"),
    "empty zip": (zipped({}), "压缩包（zip）", "先解压"),
    "docx": (office_document("document"), "Word 文档（.docx）", "重新发送"),
    "pptx": (office_document("presentation"), "演示文稿（.pptx）", "重新发送"),
    "another Office file": (office_document("VisioDocument"), "另一种 Office", "重新发送"),
    "ods": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "OpenDocument 表格（.ods）",
        "另存为",
    ),
    "odt": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "不是工作簿",
        "重新发送",
    ),
    "xlsb": (
        zipped({"_rels/.rels": rels(("r1", "officeDocument", "xl/workbook.bin"))}),
        "二进制工作簿（.xlsb）",
        "另存为",
    ),
    # damaged
    "truncated": (workbook(VALUE)[:-30], "不完整", "重新发送"),
    "cut in half": (workbook(VALUE)[:900], "不完整", "重新发送"),
    "wrong checksum": (
        with_broken_bytes(zipped(parts(VALUE), zipfile.ZIP_STORED), b"<v>7</v>"),
        "“xl/worksheets/sheet1.xml”已损坏",
        "另存为",
    ),
    "broken compression": (
        with_broken_bytes(workbook(VALUE * 90), workbook(VALUE * 90)[1000:1040]),
        "已损坏",
        "另存为",
    ),
    "broken XML": (
        workbook(changed={"xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}),
        "“xl/worksheets/sheet1.xml”已损坏",
        "另存为",
    ),
    "broken text": (
        workbook(changed={"xl/sharedStrings.xml": "<sst><si><t>预".encode("gbk")}),
        "已损坏",
        "另存为",
    ),
    "no workbook part": (
        workbook(changed={"xl/workbook.xml": None}),
        "“xl/workbook.xml”缺失",
        "另存为",
    ),
    "no sheet part": (
        workbook(changed={"xl/worksheets/sheet1.xml": None}),
        "工作表“表”的内容缺失",
        "另存为",
    ),
    "no references": (
        workbook(changed={"xl/_rels/workbook.xml.rels": None}),
        "工作表“表”的内容缺失",
        "另存为",
    ),
    "no strings": (
        workbook(changed={"xl/sharedStrings.xml": None}),
        "“xl/sharedStrings.xml”缺失",
        "另存为",
    ),
    "a sheet of an unknown kind": (
        workbook(
            changed={"xl/_rels/workbook.xml.rels": rels(("r1", "other", "worksheets/sheet1.xml"))}
        ),
        "工作表“表”的内容缺失",
        "另存为",
    ),
    "no sheets": (
        workbook(changed={"xl/workbook.xml": workbook_part()}),
        "没有工作表",
        "重新发送",
    ),
    "one part for two sheets": (
        workbook(
            changed={"xl/workbook.xml": workbook_part('name="1" r:id="r1"', 'name="2" r:id="r1"')}
        ),
        "被重复引用",
        "另存为",
    ),
    "a reference that is none": (
        workbook('<row r="2"><c r="2B"><v>1</v></c></row>'),
        "已损坏",
        "另存为",
    ),
    "a column beyond XFD": (
        workbook('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        "已损坏",
        "另存为",
    ),
    "a row of 100 digits": (
        workbook(f'<row r="{"9" * 100}"><c r="A{"9" * 100}"><v>1</v></c></row>'),
        "已损坏",
        "另存为",
    ),
    "a merged area that is none": (
        workbook(
            changed={
                "xl/worksheets/sheet1.xml": sheet_part(
                    after='<mergeCells><mergeCell ref="A:B"/></mergeCells>'
                )
            }
        ),
        "已损坏",
        "另存为",
    ),
    # cells about which readers would differ
    "a cell twice": (
        workbook('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "工作表“表”的单元格 A1",
        "另存为",
    ),
    "a shared string beyond the table": (
        workbook('<row r="1"><c r="C1" t="s"><v>1</v></c></row>'),
        "工作表“表”的单元格 C1",
        "另存为",
    ),
    "a shared string before the table": (
        workbook('<row r="1"><c r="C1" t="s"><v>-1</v></c></row>'),
        "工作表“表”的单元格 C1",
        "另存为",
    ),
    "a truth value in a word": (
        workbook('<row r="1"><c r="C1" t="b"><v>false</v></c></row>'),
        "工作表“表”的单元格 C1",
        "另存为",
    ),
    # made to harm
    "bomb": (bomb(), "超出正常范围", "核实文件来源"),
    "too much to look through": (
        workbook(changed={"xl/styles.xml": f"<x>{incompressible(33)}</x>"}),
        "表格数据超过 32 MB",
        "删去多余的行列",
    ),
    "understated sizes": (with_understated_size(workbook(VALUE * 90)), "已损坏", "另存为"),
    "far too many parts": (
        zipped({f"{n}": "" for n in range(checked_package.MAX_PARTS + 1)}),
        "文件多达 5001 个",
        "核实文件来源",
    ),
    "part in the folder above": (renamed("../evil.xml"), "文件名不正常", "核实文件来源"),
    "part above, Windows": (renamed("xl\\..\\..\\evil"), "文件名不正常", "核实文件来源"),
    "part with an absolute path": (renamed("/etc/passwd"), "文件名不正常", "核实文件来源"),
    "part on a drive": (renamed("C:/evil.xml"), "文件名不正常", "核实文件来源"),
    "part named twice": (renamed("XL/Workbook.xml"), "文件名不正常", "核实文件来源"),
    "encrypted zip": (
        with_flag(workbook(VALUE), 8, 0x1),
        "加密的压缩包",
        "先解压",
    ),
    "compressed in another way": (
        with_flag(workbook(VALUE), 10, zipfile.ZIP_LZMA),
        "压缩方法",
        "另存为",
    ),
    **{
        f"document type in {part}": (
            with_doctype(part),
            "DOCTYPE",
            "核实文件来源",
        )
        for part in parts()
        if part != "[Content_Types].xml"
    },
    "stray cell in the last corner": (
        far_cell("XFD1048576"),
        "工作表“表”在很远的单元格 XFD1048576 里有内容",
        "在名称框里输入 XFD1048576 并回车，按 Delete",
    ),
    "stray cell far below": (far_cell("A1048576"), "A1048576", "按 Delete"),
    "stray cell far right": (
        workbook(
            '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="300"><c r="A300"><v>1</v></c></row>'
        ),
        "单元格 XFD1 里",
        "输入 XFD1 并",
    ),
    "stray formula": (
        workbook(f'{VALUE}<row r="1048576"><c r="XFD1048576"><f>A1</f></c></row>'),
        "XFD1048576",
        "按 Delete",
    ),
}


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


def facts_of(tmp_path: Path, rows: str = "", **changed: str) -> SheetFacts:
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    data = workbook(rows, {names.get(name, f"xl/{name}.xml"): xml for name, xml in changed.items()})
    (sheet,) = inspect_package(written(tmp_path / "a.xlsx", data)).sheets
    return sheet


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


def test_merged_and_hidden(tmp_path: Path) -> None:
    sheet = facts_of(
        tmp_path,
        sheet=sheet_part(
            '<row r="3" hidden="1"/><row r="4" hidden="0"/><row hidden="true"/>',
            '<cols><col min="2" max="4" hidden="1"/><col min="5" max="9" width="0"/></cols>',
            '<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="D9:B7"/></mergeCells>',
        ),
    )

    assert sheet.merged == (Area(1, 1, 2, 3), Area(7, 2, 9, 4))
    assert sheet.hidden_rows == {3, 5}
    assert sheet.hidden_columns == {2, 3, 4}


def test_error_cells_keep_their_codes(tmp_path: Path) -> None:
    sheet = facts_of(
        tmp_path,
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>X()</f><v>#SPILL!</v></c>'
        '<c r="C1"><v>5</v></c><c r="D1" t="e"/></row>',
    )

    assert sheet.errors == {(1, 1): "#REF!", (1, 2): "#SPILL!"}
    assert sheet.filled == {(1, 3)}


FORMULAS = {
    "number": ("<c r='A1'><f>B1</f><v>3</v></c>", FormulaState.CALCULATED),
    "text": ("<c r='A1' t='str'><f>B1</f><v>字</v></c>", FormulaState.CALCULATED),
    "empty text": ("<c r='A1' t='str'><f>B1</f><v></v></c>", FormulaState.CALCULATED),
    "inline text": ("<c r='A1' t='inlineStr'><f>B1</f><is><t/></is></c>", FormulaState.CALCULATED),
    "error": ("<c r='A1' t='e'><f>B1</f><v>#N/A</v></c>", FormulaState.CALCULATED),
    "array": ("<c r='A1'><f t='array' ref='A1:A3'>B1:B3</f><v>1</v></c>", FormulaState.CALCULATED),
    "shared": ("<c r='A1'><f t='shared' si='0'/><v>1</v></c>", FormulaState.CALCULATED),
    "no value": ("<c r='A1'><f>B1</f></c>", FormulaState.NOT_CALCULATED),
    "no value in a text": ("<c r='A1' t='str'><f>B1</f></c>", FormulaState.NOT_CALCULATED),
    "empty value": ("<c r='A1'><f>B1</f><v/></c>", FormulaState.NOT_CALCULATED),
    "shared, no value": ("<c r='A1'><f t='shared' si='0'/></c>", FormulaState.NOT_CALCULATED),
}


@pytest.mark.parametrize("case", FORMULAS)
def test_formulas_with_and_without_a_result(case: str, tmp_path: Path) -> None:
    cell, state = FORMULAS[case]

    sheet = facts_of(tmp_path, f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')

    assert sheet.formulas == {(1, 1): state}


@pytest.mark.parametrize(
    ("number_format", "is_percent"),
    [
        ("9", True),
        ("10", True),
        ("2", False),
        ("0.0%", True),
        ("0.00%;[Red]-0.00%", True),
        ('0"%"', False),
        ('0"个"%', True),
        (r"0\%", False),
        ("0_%", False),
        ("[$%-804]0", False),
        ("[红色]0%", True),
    ],
)
def test_percent_formats(number_format: str, is_percent: bool, tmp_path: Path) -> None:
    sheet = facts_of(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>1</v></c></row>',
        styles=styles_part(number_format),
    )

    assert sheet.percents == ({(1, 2)} if is_percent else set())


TEXTS = {
    "shared": ('t="s"><v>0</v>', "<t>字</t>", True),
    "shared, rich": ('t="s"><v>0</v>', "<r><t/></r><r><t>字</t></r>", True),
    "shared, empty": ('t="s"><v>0</v>', "", False),
    "shared, phonetic guide only": ('t="s"><v>0</v>', "<t/><rPh sb='0'><t>zi</t></rPh>", False),
    "inline": ('t="inlineStr"><is><t>字</t></is>', "", True),
    "inline, rich": ('t="inlineStr"><is><r><t>字</t></r></is>', "", True),
    "inline, blank": ('t="inlineStr"><is><t> </t></is>', "", False),
    "inline, phonetic guide only": ('t="inlineStr"><is><rPh><t>zi</t></rPh></is>', "", False),
    "character reference": ('t="str"><v>&#23383;</v>', "", True),
    "nothing": ('t="s">', "", False),
}


@pytest.mark.parametrize("case", TEXTS)
def test_what_counts_as_a_text(case: str, tmp_path: Path) -> None:
    cell, shared, is_filled = TEXTS[case]

    sheet = facts_of(
        tmp_path, f'<row r="1"><c r="A1" {cell}</c></row>', strings=strings_part(shared)
    )

    assert sheet.filled == ({(1, 1)} if is_filled else set())


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


def test_a_workbook_by_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "项目"
    sheet["A1"] = "文字"
    sheet["B1"] = 0.5
    sheet["B1"].number_format = "0.00%"
    sheet["C1"] = "=B1*2"
    sheet.merge_cells("A2:C3")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["E"].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)

    (facts,) = inspect_package(written(tmp_path / "a.xlsx", buffer.getvalue())).sheets

    assert facts.name == "项目"
    assert facts.filled == {(1, 1), (1, 2)}
    assert facts.formulas == {(1, 3): FormulaState.NOT_CALCULATED}
    assert facts.percents == {(1, 2)}
    assert facts.merged == (Area(2, 1, 3, 3),)
    assert facts.hidden_rows == {5}
    assert facts.hidden_columns == {5}


def test_a_workbook_by_xlsxwriter(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("项目")
        sheet.write("A1", "文字")
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C1", '=""', None, "")  # which asks readers to calculate
        sheet.write("D1", 0.5, book.add_format({"num_format": "0%"}))
        sheet.set_column("F:G", None, None, {"hidden": True})

    (facts,) = inspect_package(path).sheets

    assert facts.filled == {(1, 1), (1, 4)}
    assert facts.errors == {(1, 2): "#DIV/0!"}
    assert facts.formulas == {
        (1, 2): FormulaState.CALCULATED,
        (1, 3): FormulaState.NOT_CALCULATED,
    }
    assert facts.percents == {(1, 4)}
    assert facts.hidden_columns == {6, 7}
