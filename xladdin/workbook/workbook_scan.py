"""What stands beside the sheets: their list, shared texts, percent formats, external links."""

from collections.abc import Mapping

from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.access import shows_percent
from xladdin.workbook.checked_package import (
    REPAIR,
    CheckedPackage,
    Relationship,
    damaged,
    feed,
    local,
    scan_xml,
    shown,
    xml_parser,
)
from xladdin.workbook.sheet_scan import SheetSource

MACRO_SHEETS = {"xlMacrosheet", "xlIntlMacrosheet"}  # kinds of relationships
_SHEETS_WITHOUT_CELLS = {"chartsheet", "dialogsheet", *MACRO_SHEETS}
_BUILTIN_PERCENTS = ("9", "10")  # 0% and 0.00%, the same in Excel of every language


class WorkbookOutline:
    """The workbook part: its root element and the sheets it lists."""

    def __init__(self, xml: bytes, part: str) -> None:
        self.root = ""
        self.counts_from_1904 = False
        self._sheets: list[tuple[str, str, bool]] = []  # name, id of its reference, is hidden
        scan_xml(xml, part, self._start)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self.root = self.root or name
        if name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            reference = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self._sheets.append((attributes.get("name", ""), reference, is_hidden))

    def worksheets(
        self, package: CheckedPackage, references: Mapping[str, Relationship]
    ) -> list[SheetSource]:
        """The sheets with cells, in order; chart sheets and the like have none."""
        found: dict[str, SheetSource] = {}
        for name, reference, is_hidden in self._sheets:
            target = references.get(reference)
            if target is not None and target.kind in _SHEETS_WITHOUT_CELLS:
                continue
            if target is None or target.kind != "worksheet" or target.target not in package:
                raise UnreadableWorkbookError(f"文件已损坏：工作表{shown(name)}的内容缺失", REPAIR)
            part = target.target
            if part in found:  # a small file could have one large part read a million times
                raise damaged(part, "被重复引用")
            found[part] = SheetSource(name, part, is_hidden, package.read(part))
        return list(found.values())


def part_of_kind(
    package: CheckedPackage, references: Mapping[str, Relationship], kind: str
) -> bytes | None:
    """The one part of a kind that the workbook refers to; None where it has none."""
    targets = [r.target for r in references.values() if r.kind == kind and not r.is_external]
    return package.read(targets[0]) if targets else None


def external_links(
    package: CheckedPackage, references: Mapping[str, Relationship]
) -> tuple[str, ...]:
    """Other files that formulas refer to, as the workbook names them, each once."""
    links = dict.fromkeys(r.target for r in references.values() if r.kind == "externalLink")
    targets = (
        reference.target
        for link in links
        for reference in package.relationships(link).values()
        if reference.is_external
    )
    return tuple(dict.fromkeys(targets))


def shared_texts(xml: bytes) -> list[bool]:
    """Of each shared string, whether there is anything to read in it (phonetic guides aside)."""
    found: list[bool] = []
    is_guide = False  # guides stand behind the string's own text
    parser = xml_parser()

    def on_start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal is_guide
        name = local(tag)
        if name == "si":
            found.append(False)
            is_guide = False
        elif name == "rPh":
            is_guide = True
        parser.CharacterDataHandler = on_text if name == "t" and found and not is_guide else None

    def on_text(text: str) -> None:
        found[-1] = found[-1] or not text.isspace()

    parser.StartElementHandler = on_start
    feed(parser, xml, "sharedStrings.xml")
    return found


def percent_styles(xml: bytes) -> frozenset[str]:
    """Numbers of the cell formats that show a percentage, as cells refer to them."""
    percents = set(_BUILTIN_PERCENTS)
    formats: list[str] = []  # of the cell formats, the number format's id
    is_in_cell_formats = False

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_in_cell_formats
        match local(tag):
            case "numFmt" if shows_percent(attributes.get("formatCode", "")):
                percents.add(attributes.get("numFmtId", ""))
            case "cellXfs":
                is_in_cell_formats = True
            case "xf" if is_in_cell_formats:
                formats.append(attributes.get("numFmtId", ""))

    def on_end(tag: str) -> None:
        nonlocal is_in_cell_formats
        is_in_cell_formats = is_in_cell_formats and local(tag) != "cellXfs"

    scan_xml(xml, "styles.xml", on_start, on_end)
    return frozenset(str(i) for i, number_format in enumerate(formats) if number_format in percents)
