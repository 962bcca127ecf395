"""What a user told once, so that nobody asks again: whose workbooks, where the inbox is."""

import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path

from xladdin.errors import DataFileError
from xladdin.new_workbook import Whose
from xladdin.user_files import settings_file
from xladdin.workbook.saving import make_folder, replace_whole

_ANEW = "请删除这个文件，再点“设置”重新填写"
_YEAR, _INBOX = "year", "inbox"


@dataclass(frozen=True, slots=True)
class UserSettings:
    """The settings; empty where the user did not say."""

    whose: Whose = field(default_factory=Whose)
    inbox: str = ""
    """Folder that was consolidated last."""


def read_settings() -> UserSettings:
    """The user's settings, all empty where there are none yet. Raises DataFileError."""
    path = settings_file()
    said = _read(path)
    year = said.get(_YEAR)
    names = asdict(Whose()).keys() - {_YEAR}
    texts = {name: said.get(name, "") for name in (*names, _INBOX)}
    if not (isinstance(year, int | None) and all(isinstance(t, str) for t in texts.values())):
        raise DataFileError(f"设置文件 {path} 的内容不对", _ANEW)
    whose = Whose(**{name: str(texts[name]) for name in names}, year=year)
    return UserSettings(whose, str(texts[_INBOX]))


def write_settings(settings: UserSettings) -> Path:
    """Remember the settings; what else is in the file stays. Give the file.

    Raises DataFileError where what is there can't be read, and OutputError.
    """
    import tomli_w

    path = settings_file()
    told = {**asdict(settings.whose), _INBOX: settings.inbox}
    said = {name: value for name, value in told.items() if value is not None}
    text = tomli_w.dumps(_read(path) | said)
    make_folder(path.parent)
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
