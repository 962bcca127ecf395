"""The add-in is built once for all the tests of a process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addin.excel_in_memory import INTERPRETER, ExcelInMemory
from xladdin.addin.build import addin_bytes, addin_modules
from xladdin.addin.vba import VbaModule

StartExcel = Callable[..., ExcelInMemory]


@pytest.fixture(scope="session")
def modules() -> list[VbaModule]:
    return addin_modules()


@pytest.fixture(scope="session")
def module_texts(modules: list[VbaModule]) -> dict[str, str]:
    return {module.name: module.text for module in modules}


@pytest.fixture(scope="session")
def addin_file(modules: list[VbaModule]) -> bytes:
    return addin_bytes(modules)


@pytest.fixture
def start_excel(addin_file: bytes, modules: list[VbaModule], tmp_path: Path) -> StartExcel:
    path = tmp_path / "xladdin.xlam"
    path.write_bytes(addin_file)

    def start(interpreter: str = INTERPRETER) -> ExcelInMemory:
        return ExcelInMemory(path, modules, interpreter)

    return start
