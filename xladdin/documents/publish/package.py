"""The parts of a Word file, put into a package that is the same for the same content."""

import io
import zipfile

from lxml import etree

from xladdin.documents.publish.styles import FOOTER, font_table_part, styles_part
from xladdin.documents.publish.wordml import (
    RELATIONSHIPS,
    Element,
    element,
    field_begin,
    field_end,
    for_xml,
    paragraph,
    root,
    run,
    serialized,
)

FOOTER_ID = "rId1"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can say
_CREATED = "2024-01-01T00:00:00Z"  # fixed: no file tells when or where it was made
_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
}


def document_file(document: Element, title: str, author: str) -> bytes:
    """A .docx with this document.xml."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            ("footer", "footer1.xml"),
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
        ),
        "word/styles.xml": styles_part(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table_part(),
        "word/footer1.xml": _footer(),
        "docProps/core.xml": _core_properties(title, author),
        "docProps/app.xml": _application_properties(author),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else it says on what it was made
            archive.writestr(entry, serialized(part))
    return buffer.getvalue()


def _footer() -> Element:
    """``— 5 —``."""
    number = [*field_begin("PAGE"), run("1"), field_end()]
    return root("ftr", paragraph(FOOTER.id, "— ", *number, " —"))


def _settings() -> Element:
    """Word 2013 and later, so that no title bar says "compatibility mode"."""
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return root(
        "settings",
        element("zoom", percent=100),
        element("bordersDoNotSurroundHeader"),
        element("bordersDoNotSurroundFooter"),
        element("defaultTabStop", val=420),
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", mode),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )


def _content_types() -> Element:
    uri = f"{_PACKAGE}/content-types"
    types = _root_of(uri, "Types")
    of_relationships = "application/vnd.openxmlformats-package.relationships+xml"
    for extension, kind in (("rels", of_relationships), ("xml", "application/xml")):
        etree.SubElement(types, f"{{{uri}}}Default", Extension=extension, ContentType=kind)
    for part, kind in _TYPES.items():
        etree.SubElement(types, f"{{{uri}}}Override", PartName=f"/{part}", ContentType=kind)
    return types


def _relationships(*targets: tuple[str, str]) -> Element:
    uri = f"{_PACKAGE}/relationships"
    made = _root_of(uri, "Relationships")
    for number, (kind, target) in enumerate(targets, 1):
        full = f"{uri if kind.startswith('metadata/') else RELATIONSHIPS}/{kind}"
        entry = {"Id": f"rId{number}", "Type": full, "Target": target}
        etree.SubElement(made, f"{{{uri}}}Relationship", entry)
    return made


def _core_properties(title: str, author: str) -> Element:
    names = {
        "cp": f"{_PACKAGE}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    made = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    for tag, text in (("title", title), ("creator", author), ("language", "zh-CN")):
        etree.SubElement(made, f"{{{names['dc']}}}{tag}").text = for_xml(text)
    etree.SubElement(made, f"{{{names['cp']}}}lastModifiedBy").text = for_xml(author)
    for tag in ("created", "modified"):
        moment = etree.SubElement(made, f"{{{names['dcterms']}}}{tag}")
        moment.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
        moment.text = _CREATED
    return made


def _application_properties(author: str) -> Element:
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    made = _root_of(uri, "Properties")
    etree.SubElement(made, f"{{{uri}}}Application").text = "xladdin"
    etree.SubElement(made, f"{{{uri}}}Company").text = for_xml(author)
    return made


def _root_of(uri: str, tag: str) -> Element:
    """An outermost element whose namespace needs no prefix."""
    return etree.fromstring(f'<{tag} xmlns="{uri}"/>')
