"""What a file in a message is, told from its name and its bytes: nothing is opened or run."""

import io
import zipfile
from enum import Enum, auto
from pathlib import PurePosixPath

from xladdin.errors import UnreadableWorkbookError
from xladdin.form.summary_form import has_sheets_of_a_summary
from xladdin.mail.file_names import is_reserved
from xladdin.mail.msg_reading import is_msg
from xladdin.workbook.checked_package import ODD_NAME, ZIP_FAILURES
from xladdin.workbook.file_kind import SAVE_AS_XLSX, ZIP_SIGNATURES
from xladdin.workbook.file_reader import WORKBOOK_SUFFIXES
from xladdin.workbook.guard import inspect_bytes, is_lock_file

KEPT_SUFFIXES = frozenset({".xlsx", ".xlsm"})

_WORKBOOKS = WORKBOOK_SUFFIXES | {".xltm", ".xlt", ".ett"}
_TEMPLATES = frozenset({".xltx", ".xltm"})
_ADDINS = frozenset({".xla", ".xlam", ".xll"})
_MESSAGES = frozenset({".eml"})
_MAILBOXES = frozenset({".mbox", ".mbx"})
_OTHER_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".cab", ".iso"})
_PROGRAM_WORDS = """
apk app bat chm cmd com cpl dll docm exe gadget hta inf jar js jse lnk msc msi msix msp pif pptm ps1
psm1 py reg scr sct sh swf url vb vbe vbs wsc wsf wsh xbap
"""
_PROGRAMS = _ADDINS | {f".{word}" for word in _PROGRAM_WORDS.split()}
_PROGRAM_SIGNATURES = (b"MZ", b"\x7fELF", b"#!/", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0")
_OTHER_ARCHIVE_SIGNATURES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_TNEF_SIGNATURE = b"\x78\x9f\x3e\x22"
_PACKAGE_PARTS = frozenset({"[content_types].xml", "_rels/.rels", "mimetype"})

_ASK_SENDER = "请不要打开，先向发件人核实"


class FileKind(Enum):
    """What is done with a file: looked into, stored, or passed over."""

    WORKBOOK = auto()
    ARCHIVE = auto()
    MESSAGE = auto()
    OUTLOOK_MESSAGE = auto()
    MAILBOX = auto()
    OTHER = auto()


def kind_of(name: str, data: bytes) -> FileKind:
    """What a file is.

    Raises UnreadableWorkbookError for what is dangerous, and for what may hold a workbook that
    can't be taken out.
    """
    suffix = suffix_of(name)
    _refuse_dangerous(name, suffix, data)
    if is_lock_file(base_name(name)):
        return FileKind.OTHER
    _refuse_closed(suffix, data)
    if is_msg(data) or suffix == ".msg":
        return FileKind.OUTLOOK_MESSAGE
    if suffix in _MAILBOXES or data.startswith(b"From "):
        return FileKind.MAILBOX
    if suffix in _MESSAGES:
        return FileKind.MESSAGE
    if data.startswith(ZIP_SIGNATURES):
        return _kind_of_zip(suffix, data)
    return FileKind.WORKBOOK if suffix in _WORKBOOKS else FileKind.OTHER


def require_good_workbook(name: str, data: bytes) -> None:
    """Raise UnreadableWorkbookError for a workbook that must not get into an inbox."""
    if suffix_of(name) in _TEMPLATES:
        raise UnreadableWorkbookError("文件是工作簿模板（.xltx、.xltm）", SAVE_AS_XLSX)
    facts = inspect_bytes(data)
    if facts.has_macros:
        raise UnreadableWorkbookError(
            "工作簿里有宏，可能是恶意文件", f"{_ASK_SENDER}；确是申报表的，{SAVE_AS_XLSX}"
        )
    if has_sheets_of_a_summary(sheet.name for sheet in facts.sheets):
        raise UnreadableWorkbookError("这是部门汇总表，不是单位的申报表", "需要时请另行保存")


def stored_name(name: str) -> tuple[str, str]:
    """Stem and suffix that a good workbook is stored under."""
    path = PurePosixPath(base_name(name))
    suffix = path.suffix.lower()
    if suffix in KEPT_SUFFIXES:
        return path.stem, suffix
    return (path.stem if suffix in _WORKBOOKS else path.name), ".xlsx"


def base_name(name: str) -> str:
    """The last part of a name that may carry folders."""
    return name.replace("\\", "/").rpartition("/")[2]


def suffix_of(name: str) -> str:
    """The suffix in small letters; what Windows would pass over at the end is passed over."""
    return PurePosixPath(base_name(name).rstrip(" .")).suffix.lower()


def _refuse_dangerous(name: str, suffix: str, data: bytes) -> None:
    if ODD_NAME.search(name.replace("\\", "/")):
        raise UnreadableWorkbookError("文件名里带有路径，不正常，可能是恶意文件", _ASK_SENDER)
    if suffix in _PROGRAMS or data.startswith(_PROGRAM_SIGNATURES):
        raise UnreadableWorkbookError("附件是程序、脚本或带宏的文件，不收", _ASK_SENDER)
    if is_reserved(base_name(name)):
        raise UnreadableWorkbookError(
            "这个名称留给校验设置、单位名录和汇总表，邮件里的不收，以免改变校验",
            "确要采用的，请打开邮件核对后自行放入收件箱；是申报表的，请改名后再报送",
        )


def _refuse_closed(suffix: str, data: bytes) -> None:
    if suffix in _OTHER_ARCHIVES or data.startswith(_OTHER_ARCHIVE_SIGNATURES):
        raise UnreadableWorkbookError(
            "附件是 zip 以外的压缩包，解不开", "请改用 zip 压缩，或直接发送里面的 .xlsx 文件"
        )
    if data.startswith(_TNEF_SIGNATURE):
        raise UnreadableWorkbookError(
            "附件被 Outlook 包在 winmail.dat 里，取不出来",
            "请对方把邮件格式改为“HTML”或“纯文本”后重新发送，或打开邮件另存附件后放入收件箱",
        )
    if suffix == ".p7m":
        raise UnreadableWorkbookError(
            "邮件经过加密或签名封装（.p7m），取不出附件", "请打开邮件另存附件后放入收件箱"
        )


def _kind_of_zip(suffix: str, data: bytes) -> FileKind:
    if suffix in _WORKBOOKS:
        return FileKind.WORKBOOK
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lower() for name in package.namelist()}
    except ZIP_FAILURES:
        # a damaged .zip is told of by who opens it
        return FileKind.ARCHIVE if suffix == ".zip" else FileKind.OTHER
    if any(name.startswith("xl/") for name in names):
        return FileKind.WORKBOOK
    return FileKind.OTHER if names & _PACKAGE_PARTS else FileKind.ARCHIVE
