"""What is checked before a workbook is opened: every file came by e-mail, from anywhere.

A file that is no workbook, is damaged, or could harm the reader is refused with one line for a
clerk. Of a good one, a single streaming pass gathers the facts that python-calamine does not
give: error cells, formulas without a result, percentages, what is merged or hidden.
"""

import stat
from dataclasses import dataclass, field
from pathlib import Path

from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.checked_package import MAX_READ_BYTES, CheckedPackage, Relationship
from xladdin.workbook.file_kind import SAVE_AS_XLSX, SEND_AGAIN, ZIP_SIGNATURES, explain_foreign
from xladdin.workbook.sheet_scan import SheetFacts, scan_sheet
from xladdin.workbook.workbook_scan import (
    MACRO_SHEETS,
    WorkbookOutline,
    external_links,
    part_of_kind,
    percent_styles,
    shared_texts,
)

MAX_FILE_BYTES = 50 * 1024 * 1024  # mail servers refuse attachments of that size

_MACRO_KINDS = {"vbaProject", *MACRO_SHEETS}
_OTHER_ROOTS = {"document": "Word 文档（.docx）", "presentation": "演示文稿（.pptx）"}


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """A workbook's sheets in their order, with what else a reader must know.

    ``external_links`` are the files that formulas refer to, as the workbook names them.
    ``shared_strings`` and ``styles`` are checked parts; None where the workbook has none.
    """

    sheets: tuple[SheetFacts, ...]
    external_links: tuple[str, ...]
    has_macros: bool
    counts_from_1904: bool
    shared_strings: bytes | None = field(repr=False)
    styles: bytes | None = field(repr=False)


def is_lock_file(name: str) -> bool:
    """Whether a file only marks that somebody has a workbook open (Excel, WPS, LibreOffice)."""
    return name.startswith(("~$", ".~lock."))


def inspect_package(path: Path, most_bytes: int = MAX_READ_BYTES) -> PackageFacts:
    """Check a file and gather its facts; the file is read once, of its parts ``most_bytes``.

    Raises UnreadableWorkbookError for everything that is not a sound .xlsx or .xlsm.
    """
    return inspect_bytes(_read_file(path), most_bytes)


def inspect_bytes(data: bytes, most_bytes: int = MAX_READ_BYTES) -> PackageFacts:
    """The same for a file that isn't on the disk, such as one in a message."""
    require_usual_size(len(data))
    if not data.startswith(ZIP_SIGNATURES):
        raise explain_foreign(data)
    package = CheckedPackage(data, most_bytes)
    workbook = _workbook_part(package)
    outline = WorkbookOutline(package.read(workbook), workbook)
    if outline.root != "workbook":
        kind = _OTHER_ROOTS.get(outline.root, "另一种 Office 文件")
        raise UnreadableWorkbookError(f"文件是{kind}，不是工作簿", SEND_AGAIN)
    return _facts(package, outline, package.relationships(workbook))


def _facts(
    package: CheckedPackage, outline: WorkbookOutline, references: dict[str, Relationship]
) -> PackageFacts:
    strings = part_of_kind(package, references, "sharedStrings")
    styles = part_of_kind(package, references, "styles")
    texts = shared_texts(strings) if strings is not None else []
    percents = percent_styles(styles) if styles is not None else frozenset()
    sources = outline.worksheets(package, references)
    if not sources:
        raise UnreadableWorkbookError("工作簿里没有工作表", SEND_AGAIN)
    return PackageFacts(
        sheets=tuple(scan_sheet(source, texts, percents) for source in sources),
        external_links=external_links(package, references),
        has_macros=any(reference.kind in _MACRO_KINDS for reference in references.values()),
        counts_from_1904=outline.counts_from_1904,
        shared_strings=strings,
        styles=styles,
    )


def _workbook_part(package: CheckedPackage) -> str:
    """Name of the package's main part, which need not be xl/workbook.xml."""
    for reference in package.relationships().values():
        if reference.kind == "officeDocument":
            if reference.target.endswith(".bin"):
                raise UnreadableWorkbookError("文件是二进制工作簿（.xlsb）", SAVE_AS_XLSX)
            return reference.target
    if "mimetype" not in package:
        message = "文件是压缩包（zip），不是工作簿"
        raise UnreadableWorkbookError(message, "请先解压，再报送里面的 .xlsx 文件")
    if b"opendocument.spreadsheet" in package.read("mimetype"):
        raise UnreadableWorkbookError("文件是 OpenDocument 表格（.ods）", SAVE_AS_XLSX)
    raise UnreadableWorkbookError("文件是 OpenDocument 或电子书等文件，不是工作簿", SEND_AGAIN)


def _read_file(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableWorkbookError("这是文件夹，不是工作簿", "请给出里面的 .xlsx 文件")
        if is_lock_file(path.name):
            message = "这是锁文件，不是工作簿：有人正打开着同名的工作簿，或上次没有正常退出"
            raise UnreadableWorkbookError(message, "请先关闭那个工作簿；没有人打开时可删除锁文件")
        if not stat.S_ISREG(mode):
            raise UnreadableWorkbookError("这不是普通文件，不能当工作簿读", "请给出 .xlsx 文件")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as failure:  # ValueError: a name that no file can have
        raise _explain_failure(failure) from failure


def require_usual_size(size: int) -> None:
    """Raise UnreadableWorkbookError for a file of more bytes than a workbook has."""
    if size > MAX_FILE_BYTES:
        message = f"文件超过 {MAX_FILE_BYTES // 2**20} MB，过大"
        raise UnreadableWorkbookError(message, "请删去图片和多余的行列，另存为新文件后再报送")


def _explain_failure(failure: OSError | ValueError) -> UnreadableWorkbookError:
    match failure:
        case FileNotFoundError():
            return UnreadableWorkbookError("找不到文件", "请核对文件名和所在文件夹")
        case PermissionError():
            message = "没有权限读取文件，或文件正被别的程序占用"
            return UnreadableWorkbookError(message, "请关闭占用它的程序，或复制一份后再试")
        case _:
            message = f"文件打不开（{failure}）"
            return UnreadableWorkbookError(message, "请把文件复制到本机后再试")
