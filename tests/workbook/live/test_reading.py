from typing import cast

import xlwings as xw

from xladdin.workbook.live.reading import read_program_sheets


class CloudBook:
    """A workbook in a cloud's folder that xlwings doesn't find on this machine."""

    name = "316001.xlsx"
    sheet_names: tuple[str, ...] = ()

    @property
    def fullname(self) -> str:
        raise xw.XlwingsError("no local path")


def test_a_workbook_without_a_path_goes_by_its_name() -> None:
    assert read_program_sheets(cast("xw.Book", CloudBook())).file == "316001.xlsx"
