"""A workbook file written again with some of its parts changed and all others as they are."""

import copy
import io
import posixpath
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.checked_package import CheckedPackage, damaged
from xladdin.workbook.workbook_scan import WorkbookOutline

_CONTENT_TYPES = "[Content_Types].xml"
_MODIFIED = re.compile(rb"(<(?:\w+:)?modified\b[^>]*>)[^<]*(<)")


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
        self._drop_parts("calcChain")

    def drop_links(self) -> None:
        """Leave out what the workbook part refers to as other workbooks; it must not name them."""
        self._drop_parts("externalLink")

    def set_time_of_saving(self) -> None:
        """Make the copy newer than its source: of the two a consolidation takes it."""
        part = self.part_of_kind("core-properties")
        if part is not None:
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            self.change(part, _MODIFIED.sub(rb"\g<1>" + now + rb"\2", self.read(part)))

    def _drop_parts(self, kind: str) -> None:
        """Leave out the parts of a kind that the workbook part refers to."""
        references = self._package.relationships(self._workbook).values()
        dropped = [reference.target for reference in references if reference.kind == kind]
        if not dropped:
            return
        folder, name = posixpath.split(self._workbook)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        self._remove_nodes(relations, "Type", [f"/{kind}"])
        self._remove_nodes(_CONTENT_TYPES, "PartName", [f"/{part}" for part in dropped])
        for part in dropped:
            self.change(part, b"")
            folder, name = posixpath.split(part)
            self.change(posixpath.join(folder, "_rels", f"{name}.rels"), b"")

    def _remove_nodes(self, part: str, attribute: str, endings: Iterable[str]) -> None:
        changed = self._changed.get(part.lower())
        root = parse_part(changed or self.read(part), part)
        for node in list(root):
            if str(node.get(attribute, "")).endswith(tuple(endings)):
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
