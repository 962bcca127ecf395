"""The add-in is built once for all the tests of a process."""

import pytest

from xladdin.addin.build import addin_bytes, addin_modules
from xladdin.addin.vba import VbaModule


@pytest.fixture(scope="session")
def modules() -> list[VbaModule]:
    return addin_modules()


@pytest.fixture(scope="session")
def module_texts(modules: list[VbaModule]) -> dict[str, str]:
    return {module.name: module.text for module in modules}


@pytest.fixture(scope="session")
def addin_file(modules: list[VbaModule]) -> bytes:
    return addin_bytes(modules)
