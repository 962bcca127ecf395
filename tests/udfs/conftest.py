"""Excel's side of the functions in cells, started once for all tests of a process."""

from collections.abc import Iterator

import pytest

from tests.udfs.excel_process import Excel


@pytest.fixture(scope="session")
def excel() -> Iterator[Excel]:
    with Excel() as running:
        yield running
