"""What the add-in's installer asks of the computer it runs on, behind one small adapter.

Everything that differs between Windows and other systems, or between a real computer and the
made-up one of a test, is here: environment variables, the registry, the mark that Windows puts on
downloaded files, and the interpreter that is running. Files themselves are plain paths.
"""

import locale
import os
import struct
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_MARK = ":Zone.Identifier"  # an NTFS stream beside the file's content


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python: where it is, its version, and 32 or 64."""

    path: Path
    version: tuple[int, int, int]
    bits: int


class Machine(Protocol):
    """The computer as the installer sees it."""

    @property
    def is_windows(self) -> bool:
        """True where Excel's add-in can be installed at all."""

    @property
    def interpreter(self) -> Interpreter:
        """The Python that is running."""

    @property
    def ansi_encoding(self) -> str:
        """How VBA reads and writes text files: the system's code page, by Python's name."""

    @property
    def temporary_folder(self) -> Path:
        """Where programs put temporary files."""

    def variable(self, name: str) -> str:
        """Value of an environment variable, "" where it isn't set."""

    def registry(self, key: str, name: str = "") -> str | int | None:
        r"""Value in the registry (``HKCU\...``); None where it isn't set or can't be read."""

    def is_marked_as_downloaded(self, path: Path) -> bool:
        """Tell whether Windows takes the file for one from the internet."""

    def clear_download_mark(self, path: Path) -> bool:
        """Remove that mark; tell whether the file is free of it now."""


class ThisMachine:
    """The computer that this process runs on."""

    @property
    def is_windows(self) -> bool:
        """True on Windows."""
        return sys.platform == "win32"

    @property
    def interpreter(self) -> Interpreter:
        """The running Python; ``python.exe`` where this is its windowless twin."""
        path = Path(sys.executable)
        if path.stem.lower() == "pythonw":
            path = path.with_stem("python")
        return Interpreter(path, sys.version_info[:3], struct.calcsize("P") * 8)

    @property
    def ansi_encoding(self) -> str:
        """Windows' own codec for its code page; elsewhere what text files are written in."""
        return "mbcs" if self.is_windows else locale.getencoding()

    @property
    def temporary_folder(self) -> Path:
        """What Python takes for temporary files, which on Windows is %TEMP%."""
        return Path(tempfile.gettempdir())

    def variable(self, name: str) -> str:
        """Value in this process's environment."""
        return os.environ.get(name, "")

    def registry(self, key: str, name: str = "") -> str | int | None:
        """Look in what 64-bit programs see, then in what 32-bit ones see: Office may be either."""
        if sys.platform == "win32":
            import winreg

            top, _, path = key.partition("\\")
            hive = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}[top]
            for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
                with (
                    suppress(OSError),  # not set, or not ours to read: the answer is None
                    winreg.OpenKey(hive, path, 0, winreg.KEY_READ | view) as opened,
                ):
                    value, kind = winreg.QueryValueEx(opened, name)
                    if kind == winreg.REG_EXPAND_SZ:
                        return winreg.ExpandEnvironmentStrings(value)
                    if isinstance(value, str | int):
                        return value
        return None

    def is_marked_as_downloaded(self, path: Path) -> bool:
        """Tell whether there is a Zone.Identifier stream."""
        return self.is_windows and Path(f"{path}{_MARK}").exists()

    def clear_download_mark(self, path: Path) -> bool:
        """Delete the stream, which is what 解除锁定 in the file's properties does."""
        if self.is_marked_as_downloaded(path):
            with suppress(OSError):  # something keeps it there: the answer says so
                Path(f"{path}{_MARK}").unlink()
        return not self.is_marked_as_downloaded(path)
