"""Files that are refused, each with what the refusal says."""

import random
import struct
import zipfile

from tests.workbook.packages import (
    parts,
    rels,
    sheet_part,
    workbook,
    workbook_part,
    zipped,
)
from xladdin.workbook import checked_package

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
