"""What a file is that is no .xlsx, told from its bytes: a clerk gets one line and the way out."""

import codecs

from xladdin.errors import UnreadableWorkbookError

ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD_BYTES = 65_536  # enough to know text and mark-up by; the whole file may be 50 MiB

SAVE_AS_XLSX = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再报送"
SEND_AGAIN = "请报送单位检查后重新发送"
UNLOCK_FIRST = (
    "请先取消密码：用 Excel 打开后点“文件→信息→保护工作簿→用密码进行加密”"
    "（WPS 点“文件→文档加密→密码加密”），清空密码，保存后再报送"
)

# Names of streams inside an OLE compound file stand there in UTF-16, whatever wrote it.
_OLE_KINDS = (
    ("__substg1.0_", "文件是 Outlook 邮件（.msg），不是工作簿", "请先另存邮件里的附件，再报送附件"),
    ("EncryptedPackage", "工作簿加了打开密码，读不了", UNLOCK_FIRST),
    ("Workbook", "文件是旧格式的工作簿（Excel 97-2003 的 .xls 或 WPS 的 .et）", SAVE_AS_XLSX),
    ("WordDocument", "文件是 Word 文档（.doc），不是工作簿", SEND_AGAIN),
    ("PowerPoint Document", "文件是演示文稿（.ppt），不是工作簿", SEND_AGAIN),
    ("Book", "文件是旧格式的工作簿（Excel 5.0/95 的 .xls）", SAVE_AS_XLSX),
)

_SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"{\\rtf", "RTF 文档"),
)


def explain_foreign(data: bytes) -> UnreadableWorkbookError:
    """Why a file that doesn't begin like a zip package can't be read as a workbook."""
    if not data:
        return UnreadableWorkbookError("文件是空的（0 字节）", SEND_AGAIN)
    if data.startswith(_OLE_SIGNATURE):
        return _explain_ole(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return UnreadableWorkbookError(f"文件是{kind}，不是工作簿", SEND_AGAIN)
    text = _as_text(data[:_HEAD_BYTES])
    if text is not None:
        return _explain_text(text)
    return UnreadableWorkbookError("文件不是 Excel 工作簿，或者已经损坏", SEND_AGAIN)


def _explain_ole(data: bytes) -> UnreadableWorkbookError:
    for stream, message, next_step in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return UnreadableWorkbookError(message, next_step)
    return UnreadableWorkbookError("文件是旧格式的 Office 文件，或者已经损坏", SAVE_AS_XLSX)


def _explain_text(text: str) -> UnreadableWorkbookError:
    head = text.lower()
    if any(mark in head for mark in ("<html", "<!doctype html", "<table", "mime-version:")):
        kind = "网页（HTML），多半是从系统导出的"
    elif "urn:schemas-microsoft-com:office:spreadsheet" in head:
        kind = "Excel 2003 的 XML 表格"
    elif head.lstrip().startswith("<?xml"):
        kind = "XML 文件"
    else:
        kind = "纯文本（例如 CSV）"
    message = f"文件内容是{kind}，不是 Excel 工作簿，改扩展名没有用"
    return UnreadableWorkbookError(message, SAVE_AS_XLSX)


def _as_text(head: bytes) -> str | None:
    """The head of a text file in an encoding used in China; None for anything that is no text."""
    has_bom = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if has_bom else ("utf-8-sig", "gb18030"):
        try:
            # not final: the last character may be cut in two by the end of the head
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        if all(character.isprintable() or character.isspace() for character in text):
            return text
    return None
