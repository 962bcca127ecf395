"""Which cells are coloured, conditional formats applied: LibreOffice's HTML says it."""

from html.parser import HTMLParser
from pathlib import Path

from tests.live.document import Document
from tests.live.office import Office
from xladdin.domain.origin import cell_address

Colours = dict[str, str]


def cell_colours(office: Office, document: Document, folder: Path) -> dict[str, Colours]:
    """The fill of each coloured cell ("#FFC7CE") by address, for every visible sheet."""
    page = folder / "sheets.html"
    filter_name = office._properties(FilterName="HTML (StarCalc)")
    document.component.storeToURL(page.as_uri(), filter_name)
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    sheets = document.component.Sheets
    visible = [name for name in document.sheet_names if sheets.getByName(name).IsVisible]
    return dict(zip(visible, reader.tables, strict=True))


class _Reader(HTMLParser):
    """The tables of the page, a sheet each; merged cells are one cell that spans several."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Colours] = []
        self._taken: set[tuple[int, int]] = set()
        self._row = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attributes}
        match tag:
            case "table":
                self.tables.append({})
                self._taken, self._row = set(), 0
            case "tr":
                self._row += 1
            case "td" if self.tables:
                self._place(said)

    def _place(self, said: dict[str, str]) -> None:
        column = 1
        while (self._row, column) in self._taken:
            column += 1
        rows, columns = int(said.get("rowspan", 1)), int(said.get("colspan", 1))
        area = ((r, c) for r in range(rows) for c in range(columns))
        self._taken.update((self._row + r, column + c) for r, c in area)
        if "bgcolor" in said:
            self.tables[-1][cell_address(self._row, column)] = said["bgcolor"]
