"""The headings of the document, kept as they are written, for the contents."""

from dataclasses import dataclass

from xladdin.documents.publish.styles import Look
from xladdin.documents.publish.wordml import Element, bookmarked, element, run

_FIRST_BOOKMARK = 100_000_000  # Word's own have nine digits, too


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its place among all headings, from 1, its text and its style."""

    number: int
    text: str
    look: Look

    @property
    def bookmark(self) -> str:
        """The name by which the contents refer to it."""
        return f"_Toc{_FIRST_BOOKMARK + self.number}"


class Headings:
    """Makes the headings' paragraphs and keeps what they say, in their order."""

    def __init__(self) -> None:
        self.made: list[Heading] = []

    def add(self, look: Look, text: str, *, starts_page: bool = False) -> Element:
        """The paragraph of a heading."""
        heading = Heading(len(self.made) + 1, text, look)
        self.made.append(heading)
        properties = element("pPr", element("pStyle", val=look.id))
        if starts_page:
            properties.append(element("pageBreakBefore"))
        return element("p", properties, *bookmarked(heading.number, heading.bookmark, [run(text)]))
