"""A document's lines and tables -> what they say: the projects by unit, the department's part."""

from collections.abc import Callable

from xladdin.documents.assembly import assembled
from xladdin.documents.blocks import Line, SourceDocument
from xladdin.documents.finding import Finder
from xladdin.documents.form_reading import FormContent, read_form
from xladdin.documents.imported import Imported

OnProject = Callable[[int, int], None]
"""Gets how many of how many project forms were read."""


def recognise(document: SourceDocument, on_project: OnProject | None = None) -> Imported:
    """What a document says. Never raises: a document without the form gives no units."""
    found = Finder()
    for block in document.blocks:
        if isinstance(block, Line):
            found.add_line(block)
        else:
            found.add_table(block)
    found.end()
    contents: list[FormContent] = []
    for number, form in enumerate(found.forms, 1):
        contents.append(read_form(form, document.name))
        if on_project is not None:
            on_project(number, len(found.forms))
    return assembled(contents, found, document.left_over)
