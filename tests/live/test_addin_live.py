"""The add-in in LibreOffice: its modules compile, and a hostile workbook has no say in anything."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.live.macros import Addin, MacroOffice, with_probes
from xladdin.addin.build import addin_bytes, addin_modules
from xladdin.addin.vba import VbaModule

UNIT_WORKBOOK = Path(__file__).parents[2] / "workbook_templates" / "unit_workbook.xlsx"
INTERPRETER = "C:\\Python\\python.exe"
EVIL = "C:\\evil\\python.exe"
MODULES = (
    "ThisWorkbook",
    "XladdinRibbon",
    "XladdinRun",
    "XladdinFacts",
    "XladdinLooks",
    "XladdinTexts",
    "XladdinFunctions",
    "xlwings_udfs",
    "xlwings",
)


@pytest.fixture(scope="module")
def modules() -> dict[str, VbaModule]:
    return {module.name: module for module in addin_modules()}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's folder, with the settings file where the VBA looks for it.

    The VBA joins folders with backslashes, which on this system are letters of a file's name.
    """
    folder = tmp_path_factory.mktemp("home")
    settings = Path(f"{folder / 'user'}\\.xladdin\\xladdin.conf")
    settings.write_text(f'"INTERPRETER_WIN","{INTERPRETER}"\n', encoding="ascii")
    return folder / "user"


@pytest.fixture(scope="module")
def macro_office(home: Path) -> Iterator[MacroOffice]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("USERPROFILE", str(home))
        patch.setenv("SystemRoot", "C:\\Windows")
        started = MacroOffice()
    with started:
        yield started


@pytest.fixture(scope="module")
def addin(
    macro_office: MacroOffice,
    modules: dict[str, VbaModule],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Addin]:
    path = tmp_path_factory.mktemp("addin") / "xladdin.xlam"
    path.write_bytes(addin_bytes(with_probes(modules.values())))
    loaded = macro_office.load(path)
    yield loaded
    loaded.close()


def test_these_are_all_the_modules(modules: dict[str, VbaModule]) -> None:
    assert tuple(modules) == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_a_module_compiles(addin: Addin, name: str) -> None:
    assert addin.is_alive(name)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_that_does_not_compile_is_dead(
    macro_office: MacroOffice, modules: dict[str, VbaModule], tmp_path: Path, name: str
) -> None:
    sound = modules[name]
    broken = replace(sound, text=sound.text + "Sub Broken()\r\n  If Then Loop\r\nEnd Sub\r\n")
    path = tmp_path / "broken.xlam"
    path.write_bytes(addin_bytes(with_probes({**modules, name: broken}.values())))
    loaded = macro_office.load(path)
    try:
        assert not loaded.is_alive(name)
    finally:
        loaded.close()


def test_what_is_on_the_screen_is_known(macro_office: MacroOffice, addin: Addin) -> None:
    document = macro_office.show(UNIT_WORKBOOK)
    try:
        assert addin.run("XladdinFacts", "IsUnitWorkbook") is True
        assert addin.run("XladdinFacts", "IsSummary") is False
        assert addin.run("XladdinFacts", "IsProjectSheet") is False
        document.component.CurrentController.setActiveSheet(
            document.component.Sheets.getByName("项目1")
        )
        assert addin.run("XladdinFacts", "IsProjectSheet") is True
    finally:
        document.close()


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    """What a mail might bring: a workbook with settings, settings beside it, and Python."""
    settings = {
        "INTERPRETER": EVIL,
        "INTERPRETER_WIN": EVIL,
        "PYTHONPATH": str(tmp_path),
        "UDF MODULES": "evil",
        "ADD_WORKBOOK_TO_PYTHONPATH": "True",
        "CONDA PATH": "C:\\evil",
        "CONDA ENV": "evil",
        "SHOW CONSOLE": "True",
        "LICENSE_KEY": "evil",
    }
    book = Workbook()
    sheet = book.create_sheet("xladdin.conf")
    for row in settings.items():
        sheet.append(row)
    book.create_sheet("evil.py")["A1"] = "raise SystemExit('evil')"
    book.save(tmp_path / "预算.xlsx")
    lines = [f'"{name}","{value}"\n' for name, value in settings.items()]
    (tmp_path / "xladdin.conf").write_text("".join(lines), encoding="ascii")
    (tmp_path / "pandas.py").write_text("print('EVIL')\n", encoding="ascii")
    (tmp_path / "xladdin.py").write_text("print('EVIL')\n", encoding="ascii")
    return tmp_path


@pytest.fixture
def hostile_addin(macro_office: MacroOffice, addin: Addin, hostile_folder: Path) -> Iterator[Addin]:
    """The add-in while the hostile workbook is the active one."""
    document = macro_office.show(hostile_folder / "预算.xlsx")
    yield addin
    document.close()


def test_a_hostile_workbook_has_no_say_in_a_setting(hostile_addin: Addin) -> None:
    def setting(name: str) -> object:
        return hostile_addin.run("xlwings", "GetConfig", name, "default")

    assert setting("INTERPRETER_WIN") == INTERPRETER  # the user's file
    assert setting("UDF MODULES") == "udfs"  # the add-in's sheet
    assert setting("ADD_WORKBOOK_TO_PYTHONPATH") == "False"
    assert setting("SHOW CONSOLE") == "False"
    for unknown in ("INTERPRETER", "PYTHONPATH", "CONDA PATH", "CONDA ENV", "LICENSE_KEY"):
        assert setting(unknown) == "default"


def test_the_same_settings_count_where_they_belong(hostile_addin: Addin, home: Path) -> None:
    """So what the test above reads is really read."""
    path = Path(f"{home}\\.xladdin\\xladdin.conf")
    before = path.read_text(encoding="ascii")
    path.write_text(before + '"PYTHONPATH","C:\\mine"\n', encoding="ascii")
    try:
        assert hostile_addin.run("xlwings", "GetConfig", "PYTHONPATH", "default") == "C:\\mine"
    finally:
        path.write_text(before, encoding="ascii")


def python_arguments(command_line: str) -> list[str]:
    """What Python is given, from the line that cmd.exe is given."""
    inner = re.fullmatch(r'"C:\\Windows\\System32\\cmd.exe" /D /S /[CK] "(.*)"', command_line)
    assert inner is not None, command_line
    change_folder, _, python = inner[1].partition(" && ")
    assert change_folder == 'pushd "C:\\Python"'
    program, *arguments = shlex.split(python.replace("\\", "\\\\"))
    assert program == INTERPRETER
    return arguments


def run_python(arguments: list[str], folder: Path) -> str:
    run = subprocess.run(  # noqa: S603 -- this Python, arguments that the add-in built
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return run.stdout + run.stderr


def command_line_of(addin: Addin, command: str) -> str:
    line = addin.run("xlwings", "PythonCommandLine", INTERPRETER, command, "C:\\log.txt", "12")
    assert isinstance(line, str)
    return line


def test_python_of_a_hostile_folder_is_not_imported(
    hostile_addin: Addin, hostile_folder: Path
) -> None:
    line = command_line_of(hostile_addin, "import pandas, xladdin; print(pandas.DataFrame())")
    arguments = python_arguments(line)
    assert arguments[-2:] == ["2>", "C:\\log.txt"]

    said = run_python(arguments[:-2], hostile_folder)
    assert "Empty DataFrame" in said
    assert "EVIL" not in said

    # without what the add-in adds, it is imported: so the folder is as hostile as it looks
    careless = [each for each in arguments[:-2] if each not in {"-P", "-E"}]
    assert "EVIL" in run_python(careless, hostile_folder)


def test_nor_is_it_by_the_server_of_the_functions(
    hostile_addin: Addin, hostile_folder: Path
) -> None:
    arguments = python_arguments(hostile_addin.run("xlwings", "XLPyCommand"))
    assert arguments[-1] == "import xladdin.workbook.live, xlwings; xlwings.serve('$(CLSID)')"

    imports = "import xladdin.workbook.live, xlwings, pandas"
    said = run_python([*arguments[:-1], imports], hostile_folder)
    assert "EVIL" not in said
    assert "Error" not in said
