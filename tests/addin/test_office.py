from pathlib import Path

import pytest

from tests.addin.machines import APP_PATHS, MadeUpMachine, program_file
from xladdin.addin.office import excel_version, find_excel, find_wps, program_bits

CURRENT = r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer"


@pytest.fixture
def machine(tmp_path: Path) -> MadeUpMachine:
    return MadeUpMachine(tmp_path / "pc")


@pytest.mark.parametrize("bits", [32, 64])
def test_a_program_s_header_tells_its_width(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "excel.exe"
    path.write_bytes(program_file(bits))

    assert program_bits(path) == bits


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ", b"#!/bin/sh" + bytes(200), program_file(64)[:130], b"MZ" + bytes(200)],
)
def test_what_is_no_program_has_no_width(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "excel.exe"
    path.write_bytes(content)

    assert program_bits(path) is None


def test_programs_are_found_as_windows_has_them_registered(machine: MadeUpMachine) -> None:
    assert find_excel(machine) is None
    assert find_wps(machine) is None

    excel = machine.add_program("excel.exe", bits=32)
    found = find_excel(machine)
    assert found is not None
    assert (found.path, found.bits) == (excel, 32)
    assert str(found) == f"Excel（32 位）：{excel}"


def test_a_program_of_the_user_s_own_is_found_though_its_file_cannot_be_read(
    machine: MadeUpMachine,
) -> None:
    key = APP_PATHS.replace("HKLM", "HKCU")
    machine.set_registry(rf"{key}\et.exe", "", f'"{machine.root}/et.exe"')

    assert str(find_wps(machine)) == f"WPS 表格：{machine.root}/et.exe"


@pytest.mark.parametrize(
    ("registered", "version"),
    [("Excel.Application.15", "15.0"), ("Excel.Application", "16.0"), (None, "16.0")],
)
def test_the_version_is_that_of_the_registered_excel(
    machine: MadeUpMachine, registered: str | None, version: str
) -> None:
    if registered:
        machine.set_registry(CURRENT, "", registered)

    assert excel_version(machine) == version
