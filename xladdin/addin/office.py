"""Which Excel and which WPS a computer has."""

import struct
from dataclasses import dataclass
from pathlib import Path

from xladdin.addin.machine import Machine

NEWEST_VERSION = "16.0"  # 2016, 2019, 2021, 2024 and Microsoft 365
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_BITS = {0x014C: 32, 0x8664: 64, 0xAA64: 64}  # machine field of a program file: x86, x64, ARM64


@dataclass(frozen=True, slots=True)
class Program:
    """An installed program; ``bits`` is 32 or 64, None where its file doesn't tell."""

    name: str
    path: Path
    bits: int | None

    def __str__(self) -> str:
        bits = f"（{self.bits} 位）" if self.bits else ""
        return f"{self.name}{bits}：{self.path}"


def find_excel(machine: Machine) -> Program | None:
    """Excel, as Windows has it registered."""
    return _registered(machine, "Excel", "excel.exe")


def find_wps(machine: Machine) -> Program | None:
    """The spreadsheet program of WPS Office, as Windows has it registered."""
    return _registered(machine, "WPS 表格", "et.exe")


def excel_version(machine: Machine) -> str:
    """The version that Excel's keys in the registry go by, such as 16.0."""
    current = machine.registry(r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer")
    number = current.rpartition(".")[2] if isinstance(current, str) else ""
    return f"{number}.0" if number.isdecimal() else NEWEST_VERSION


def _registered(machine: Machine, name: str, program: str) -> Program | None:
    for hive in ("HKLM", "HKCU"):
        value = machine.registry(rf"{hive}\{_APP_PATHS}\{program}")
        if isinstance(value, str) and value:
            path = Path(value.strip('"'))
            return Program(name, path, program_bits(path))
    return None


def program_bits(path: Path) -> int | None:
    """32 or 64, from a Windows program's header; None where the file can't be read or is none."""
    try:
        with path.open("rb") as file:
            start = file.read(64)
            if len(start) < 64 or start[:2] != b"MZ":
                return None
            file.seek(struct.unpack_from("<I", start, 60)[0])
            header = file.read(6)
    except OSError:
        return None
    if len(header) < 6 or header[:4] != b"PE\0\0":
        return None
    return _BITS.get(struct.unpack_from("<H", header, 4)[0])
