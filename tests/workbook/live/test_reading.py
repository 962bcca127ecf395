from types import SimpleNamespace
from typing import cast

import xlwings as xw

from xladdin.form import layout
from xladdin.workbook.live.reading import read_program_sheets


class CloudBook:
    """A workbook in a cloud's folder, which xlwings would look for on this machine."""

    sheet_names: tuple[str, ...] = ()
    app = SimpleNamespace(books={layout.ADDIN_FILE: None}.__getitem__)
    api = SimpleNamespace(FullName="https://cloud.example/finance/316001.xlsx")

    @property
    def fullname(self) -> str:
        raise xw.XlwingsError("no local path")


def test_a_workbook_in_a_cloud_goes_by_its_address() -> None:
    file = read_program_sheets(cast("xw.Book", CloudBook())).file
    assert file == "https://cloud.example/finance/316001.xlsx"
