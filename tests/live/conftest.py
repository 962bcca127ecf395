"""Everything in this folder is a live test: it runs in a real LibreOffice, and never skips."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from rich.console import Console

from tests.live.calc.connect import Connected
from tests.live.calc.run_python import RunPythonDouble
from tests.live.office import Office, OfficeError, Offices
from tests.live.ribbon_desk import Desk
from xladdin.addin.build import ADDIN_NAME, build_addin
from xladdin.demo import run_demo

HERE = Path(__file__).parent
OFFICES = pytest.StashKey[Offices]()


@pytest.hookimpl(tryfirst=True)  # before -m chooses by markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.live)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """A LibreOffice that crashed fails the test with its own last words.

    What UNO raises then misleads ("cannot get value Sheets"), and to print one of its objects, as
    pytest does with arguments, would abort this process.
    """
    offices = item.session.stash.get(OFFICES, None)
    if call.excinfo and offices and (words := offices.last_words()):
        entries = [entry for entry in call.excinfo.traceback if HERE in Path(entry.path).parents]
        places = [f"{entry.path}:{entry.lineno + 1}" for entry in entries]
        try:
            pytest.fail("\n".join((words, "It was called from:", *places)), pytrace=False)
        except pytest.fail.Exception as failure:
            call.excinfo = pytest.ExceptionInfo.from_exception(failure)


@pytest.fixture(scope="session")
def offices(request: pytest.FixtureRequest) -> Iterator[Offices]:
    with Offices() as offices:
        request.session.stash[OFFICES] = offices
        yield offices


@pytest.fixture
def office(offices: Offices) -> Office:
    """One LibreOffice for the whole run (for each worker, when there are several)."""
    try:
        return offices.running()
    except OfficeError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def excel(office: Office) -> Iterator[xw.App]:
    """The live application as xlwings shows it: see tests/live/calc. Every test has it empty."""
    with Connected(office.address) as app:
        yield app


@pytest.fixture(scope="session")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in's file, as it is built for users."""
    path = tmp_path_factory.mktemp("addin") / ADDIN_NAME
    build_addin(path)
    return path


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `xladdin demo` makes. To be copied, not to be changed."""
    folder = tmp_path_factory.mktemp("demo")
    run_demo(folder, Console(file=io.StringIO()))
    return folder


@pytest.fixture
def sample(demo_folder: Path, tmp_path: Path) -> dict[str, Path]:
    """Copies of the sample's workbooks by the code of the unit (the department's own: 316)."""
    inbox = tmp_path / "inbox"
    shutil.copytree(demo_folder / "inbox", inbox)
    return {path.name.partition("_")[0]: path for path in inbox.iterdir()}


@pytest.fixture
def desk(excel: xw.App, run_python: RunPythonDouble, xlam: Path) -> Desk:
    """Excel with the add-in and nothing else."""
    add_in = excel.books.open(xlam)
    run_python.install(add_in)
    return Desk(excel, add_in, run_python)


@pytest.fixture
def run_python(office: Office, tmp_path: Path) -> RunPythonDouble:
    """What stands for RunPython; `install` it into the add-in that a test loads."""
    return RunPythonDouble(tmp_path / "run-python", office.address)
