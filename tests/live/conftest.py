"""Everything in this folder is a live test: it runs in a real LibreOffice, and never skips."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.live.calc.connect import Connected
from tests.live.calc.run_python import RunPythonDouble
from tests.live.office import Office, OfficeError

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before -m chooses by markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.live)


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """One LibreOffice for the whole run (for each worker, when there are several)."""
    try:
        started = Office()
    except OfficeError as error:
        pytest.fail(str(error), pytrace=False)
    with started:
        yield started


@pytest.fixture
def excel(office: Office) -> Iterator[xw.App]:
    """The live application as xlwings shows it: see tests/live/calc. Every test has it empty."""
    with Connected(office.address) as app:
        yield app


@pytest.fixture
def run_python(office: Office, tmp_path: Path) -> RunPythonDouble:
    """What stands for RunPython; `install` it into the add-in that a test loads."""
    return RunPythonDouble(tmp_path / "run-python", office.address)
