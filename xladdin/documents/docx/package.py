"""The parts of a .docx from a stranger, checked before they are looked at.

python-docx, which writes documents here, unpacks whatever a package holds; a document that came
by mail is opened as workbooks are (``workbook/checked_package``).
"""

from functools import cached_property
from pathlib import Path

from lxml import etree

from xladdin.documents.document_file import DOCX_DAMAGED, for_documents, read_bytes
from xladdin.errors import UnreadableDocumentError, UnreadableWorkbookError
from xladdin.workbook.checked_package import CheckedPackage
from xladdin.workbook.file_kind import ZIP_SIGNATURES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再导入"


class DocxPackage:
    """A .docx as its parts. Raises UnreadableDocumentError for what is none, or is dangerous."""

    def __init__(self, path: Path) -> None:
        data = read_bytes(path)
        if data.startswith(_OLE_SIGNATURE):
            raise UnreadableDocumentError("文档是旧格式（.doc），或者加了打开密码", _SAVE_AS_DOCX)
        if not data.startswith(ZIP_SIGNATURES):
            raise UnreadableDocumentError(
                "文件不是 Word 文档（.docx），或者已经损坏", _SAVE_AS_DOCX
            )
        try:
            self._package = CheckedPackage(data)
            main = [
                reference.target
                for reference in self._package.relationships().values()
                if reference.kind == "officeDocument"
            ]
            references = self._package.relationships(main[0]) if main else {}
        except UnreadableWorkbookError as failure:
            raise for_documents(failure) from failure
        if not main:
            raise UnreadableDocumentError("文件不是 Word 文档（.docx）", _SAVE_AS_DOCX)
        self._main = main[0]
        self._parts = {ref.kind: ref.target for ref in references.values() if not ref.is_external}
        self._targets = [(r.kind, r.target) for r in references.values() if not r.is_external]

    @cached_property
    def body(self) -> etree._Element:
        """The body of the document."""
        root = self._parse(self._main)
        body = root.find(f"{W}body")
        if body is None:
            raise UnreadableDocumentError("文件不是 Word 文档（.docx）", _SAVE_AS_DOCX)
        return body

    def part(self, kind: str) -> etree._Element | None:
        """The part that the document refers to under this kind: styles, numbering, footnotes."""
        target = self._parts.get(kind)
        return None if target is None or target not in self._package else self._parse(target)

    def parts(self, kind: str) -> list[etree._Element]:
        """All parts of that kind: a document has several headers."""
        found = (target for named, target in self._targets if named == kind)
        return [self._parse(target) for target in found if target in self._package]

    def _parse(self, part: str) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            xml = self._package.read(part)
            root = etree.fromstring(xml, parser)
        except UnreadableWorkbookError as failure:
            raise for_documents(failure) from failure
        except etree.XMLSyntaxError as failure:
            raise UnreadableDocumentError("文档已损坏", DOCX_DAMAGED) from failure
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocumentError(
                "文档内部含有文档类型声明（DOCTYPE），可能是恶意文件", "请先核实文件来源"
            )
        if _STRICT in xml[:4096]:
            raise UnreadableDocumentError("文档存成了“严格开放 XML”格式", _SAVE_AS_DOCX)
        return root
