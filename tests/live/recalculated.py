"""Workbooks calculated anew: each formula must give the result that the file brought along."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.live.office import Office

_TOLERANCE = 1e-9  # of the order in which floats are added


def assert_results_hold(office: Office, path: Path) -> int:
    """No cell shows an error, and each formula's result is the file's. How many formulas."""
    brought = load_workbook(path, data_only=True)
    document = office.open(path)
    document.recalculate()
    count = 0
    for name in document.sheet_names:
        for address, cell in document.cells(name).items():
            assert cell.error == 0, (name, address, cell)
            if cell.formula is None:
                continue
            count += 1
            stored = brought[name][address].value
            expected = (
                pytest.approx(stored, abs=_TOLERANCE)
                if isinstance(stored, int | float)
                else stored or ""
            )
            assert cell.value == expected, (name, address, cell)
    document.close()
    return count
