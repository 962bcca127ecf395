"""The real machine, on the system that runs the tests and with Windows' registry made up."""

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

from xladdin.addin.machine import Machine, ThisMachine

MACHINE: Machine = ThisMachine()


class Key:
    """An opened key; `view` is the half of the registry it was opened in."""

    def __init__(self, values: dict[str, tuple[Any, int]]) -> None:
        self.values = values

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str, int], dict[str, Any]]:
    """Windows, with a registry by hive, path and view (64 or 32) of the values in a key."""
    keys: dict[tuple[str, str, int], dict[str, Any]] = {}

    def open_key(hive: str, path: str, reserved: int, access: int) -> Key:
        assert reserved == 0
        assert access & 1
        if (found := keys.get((hive, path, access & ~1))) is None:
            raise FileNotFoundError(path)
        return Key(found)

    def query(key: Key, name: str) -> tuple[Any, int]:
        if name not in key.values:
            raise FileNotFoundError(name)
        value: tuple[Any, int] = key.values[name]
        return value

    registry = SimpleNamespace(
        HKEY_CURRENT_USER="user",
        HKEY_LOCAL_MACHINE="machine",
        KEY_READ=1,
        KEY_WOW64_64KEY=64,
        KEY_WOW64_32KEY=32,
        REG_EXPAND_SZ=2,
        OpenKey=open_key,
        QueryValueEx=query,
        ExpandEnvironmentStrings=lambda text: text.replace("%ROOT%", "C:"),
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)
    monkeypatch.setattr(sys, "platform", "win32")
    return keys


def test_the_interpreter_is_the_running_one() -> None:
    found = MACHINE.interpreter

    assert str(found.path) == sys.executable
    assert found.version == sys.version_info[:3]
    assert found.bits == (64 if sys.maxsize > 2**32 else 32)


def test_the_windowless_python_is_named_by_its_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/somewhere/pythonw.exe")

    assert MACHINE.interpreter.path == Path("/somewhere/python.exe")


def test_a_variable_that_is_not_set_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLADDIN_TEST", "值")
    assert MACHINE.variable("XLADDIN_TEST") == "值"

    monkeypatch.delenv("XLADDIN_TEST")
    assert MACHINE.variable("XLADDIN_TEST") == ""


def test_elsewhere_there_is_no_registry_and_no_mark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    beside = tmp_path / "a.xlam:Zone.Identifier"
    beside.touch()

    assert not MACHINE.is_windows
    assert MACHINE.registry(r"HKCU\Software\Microsoft") is None
    assert not MACHINE.is_marked_as_downloaded(tmp_path / "a.xlam")
    assert MACHINE.clear_download_mark(tmp_path / "a.xlam")
    assert beside.exists()
    assert "值".encode(MACHINE.ansi_encoding)


def test_on_windows_text_files_are_in_the_code_page(windows: object) -> None:
    assert windows == {}
    assert MACHINE.is_windows
    assert MACHINE.ansi_encoding == "mbcs"


def test_values_of_32_bit_programs_are_found_too(
    windows: dict[tuple[str, str, int], dict[str, Any]],
) -> None:
    windows["machine", r"SOFTWARE\A", 64] = {"": ("sixty-four", 1)}
    windows["machine", r"SOFTWARE\A", 32] = {"": ("thirty-two", 1), "Only": (7, 4)}
    windows["user", r"SOFTWARE\B", 32] = {"Path": (r"%ROOT%\b", 2), "Blob": (b"\0", 3)}

    assert MACHINE.registry(r"HKLM\SOFTWARE\A") == "sixty-four"
    assert MACHINE.registry(r"HKLM\SOFTWARE\A", "Only") == 7
    assert MACHINE.registry(r"HKCU\SOFTWARE\B", "Path") == r"C:\b"
    assert MACHINE.registry(r"HKCU\SOFTWARE\B", "Blob") is None
    assert MACHINE.registry(r"HKCU\SOFTWARE\A") is None


def test_the_mark_of_a_download_is_seen_and_removed(windows: object, tmp_path: Path) -> None:
    assert windows == {}
    addin = tmp_path / "a.xlam"
    addin.touch()
    assert not MACHINE.is_marked_as_downloaded(addin)
    assert MACHINE.clear_download_mark(addin)

    Path(f"{addin}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n")
    assert MACHINE.is_marked_as_downloaded(addin)
    assert MACHINE.clear_download_mark(addin)
    assert not MACHINE.is_marked_as_downloaded(addin)


def test_a_mark_that_stays_is_told(windows: object, tmp_path: Path) -> None:
    assert windows == {}
    # what can't be unlinked, as a mark under a policy
    Path(f"{tmp_path / 'a.xlam'}:Zone.Identifier").mkdir()

    assert not MACHINE.clear_download_mark(tmp_path / "a.xlam")
