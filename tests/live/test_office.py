"""The harness itself: the other live tests are worth what it is worth."""

import builtins
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Protection

from tests.live.document import Cell, Document
from tests.live.office import (
    DEBIAN_PACKAGES,
    Office,
    OfficeError,
    Offices,
    import_uno,
    pages_as_pictures,
    remote_context,
)

DIVISION_BY_ZERO = 532
ROOT = Path(__file__).parents[2]
CRASH = """
import os, signal

def test_it_crashes(office, excel):
    book = excel.books.add()
    os.killpg(office._process.pid, signal.SIGKILL)
    ask(book.impl.uno)

def ask(document):
    document.calculate()

def test_the_next_one(excel):
    assert len(excel.books) == 0
"""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Amounts with their total, an error, a hidden sheet, a locked one; no cached results."""
    book = Workbook()
    budget = book.create_sheet("预算", 0)
    budget.append(["项目", "金额"])
    budget.append(["网络", 13.5])
    budget.append(["大厅", 20])
    budget.append(["合计", "=SUM(B2:B3)"])
    budget["D5"] = "=B2/0"
    budget["AB6"] = "=LEFT(A2,1)"
    book.create_sheet("说明").sheet_state = "hidden"
    locked = book.create_sheet("锁定")
    locked["A1"], locked["A2"] = 1, 2
    locked["A2"].protection = Protection(locked=False)
    locked.protection.enable()
    del book["Sheet"]
    path = tmp_path / "预算 2024.xlsx"
    book.save(path)
    return path


@pytest.fixture
def document(office: Office, workbook: Path) -> Iterator[Document]:
    opened = office.open(workbook)
    yield opened
    opened.close()


def test_cells_hold_what_the_file_holds(document: Document) -> None:
    document.recalculate()

    assert document.cells("预算") == {
        "A1": Cell("项目", formula=None, error=0),
        "B1": Cell("金额", formula=None, error=0),
        "A2": Cell("网络", formula=None, error=0),
        "B2": Cell(13.5, formula=None, error=0),
        "A3": Cell("大厅", formula=None, error=0),
        "B3": Cell(20.0, formula=None, error=0),
        "A4": Cell("合计", formula=None, error=0),
        "B4": Cell(33.5, formula="=SUM(B2:B3)", error=0),
        "D5": Cell(None, formula="=B2/0", error=DIVISION_BY_ZERO),
        "AB6": Cell("网", formula="=LEFT(A2;1)", error=0),
    }


def test_a_formula_follows_a_new_value(document: Document) -> None:
    document.set_value("预算", "B2", 80.01)
    document.set_value("预算", "A2", "专线")
    document.recalculate()

    cells = document.cells("预算")
    assert cells["B4"].value == pytest.approx(100.01)
    assert cells["AB6"].value == "专"


def test_sheets_are_named_in_order_with_the_hidden_ones(document: Document) -> None:
    assert document.sheet_names == ["预算", "说明", "锁定"]
    assert document.cells("说明") == {}


def test_a_locked_cell_refuses_a_value(document: Document) -> None:
    document.set_value("锁定", "A2", 3)
    with pytest.raises(PermissionError, match="锁定!A1 is locked"):
        document.set_value("锁定", "A1", 3)

    cells = document.cells("锁定")
    assert (cells["A1"].value, cells["A2"].value) == (1, 3)


def test_an_unknown_sheet_is_named(document: Document) -> None:
    with pytest.raises(LookupError, match="no sheet '决算'; there are 预算, 说明, 锁定"):
        document.cells("决算")


def test_nothing_is_saved(office: Office, workbook: Path) -> None:
    before = workbook.read_bytes()
    document = office.open(workbook)
    document.set_value("预算", "B2", 1)
    document.close()

    assert workbook.read_bytes() == before
    assert sorted(workbook.parent.iterdir()) == [workbook]


def test_a_workbook_becomes_pages_and_pictures(office: Office, workbook: Path) -> None:
    pdf = office.convert_to_pdf(workbook, workbook.parent)
    pictures = pages_as_pictures(pdf)

    assert pdf.read_bytes().startswith(b"%PDF")
    assert len(pictures) >= 2  # two sheets are seen, the hidden one is not
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_what_is_no_workbook_is_an_error(office: Office, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>预算</p>", encoding="utf-8")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut")

    for path in (page, broken, tmp_path / "missing.xlsx"):
        with pytest.raises(OfficeError, match=path.name):
            office.open(path)


def test_a_missing_office_is_an_error_with_the_remedy() -> None:
    with pytest.raises(OfficeError, match=r"no-such-office isn't installed.*make test"):
        Office("no-such-office")


def test_an_office_that_does_not_start_is_an_error() -> None:
    with pytest.raises(OfficeError, match="ended at once"):
        Office("false")


def test_a_closed_office_leaves_nothing_behind(workbook: Path) -> None:
    with Office() as second:
        second.open(workbook)
        assert second.folder.is_dir()
        assert processes_naming(second.folder)

    assert not second.folder.exists()
    assert not processes_naming(second.folder)


def test_an_office_that_ended_by_itself_is_replaced(workbook: Path) -> None:
    with Offices() as offices:
        first = offices.running()
        assert offices.running() is first
        assert first.last_words() is None

        context = remote_context(first.address)
        desktop = "com.sun.star.frame.Desktop"
        context.ServiceManager.createInstanceWithContext(desktop, context).terminate()
        assert "ended by itself (exit status 0)" in (offices.last_words() or "")

        second = offices.running()
        assert second.open(workbook).sheet_names == ["预算", "说明", "锁定"]
    assert not first.folder.exists()
    assert not second.folder.exists()


def test_a_crash_fails_its_test_only_and_is_told(tmp_path: Path) -> None:
    hooks = "excel, office, offices, pytest_runtest_makereport"
    (tmp_path / "conftest.py").write_text(f"from tests.live.conftest import {hooks}")
    (tmp_path / "test_crash.py").write_text(CRASH)
    options = ("--confcutdir", str(tmp_path), "-p", "no:cacheprovider")
    told_outside = {"PYTEST_ADDOPTS": ""}  # a report to write, a profile that isn't there
    told = subprocess.run(  # noqa: S603 -- this Python, and the tests above
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        check=False,
        cwd=ROOT,
        env=os.environ | told_outside,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    ).stdout

    assert "1 failed, 1 passed, 1 error" in told  # it couldn't close its workbooks either
    assert told.count("LibreOffice ended by itself (exit status") >= 2
    assert str(ROOT / "tests/live/calc/book.py") in told


def processes_naming(folder: Path) -> list[str]:
    """Give the command lines of running processes that mention the folder."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            lines.append(process.read_text(errors="replace"))
    return [line for line in lines if str(folder) in line]


def test_uno_leaves_python_as_it_was(office: Office) -> None:
    assert office
    assert str(DEBIAN_PACKAGES) not in sys.path
    assert builtins.__import__.__module__ == "builtins"


def test_exceptions_of_uno_pass_through_context_managers(office: Office) -> None:
    @contextlib.contextmanager
    def passed() -> Iterator[None]:
        yield

    missing = import_uno().getClass("com.sun.star.container.NoSuchElementException")
    with pytest.raises(missing), passed():
        remote_context(office.address).removeByName("/nothing")
