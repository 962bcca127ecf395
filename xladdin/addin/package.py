"""The add-in's file: a workbook package with VBA, a ribbon and a settings sheet.

The package starts from the blank that pyOpenVBA brings, which Excel itself wrote. Nothing in it
depends on when, where or by whom it is built: entries carry one fixed date and are stored without
compression, whose result differs between versions of zlib.
"""

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from xladdin.addin.vba import AddinBuildError, ModuleKind, VbaModule

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_SHEET = "xl/worksheets/sheet1.xml"
_VBA = "xl/vbaProject.bin"
_OF_NO_VERSION = b"\xcc\x61\xff\xff\x00\x00\x00"
_RIBBON = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    '<Relationship Id="rIdRibbon" '
    'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_RIBBON}"/></Relationships>'
)
_CORE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:title>{title}</dc:title><dc:creator>xladdin</dc:creator>\
<dc:description>{description}</dc:description></cp:coreProperties>"""


def package(
    modules: Sequence[VbaModule],
    ribbon: str,
    settings_sheet: str,
    settings: Mapping[str, str],
    about: tuple[str, str],
) -> bytes:
    """An .xlam of these modules, with a ribbon and a sheet of settings.

    ``about`` is the title and the description that Excel's list of add-ins shows.
    Raises AddinBuildError when pyOpenVBA finds the VBA project inconsistent or its blank is not the
    one that is known here.
    """
    parts = _with_vba(modules)
    _replace(parts, "_rels/.rels", {"</Relationships>": _RIBBON_RELATION})
    parts[_RIBBON] = ribbon.encode()
    _replace(parts, "xl/workbook.xml", {'name="Sheet1"': f'name="{escape(settings_sheet)}"'})
    _replace(parts, "docProps/app.xml", {">Sheet1<": f">{escape(settings_sheet)}<"})
    _replace(
        parts,
        _SHEET,
        {
            "<sheetData/>": _sheet_data(settings),
            '<dimension ref="A1"/>': f'<dimension ref="A1:B{len(settings)}"/>',
        },
    )
    title, description = map(escape, about)
    parts["docProps/core.xml"] = _CORE.format(title=title, description=description).encode()
    return _zipped(parts)


def _with_vba(modules: Sequence[VbaModule]) -> dict[str, bytes]:
    """The parts of pyOpenVBA's blank add-in with these modules in its project."""
    from pyopenvba import ExcelFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "addin.xlam")
        with ExcelFile.create_new(path) as file:
            project = file.vba_project()
            project.delete_module("Module1")
            for module in modules:
                if module.kind is ModuleKind.DOCUMENT:
                    file.set_module(module.name, module.text)
                else:
                    project.add_module(module.name, module.text)
            if "Office" not in [reference.name for reference in file.references()]:
                raise _unknown_blank("Office")  # the library of IRibbonControl and IRibbonUI
            file.save()
            if faults := file.validate():
                raise AddinBuildError(f"VBA 工程不一致：{'；'.join(faults)}")
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_VBA] = _without_compiled_code(parts[_VBA])
    return parts


def _without_compiled_code(vba_project: bytes) -> bytes:
    """The VBA project, for every version of Excel to compile anew.

    pyOpenVBA empties the compiled code but keeps the version that it was of. An Excel of that very
    version would take what is there for its own. [MS-OVBA] 2.3.4.1: 0xFFFF is no version.
    """
    from pyopenvba.cfb import CFB

    project = CFB.from_bytes(vba_project)
    project.write_stream_in_storage("VBA", "_VBA_PROJECT", _OF_NO_VERSION)
    return bytes(project.to_bytes())


def _replace(parts: dict[str, bytes], name: str, texts: Mapping[str, str]) -> None:
    content = parts[name].decode()
    for old, new in texts.items():
        if content.count(old) != 1:
            raise _unknown_blank(name)
        content = content.replace(old, new)
    parts[name] = content.encode()


def _unknown_blank(what: str) -> AddinBuildError:
    return AddinBuildError(
        f"pyOpenVBA 的空白加载项与已知的不同 ({what})", "请安装 requirements.lock 中的版本"
    )


def _sheet_data(settings: Mapping[str, str]) -> str:
    rows = [
        f'<row r="{row}">{_text_cell(f"A{row}", key)}{_text_cell(f"B{row}", value)}</row>'
        for row, (key, value) in enumerate(settings.items(), 1)
    ]
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 0  # else the name of the system that builds it is in the file
            archive.writestr(entry, content)
    return memory.getvalue()
