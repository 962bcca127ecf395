"""The whole document: title page, contents, the department's targets, the projects' tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xladdin.documents.publish.contents import contents_block
from xladdin.documents.publish.headings import Heading, Headings
from xladdin.documents.publish.package import FOOTER_ID, document_file
from xladdin.documents.publish.page_estimate import estimated_pages
from xladdin.documents.publish.project_table import project_blocks
from xladdin.documents.publish.publication import (
    PART_ONE,
    PART_TWO,
    SUMMARY_TITLE,
    Publication,
)
from xladdin.documents.publish.styles import JOINT, MARGINS, PART, TABLE_TITLE, TITLE
from xladdin.documents.publish.summary_table import summary_blocks
from xladdin.documents.publish.targets_part import targets_blocks
from xladdin.documents.publish.wordml import (
    RELATIONSHIPS,
    Element,
    element,
    paragraph,
    root,
)

_PAGE = {"w": 11906, "h": 16838}  # A4


@dataclass(frozen=True, slots=True)
class BuiltDocument:
    """A Word file, the headings that stand in it, and their pages as its contents say."""

    content: bytes
    headings: tuple[Heading, ...]
    pages: tuple[int, ...]


def build_document(publication: Publication, pages: Sequence[int] | None = None) -> BuiltDocument:
    """The document; ``pages`` are its headings' page numbers, where somebody has looked at them."""
    headings = Headings()
    body = list(_body(publication, headings))
    numbers = tuple(pages) if pages is not None else tuple(estimated_pages(body))
    blocks = [
        _title(publication),
        contents_block(headings.made, numbers),
        _end_of_section(paragraph(JOINT.id), _section()),
        *body,
        _section(is_numbered=True),
    ]
    whole = root("document", element("body", *blocks))
    content = document_file(whole, publication.title, publication.department)
    return BuiltDocument(content, tuple(headings.made), numbers)


def _body(publication: Publication, headings: Headings) -> Iterator[Element]:
    yield headings.add(PART, PART_ONE)
    yield from targets_blocks(publication.targets, headings)
    yield headings.add(PART, PART_TWO)
    if publication.has_summary_table:
        yield from summary_blocks(publication, headings.add(TABLE_TITLE, SUMMARY_TITLE))
    for project in publication.projects:
        yield from project_blocks(project, headings.add(TABLE_TITLE, project.title))


def _title(publication: Publication) -> Element:
    """The title page: one paragraph, which ends its section."""
    lines = "\n".join(line for line in (publication.department, publication.subject) if line)
    return _end_of_section(paragraph(TITLE.id, lines), _section())


def _end_of_section(last: Element, section: Element) -> Element:
    last[0].append(section)  # among its properties
    return last


def _section(*, is_numbered: bool = False) -> Element:
    """Properties of a section; only the last one has page numbers, which begin with 1."""
    made = element("sectPr")
    if is_numbered:
        reference = element("footerReference", type="default")
        reference.set(f"{{{RELATIONSHIPS}}}id", FOOTER_ID)
        made.append(reference)
    made.extend([element("pgSz", **_PAGE), element("pgMar", **MARGINS)])
    if is_numbered:
        made.append(element("pgNumType", start=1))
    return made
