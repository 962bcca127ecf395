"""What a user told once, so that nobody asks again: whose workbooks, where the inbox is."""

import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from xladdin.errors import DataFileError, OutputError
from xladdin.user_files import settings_file
from xladdin.workbook.saving import replace_whole

_ANEW = "请删除这个文件，再点“设置”重新填写"


@dataclass(frozen=True, slots=True)
class UserSettings:
    """The settings; empty where the user did not say."""

    department_code: str = ""
    department: str = ""
    unit_code: str = ""
    unit_name: str = ""
    budget_year: int | None = None
    inbox: str = ""
    """Folder that was consolidated last."""


_TEXTS = tuple(field.name for field in fields(UserSettings) if field.name != "budget_year")


def read_settings() -> UserSettings:
    """The user's settings, all empty where there are none yet. Raises DataFileError."""
    path = settings_file()
    said = _read(path)
    year = said.get("budget_year")
    texts = {name: said.get(name, "") for name in _TEXTS}
    if not (isinstance(year, int | None) and all(isinstance(t, str) for t in texts.values())):
        raise DataFileError(f"设置文件 {path} 的内容不对", _ANEW)
    return UserSettings(**{name: str(text) for name, text in texts.items()}, budget_year=year)


def write_settings(settings: UserSettings) -> Path:
    """Remember the settings; what else is in the file stays. Give the file.

    Raises DataFileError where what is there can't be read, and OutputError.
    """
    import tomli_w

    path = settings_file()
    said = {name: value for name, value in asdict(settings).items() if value is not None}
    text = tomli_w.dumps(_read(path) | said)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise OutputError(
            f"没有建成文件夹 {path.parent}：{failure.strerror}", "请联系本单位的信息管理员"
        ) from failure
    with replace_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as failure:
        raise DataFileError(f"设置文件 {path} 无法读取", _ANEW) from failure
