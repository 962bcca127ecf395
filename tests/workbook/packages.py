"""Workbooks put together by hand, part by part: what no program writes can be written here."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

Parts = Mapping[str, str | bytes | None]


def rels(*lines: tuple[str, str, str]) -> str:
    """A .rels part of (id, kind, target); a target with a colon is external."""
    relations = "".join(
        f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}" '
        f'TargetMode="{"External" if ":" in target else "Internal"}"/>'
        for identity, kind, target in lines
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{relations}</Relationships>'


def workbook_part(*sheets: str, properties: str = "") -> str:
    """A workbook part listing sheets, each a string such as ``name="表" r:id="r1"``."""
    listed = "".join(f'<sheet sheetId="{n}" {sheet}/>' for n, sheet in enumerate(sheets, 1))
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{listed}</sheets></workbook>"
    )


def sheet_part(rows: str = "", before: str = "", after: str = "") -> str:
    """A sheet part with what stands before and after its cells."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings_part(*items: str) -> str:
    """A table of shared strings; each item is the inside of ``<si>``."""
    listed = "".join(f"<si>{item}</si>" for item in items)
    return f'<sst xmlns="{MAIN}">{listed}</sst>'


def styles_part(*number_formats: str) -> str:
    """Cell formats 1, 2, ... with these number formats: an id, or a code of their own."""
    own = {code: f"{170 + n}" for n, code in enumerate(number_formats) if not code.isdigit()}
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for code, number in own.items()
    )
    formats = "".join(f'<xf numFmtId="{own.get(code, code)}"/>' for code in ("0", *number_formats))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{formats}</cellXfs></styleSheet>'
    )


def parts(rows: str = "", changed: Parts | None = None) -> dict[str, str | bytes]:
    """Parts of a workbook with one sheet 表; None takes a part out."""
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": rels(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_part('name="表" r:id="r1"'),
        "xl/_rels/workbook.xml.rels": rels(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet_part(rows),
        "xl/sharedStrings.xml": strings_part("<t>共享</t>"),
        "xl/styles.xml": styles_part("10"),
        **(changed or {}),
    }
    return {name: content for name, content in whole.items() if content is not None}


def zipped(content: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def workbook(rows: str = "", changed: Parts | None = None) -> bytes:
    """A workbook file with one sheet 表."""
    return zipped(parts(rows, changed))


def written(path: Path, data: bytes) -> Path:
    """The path, with a file there."""
    path.write_bytes(data)
    return path


def say_saved(path: Path, saved: datetime, core: str | None = None) -> None:
    """Rewrite docProps/core.xml as an application does when it saves."""
    stamp = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d" xmlns:xsi="x">'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{saved.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'
        "</dcterms:modified></cp:coreProperties>"
    )
    path.write_bytes(
        zipped({**unzipped(path), "docProps/core.xml": (stamp if core is None else core).encode()})
    )


def retype(path: Path, old: str, new: str) -> None:
    """Change a text wherever it stands in cells, as an application does: all else stays."""
    whole = unzipped(path)
    strings = whole["xl/sharedStrings.xml"].decode()
    assert f">{old}<" in strings
    path.write_bytes(
        zipped({**whole, "xl/sharedStrings.xml": strings.replace(f">{old}<", f">{new}<")})
    )


def unzipped(path: Path) -> dict[str, bytes]:
    """The parts of a workbook file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
