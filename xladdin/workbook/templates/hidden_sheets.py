"""The sheets that nobody opens: the lists of the dropdowns, and the template's identity."""

from xladdin.domain.submission import WorkbookKind
from xladdin.domain.taxonomy import Taxonomy
from xladdin.form import layout
from xladdin.form.version import current_identity
from xladdin.workbook.templates.checks import LEVEL1_LIST, LEVEL2_LIST
from xladdin.workbook.templates.form_sheet import FormBook


def add_lists(book: FormBook) -> None:
    """The classes of both taxonomies, a column and a name for each list."""
    sheet = book.add_sheet(layout.LISTS_SHEET)
    text, heading = book.style(num_format="@"), book.style(num_format="@", bold=True)
    for number, (name, values) in enumerate(_lists().items()):
        letter = chr(ord("A") + number)
        sheet.put(f"{letter}1", name, heading)
        for row, value in enumerate(values, 2):
            sheet.put(f"{letter}{row}", value, text)
        book.name(name, f"{letter}2:{letter}{len(values) + 1}", sheet=layout.LISTS_SHEET)
    sheet.set_column(0, len(_lists()) - 1, 24)
    sheet.protect()
    sheet.hide()


def _lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for taxonomy in Taxonomy:
        lists[f"{LEVEL1_LIST}{taxonomy.label}"] = taxonomy.level1
        for level1 in taxonomy.level1:
            lists[f"{LEVEL2_LIST}{taxonomy.label}_{level1}"] = taxonomy.level2(level1)
    return lists


def add_identity(book: FormBook, kind: WorkbookKind) -> None:
    """The very hidden sheet by which a program knows the template again."""
    sheet = book.add_sheet(layout.IDENTITY_SHEET)
    text = book.style(num_format="@")
    for row, (key, value) in enumerate(current_identity(kind).rows, 1):
        sheet.put(f"A{row}", key, text)
        sheet.put(f"B{row}", value, text)
    sheet.set_column(0, 1, 20)
    sheet.protect()
    sheet.very_hidden()
