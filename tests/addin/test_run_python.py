"""What a click does in VBA: which buttons are grey, what is run, what is said when it fails."""

import re
import shlex
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.addin.conftest import StartExcel
from tests.addin.excel_in_memory import INTERPRETER, WINDOW, ExcelInMemory
from xladdin.form import summary_form
from xladdin.form.layout import LIVE_CHECK_NAME

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
UNIT_WORKBOOK = TEMPLATES / "unit_workbook.xlsx"
DEPARTMENT_WORKBOOK = TEMPLATES / "department_workbook.xlsx"
ENTRY = "import xladdin.ribbon; xladdin.ribbon.validate_workbook()"


@pytest.fixture
def excel(start_excel: StartExcel) -> ExcelInMemory:
    return start_excel()


@pytest.fixture
def foreign_workbook(tmp_path: Path) -> Path:
    path = tmp_path / "别的.xlsx"
    Workbook().save(path)
    return path


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    book = Workbook()
    for name in (
        summary_form.OVERVIEW_SHEET,
        summary_form.PROJECTS_SHEET,
        summary_form.PLAN_SHEET,
        summary_form.SUBMISSIONS_SHEET,
    ):
        book.create_sheet(name)
    path = tmp_path / "汇总表.xlsx"
    book.save(path)
    return path


FACTS = ("IsOurWorkbook", "IsUnitWorkbook", "IsProjectSheet", "IsSummary")


def facts(excel: ExcelInMemory) -> list[str]:
    return [name for name in FACTS if excel.run(name)]


def test_what_is_on_the_screen_is_known(
    excel: ExcelInMemory, foreign_workbook: Path, summary: Path
) -> None:
    excel.open(UNIT_WORKBOOK, sheet="封面")
    assert facts(excel) == ["IsOurWorkbook", "IsUnitWorkbook"]

    excel.open(UNIT_WORKBOOK, sheet="项目1")
    assert facts(excel) == ["IsOurWorkbook", "IsUnitWorkbook", "IsProjectSheet"]

    excel.open(DEPARTMENT_WORKBOOK)
    assert facts(excel) == ["IsOurWorkbook"]

    excel.open(foreign_workbook)
    assert facts(excel) == []

    excel.open(summary)
    assert facts(excel) == ["IsSummary"]


def test_the_live_check_is_known_by_its_name(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)
    assert not excel.run("IsLiveCheckOnHere")

    excel.add_name(LIVE_CHECK_NAME)
    assert excel.run("IsLiveCheckOnHere")


def test_saving_first_takes_the_live_check_out(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.save()
    assert excel.shell.command_lines == []

    excel.add_name(LIVE_CHECK_NAME)
    excel.save()
    (line,) = excel.shell.command_lines
    assert "xladdin.ribbon.live_check_off()" in line


def test_a_live_check_that_stays_is_told_and_the_work_is_saved(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.add_name(LIVE_CHECK_NAME)

    excel.save()  # the shell ran nothing, so the name is still there

    (message,) = excel.messages
    assert "现场校验没有关闭" in message


def test_a_click_runs_its_entry(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)

    excel.run("RunEntry", "validate_workbook")

    (line,) = excel.shell.command_lines
    program, options, rest = re.fullmatch(r'("[^"]+") (/D /S /C) "(.*)"', line).groups()  # type: ignore[union-attr]
    assert program == '"%SystemRoot%\\System32\\cmd.exe"'
    assert options == "/D /S /C"
    change_folder, _, python = rest.partition(" && ")
    assert change_folder == 'pushd "C:\\Program Files\\Python"'
    started, *arguments = shlex.split(python.replace("\\", "\\\\"))
    assert started == INTERPRETER
    assert arguments[:5] == ["-E", "-P", "-B", "-X", "utf8"]
    assert arguments[5] == "-c"
    assert arguments[6] == ENTRY
    assert arguments[7:9] == [f"--hwnd={WINDOW}", "2>"]
    assert re.fullmatch(r"%TEMP%\\xladdin-[0-9A-F-]{36}\.log", arguments[9])
    assert excel.messages == []
    assert excel.run("KilledFile") == arguments[9]


def test_nothing_of_the_workbook_comes_into_the_command_line(
    excel: ExcelInMemory, tmp_path: Path
) -> None:
    name = "a^&calc^&'%PATH%;;;;;;.xlsx"
    path = tmp_path / name
    path.write_bytes(UNIT_WORKBOOK.read_bytes())
    excel.open(path)

    excel.run("RunEntry", "validate_workbook")

    assert "calc" not in excel.shell.command_lines[0]
    assert str(tmp_path) not in excel.shell.command_lines[0]


def test_without_a_workbook_a_click_opens_one_by_which_python_finds_excel(
    excel: ExcelInMemory,
) -> None:
    excel.close_all()
    excel.run("RunEntry", "new_workbook")

    assert excel.has_active_workbook
    assert len(excel.shell.command_lines) == 1
    assert excel.messages == []


def test_a_text_in_the_status_bar_stays_until_another_cell_is_selected(
    excel: ExcelInMemory,
) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.shell.says_in_status_bar = "问题 1/2"
    excel.run("RunEntry", "next_finding")
    assert excel.status_bar == "问题 1/2"

    excel.run("GiveBackStatusBar")
    assert excel.status_bar is False


def test_a_text_of_somebody_else_in_the_status_bar_is_left_alone(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.run("RunEntry", "validate_workbook")
    excel.status_bar = "别的程序"

    excel.run("GiveBackStatusBar")
    assert excel.status_bar == "别的程序"


@pytest.mark.parametrize(
    "interpreter",
    ["", "python", "pythonw.exe", "python\\python.exe", "C:\\gone\\python.exe", '\\\\a\\b" & calc'],
)
def test_no_python_is_said_in_chinese_and_nothing_is_run(
    start_excel: StartExcel, interpreter: str
) -> None:
    excel = start_excel(interpreter)
    excel.open(UNIT_WORKBOOK)

    excel.run("RunEntry", "validate_workbook")

    assert excel.shell.command_lines == []
    (message,) = excel.messages
    assert "没有找到运行 xladdin 的 Python" in message
    assert "xladdin addin install" in message
    assert message.endswith("设置文件：%USERPROFILE%\\.xladdin\\xladdin.conf")


def test_a_failure_of_python_names_the_log_and_keeps_it(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.shell.exit_status = 1

    excel.run("RunEntry", "validate_workbook")

    (message,) = excel.messages
    assert message.startswith("这一步没有完成。")
    log = message.rpartition("日志文件：")[2]
    assert f'2> "{log}"' in excel.shell.command_lines[0]
    assert excel.run("KilledFile") != log


def test_a_failure_of_vba_itself_is_said_in_chinese(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.shell.fails_with = "拒绝访问"

    excel.run("RunEntry", "validate_workbook")

    (message,) = excel.messages
    assert message.startswith("这一步没有完成。")
    assert message.endswith("原因：拒绝访问")


def test_the_server_of_the_functions_starts_as_safely(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)

    assert excel.run("XLPyCommand") == (
        '"%SystemRoot%\\System32\\cmd.exe" /D /S /C "pushd "C:\\Program Files\\Python" && '
        f'"{INTERPRETER}" -E -P -B -X utf8 -c '
        '"import xladdin.workbook.live, xlwings; xlwings.serve(\'$(CLSID)\')""'
    )


def test_excel_is_told_the_help_of_the_functions(excel: ExcelInMemory) -> None:
    excel.open(UNIT_WORKBOOK)

    excel.run("DescribeOnce")

    category, text, arguments = excel.described_functions["PT_CHECK_CODE"]
    assert category == "绩效目标"
    assert text.startswith("检查项目编码")
    assert arguments == ["项目编码：一个单元格或一个区域，应为文本格式"]


def test_the_live_check_is_not_switched_on_where_excel_saves_by_itself(
    excel: ExcelInMemory,
) -> None:
    excel.open(UNIT_WORKBOOK)
    excel.click("OnLiveCheck", pressed=True)
    (line,) = excel.shell.command_lines
    assert "xladdin.ribbon.live_check_on()" in line

    excel.save_by_itself()
    excel.click("OnLiveCheck", pressed=True)
    (message,) = excel.messages
    assert "请先关闭 Excel 左上角的“自动保存”" in message
    assert len(excel.shell.command_lines) == 1

    excel.click("OnLiveCheck", pressed=False)
    assert "xladdin.ribbon.live_check_off()" in excel.shell.command_lines[1]
