"""A copy of a workbook with mends in it; the source is never touched.

Of the file only the sheets with a changed cell or result are rewritten, besides the styles where a
number needs one that shows it, and the time of saving, by which a department tells the newer of two
files. Everything else keeps its bytes, so it does not matter who made the workbook.

Saved results of formulas that depend on a changed cell must not stay: those of the template are
written anew, any other one is taken out, for Excel to calculate when it opens the file.
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from lxml import etree

from xladdin.domain.finding import Edit
from xladdin.domain.origin import Origin, cell_position
from xladdin.form.grid import WorkbookGrid
from xladdin.form.reading import read_submission
from xladdin.form.version import read_identity
from xladdin.rules.fixes import Mend, all_edits, with_mends
from xladdin.workbook.affected_formulas import CellOfSheet, DefinedName, affected_formulas
from xladdin.workbook.cell_styles import CellStyles
from xladdin.workbook.cell_xml import SheetXml, local_name, write_content, write_result
from xladdin.workbook.form_results import Result, form_results
from xladdin.workbook.package_copy import PackageCopy, parse_part, serialize_part

_AFTER_CALCULATION = {  # what stands behind calcPr in a workbook part: the format demands an order
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
}


class FixableFile:
    """A workbook file and its sheets' XML, for a copy with mends."""

    def __init__(self, path: Path) -> None:
        """Read a file. Raises UnreadableWorkbookError where that fails."""
        self._package = PackageCopy(path)
        self._parts = self._package.sheet_parts()
        self._sheets: dict[str, SheetXml] = {}
        self._touched: set[str] = set()

    def is_closed(self, cell: Origin) -> bool:
        """Whether a cell is locked on a protected sheet, or of an area that one formula fills."""
        place = cell_position(cell.cell)
        if place is None or cell.sheet not in self._parts:
            return True
        sheet = self._sheet(cell.sheet)
        if sheet.array_at(place) is not None:
            return True
        return sheet.is_protected and (
            self._styles is None or self._styles.is_locked(sheet.style_at(place))
        )

    def write_copy(self, path: Path, workbook: WorkbookGrid, mends: Sequence[Mend]) -> None:
        """Write the file with mends made in it; ``workbook`` is what was read from it."""
        edits = list(all_edits(mends))
        for edit in edits:
            self._write_edit(edit)
        self._renew_results(workbook, mends, {_cell_of(edit.origin) for edit in edits})
        for name in self._touched:
            self._package.change(self._parts[name], serialize_part(self._sheets[name].root))
        if self._styles is not None and self._styles.is_changed:
            self._package.change(self._styles_part, serialize_part(self._styles.root))
        self._package.set_time_of_saving()
        self._package.write(path)

    def _sheet(self, name: str) -> SheetXml:
        if name not in self._sheets:
            part = self._parts[name]
            self._sheets[name] = SheetXml(parse_part(self._package.read(part), part), part)
        return self._sheets[name]

    @cached_property
    def _styles_part(self) -> str:
        return self._package.part_of_kind("styles", self._package.workbook_part) or ""

    @cached_property
    def _styles(self) -> CellStyles | None:
        part = self._styles_part
        return CellStyles(parse_part(self._package.read(part), part), part) if part else None

    @cached_property
    def _workbook(self) -> etree._Element:
        part = self._package.workbook_part
        return parse_part(self._package.read(part), part)

    def _touch(self, cell: CellOfSheet) -> etree._Element:
        """A cell's node, of a sheet that is to be written anew."""
        name, row, column = cell
        self._touched.add(name)
        return self._sheet(name).cell((row, column))

    def _write_edit(self, edit: Edit) -> None:
        node = self._touch(_cell_of(edit.origin))
        if isinstance(edit.after, Decimal) and self._styles is not None:
            before = str(node.get("s", "0"))
            style = self._styles.for_number(before, edit.after, is_percent=edit.is_percent)
            if style != before:
                node.set("s", style)
        write_content(node, edit.after)

    def _renew_results(
        self, workbook: WorkbookGrid, mends: Sequence[Mend], changed: Collection[CellOfSheet]
    ) -> None:
        """See to the saved results of all formulas that depend on the changed cells."""
        formulas = {
            (name, *cell): text
            for name in self._parts
            for cell, text in self._sheet(name).formulas().items()
        }
        names = list(self._defined_names())
        affected = affected_formulas(formulas, names, changed)
        known = _known_results(workbook, mends)
        unknown = _read_cells(workbook) & (affected - known.keys())
        guessed = affected_formulas(formulas, names, unknown)
        for cell in affected:
            if cell not in known or cell in guessed:
                self._take_out_result(cell)
                continue
            before, after = known[cell]
            if before != after and _is(workbook, cell, before):
                write_result(self._touch(cell), after)
            elif before != after:
                self._take_out_result(cell)
        if affected:
            self._calculate_when_opened()

    def _take_out_result(self, cell: CellOfSheet) -> None:
        name, *place = cell
        write_result(self._touch(cell), None)
        sheet = self._sheet(name)
        area = sheet.array_at((place[0], place[1]))
        for other, node in sheet.cells.items():
            if area is not None and other in area and other != tuple(place):
                write_content(node, None)

    def _defined_names(self) -> Iterator[DefinedName]:
        nodes = list(self._workbook.iter())
        sheets = [str(node.get("name", "")) for node in nodes if local_name(node) == "sheet"]
        for node in nodes:
            if local_name(node) == "definedName":
                place = str(node.get("localSheetId", ""))
                is_local = place.isdecimal() and int(place) < len(sheets)
                sheet = sheets[int(place)] if is_local else ""
                yield DefinedName(str(node.get("name", "")), sheet, node.text or "")

    def _calculate_when_opened(self) -> None:
        root = self._workbook
        found = [node for node in root if local_name(node) == "calcPr"]
        if not found:
            node = etree.Element(f"{{{etree.QName(root).namespace}}}calcPr")
            behind = [other for other in root if local_name(other) in _AFTER_CALCULATION]
            root.insert(root.index(behind[0]) if behind else len(root), node)
            found = [node]
        if found[0].get("fullCalcOnLoad") not in {"1", "true"}:
            found[0].set("fullCalcOnLoad", "1")
            self._package.change(self._package.workbook_part, serialize_part(root))


def _cell_of(origin: Origin) -> CellOfSheet:
    return (origin.sheet, *(cell_position(origin.cell) or (0, 0)))


def _known_results(
    workbook: WorkbookGrid, mends: Sequence[Mend]
) -> dict[CellOfSheet, tuple[Result, Result]]:
    """Results of the template's formulas before and after the mends; none of another make's."""
    if read_identity(workbook) is None:
        return {}
    before, after = form_results(workbook), form_results(with_mends(workbook, mends))
    return {cell: (before[cell], after[cell]) for cell in before.keys() & after.keys()}


def _read_cells(workbook: WorkbookGrid) -> frozenset[CellOfSheet]:
    """The cells that the form is read from."""
    submission = read_submission(workbook)
    entries = [entry for project in submission.projects for entry in project.entries()]
    entries += submission.cover.entries() if submission.cover else ()
    return frozenset(_cell_of(entry.origin) for entry in entries)


def _is(workbook: WorkbookGrid, cell: CellOfSheet, result: Result) -> bool:
    """Whether a cell was saved with that result."""
    name, row, column = cell
    sheet = workbook.sheet(name)
    value = sheet.at(row, column).value if sheet is not None else None
    if isinstance(result, str) or value is None:
        return (value or "") == result
    return value == result
