"""What makes PDFs of Word documents on this computer: LibreOffice, else Word or WPS."""

from typing import Protocol

from xladdin.documents.libreoffice import find_libreoffice
from xladdin.documents.word import find_word
from xladdin.errors import OutputError


class PdfMaker(Protocol):
    """A program that lays out Word documents."""

    def to_pdf(self, document: bytes) -> bytes:
        """The PDF of a .docx. Raises OutputError where it makes none."""


def find_pdf_maker() -> PdfMaker | None:
    """The program that makes PDFs here; None where there is none."""
    return find_libreoffice() or find_word()


def require_pdf_maker() -> PdfMaker:
    """As `find_pdf_maker`. Raises OutputError where there is none."""
    maker = find_pdf_maker()
    if maker is None:
        raise OutputError(
            "没有找到 LibreOffice、Word 或 WPS，不能生成 PDF",
            "请安装其中之一（LibreOffice 须含 Writer），或不加 --pdf，只生成 Word 文档",
        )
    return maker
