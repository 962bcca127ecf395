"""Working in the running application without a trace: what `live/host.py` promises."""

import sys
from pathlib import Path

import pytest
import xlwings as xw
from pyopenvba import ExcelFile

from xladdin.errors import UsageError
from xladdin.workbook.live.host import calling_app, open_without_macros

ON_OPENING = """\
Private Sub Workbook_Open()
    Worksheets(1).Range("A1").Value = "ran"
End Sub
"""


@pytest.fixture
def macro_workbook(tmp_path: Path) -> Path:
    """A workbook with a macro that runs when it is opened, as a mail may bring it."""
    path = tmp_path / "带宏.xlsm"
    with ExcelFile.create_new(path) as file:
        file.set_module("ThisWorkbook", ON_OPENING.replace("\n", "\r\n"))
        file.save()
    return path


def test_macros_of_what_is_opened_do_not_run(excel: xw.App, macro_workbook: Path) -> None:
    def has_run(book: xw.Book) -> bool:
        said = book.sheets[0]["A1"].value
        book.close()
        return bool(said == "ran")

    assert has_run(excel.books.open(macro_workbook))
    assert not has_run(open_without_macros(excel, macro_workbook))
    assert has_run(excel.books.open(macro_workbook))  # what others open is as it was


def test_what_is_open_is_gone_to(excel: xw.App, macro_workbook: Path) -> None:
    book = excel.books.open(macro_workbook)
    excel.books.add()

    assert open_without_macros(excel, macro_workbook) == book
    assert excel.books.active == book
    assert len(excel.books) == 2


def test_of_two_workbooks_of_one_name_the_second_is_refused(
    excel: xw.App, macro_workbook: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一处" / macro_workbook.name
    other.parent.mkdir()
    other.write_bytes(macro_workbook.read_bytes())
    excel.books.open(macro_workbook)

    with pytest.raises(UsageError, match="请先保存并关闭"):
        open_without_macros(excel, other)


def test_the_calling_excel_is_known_by_its_window(
    excel: xw.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["-c", f"--hwnd={excel.hwnd}"])
    assert calling_app() == excel

    monkeypatch.setattr(sys, "argv", ["-c", "--hwnd=1"])
    with pytest.raises(LookupError):
        calling_app()
