"""Elements of a Word document: a short way to write them, for what the other modules say with them.

Lengths are Word's own: twentieths of a point, or half-points for font sizes.
"""

import re
from collections.abc import Iterable

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": WORD, "r": RELATIONSHIPS}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML can't hold; such characters come along with pasted text, and nobody sees them.
_NOT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Element = etree._Element


def name(tag: str) -> str:
    """The full name of an element or attribute of a document."""
    return f"{{{WORD}}}{tag}"


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element ``w:tag`` with attributes ``w:...`` and children."""
    named = {name(key): for_xml(str(value)) for key, value in attributes.items()}
    made = etree.Element(name(tag), named)
    made.extend(children)
    return made


def root(tag: str, *children: Element) -> Element:
    """The outermost element of a part, which declares the namespaces."""
    made = etree.Element(name(tag), nsmap=NAMESPACES)
    made.extend(children)
    return made


def for_xml(text: str) -> str:
    """A text without characters that XML can't hold."""
    return _NOT_FOR_XML.sub("", text)


def run(text: str, style: str = "") -> Element:
    """A text, in a character style where one is named; ends of lines are kept as such."""
    made = element("r")
    if style:
        made.append(element("rPr", element("rStyle", val=style)))
    for number, line in enumerate(for_xml(text).split("\n")):
        if number:
            made.append(element("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(element("tab"))
            if piece:
                said = element("t")
                said.text = piece
                said.set(_SPACE, "preserve")
                made.append(said)
    return made


def paragraph(style: str, *content: Element | str) -> Element:
    """A paragraph in a style."""
    made = element("p", element("pPr", element("pStyle", val=style)))
    made.extend(run(item) if isinstance(item, str) else item for item in content if item != "")
    return made


def field_begin(instruction: str) -> list[Element]:
    """The runs before what a field shows."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", code),
        element("r", element("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """The run behind it."""
    return element("r", element("fldChar", fldCharType="end"))


def bookmarked(number: int, bookmark: str, content: Iterable[Element]) -> list[Element]:
    """Content that fields can refer to."""
    return [
        element("bookmarkStart", id=number, name=bookmark),
        *content,
        element("bookmarkEnd", id=number),
    ]


def serialized(part: Element) -> bytes:
    """A part as it stands in the file."""
    return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)
