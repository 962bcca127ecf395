"""Any document that can be imported -> what it says, by the kind of file it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from xladdin.documents.blocks import SourceDocument, visible_length
from xladdin.documents.document_file import read_bytes
from xladdin.documents.imported import Imported, LeftOver
from xladdin.documents.recognition import recognise
from xladdin.errors import UnreadableDocumentError, UsageError

OnProgress = Callable[[str, int, int], None]
"""Gets what is being done, how many are done, and how many there are."""

_TEXT_SUFFIXES = {".txt", ".md", ".text"}
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm"}
_OLD_SUFFIXES = {
    ".doc": "Word 文档（.docx）",
    ".wps": "Word 文档（.docx）",
    ".rtf": "Word 文档（.docx）",
    ".odt": "Word 文档（.docx）",
    ".xls": "Excel 工作簿（.xlsx）",
    ".et": "Excel 工作簿（.xlsx）",
    ".ods": "Excel 工作簿（.xlsx）",
}
WITHOUT_BORDERS = "PDF 的表格没有边框，按文字的次序识别，请逐项对照原文"
_READING_PAGES = "读取页面"
_RECOGNISING = "识别项目表"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a document says; ``length`` is the number of its visible characters."""

    imported: Imported
    length: int

    @property
    def accounted(self) -> int:
        """Visible characters of all that was placed or left over: the same number."""
        placed = sum(visible_length(piece.text) for piece in self.imported.placed)
        return placed + sum(visible_length(piece.text) for piece in self.imported.left_over)


def read_document(path: Path, on_progress: OnProgress | None = None) -> ReadDocument:
    """What the document at ``path`` says.

    Raises UsageError for a kind of file that can't be imported, UnreadableDocumentError or
    UnreadableWorkbookError for a file that can't be read, or has nothing of the form in it.
    """
    report = on_progress or (lambda _what, _done, _count: None)
    suffix = path.suffix.lower()
    if suffix in _TEXT_SUFFIXES:
        read = _from_text(_decoded(path), path.name)
    elif suffix == ".pdf":
        read = _from_pdf(path, report)
    elif suffix == ".docx":
        from xladdin.documents.docx.blocks import read_docx

        read = _from_blocks(read_docx(path), report)
    elif suffix in _WORKBOOK_SUFFIXES:
        from xladdin.documents.xlsx_blocks import read_xlsx

        read = _from_blocks(read_xlsx(path), report)
    else:
        raise _unknown_kind(path)
    if not _says_anything(read.imported):
        raise UnreadableDocumentError(
            f"{path.name} 里没有找到项目绩效目标表，也没有部门整体绩效目标",
            "请核对是不是这份文档；表格是图片的，请先做文字识别（OCR）",
        )
    return read


def _from_blocks(document: SourceDocument, report: OnProgress) -> ReadDocument:
    imported = recognise(document, lambda done, count: report(_RECOGNISING, done, count))
    return ReadDocument(imported, sum(map(visible_length, document.texts())))


def _from_pdf(path: Path, report: OnProgress) -> ReadDocument:
    """By the borders of its tables; where it has none, by its text alone."""
    from xladdin.documents.pdf.blocks import read_pdf, read_pdf_text

    document = read_pdf(path, lambda done, count: report(_READING_PAGES, done, count))
    read = _from_blocks(document, report)
    if read.imported.units:
        return read
    by_text = _from_text(read_pdf_text(path), path.name)
    if not by_text.imported.units:
        return read
    left = (LeftOver("", path.name, WITHOUT_BORDERS), *by_text.imported.left_over)
    return replace(by_text, imported=replace(by_text.imported, left_over=left))


def _from_text(text: str, name: str) -> ReadDocument:
    from xladdin.documents.import_text import import_text

    return ReadDocument(import_text(text, name), visible_length(text))


def _decoded(path: Path) -> str:
    data = read_bytes(path)
    has_bom = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if has_bom else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableDocumentError(
        f"{path.name} 不是文本文件，或编码不是 UTF-8、GBK", "请另存为 UTF-8 编码的文本后再导入"
    )


def _says_anything(imported: Imported) -> bool:
    has_projects = any(unit.projects for unit in imported.units)
    return has_projects or imported.department is not None


def _unknown_kind(path: Path) -> UsageError:
    better = _OLD_SUFFIXES.get(path.suffix.lower())
    if better:
        return UsageError(f"不能直接导入 {path.suffix} 文件", f"请先另存为{better}")
    return UsageError(
        f"不能导入 {path.name}：只认识 .docx、.pdf、.xlsx 和 .txt", "请换一种格式的文档"
    )
