"""The doctor's look at Excel, WPS, and the add-in's own files."""

from importlib.metadata import version
from pathlib import Path

from xladdin.addin.check import Check, Level
from xladdin.addin.install import AddinState, Installation, SettingsState
from xladdin.addin.machine import Machine
from xladdin.addin.office import find_excel, find_wps

_INSTALL = "请运行 xladdin addin install"


def check_excel(machine: Machine) -> Check:
    """The program that the add-in is for."""
    excel, wps = find_excel(machine), find_wps(machine)
    if excel:
        also = f"；另有 {wps}" if wps else ""
        return Check("excel", Level.OK, f"找到 {excel}{also}")
    if wps:
        return Check(
            "excel",
            Level.WARN,
            f"没有找到 Excel；找到 {wps}",
            "工作簿可以在 WPS 中填写；功能区按钮和函数需要 Excel，或改用 xladdin validate 命令",
        )
    return Check(
        "excel",
        Level.FAIL,
        "没有找到 Excel，也没有找到 WPS 表格",
        "请先安装 Excel；命令行的校验和汇总不受影响",
    )


def check_functions_library(machine: Machine) -> Check:
    """The library of xlwings that Excel loads for the functions in cells, of Excel's own width.

    Excel and Python may differ in width: they are separate processes.
    """
    excel = find_excel(machine)
    widths = [excel.bits] if excel and excel.bits else [32, 64]
    names = [f"xlwings{width}-{version('xlwings')}.dll" for width in widths]
    python = machine.interpreter.path
    missing = [name for name in names if not _stands_near(python, name)]
    if missing:
        message = f"Python 旁边没有 {'、'.join(missing)}，单元格函数不能用"
        return Check("functions_library", Level.FAIL, message, "请重新安装 xladdin")
    return Check("functions_library", Level.OK, f"单元格函数所需的 {'、'.join(names)} 在位")


def _stands_near(python: Path, name: str) -> bool:
    """Beside python.exe, or one folder up: that of a virtual environment."""
    return any((folder / name).is_file() for folder in (python.parent, python.parent.parent))


def check_installation(installation: Installation) -> list[Check]:
    """What `xladdin addin status` shows."""
    return [
        check_addin(installation),
        check_settings(installation),
        check_other_copies(installation),
    ]


def check_addin(installation: Installation) -> Check:
    """The add-in in Excel's start folder."""
    path = installation.addin
    match installation.addin_state:
        case AddinState.CURRENT:
            return Check("addin", Level.OK, f"加载项已安装，与本版本一致：{path}")
        case AddinState.DIFFERENT:
            return Check("addin", Level.FAIL, f"加载项不是本版本的：{path}", _INSTALL)
        case AddinState.ABSENT:
            return Check("addin", Level.FAIL, f"加载项没有安装：没有 {path}", _INSTALL)


def check_settings(installation: Installation) -> Check:
    """The settings that tell the add-in which Python to run."""
    path, interpreter = installation.settings, installation.interpreter
    match installation.settings_state:
        case SettingsState.CURRENT:
            return Check("settings", Level.OK, f"设置可读，指向本 Python：{path}")
        case SettingsState.OTHER_INTERPRETER:
            message = f"设置指向另一个 Python：{interpreter}"
            return Check("settings", Level.WARN, message, f"如要改用本 Python，{_INSTALL}")
        case SettingsState.INTERPRETER_MISSING:
            message = f"设置指向的 Python 不存在：{interpreter}"
            return Check("settings", Level.FAIL, message, _INSTALL)
        case SettingsState.ABSENT:
            return Check("settings", Level.FAIL, f"没有指明 Python 的设置：{path}", _INSTALL)
        case SettingsState.UNREADABLE:
            step = f"请删除该文件，{_INSTALL}"
            return Check("settings", Level.FAIL, f"设置文件无法读取：{path}", step)


def check_other_copies(installation: Installation) -> Check:
    """Copies beside the installed one: Excel would open them too, and every button twice."""
    if copies := installation.other_copies:
        message = f"还有其他加载项文件：{'、'.join(map(str, copies))}"
        return Check("other_copies", Level.WARN, message, "请关闭 Excel 后删除这些文件")
    return Check("other_copies", Level.OK, "没有重复或旧的加载项文件")
