"""A made-up Windows computer: real folders, an invented registry."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

from xladdin.addin.machine import Interpreter

APP_PATHS = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"


@dataclass
class MadeUpMachine:
    """Satisfies `Machine`; names in the registry and the environment know no capitals."""

    root: Path
    is_windows: bool = True
    ansi_encoding: str = "cp936"
    python_version: tuple[int, int, int] = (3, 12, 10)
    python_name: str = "Python/python.exe"
    is_mark_kept_by_policy: bool = False
    variables: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], str | int] = field(default_factory=dict)
    marked: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name, folder in {"APPDATA": "Roaming", "USERPROFILE": "Users/填报人"}.items():
            path = self.root / folder
            path.mkdir(parents=True)
            self.variables[name] = str(path)
        self.temporary_folder.mkdir()
        self.interpreter.path.parent.mkdir(parents=True)
        self.interpreter.path.touch()

    @property
    def interpreter(self) -> Interpreter:
        return Interpreter(self.root / self.python_name, self.python_version, 64)

    @property
    def temporary_folder(self) -> Path:
        return self.root / "Temp"

    def variable(self, name: str) -> str:
        return self.variables.get(name, "")

    def registry(self, key: str, name: str = "") -> str | int | None:
        return self.values.get((key.lower(), name.lower()))

    def set_registry(self, key: str, name: str, value: str | int) -> None:
        self.values[key.lower(), name.lower()] = value

    def is_marked_as_downloaded(self, path: Path) -> bool:
        return path in self.marked

    def clear_download_mark(self, path: Path) -> bool:
        if not self.is_mark_kept_by_policy:
            self.marked.discard(path)
        return path not in self.marked

    def add_program(self, program: str, bits: int = 64) -> Path:
        path = self.root / "Program Files" / program
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(program_file(bits))
        self.set_registry(rf"{APP_PATHS}\{program}", "", str(path))
        return path


def program_file(bits: int) -> bytes:
    """The beginning of a Windows program: where its header is, and the header's machine field."""
    start = b"MZ" + bytes(58) + struct.pack("<I", 128) + bytes(64)
    return start + b"PE\0\0" + struct.pack("<H", {32: 0x14C, 64: 0x8664}[bits])
