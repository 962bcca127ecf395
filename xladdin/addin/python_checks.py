"""The doctor's look at Python, xladdin's packages, its folders and the user's rule settings."""

import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from xladdin import __version__
from xladdin.addin.check import Check, Level
from xladdin.addin.machine import Machine
from xladdin.addin.places import settings_path, start_folder
from xladdin.errors import XladdinError
from xladdin.settings.lookup import find_settings

OLDEST_PYTHON = (3, 11)


def check_interpreter(machine: Machine) -> Check:
    """The running Python, which `xladdin addin install` would name in the settings."""
    python = machine.interpreter
    number = ".".join(map(str, python.version))
    found = f"Python {number}（{python.bits} 位）：{python.path}"
    if python.version[:2] < OLDEST_PYTHON:
        return Check("interpreter", Level.FAIL, found, "请安装 Python 3.11 或更高版本")
    return Check("interpreter", Level.OK, found)


def check_packages(package: str = "xladdin") -> Check:
    """The package and all that it needs, in versions within the ranges that it names."""
    problems = list(_unmet_requirements(package))
    if problems:
        message = f"程序包不齐或版本不符：{'；'.join(problems)}"
        return Check("packages", Level.FAIL, message, "请重新安装 xladdin")
    return Check("packages", Level.OK, f"xladdin {__version__}，所需程序包齐全，版本相符")


def _unmet_requirements(package: str) -> Iterator[str]:
    """Say what is missing or of a wrong version, for a package and all that it needs."""
    waiting, seen = [package], {package}
    while waiting:
        for text in _requirements(waiting.pop()):
            needed = Requirement(text)
            if needed.marker and not needed.marker.evaluate({"extra": ""}):
                continue
            try:
                found = version(needed.name)
            except PackageNotFoundError:
                yield f"缺少 {needed.name}"
                continue
            if not needed.specifier.contains(found, prereleases=True):
                yield f"{needed.name} {found}（需要 {needed.specifier}）"
            if needed.name not in seen:
                seen.add(needed.name)
                waiting.append(needed.name)


def _requirements(package: str) -> list[str]:
    try:
        return requires(package) or []
    except PackageNotFoundError:
        return [package]  # which is then found missing


def check_folders(machine: Machine) -> Check:
    """The folders that the add-in or its installer writes to."""
    folders = [machine.temporary_folder]
    if machine.is_windows:
        folders += [start_folder(machine), settings_path(machine).parent]
    refused = [folder for folder in folders if not _is_writable(folder)]
    if refused:
        message = f"没有写入权限：{'、'.join(map(str, refused))}"
        return Check("folders", Level.FAIL, message, "请联系本单位的信息管理员开放写入权限")
    return Check("folders", Level.OK, f"可以写入：{'、'.join(map(str, folders))}")


def check_rule_settings() -> Check:
    """The user's own settings of the rules; buttons and functions refuse to work by faulty ones."""
    try:
        return Check("rule_settings", Level.OK, find_settings(None, None).label)
    except XladdinError as error:
        return Check("rule_settings", Level.FAIL, error.message, error.next_step)


def _is_writable(folder: Path) -> bool:
    """Try it, as permissions on Windows can't be told otherwise; a missing folder in its parent."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
