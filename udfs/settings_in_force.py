"""The settings that the checks in cells go by: those in the user's own folder.

A function isn't told which workbook it stands in, so settings beside a workbook are for the buttons
only.
"""

from functools import lru_cache
from pathlib import Path

from udfs.ranges import ArgumentError
from xladdin.errors import XladdinError
from xladdin.rules.settings import STANDARD, Settings
from xladdin.settings.lookup import load_settings, locate_settings


def settings_in_force() -> Settings:
    """The user's settings as they are now, else the built-in ones.

    Raises ArgumentError where there are some that can't be used: they are never passed over.
    """
    try:
        path = locate_settings(None)
        return _loaded(path, path.stat().st_mtime_ns) if path else STANDARD
    except XladdinError as error:
        what = error.message.partition("\n")[0].removesuffix("：")
        raise ArgumentError(f"没有检查：{what}，请点“校验设置”改正") from error
    except OSError:  # taken away since it was found
        return STANDARD


@lru_cache(maxsize=1)
def _loaded(path: Path, changed: int) -> Settings:  # noqa: ARG001 -- a changed file is read again
    return load_settings(path).settings
