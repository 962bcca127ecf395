"""A workbook file written again with some of its parts changed and all others as they are."""

import copy
import io
import posixpath
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.checked_package import CheckedPackage, damaged
from xladdin.workbook.workbook_scan import WorkbookOutline

_CONTENT_TYPES = "[Content_Types].xml"


def parse_part(xml: bytes, part: str) -> etree._Element:
    """The root of a part's XML; no entity is resolved and nothing is fetched.

    Raises UnreadableWorkbookError where it isn't XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(part) from error


def serialize_part(root: etree._Element) -> bytes:
    """A part's XML as Excel writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class PackageCopy:
    """The bytes of a workbook file, and what is to be changed in its copy."""

    def __init__(self, path: Path) -> None:
        """Read a file. Raises UnreadableWorkbookError where that fails."""
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise UnreadableWorkbookError("文件读不出来", "请检查文件后再试") from error
        self._package = CheckedPackage(self._data)
        main = [r for r in self._package.relationships().values() if r.kind == "officeDocument"]
        if not main:
            raise damaged("_rels/.rels")
        self._workbook = main[0].target
        self._changed: dict[str, bytes] = {}

    def sheet_parts(self) -> dict[str, str]:
        """Names of the parts with the sheets' cells, by the sheets' names."""
        outline = WorkbookOutline(self._package.read(self._workbook), self._workbook)
        references = self._package.relationships(self._workbook)
        return {sheet.name: sheet.part for sheet in outline.worksheets(self._package, references)}

    @property
    def workbook_part(self) -> str:
        """Name of the part that lists the sheets."""
        return self._workbook

    def part_of_kind(self, kind: str, source: str = "") -> str | None:
        """Name of the part of that kind which a part refers to, or the package; None if none."""
        references = self._package.relationships(source).values()
        found = (r.target for r in references if r.kind == kind and r.target in self._package)
        return next(found, None)

    def read(self, part: str) -> bytes:
        """Bytes of a part as it is in the source."""
        return self._package.read(part)

    def change(self, part: str, content: bytes) -> None:
        """Give a part other bytes in the copy; without any it is left out."""
        self._changed[part.lower()] = content

    def drop_calculation_chain(self) -> None:
        """Leave out the list of formulas, which Excel makes anew.

        Excel calls a file damaged whose list names a cell that has no formula any more.
        """
        for reference in self._package.relationships(self._workbook).values():
            if reference.kind == "calcChain":
                self.change(reference.target, b"")
                folder, name = posixpath.split(self._workbook)
                relations = posixpath.join(folder, "_rels", f"{name}.rels")
                self._remove_node(relations, "Type", "/calcChain")
                self._remove_node(_CONTENT_TYPES, "PartName", f"/{reference.target}")

    def _remove_node(self, part: str, attribute: str, ending: str) -> None:
        root = parse_part(self.read(part), part)
        for node in list(root):
            if str(node.get(attribute, "")).endswith(ending):
                root.remove(node)
        self.change(part, serialize_part(root))

    def write(self, path: Path) -> None:
        """Write the copy; unchanged parts keep their bytes, all parts their order and dates."""
        with ZipFile(io.BytesIO(self._data)) as source, ZipFile(path, "w") as target:
            for info in source.infolist():
                name = info.filename.replace("\\", "/").lower()
                content = self._changed.get(name)
                if content is None:
                    target.writestr(copy.copy(info), source.read(info))
                elif content:
                    target.writestr(copy.copy(info), content)
