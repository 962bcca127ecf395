"""Where a user's own settings and log are, and the handbook: by the customs of the system."""

from pathlib import Path

import platformdirs

_APP = "xladdin"
_HANDBOOK = "user-guide.md"


def settings_file() -> Path:
    r"""The user's settings; on Windows ``%APPDATA%\xladdin\settings.toml``."""
    return platformdirs.user_config_path(_APP, appauthor=False, roaming=True) / "settings.toml"


def log_file() -> Path:
    r"""What failed, and where; on Windows ``%LOCALAPPDATA%\xladdin\Logs\xladdin.log``."""
    return platformdirs.user_log_path(_APP, appauthor=False) / "xladdin.log"


def documents_folder() -> Path:
    """Where the user keeps documents, wherever Windows was told to put them."""
    return platformdirs.user_documents_path()


def handbook() -> Path:
    """The user's guide: inside the installed package, or in docs/ of the source."""
    here = Path(__file__).parent
    installed = here / "docs" / _HANDBOOK
    return installed if installed.is_file() else here.parent / "docs" / _HANDBOOK
