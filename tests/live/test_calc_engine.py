"""Applications, workbooks and sheets of xlwings' public interface, live against Calc."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlwings as xw

from tests.live.calc import macros
from tests.live.calc.bridge import uno
from tests.live.calc.connect import VARIABLE, connect
from tests.live.calc.notebook import Alert
from tests.live.calc.values import ExcelRefusedError
from tests.live.office import Office, OfficeError

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(excel: xw.App) -> xw.Book:
    return excel.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]


def test_the_running_calc_is_the_active_application(excel: xw.App, book: xw.Book) -> None:
    assert xw.apps.active == excel
    assert xw.apps[excel.pid] == excel
    assert excel.version.major == 16
    assert xw.books.active == book
    assert [opened.name for opened in excel.books] == [book.name]


def test_without_a_connection_xlwings_has_no_application() -> None:
    assert xw.engines.active is None
    with pytest.raises(OfficeError, match=VARIABLE):
        connect()


def test_books_are_found_by_name_and_path(excel: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "绩效目标 316001.xlsx"
    new = excel.books.add()
    assert new.fullname == new.name

    new.sheets[0]["A1"].value = "单位"
    assert not new.api.Saved
    new.save(path)
    assert new.api.Saved
    assert (new.name, new.fullname, new.api.Path) == (path.name, str(path), str(tmp_path))

    other = excel.books.add()
    assert xw.books.active == other
    assert xw.Book(path.name) == xw.Book(str(path)) == excel.books[path.name] == new
    new.activate()
    assert xw.books.active == new
    new.sheets[0]["A1"].value = "未保存"
    new.close()
    with pytest.raises(KeyError):
        excel.books[path.name]

    opened = excel.books.open(path)
    assert opened.sheets[0]["A1"].value == "单位"
    opened.sheets[0]["A1"].value = "已保存"
    opened.save()
    opened.close()
    assert excel.books.open(path, read_only=True).sheets[0]["A1"].value == "已保存"
    assert excel.books[path.name].api.ReadOnly


def test_what_is_no_workbook_is_not_opened(excel: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(ExcelRefusedError):
        excel.books.open(path)
    with pytest.raises(ExcelRefusedError):
        excel.books.add().save(tmp_path / "表.txt")


def test_names_of_the_workbook_and_of_sheets(book: xw.Book, sheet: xw.Sheet) -> None:
    sheet.name = "项目 1"
    book.names.add("单位", "='项目 1'!$A$1")
    sheet.names.add("预算数", "='项目 1'!$B$2:$C$2")
    sheet["D4"].name = "合计"
    sheet["B2"].value = [16.53, 2]

    assert {name.name: name.refers_to for name in book.names} == {
        "单位": "='项目 1'!$A$1",
        "合计": "='项目 1'!$D$4",
        "'项目 1'!预算数": "='项目 1'!$B$2:$C$2",
    }
    assert [name.name for name in sheet.names] == ["'项目 1'!预算数"]
    assert sheet["预算数"].value == [16.53, 2.0]
    assert book.names["单位"].refers_to_range.address == "$A$1"
    assert sheet["D4"].name == book.names["合计"]
    assert sheet["D5"].name is None

    copied = sheet.copy(name="项目 2")
    assert copied.names["预算数"].refers_to == "='项目 2'!$B$2:$C$2"
    book.names["单位"].refers_to = "='项目 2'!$A$9"
    assert book.names["单位"].refers_to_range.sheet.name == "项目 2"
    del book.names["单位"]
    assert "单位" not in book.names
    with pytest.raises(xw.NoSuchObjectError):
        sheet["单位"]


def test_sheets_come_go_and_move(book: xw.Book) -> None:
    book.sheets[0].name = "封面"
    book.sheets.add("项目1", after=book.sheets["封面"])
    assert book.sheets.active.name == "项目1"
    copy = book.sheets["项目1"].copy()
    assert copy.name == "项目1 (2)"
    copy.move(before=book.sheets["封面"])
    assert book.sheet_names == ["项目1 (2)", "封面", "项目1"]
    copy.move(after=book.sheets["项目1"])
    assert [sheet.index for sheet in book.sheets] == [1, 2, 3]
    assert book.sheets["项目1 (2)"].index == 3

    book.sheets["封面"].activate()
    assert book.sheets.active.name == "封面"
    copy.delete()
    book.sheets["项目1"].visible = False
    assert book.sheet_names == ["封面", "项目1"]
    with pytest.raises(ExcelRefusedError):
        book.sheets["封面"].delete()
    with pytest.raises(ExcelRefusedError):
        book.sheets["封面"].visible = False
    with pytest.raises(ExcelRefusedError):
        book.sheets["项目1"].activate()
    with pytest.raises(xw.NoSuchObjectError):
        book.sheets["项目2"]


def test_a_sheet_goes_into_another_workbook(excel: xw.App, book: xw.Book) -> None:
    form = excel.books.add()
    form.sheets[0].name = "项目"
    form.sheets[0]["A1"].value = "预算数"
    for _ in range(2):
        form.sheets["项目"].copy(after=book.sheets[-1])

    assert book.sheet_names == ["Sheet1", "项目", "项目 (2)"]
    assert book.sheets["项目 (2)"]["A1"].value == "预算数"


def test_hidden_and_very_hidden_sheets(excel: xw.App, tmp_path: Path) -> None:
    template = ROOT / "workbook_templates/unit_workbook.xlsx"
    path = tmp_path / template.name
    path.write_bytes(template.read_bytes())
    book = excel.books.open(path)

    assert {sheet.name: sheet.visible for sheet in book.sheets} == {
        "封面": -1,
        "项目1": -1,
        "校验结果": -1,
        "列表": 0,
        "xladdin": 2,
    }
    book.sheets["列表"].api.Visible = 2
    book.sheets["xladdin"].visible = True
    assert [book.sheets[name].visible for name in ("列表", "xladdin")] == [2, -1]


def test_a_protected_sheet_refuses_what_excel_refuses(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = ["锁定", "输入"]
    sheet["B1"].api.Locked = False
    sheet.api.Protect(AllowInsertingRows=True)
    assert sheet.api.ProtectContents

    sheet["B1"].value = "改了"
    refusals: list[Callable[[], None]] = [
        lambda: setattr(sheet["A1"], "value", "改了"),
        lambda: setattr(sheet["A1:B1"], "value", ["改了", "改了"]),
        lambda: setattr(sheet["A1"], "formula", "=1"),
        lambda: setattr(sheet["B1"], "color", "#FF0000"),
        lambda: setattr(sheet["B1"].font, "bold", True),
        lambda: setattr(sheet["B1"], "number_format", "0.00"),
        lambda: setattr(sheet["2:2"].rows, "hidden", True),
        lambda: sheet["2:2"].insert("down"),
        sheet["2:2"].delete,
        sheet["A1"].clear_contents,
        lambda: sheet["B1"].copy(sheet["C1"]),
    ]
    for refused in refusals:
        with pytest.raises(ExcelRefusedError):
            refused()
    assert sheet["A1:B1"].value == ["锁定", "改了"]

    sheet.api.Unprotect()
    sheet["A1"].value = "改了"
    assert sheet["A1"].value == "改了"


def test_a_protected_order_of_sheets(book: xw.Book) -> None:
    book.api.Protect("密码")
    assert book.api.ProtectStructure
    for refused in (book.sheets.add, book.sheets[0].copy):
        with pytest.raises(ExcelRefusedError):
            refused()
    with pytest.raises(ExcelRefusedError):
        book.api.Unprotect("别的")
    book.api.Unprotect("密码")
    book.sheets.add()
    assert len(book.sheets) == 2


def test_the_selection_and_what_is_seen(excel: xw.App, book: xw.Book, sheet: xw.Sheet) -> None:
    other = book.sheets.add("项目2", after=sheet)
    with pytest.raises(ExcelRefusedError):
        sheet["B2"].select()
    sheet.activate()
    sheet["B2:C3"].select()
    assert excel.selection == sheet["B2:C3"]
    sheet["D5"].select()
    window = excel.api.ActiveWindow
    window.ScrollRow, window.ScrollColumn = 40, 3
    assert (window.ScrollRow, window.ScrollColumn) == (40, 3)

    other.activate()
    other["A9"].select()
    assert book.selection == other["A9"]
    sheet.activate()
    assert excel.selection == sheet["D5"]
    assert excel.api.ActiveWindow.ScrollRow == 40


def test_the_status_bar_and_messages_are_noted(excel: xw.App) -> None:
    excel.books.add()
    with excel.properties(status_bar="正在校验 1/13", screen_updating=False, enable_events=False):
        assert excel.status_bar == "正在校验 1/13"
        assert not excel.screen_updating
        assert not excel.enable_events
    assert excel.screen_updating
    assert excel.enable_events
    assert excel.status_bar is False
    notebook = excel.impl.notebook
    assert notebook.status_texts == ["正在校验 1/13"]

    notebook.answer_alerts_with("no")
    answers = [excel.alert("删除?", "项目", "yes_no", "critical") for _ in range(2)]
    assert answers == ["no", "yes"]
    assert notebook.alerts == [Alert("删除?", "项目", "yes_no", "critical")] * 2


def test_calculation(excel: xw.App, sheet: xw.Sheet) -> None:
    sheet["A1"].value = [1, "=A1*2"]
    excel.calculation = "manual"
    sheet["A1"].value = 5
    assert excel.calculation == "manual"
    assert sheet["B1"].value == 2.0
    excel.calculate()
    assert sheet["B1"].value == 10.0
    excel.calculation = "automatic"
    sheet["A1"].value = 6
    assert sheet["B1"].value == 12.0


def test_another_process_works_on_the_visible_workbook(
    office: Office, excel: xw.App, sheet: xw.Sheet
) -> None:
    sheet["A1"].value = "未保存的内容"
    code = (
        "from tests.live.calc.connect import connect; app = connect();"
        "cell = app.books.active.sheets.active['A1'];"
        "cell.offset(1).value = cell.value + '，看到了'; app.status_bar = '完成'"
    )
    subprocess.run(  # noqa: S603 -- this Python, and the code above
        [sys.executable, "-c", code],
        check=True,
        cwd=ROOT,
        env={VARIABLE: office.address},
        timeout=60,
    )
    assert sheet["A2"].value == "未保存的内容，看到了"
    assert excel.status_bar == "完成"


def test_the_main_thread_gives_what_it_was_asked_for_or_raises_it(excel: xw.App) -> None:
    main_thread, context = excel.impl.main_thread, excel.impl.context
    assert main_thread.run(lambda: context.hasByName("/nothing")) is False
    with pytest.raises(uno().getClass("com.sun.star.container.NoSuchElementException")):
        main_thread.run(lambda: context.removeByName("/nothing"))


def test_macros_are_called_with_arguments(excel: xw.App, book: xw.Book) -> None:
    macros.put_module(
        book.impl,
        "Sums",
        "Public Function AddUp(a, b)\n    AddUp = a + b\nEnd Function\n"
        'Public Sub Sign(text)\n    ActiveSheet.Range("A1").Value = text\nEnd Sub\n',
    )
    assert book.macro("Sums.AddUp")(1.5, 2) == 3.5
    assert excel.macro("AddUp")("绩", "效") == "绩效"
    excel.macro(f"'{book.name}'!Sign")("已签")
    assert book.sheets[0]["A1"].value == "已签"
    with pytest.raises(ExcelRefusedError):
        book.macro("Sums.Nothing")()


def test_dead_macros_are_found_out(book: xw.Book) -> None:
    macros.put_module(book.impl, "Good", "Public Function One()\n    One = 1\nEnd Function\n")
    assert macros.call(book.impl, "Good.One").value == 1
    macros.put_module(book.impl, "Bad", "Public Sub Broken()\n    Dim (\nEnd Sub\n")
    with pytest.raises(ExcelRefusedError, match="compile"):
        macros.call(book.impl, "Good.One")


def test_what_calc_has_no_counterpart_for_says_so(sheet: xw.Sheet) -> None:
    with pytest.raises(NotImplementedError):
        _ = sheet.charts
    with pytest.raises(NotImplementedError):
        sheet["A1"].copy()
