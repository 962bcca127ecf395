"""On which pages of a PDF the headings stand, by its bookmarks."""

import io
from collections.abc import Iterator, Sequence

from xladdin.documents.publish.headings import Heading


def heading_pages(pdf: bytes, headings: Sequence[Heading]) -> tuple[int, ...] | None:
    """The page of each heading as it is numbered: the first heading begins page 1.

    None where the PDF's bookmarks aren't these headings.
    """
    found = list(_bookmarks(pdf))
    if not found or [title for title, _ in found] != [heading.text for heading in headings]:
        return None
    first = found[0][1]
    return tuple(page - first + 1 for _, page in found)


def page_count(pdf: bytes) -> int:
    """Number of pages."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _bookmarks(pdf: bytes) -> Iterator[tuple[str, int]]:
    """Texts of bookmarks and their pages."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        places = {page.page_obj.pageid: number for number, page in enumerate(document.pages, 1)}
        for _level, title, target, _action, _kind in document.doc.get_outlines():
            yield title, places[target[0].objid]
