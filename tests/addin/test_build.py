"""The file: the same bytes each time, each module in it as it was written, and Excel's parts."""

import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
from pyopenvba.cfb import CFB
from python_calamine import CalamineWorkbook

from xladdin.addin.build import RIBBON, SETTINGS, build_addin
from xladdin.addin.package import package
from xladdin.addin.vba import AddinBuildError, ModuleKind, VbaModule
from xladdin.errors import OutputError

# as a program: oletools warns of its own age when it is imported
READ_BACK = """
import json, sys
from oletools.olevba import VBA_Parser
macros = VBA_Parser(sys.argv[1]).extract_macros()
json.dump({name: code for _, _, name, code in macros}, sys.stdout)
"""


@pytest.fixture
def addin_path(addin_file: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "xladdin.xlam"
    path.write_bytes(addin_file)
    return path


def test_another_process_builds_the_same_bytes(addin_file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "again.xlam"
    program = "import sys; from pathlib import Path; from xladdin.addin.build import build_addin; "
    program += "build_addin(Path(sys.argv[1]))"
    subprocess.run(  # noqa: S603 -- this Python, our own code
        [sys.executable, "-c", program, str(path)],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"},
        cwd=tmp_path,
        check=True,
    )

    assert path.read_bytes() == addin_file


def test_nothing_of_the_builder_is_in_the_file(addin_file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(addin_file)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:creator>xladdin</dc:creator>" in core
    assert "dcterms" not in core


def read_back(path: Path) -> dict[str, str]:
    run = subprocess.run(  # noqa: S603 -- this Python, the program above
        [sys.executable, "-c", READ_BACK, str(path)], capture_output=True, check=True
    )
    found = json.loads(run.stdout)
    assert isinstance(found, dict)
    return found


def test_olevba_reads_every_module_back_unchanged(
    addin_path: Path, modules: list[VbaModule]
) -> None:
    found = read_back(addin_path)

    for module in modules:
        suffix = ".cls" if module.kind is ModuleKind.DOCUMENT else ".bas"
        code = found.pop(module.name + suffix)
        if module.kind is ModuleKind.DOCUMENT:  # whose attributes are Excel's
            code = re.sub(r"\A(?:Attribute [^\r]*\r\n)+", "", code)
        assert code == module.text
    (settings_sheet,) = found.values()
    assert re.fullmatch(r"(?:Attribute [^\r]*\r\n)+", settings_sheet)


def test_modules_are_ascii_with_crlf(modules: list[VbaModule]) -> None:
    assert {"ThisWorkbook", "XladdinRibbon", "XladdinRun", "xlwings", "xlwings_udfs"} <= {
        module.name for module in modules
    }
    for module in modules:
        assert module.text.isascii(), module.name
        assert re.fullmatch(r"(?:[^\r\n]*\r\n)+", module.text), module.name


def test_the_settings_sheet_has_no_interpreter_and_no_path(addin_path: Path) -> None:
    book = CalamineWorkbook.from_path(addin_path)
    rows = book.get_sheet_by_name("xladdin.conf").to_python()

    assert book.sheet_names == ["xladdin.conf"]
    assert {key: value for key, value, *_ in rows} == SETTINGS
    assert SETTINGS["INTERPRETER_WIN"] == ""
    assert SETTINGS["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"


def test_the_ribbon_is_a_part_that_office_looks_for(addin_file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(addin_file)) as archive:
        relations = ET.fromstring(archive.read("_rels/.rels"))  # noqa: S314 -- our own file
        targets = {each.get("Type", ""): each.get("Target", "") for each in relations}
        extensibility = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
        ribbon = archive.read(targets[extensibility])
        assert archive.testzip() is None
    assert ribbon.decode() == RIBBON.read_text(encoding="utf-8")


def test_every_part_is_well_formed_and_its_type_declared(addin_file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(addin_file)) as archive:
        names = archive.namelist()
        types = archive.read("[Content_Types].xml").decode()
        for name in names:
            if not name.endswith(".bin"):
                ET.fromstring(archive.read(name))  # noqa: S314 -- our own file
    assert names[0] == "[Content_Types].xml"
    assert {name.rpartition(".")[2] for name in names} == set(
        re.findall(r'Extension="(\w+)"', types)
    )


def test_build_writes_the_file(tmp_path: Path, addin_file: bytes) -> None:
    build_addin(tmp_path / "x.xlam")

    assert (tmp_path / "x.xlam").read_bytes() == addin_file


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="不存在"):
        build_addin(tmp_path / "nowhere" / "x.xlam")


def test_another_blank_of_pyopenvba_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "xladdin.addin.package._with_vba", lambda _: {"_rels/.rels": b"<Relationships/>"}
    )
    with pytest.raises(AddinBuildError, match="空白加载项与已知的不同"):
        package([], "<customUI/>", "a.conf", {"A": "1"}, ("t", "d"))


def test_the_vba_is_of_no_version_so_that_every_excel_compiles_it(addin_file: bytes) -> None:
    """[MS-OVBA] 2.3.4.1: with the number of its own version Excel takes compiled code from it."""
    with zipfile.ZipFile(io.BytesIO(addin_file)) as archive:
        project = CFB.from_bytes(archive.read("xl/vbaProject.bin"))

    assert project.get_stream_in_storage("VBA", "_VBA_PROJECT")[:4] == b"\xcc\x61\xff\xff"
    assert len(project.get_stream_in_storage("VBA", "_VBA_PROJECT")) == 7
