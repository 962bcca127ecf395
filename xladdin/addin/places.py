"""Where the add-in and its settings belong on a computer, and where other copies may hide."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from xladdin.addin.build import ADDIN_NAME
from xladdin.addin.machine import Machine
from xladdin.addin.office import excel_version, find_excel
from xladdin.addin.xlwings_module import PROJECT_NAME
from xladdin.errors import UsageError


def require_windows(machine: Machine) -> None:
    """Raise UsageError where there can be no Excel that takes the add-in."""
    if not machine.is_windows:
        raise UsageError(
            "这台电脑不是 Windows，没有可以安装加载项的 Excel",
            "请在装有 Excel 的 Windows 电脑上运行；校验和汇总命令在这里可以照常使用",
        )


def start_folder(machine: Machine) -> Path:
    """Excel's start folder of the user (XLSTART): what lies there is opened with Excel.

    Excel itself lists it among its trusted locations.
    """
    return _under(machine, "APPDATA") / "Microsoft" / "Excel" / "XLSTART"


def addin_path(machine: Machine) -> Path:
    """Where the installed add-in is."""
    return start_folder(machine) / ADDIN_NAME


def settings_path(machine: Machine) -> Path:
    """The user's settings, where the add-in's GetConfigFilePath looks for them."""
    return _under(machine, "USERPROFILE") / f".{PROJECT_NAME}" / f"{PROJECT_NAME}.conf"


def other_copies(machine: Machine) -> list[Path]:
    """Further files of the add-in that Excel would open as well, or that someone may click.

    They are looked for in Excel's own folders and among the add-ins that were ticked in Excel's
    list; a copy elsewhere on the disk does no harm.
    """
    folders = [start_folder(machine), _under(machine, "APPDATA") / "Microsoft" / "AddIns"]
    if excel := find_excel(machine):
        folders += [excel.path.parent / "XLSTART", excel.path.parent / "Library"]
    options = rf"HKCU\Software\Microsoft\Office\{excel_version(machine)}\Excel\Options"
    if isinstance(alternate := machine.registry(options, "AltStartup"), str):
        folders.append(Path(alternate))
    found = [path for folder in folders for path in folder.glob(f"*{PROJECT_NAME}*.xlam")]
    found += [path for path in _ticked(machine, options) if path.exists()]
    installed = addin_path(machine)
    return [path for path in dict.fromkeys(found) if path != installed]


def _ticked(machine: Machine, options: str) -> Iterator[Path]:
    r"""Add-ins of ours among OPEN, OPEN1, ...: ``/R "C:\...\xladdin.xlam"``."""
    for number in count():
        value = machine.registry(options, f"OPEN{number or ''}")
        if not isinstance(value, str):
            return
        path = Path(value.removeprefix("/R").strip().strip('"'))
        if path.is_absolute() and PROJECT_NAME in path.name.lower():
            yield path


def _under(machine: Machine, variable: str) -> Path:
    require_windows(machine)
    value = machine.variable(variable)
    if not value:
        raise UsageError(f"系统没有给出环境变量 {variable}", "请注销后重新登录 Windows，再试一次")
    return Path(value)
