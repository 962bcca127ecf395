"""The text of a Word paragraph as a reader sees it, and what on the page is no part of it."""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from xladdin.documents.docx.package import W

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SYMBOLS: Final = {"F0A3": "≤", "F0B3": "≥", "F0B1": "±", "F0B4": "×", "F0B0": "°", "F0BB": "≈"}
"""Characters of Microsoft's Symbol font, by the number that the file gives."""
_SET_ASIDE: Final = {f"{W}del": "修订中已删除的文字", f"{W}moveFrom": "修订中已移走的文字"}
_PASSED_THROUGH: Final = {
    f"{W}{name}"
    for name in (
        "bdo",
        "customXml",
        "dir",
        "fldSimple",
        "hyperlink",
        "ins",
        "moveTo",
        "r",
        "sdt",
        "sdtContent",
        "smartTag",
        "ruby",
        "rubyBase",
    )
} | {f"{M}oMath", f"{M}oMathPara"}
_BOXES: Final = f"{W}txbxContent"

SetAside = Callable[[str, str], None]
"""Takes a text that is no part of the paragraph, and why."""


def paragraph_text(paragraph: etree._Element, set_aside: SetAside) -> str:
    """The text with its line breaks. Hidden and deleted text and text boxes are set aside."""
    return "".join(_pieces(paragraph, set_aside))


def _pieces(parent: etree._Element, set_aside: SetAside) -> Iterator[str]:
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, set_aside)
        elif tag in _SET_ASIDE:
            set_aside(all_text(child), _SET_ASIDE[tag])
        elif tag in {f"{M}oMath", f"{M}oMathPara"}:
            yield "".join(text.text or "" for text in child.iter(f"{M}t"))
        elif tag in _PASSED_THROUGH:
            yield from _pieces(child, set_aside)
        elif tag == f"{MC}AlternateContent":
            set_boxes_aside(child, set_aside)


def _run(run: etree._Element, set_aside: SetAside) -> Iterator[str]:
    if _is_hidden(run):
        set_aside(all_text(run), "隐藏的文字")
        return
    for child in run:
        match child.tag.removeprefix(W) if isinstance(child.tag, str) else "":
            case "t":
                yield child.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" if child.get(f"{W}type") in {"page", "column"}:
                continue
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _symbol(child)
            case "ruby":
                yield from _pieces(child, set_aside)
            case _:
                set_boxes_aside(child, set_aside)


def _symbol(symbol: etree._Element) -> str:
    number = symbol.get(f"{W}char", "")
    if symbol.get(f"{W}font") == "Symbol" and number.upper() in _SYMBOLS:
        return _SYMBOLS[number.upper()]
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return ""


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in {"0", "false", "off"}


def set_boxes_aside(element: etree._Element, set_aside: SetAside) -> None:
    """Set the texts of the text boxes in a drawing aside, each once.

    A box stands in the file twice, for new programs and for old ones.
    """
    choice = element.find(f"{MC}Choice") if element.tag == f"{MC}AlternateContent" else None
    for box in (element if choice is None else choice).iter(_BOXES):
        set_aside(all_text(box), "文本框中的文字")


def all_text(element: etree._Element) -> str:
    """Everything written in an element, a paragraph a line, whatever it is."""
    lines: list[str] = []
    for child in element.iter(f"{W}t", f"{W}delText", f"{W}p", f"{W}tab", f"{W}br"):
        if child.tag == f"{W}p":
            lines.append("\n")
        else:
            lines.append(child.text or " ")
    return "".join(lines).strip()
