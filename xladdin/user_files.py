"""Where a user's own settings and log are, and the handbook: by the customs of the system."""

from pathlib import Path

import platformdirs

_APP = "xladdin"
_HANDBOOK = "user-guide.md"


def settings_folder() -> Path:
    r"""Where what the user decided is kept; on Windows ``%APPDATA%\xladdin``."""
    return platformdirs.user_config_path(_APP, appauthor=False, roaming=True)


def settings_file() -> Path:
    r"""The user's settings; on Windows ``%APPDATA%\xladdin\settings.toml``."""
    return settings_folder() / "settings.toml"


def log_file() -> Path:
    r"""What failed, and where; on Windows ``%LOCALAPPDATA%\xladdin\Logs\xladdin.log``."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "xladdin.log"


def fix_log_file() -> Path:
    r"""What 自动修正 changed; on Windows ``%LOCALAPPDATA%\xladdin\Logs\修正记录.csv``."""
    return log_file().with_name("修正记录.csv")


def last_fix_file() -> Path:
    """What 撤销修正 puts back."""
    return log_file().with_name("last-fix.json")


def sent_log_file() -> Path:
    r"""What was sent, and how often; on Windows ``%APPDATA%\xladdin\报送记录.jsonl``."""
    return settings_folder() / "报送记录.jsonl"


def documents_folder() -> Path:
    """Where the user keeps documents, wherever Windows was told to put them."""
    return platformdirs.user_documents_path()


def handbook() -> Path:
    """The user's guide: inside the installed package, or in docs/ of the source."""
    here = Path(__file__).parent
    installed = here / "docs" / _HANDBOOK
    return installed if installed.is_file() else here.parent / "docs" / _HANDBOOK
