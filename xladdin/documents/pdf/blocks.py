"""A PDF -> its lines and tables in order; tables and paragraphs that run over pages are one."""

import io
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from xladdin.documents.blocks import Block, SourceDocument
from xladdin.documents.document_file import read_bytes
from xladdin.documents.imported import LeftOver
from xladdin.documents.pdf.guard import check_pdf
from xladdin.documents.pdf.lines import Char, PdfLine, lines_of, plain
from xladdin.documents.pdf.paragraphs import Paragraphs
from xladdin.documents.pdf.tables import PdfCell, PdfTable, table_of
from xladdin.documents.pdf.text import printed_text
from xladdin.documents.reasons import PAGE_HEADER, PAGE_NUMBER
from xladdin.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from pdfplumber.page import Page

T = TypeVar("T")
OnPage = Callable[[int, int], None]
"""Gets how many of how many pages were read."""

MAX_PAGES = 3000
_MOST_UNREADABLE = 0.2  # of all characters
_LEAST_CELLS = 2
_PAGE_NUMBER = re.compile(
    r"[-–—―~·\s]*\d{1,4}[-–—―~·\s]*|第\s*\d+\s*页\s*[,，/]?\s*(?:共\s*\d+\s*页)?|\d+\s*/\s*\d+"
)
_LEAST_REPEATED_HEADERS = 3
_HEADER_AREA = 0.12  # of a page's height
_MADE_BY_LIBREOFFICE = "LibreOffice"
_NOT_UPRIGHT = "旋转或竖排的文字"
_NO_TEXT = "请用带文字的 PDF、Word 文档或文字识别（OCR）后的文本导入"


@dataclass(frozen=True, slots=True)
class _PageContent:
    """A page's lines and tables from top to bottom."""

    number: int
    height: float
    items: list[PdfLine | PdfTable]


def read_pdf(path: Path, on_page: OnPage | None = None) -> SourceDocument:
    """The document at ``path``.

    Raises UnreadableDocumentError where the file is none that can be read, is locked, or holds
    pictures of pages instead of text.
    """
    data = read_bytes(path)
    check_pdf(data)
    return _Reader(path.name).read(data, on_page)


def read_pdf_text(path: Path) -> str:
    """The document's text alone, for what has no borders. Raises as above."""
    data = read_bytes(path)
    check_pdf(data)
    reader = _Reader(path.name)
    pages = reader.open_pages(data, lambda page: printed_text(reader.chars(page)))
    return "\n\n".join(pages)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.left_over: list[LeftOver] = []
        self.keeps_spaces = False
        self.characters = self.unreadable = self.pictures = 0

    def read(self, data: bytes, on_page: OnPage | None) -> SourceDocument:
        pages = self.open_pages(data, self._page, on_page)
        self._check_text()
        self._set_headers_aside(pages)
        return SourceDocument(self.name, tuple(self._blocks(pages)), tuple(self.left_over))

    def open_pages(
        self, data: bytes, look: "Callable[[Page], T]", on_page: OnPage | None = None
    ) -> list[T]:
        """What ``look`` finds on each page."""
        import pdfplumber

        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        try:
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                made_by = str(pdf.metadata.get("Producer", ""))
                self.keeps_spaces = _MADE_BY_LIBREOFFICE in made_by
                return _each_page(pdf.pages, look, on_page)
        except UnreadableDocumentError:
            raise
        except Exception as failure:
            # The libraries raise whatever a broken file leads them to.
            raise UnreadableDocumentError("PDF 已损坏，读不了", "请重新取得这份文档") from failure

    def _check_text(self) -> None:
        if self.characters == 0:
            what = "是扫描件，页面都是图片" if self.pictures else "没有文字"
            raise UnreadableDocumentError(f"PDF {what}，取不出文字", _NO_TEXT)
        if self.unreadable > _MOST_UNREADABLE * self.characters:
            raise UnreadableDocumentError("PDF 的字体没有带文字编码，取不出文字", _NO_TEXT)

    def _page(self, page: "Page") -> _PageContent:
        chars = self.chars(page)
        tables = [
            PdfTable(page.page_number, found.bbox, [PdfCell(box) for box in found.cells])
            for found in page.find_tables()
            if len(found.cells) >= _LEAST_CELLS
        ]
        self.pictures += len(page.images)
        for table in tables:
            chars = table.take(chars)
        lines = lines_of(chars, keeps_spaces=self.keeps_spaces)
        items: list[PdfLine | PdfTable] = [*lines, *tables]
        items.sort(key=lambda item: item.top if isinstance(item, PdfLine) else item.box[1])
        return _PageContent(page.page_number, float(page.height), items)

    def chars(self, page: "Page") -> list[Char]:
        """The page's characters, each once: some programs print twice to make text bold."""
        kept: list[Char] = []
        rotated: list[str] = []
        seen: set[tuple[str, int, int]] = set()
        for char in page.chars:
            place = (char["text"], round(char["x0"]), round(char["top"]))
            if place in seen and not char["text"].isspace():
                continue
            seen.add(place)
            self.characters += not char["text"].isspace()
            self.unreadable += _is_unreadable(char)
            if char["upright"]:
                kept.append(char)
            else:
                rotated.append(plain(char["text"]))
        if text := "".join(rotated).strip():
            self.left_over.append(LeftOver(text, f"第 {page.page_number} 页", _NOT_UPRIGHT))
        return kept

    def _set_headers_aside(self, pages: Sequence[_PageContent]) -> None:
        """Page numbers, and lines that stand at the top of many pages."""
        tops = Counter(line.text for page in pages for line in _lines_at_top(page))
        repeated = {text for text, count in tops.items() if count >= _LEAST_REPEATED_HEADERS}
        for page in pages:
            headers = [line for line in _lines_at_top(page) if line.text in repeated]
            numbers = [line for line in _outer_lines(page) if _PAGE_NUMBER.fullmatch(line.text)]
            for line in page.items.copy():
                if not isinstance(line, PdfLine) or not any(
                    line is other for other in (*headers, *numbers)
                ):
                    continue
                is_number = _PAGE_NUMBER.fullmatch(line.text)
                reason = PAGE_NUMBER if is_number else PAGE_HEADER
                self.left_over.append(LeftOver(line.text, f"第 {page.number} 页", reason))
                page.items.remove(line)

    def _blocks(self, pages: Sequence[_PageContent]) -> Iterable[Block]:
        all_lines = [item for page in pages for item in page.items if isinstance(item, PdfLine)]
        paragraphs = Paragraphs(all_lines)
        blocks: list[Block] = []
        open_table: list[PdfTable] = []
        tables = 0
        for page in pages:
            for place, item in enumerate(page.items):
                if isinstance(item, PdfLine):
                    tables += self._end_table(open_table, tables, blocks)
                    paragraphs.add(item, page.number)
                    continue
                blocks += paragraphs.end()
                if open_table and not (place == 0 and open_table[-1].goes_on_in(item)):
                    tables += self._end_table(open_table, tables, blocks)
                open_table.append(item)
        self._end_table(open_table, tables, blocks)
        return [*blocks, *paragraphs.end()]

    def _end_table(self, parts: list[PdfTable], before: int, blocks: list[Block]) -> int:
        if not parts:
            return 0
        blocks.append(table_of(parts, before + 1, keeps_spaces=self.keeps_spaces))
        parts.clear()
        return 1


def _each_page(
    pages: "Sequence[Page]", look: "Callable[[Page], T]", on_page: OnPage | None
) -> list[T]:
    count = len(pages)
    if count > MAX_PAGES:
        raise UnreadableDocumentError(f"PDF 有 {count} 页，过多", "请拆分后分别导入")
    found: list[T] = []
    for page in pages:
        found.append(look(page))
        page.close()
        if on_page is not None:
            on_page(page.page_number, count)
    return found


def _is_unreadable(char: Char) -> bool:
    text = str(char["text"])
    return text.startswith("(cid:") or text == "\ufffd" or "\ue000" <= text[:1] <= "\uf8ff"


def _outer_lines(page: _PageContent) -> list[PdfLine]:
    """The first and the last line of a page, where no table stands further out."""
    outer = [page.items[0], page.items[-1]] if page.items else []
    return [item for item in outer if isinstance(item, PdfLine)]


def _lines_at_top(page: _PageContent) -> list[PdfLine]:
    limit = page.height * _HEADER_AREA
    return [item for item in page.items[:1] if isinstance(item, PdfLine) and item.top < limit]
