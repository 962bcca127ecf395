"""Builds xladdin.xlam from the sources beside this file. The same sources give the same bytes."""

from pathlib import Path

from xladdin import __version__
from xladdin.addin.package import package
from xladdin.addin.texts import texts_module
from xladdin.addin.udf_wrappers import (
    UDF_PACKAGE,
    cell_functions,
    descriptions_module,
    wrappers_module,
)
from xladdin.addin.vba import ModuleKind, VbaModule, vba_module
from xladdin.addin.xlwings_module import SETTINGS_SHEET, hardened_module, installed_source
from xladdin.form import layout
from xladdin.workbook.saving import replace_whole

ADDIN_NAME = layout.ADDIN_FILE
RIBBON = Path(__file__).with_name("ribbon.xml")
_STANDARD_MODULES = ("XladdinRibbon", "XladdinRun", "XladdinFacts", "XladdinLooks")
_DOCUMENT_MODULES = ("ThisWorkbook",)

# The interpreter stands in the user's own file, which comes first. The others are read by no code
# of the add-in; they keep xlwings' own VBA safe, should someone bring it to work on this file.
SETTINGS = {
    "INTERPRETER_WIN": "",
    "UDF MODULES": UDF_PACKAGE,
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "USE UDF SERVER": "False",
    "SHOW CONSOLE": "False",
}


def build_addin(output: Path) -> None:
    """Write the add-in to ``output``, whole or not at all.

    Raises AddinBuildError when it can't be built from the installed xlwings and pyOpenVBA, and
    OutputError when the file can't be written.
    """
    content = addin_bytes(addin_modules())
    with replace_whole(output) as path:
        path.write_bytes(content)


def addin_modules() -> list[VbaModule]:
    """Every VBA module of the add-in, in the order in which they stand in its project."""
    functions = cell_functions()
    return [
        *(_own_module(name, ModuleKind.DOCUMENT) for name in _DOCUMENT_MODULES),
        *(_own_module(name, ModuleKind.STANDARD) for name in _STANDARD_MODULES),
        texts_module(),
        descriptions_module(functions),
        wrappers_module(functions),
        hardened_module(installed_source()),
    ]


def addin_bytes(modules: list[VbaModule]) -> bytes:
    """The add-in's file with these modules in it."""
    return package(
        modules,
        RIBBON.read_text(encoding="utf-8"),
        SETTINGS_SHEET,
        SETTINGS,
        ("绩效目标 xladdin", f"预算项目绩效目标：填报、校验、汇总。版本 {__version__}"),
    )


def _own_module(name: str, kind: ModuleKind) -> VbaModule:
    suffix = ".cls" if kind is ModuleKind.DOCUMENT else ".bas"
    path = Path(__file__).with_name(name + suffix)
    return vba_module(name, path.read_text(encoding="utf-8"), kind)
