"""Puts the add-in where Excel opens it, says what is there, and takes it away again.

Two files, both the user's own, neither needs an administrator: the add-in in Excel's start folder,
and the settings that name the Python to run.
"""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xladdin.addin.machine import Machine
from xladdin.addin.places import addin_path, other_copies, settings_path
from xladdin.addin.settings_file import (
    INTERPRETER,
    read_settings,
    require_plain_for_vba,
    write_settings,
)
from xladdin.errors import DataFileError, OutputError
from xladdin.workbook.saving import make_folder, replace_whole

TRUST_CENTER = "文件 → 选项 → 信任中心 → 信任中心设置"
_CLOSE_EXCEL = "请关闭所有 Excel 窗口，再试一次"


class AddinState(StrEnum):
    """What stands in Excel's start folder."""

    ABSENT = "absent"
    CURRENT = "current"
    DIFFERENT = "different"


class SettingsState(StrEnum):
    """What the user's settings say about the Python to run."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"
    INTERPRETER_MISSING = "interpreter_missing"
    OTHER_INTERPRETER = "other_interpreter"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Installation:
    """The add-in on this computer; ``other_copies`` are files that Excel may open as well."""

    addin: Path
    addin_state: AddinState
    is_marked: bool
    settings: Path
    settings_state: SettingsState
    interpreter: str
    other_copies: tuple[Path, ...]

    @property
    def is_ready(self) -> bool:
        """True where Excel opens this version's add-in, and that finds a Python to run."""
        return self.addin_state is AddinState.CURRENT and self.settings_state in {
            SettingsState.CURRENT,
            SettingsState.OTHER_INTERPRETER,
        }

    def as_json(self) -> dict[str, object]:
        """The installation for programs, as ``--json`` prints it."""
        return {
            "ready": self.is_ready,
            "addin": str(self.addin),
            "addin_state": self.addin_state,
            "marked_as_downloaded": self.is_marked,
            "settings": str(self.settings),
            "settings_state": self.settings_state,
            "interpreter": self.interpreter,
            "other_copies": [str(path) for path in self.other_copies],
        }


def install(machine: Machine, addin: bytes) -> Installation:
    """Write the settings and the add-in; give what is there now.

    Raises UsageError where this isn't Windows or a path is nothing for VBA, DataFileError where
    there are settings that can't be read, and OutputError where a file can't be written.
    """
    settings, encoding = settings_path(machine), machine.ansi_encoding
    interpreter = machine.interpreter.path
    for path in (interpreter, settings):
        require_plain_for_vba(path, encoding)
    kept = read_settings(settings, encoding)
    for path in (settings, addin_path(machine)):
        make_folder(path.parent)
    write_settings(settings, {**kept, INTERPRETER: str(interpreter)}, encoding)
    _write_addin(addin_path(machine), addin)
    machine.clear_download_mark(addin_path(machine))
    return status(machine, addin)


def _write_addin(path: Path, addin: bytes) -> None:
    try:
        with replace_whole(path) as temporary:
            temporary.write_bytes(addin)
    except OutputError as failure:
        if isinstance(failure.__cause__, PermissionError) and path.exists():
            raise OutputError(
                f"没有换成新的 {path}：Excel 正在使用它，或者它是只读的", _CLOSE_EXCEL
            ) from failure
        raise


def status(machine: Machine, addin: bytes) -> Installation:
    """What is installed, beside ``addin``, the bytes of this version. Raises UsageError."""
    path, settings = addin_path(machine), settings_path(machine)
    state, interpreter = _judge_settings(machine, settings)
    return Installation(
        addin=path,
        addin_state=_judge_addin(path, addin),
        is_marked=machine.is_marked_as_downloaded(path),
        settings=settings,
        settings_state=state,
        interpreter=interpreter,
        other_copies=tuple(other_copies(machine)),
    )


def next_steps(installation: Installation) -> list[str]:
    """What a person does after installing, and where to look when the tab doesn't show."""
    folder = installation.addin.parent
    return [
        "下一步：关闭所有 Excel 窗口，再打开 Excel，功能区应出现“绩效目标”选项卡。",
        "如果没有出现：",
        f"  受信任位置：打开“{TRUST_CENTER} → 受信任位置”，没有下面的文件夹时请添加：",
        f"    {folder}",
        f"  下载被阻止：右键单击 {installation.addin}，打开“属性”，勾选“解除锁定”。",
        "  组策略：以上设置呈灰色、不能修改时，请把 xladdin doctor 的结果交给本单位的信息管理员。",
    ]


def _judge_addin(path: Path, addin: bytes) -> AddinState:
    if not path.exists():
        return AddinState.ABSENT
    return AddinState.CURRENT if path.read_bytes() == addin else AddinState.DIFFERENT


def _judge_settings(machine: Machine, path: Path) -> tuple[SettingsState, str]:
    try:
        interpreter = read_settings(path, machine.ansi_encoding).get(INTERPRETER, "")
    except DataFileError:
        return SettingsState.UNREADABLE, ""
    if not interpreter:
        return SettingsState.ABSENT, ""
    if not Path(interpreter).is_file():
        return SettingsState.INTERPRETER_MISSING, interpreter
    if Path(interpreter) != machine.interpreter.path:
        return SettingsState.OTHER_INTERPRETER, interpreter
    return SettingsState.CURRENT, interpreter


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed, and copies of the add-in that are not the installer's to remove."""

    removed: tuple[Path, ...]
    other_copies: tuple[Path, ...]


def remove(machine: Machine) -> Removal:
    """Remove the add-in and what the installer wrote into the settings; nothing else.

    Workbooks, logs and settings of the user's own stay. Raises UsageError, DataFileError where the
    settings can't be read, and OutputError where Excel holds the add-in.
    """
    removed = []
    addin, settings = addin_path(machine), settings_path(machine)
    try:
        if addin.exists():
            addin.unlink()
            removed.append(addin)
    except PermissionError as failure:
        raise OutputError(
            f"没有删除 {addin}：Excel 正在使用它，或者它是只读的", _CLOSE_EXCEL
        ) from failure
    if settings.exists():
        own = read_settings(settings, machine.ansi_encoding)
        own.pop(INTERPRETER, None)
        if own:
            write_settings(settings, own, machine.ansi_encoding)
        else:
            settings.unlink()
            removed.append(settings)
            with suppress(OSError):  # not empty: something of the user's is in it
                settings.parent.rmdir()
    return Removal(tuple(removed), tuple(other_copies(machine)))
