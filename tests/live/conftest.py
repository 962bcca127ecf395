"""Everything in this folder is a live test: it runs in a real LibreOffice, and never skips."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
