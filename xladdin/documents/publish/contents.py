"""目录: a table of contents that Word can update, with its entries already filled in.

A document that makes Word fill it in on opening (w:updateFields, w:dirty) makes Word ask a question
first, so the page numbers are written: those that a program's layout gave where there is one, else
those that ``page_estimate.py`` counts.
"""

from collections.abc import Sequence

from xladdin.documents.publish.headings import Heading
from xladdin.documents.publish.styles import CONTENTS, CONTENTS_TITLE, NORMAL
from xladdin.documents.publish.wordml import (
    Element,
    element,
    field_begin,
    field_end,
    paragraph,
    run,
)

TITLE = "目录"
LEVELS = len(CONTENTS)
# Levels of built-in headings, links, no page numbers in web view, styles with an outline level.
_INSTRUCTION = rf'TOC \o "1-{LEVELS}" \h \z \u'


def contents_block(headings: Sequence[Heading], pages: Sequence[int]) -> Element:
    """The contents as Word's own building block, which offers to update it when it is clicked.

    ``pages`` are those of all headings, in their order.
    """
    entries = [
        _entry(heading, page)
        for heading, page in zip(headings, pages, strict=True)
        if heading.look.outline <= LEVELS
    ]
    begin = field_begin(_INSTRUCTION)
    if entries:  # the field begins in the first entry, behind its properties
        entries[0][1:1] = begin
    else:
        entries = [paragraph(NORMAL.id, *begin)]
    gallery = element(
        "docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique")
    )
    return element(
        "sdt",
        element("sdtPr", gallery),
        element(
            "sdtContent",
            paragraph(CONTENTS_TITLE.id, TITLE),
            *entries,
            paragraph(NORMAL.id, field_end()),
        ),
    )


def _entry(heading: Heading, page: int) -> Element:
    link = element("hyperlink", anchor=heading.bookmark, history=1)
    link.extend([run(f"{heading.text}\t"), *field_begin(rf"PAGEREF {heading.bookmark} \h")])
    link.extend([run(str(page)), field_end()])
    return paragraph(CONTENTS[heading.look.outline - 1].id, link)
