"""Which settings hold: the file named, the one beside the workbooks, the user's, or none."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from xladdin.domain.department import Roster
from xladdin.errors import DataFileError, SettingsError, UsageError
from xladdin.form.settings_form import SETTINGS_NAMES
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.settings_content import SettingsContent
from xladdin.settings.judging import content_of
from xladdin.settings.said import SaidSettings
from xladdin.user_files import settings_folder

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_TOML = ".toml"


@dataclass(frozen=True, slots=True)
class UsedSettings:
    """The settings that hold; without a path the built-in ones. ``notes`` say what is idle."""

    path: Path | None = None
    content: SettingsContent = field(default_factory=SettingsContent)
    settings: Settings = STANDARD
    notes: tuple[str, ...] = ()

    def with_roster(self, roster: Roster | None) -> "UsedSettings":
        """The same with another list of units, where one is given."""
        if roster is None:
            return self
        return replace(self, settings=replace(self.settings, roster=roster))

    @property
    def label(self) -> str:
        """One line that says which settings were used, and which list of units."""
        idle = f"（{len(self.notes)} 处提醒，见 xladdin settings check）" if self.notes else ""
        used = f"校验设置：{self.path or '内置'}{idle}"
        roster = self.settings.roster
        return f"{used}；单位名录：{roster.file}" if roster else used

    def as_json(self) -> dict[str, object]:
        """Which settings were used, for programs."""
        roster = self.settings.roster
        return {
            "file": str(self.path) if self.path else None,
            "roster": roster.file if roster else None,
            "notes": list(self.notes),
        }


BUILT_IN = UsedSettings()


def load_settings(path: Path) -> UsedSettings:
    """The settings of a workbook or a TOML file.

    Raises SettingsError that names all that is wrong in it, DataFileError where it is none.
    """
    said = _said(path)
    content = content_of(said)
    if said.remarks.problems:
        raise SettingsError(str(path), tuple(said.remarks.problems))
    return UsedSettings(path, content, content.settings(str(path)), tuple(said.remarks.notes))


def _said(path: Path) -> SaidSettings:
    suffix = path.suffix.lower()
    if suffix not in {*_WORKBOOKS, _TOML}:
        raise DataFileError(f"{path} 不是校验设置", "校验设置是 .xlsx 或 .toml 文件")
    if not path.is_file():
        raise DataFileError(f"找不到校验设置 {path}", "请核对文件名和位置")
    if suffix in _WORKBOOKS:
        from xladdin.settings.workbook_reading import said_in_workbook

        return said_in_workbook(path)
    from xladdin.settings.toml_text import said_in_toml

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise DataFileError(f"校验设置 {path} 读不了", "应为 UTF-8 编码的文本文件") from error
    return said_in_toml(text, str(path))


def find_settings(explicit: Path | None, folder: Path | None) -> UsedSettings:
    """The settings named, else those found for a folder, else the built-in ones.

    Raises as `load_settings`: what is named or found is never passed over.
    """
    path = explicit or locate_settings(folder)
    return load_settings(path) if path else BUILT_IN


def locate_settings(folder: Path | None) -> Path | None:
    """The settings file in a folder, in the one around it, or in the user's own folder.

    Raises UsageError where a workbook and a TOML file stand side by side.
    """
    places = [settings_folder()]
    if folder is not None:
        here = folder.resolve()
        places = [here, here.parent, *places]
    for place in places:
        present = [path for name in SETTINGS_NAMES if (path := place / name).is_file()]
        if len(present) > 1:
            names = " 和 ".join(path.name for path in present)
            raise UsageError(f"{place} 中同时有 {names}", "请只保留一个，或用 --settings 指定")
        if present:
            return present[0]
    return None


def find_settings_of(explicit: Path | None, paths: Iterable[Path]) -> UsedSettings:
    """The settings for workbooks and folders of them, which all must share.

    Raises UsageError where they have different ones.
    """
    if explicit is not None:
        return load_settings(explicit)
    found = {locate_settings(path if path.is_dir() else path.parent) for path in paths}
    if len(found) > 1:
        names = "、".join(sorted(str(path) if path else "内置设置" for path in found))
        raise UsageError(
            f"给出的文件所在文件夹的校验设置不同：{names}", "请分开校验，或用 --settings 指定"
        )
    path = next(iter(found), None)
    return load_settings(path) if path else BUILT_IN
