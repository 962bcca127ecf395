"""The sheet part of 校验结果, rewritten: rows and links are ours, everything else is kept."""

from collections.abc import Sequence

from lxml import etree

from xladdin.domain.origin import column_letters, column_number
from xladdin.form import layout
from xladdin.form.findings_sheet import FindingLine
from xladdin.workbook.cell_xml import write_content
from xladdin.workbook.checked_package import damaged
from xladdin.workbook.package_copy import PackageCopy, parse_part, serialize_part
from xladdin.workbook.text_height import row_height

_FIRST = layout.FIRST_FINDING_ROW
_BEFORE_LINKS = {  # what stands before the links in a sheet: the format demands an order
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
}


def fill_findings_part(
    package: PackageCopy, part: str, lines: Sequence[FindingLine], summary: str
) -> None:
    """Replace the rows of findings in the part that holds 校验结果."""
    root = parse_part(package.read(part), part)
    sheet = _Sheet(root, part)
    if sheet.clear_rows():
        package.drop_calculation_chain()
    sheet.write_text(layout.FINDINGS_SUMMARY_CELL, summary)
    sheet.complete_headings()
    for row, line in enumerate(lines, _FIRST):
        sheet.append_row(row, line)
    sheet.write_links(lines)
    last = column_letters(len(layout.FINDING_COLUMNS))
    sheet.set_dimension(f"A1:{last}{max(layout.FINDINGS_HEADING_ROW, _FIRST + len(lines) - 1)}")
    package.change(part, serialize_part(root))


class _Sheet:
    """The XML of the sheet, in whichever of the two namespaces it is written."""

    def __init__(self, root: etree._Element, part: str) -> None:
        self.root = root
        self._namespace = etree.QName(root).namespace
        data = root.find(self._tag("sheetData"))
        if data is None:
            raise damaged(part)
        self.data = data
        self.styles = self._column_styles()

    def _tag(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def _column_styles(self) -> dict[int, str]:
        """Style of each column; where columns have none, of the first row below the heading."""
        styles: dict[int, str] = {}
        for node in self.root.iterfind(f"{self._tag('cols')}/{self._tag('col')}"):
            for column in range(1, len(layout.FINDING_COLUMNS) + 1):
                if _int(node, "min") <= column <= _int(node, "max") and node.get("style"):
                    styles[column] = str(node.get("style"))
        for cell in self.data.iterfind(f"{self._tag('row')}[@r='{_FIRST}']/{self._tag('c')}"):
            letters = str(cell.get("r", "")).rstrip("0123456789")
            for column in range(1, len(layout.FINDING_COLUMNS) + 1):
                if column_letters(column) == letters and cell.get("s"):
                    styles.setdefault(column, str(cell.get("s")))
        return styles

    def clear_rows(self) -> bool:
        """Remove the rows of findings, what is merged or linked there and the filter's choice.

        Gives whether a formula stood there.
        """
        gone = [row for row in self.data if _int(row, "r") >= _FIRST]
        had_formula = any(row.find(f".//{self._tag('f')}") is not None for row in gone)
        for row in gone:
            self.data.remove(row)
        for name in ("mergeCells", "hyperlinks"):
            container = self.root.find(self._tag(name))
            if container is not None:
                self._clear_container(container)
        for autofilter in self.root.iterfind(self._tag("autoFilter")):
            for choice in list(autofilter):
                autofilter.remove(choice)
        return had_formula

    def _clear_container(self, container: etree._Element) -> None:
        for node in list(container):
            if _last_row(str(node.get("ref"))) >= _FIRST:
                container.remove(node)
        if not len(container):
            self.root.remove(container)
        elif container.get("count"):
            container.set("count", str(len(container)))

    def write_text(self, address: str, text: str) -> None:
        """Put a text into a cell that keeps its style."""
        cell = self._cell(address)
        write_content(cell, text)

    def complete_headings(self) -> None:
        """Add the heading that a template of version 1 lacks, in the style of its neighbour."""
        row = layout.FINDINGS_HEADING_ROW
        cell = self._cell(f"{layout.FINDING_CONTENT.letter}{row}")
        if not len(cell):
            neighbour = self._cell(f"{layout.FINDING_EXPLANATION.letter}{row}")
            if style := neighbour.get("s"):
                cell.set("s", style)
            write_content(cell, layout.FINDING_CONTENT.label)

    def _cell(self, address: str) -> etree._Element:
        """The cell of that address, added where there is none."""
        letters = address.rstrip("0123456789")
        number = address[len(letters) :]
        row = next((row for row in self.data if row.get("r") == number), None)
        if row is None:
            before = sum(_int(other, "r") < int(number) for other in self.data)
            row = etree.Element(self._tag("row"), r=number)
            self.data.insert(before, row)
        cell = next((cell for cell in row if cell.get("r") == address), None)
        if cell is None:
            cell = etree.Element(self._tag("c"), r=address)
            before = sum(_column(other) < column_number(letters) for other in row)
            row.insert(before, cell)
        return cell

    def append_row(self, row: int, line: FindingLine) -> None:
        """Add a row whose height fits its texts and grows with the explanation."""
        height = row_height(line.wrapped)
        node = etree.SubElement(self.data, self._tag("row"), r=str(row), ht=f"{height:g}")
        for column, value in enumerate(line.values, 1):
            cell = etree.SubElement(node, self._tag("c"), r=f"{column_letters(column)}{row}")
            if style := self.styles.get(column):
                cell.set("s", style)
            if value not in (None, ""):
                write_content(cell, value)

    def write_links(self, lines: Sequence[FindingLine]) -> None:
        """Link each address to its cell."""
        linked = [(row, line) for row, line in enumerate(lines, _FIRST) if line.link]
        if not linked:
            return
        container = self.root.find(self._tag("hyperlinks"))
        if container is None:
            container = etree.Element(self._tag("hyperlinks"))
            tags = {self._tag(name) for name in _BEFORE_LINKS}
            before = [node for node in self.root if node.tag in tags]
            before[-1].addnext(container)
        for row, line in linked:
            node = etree.SubElement(container, self._tag("hyperlink"))
            node.set("ref", f"{layout.FINDING_CELL.letter}{row}")
            node.set("location", line.link)
            node.set("display", line.cell)

    def set_dimension(self, area: str) -> None:
        """Say how far the sheet is used, where the part says it at all."""
        node = self.root.find(self._tag("dimension"))
        if node is not None:
            node.set("ref", area)


def _int(node: etree._Element, attribute: str) -> int:
    return int(str(node.get(attribute, "0")))


def _column(cell: etree._Element) -> int:
    return column_number(str(cell.get("r", "")).rstrip("0123456789"))


def _last_row(area: str) -> int:
    return int(area.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
