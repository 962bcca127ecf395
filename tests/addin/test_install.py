"""Installing on a made-up computer, looking at it, removing."""

from pathlib import Path

import pytest

from tests.addin.machines import MadeUpMachine
from xladdin.addin.install import AddinState, SettingsState, install, remove, status
from xladdin.errors import DataFileError, OutputError, UsageError

ADDIN = b"this version's add-in"


@pytest.fixture
def machine(tmp_path: Path) -> MadeUpMachine:
    return MadeUpMachine(tmp_path / "pc")


def start_folder(machine: MadeUpMachine) -> Path:
    return machine.root / "Roaming" / "Microsoft" / "Excel" / "XLSTART"


def settings_file(machine: MadeUpMachine) -> Path:
    return machine.root / "Users" / "填报人" / ".xladdin" / "xladdin.conf"


def test_nothing_is_there_at_first(machine: MadeUpMachine) -> None:
    found = status(machine, ADDIN)

    assert found.addin_state is AddinState.ABSENT
    assert found.settings_state is SettingsState.ABSENT
    assert not found.is_ready


def test_both_files_are_put_where_excel_and_the_macros_look(machine: MadeUpMachine) -> None:
    found = install(machine, ADDIN)

    assert (start_folder(machine) / "xladdin.xlam").read_bytes() == ADDIN
    python = machine.root / "Python" / "python.exe"
    assert settings_file(machine).read_bytes() == f'"INTERPRETER_WIN","{python}"\r\n'.encode("gbk")
    assert found.is_ready
    assert found == status(machine, ADDIN)
    assert found.as_json() == {
        "ready": True,
        "addin": str(start_folder(machine) / "xladdin.xlam"),
        "addin_state": "current",
        "marked_as_downloaded": False,
        "settings": str(settings_file(machine)),
        "settings_state": "current",
        "interpreter": str(python),
        "other_copies": [],
    }
    assert [path.name for path in start_folder(machine).iterdir()] == ["xladdin.xlam"]


def test_an_older_add_in_and_interpreter_are_replaced_and_other_settings_kept(
    machine: MadeUpMachine,
) -> None:
    install(machine, b"an older one")
    settings_file(machine).write_bytes(
        '"SHOW CONSOLE","甲"\r\n"interpreter_win","C:\\old.exe"\r\n'.encode("gbk")
    )
    before = status(machine, ADDIN)
    assert before.addin_state is AddinState.DIFFERENT
    assert before.settings_state is SettingsState.INTERPRETER_MISSING
    assert before.interpreter == "C:\\old.exe"
    assert not before.is_ready

    assert install(machine, ADDIN).is_ready
    python = machine.root / "Python" / "python.exe"
    assert settings_file(machine).read_bytes() == (
        f'"SHOW CONSOLE","甲"\r\n"INTERPRETER_WIN","{python}"\r\n'.encode("gbk")
    )


def test_another_python_that_exists_will_do(machine: MadeUpMachine, tmp_path: Path) -> None:
    install(machine, ADDIN)
    other = tmp_path / "other.exe"
    other.touch()
    settings_file(machine).write_text(f'"INTERPRETER_WIN","{other}"\n')

    found = status(machine, ADDIN)

    assert found.settings_state is SettingsState.OTHER_INTERPRETER
    assert found.is_ready


def test_damaged_settings_are_told_and_not_overwritten(machine: MadeUpMachine) -> None:
    install(machine, ADDIN)
    settings_file(machine).write_bytes(b"\xff")

    assert status(machine, ADDIN).settings_state is SettingsState.UNREADABLE
    for job in (lambda: install(machine, ADDIN), lambda: remove(machine)):
        with pytest.raises(DataFileError, match="无法读取"):
            job()
    assert settings_file(machine).read_bytes() == b"\xff"


def test_the_mark_of_a_download_is_taken_off(machine: MadeUpMachine) -> None:
    machine.marked.add(start_folder(machine) / "xladdin.xlam")
    assert status(machine, ADDIN).is_marked

    assert not install(machine, ADDIN).is_marked


def test_a_mark_that_a_policy_keeps_is_told(machine: MadeUpMachine) -> None:
    machine.is_mark_kept_by_policy = True
    machine.marked.add(start_folder(machine) / "xladdin.xlam")

    assert install(machine, ADDIN).is_marked


def test_an_add_in_that_excel_holds_stays_as_it_was(
    machine: MadeUpMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(machine, b"an older one")

    def refuse(_path: Path, target: Path) -> Path:
        if target.suffix == ".xlam":
            raise PermissionError(13, "in use")
        return Path.rename(_path, target)

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(OutputError, match="请关闭所有 Excel 窗口"):
        install(machine, ADDIN)
    assert (start_folder(machine) / "xladdin.xlam").read_bytes() == b"an older one"


def test_a_folder_that_cannot_be_made_is_named(machine: MadeUpMachine) -> None:
    (machine.root / "Roaming" / "Microsoft").write_text("a file in the way")

    with pytest.raises(OutputError, match=r"没有建成文件夹.*XLSTART"):
        install(machine, ADDIN)


def test_an_interpreter_that_the_macros_could_not_start_is_refused(tmp_path: Path) -> None:
    machine = MadeUpMachine(tmp_path / "pc", python_name="100%/python.exe")

    with pytest.raises(UsageError, match="Excel 的宏无法使用"):
        install(machine, ADDIN)
    assert not start_folder(machine).exists()
    assert not settings_file(machine).exists()


def test_other_copies_that_excel_would_open_are_listed(machine: MadeUpMachine) -> None:
    excel = machine.add_program("excel.exe")
    options = r"HKCU\Software\Microsoft\Office\15.0\Excel\Options"
    alternate, ticked = machine.root / "Alternate", machine.root / "Desktop" / "xladdin 副本.xlam"
    machine.set_registry(
        r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer", "", "Excel.Application.15"
    )
    machine.set_registry(options, "AltStartup", str(alternate))
    machine.set_registry(options, "OPEN", '/R "C:\\Tools\\solver.xlam"')
    machine.set_registry(options, "OPEN1", f'/R "{ticked}"')
    machine.set_registry(options, "OPEN2", "xladdin.xlam")  # by its name alone: among the add-ins
    copies = [
        start_folder(machine) / "xladdin (2).xlam",
        machine.root / "Roaming" / "Microsoft" / "AddIns" / "xladdin.xlam",
        excel.parent / "XLSTART" / "old-xladdin.xlam",
        alternate / "xladdin.xlam",
        ticked,
    ]
    for path in (*copies, alternate / "other.xlam", machine.root / "elsewhere" / "xladdin.xlam"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    assert list(install(machine, ADDIN).other_copies) == copies
    assert list(remove(machine).other_copies) == copies
    assert all(path.exists() for path in copies)


def test_removing_takes_both_files_and_leaves_what_is_the_user_s(machine: MadeUpMachine) -> None:
    install(machine, ADDIN)
    own = settings_file(machine).with_name("rules.toml")
    own.touch()

    assert remove(machine).removed == (
        start_folder(machine) / "xladdin.xlam",
        settings_file(machine),
    )
    assert list(start_folder(machine).iterdir()) == []
    assert list(own.parent.iterdir()) == [own]
    assert remove(machine).removed == ()


def test_removing_leaves_no_empty_folder(machine: MadeUpMachine) -> None:
    install(machine, ADDIN)
    remove(machine)

    assert not settings_file(machine).parent.exists()


def test_removing_keeps_other_settings(machine: MadeUpMachine) -> None:
    install(machine, ADDIN)
    with settings_file(machine).open("ab") as file:
        file.write(b'"SHOW CONSOLE","True"\r\n')

    assert settings_file(machine) not in remove(machine).removed
    assert settings_file(machine).read_bytes() == b'"SHOW CONSOLE","True"\r\n'


def test_an_add_in_that_excel_holds_is_not_removed(
    machine: MadeUpMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(machine, ADDIN)

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(OutputError, match="请关闭所有 Excel 窗口"):
        remove(machine)
    assert status(machine, ADDIN).is_ready


def test_without_windows_there_is_nowhere_to_install(tmp_path: Path) -> None:
    machine = MadeUpMachine(tmp_path / "pc", is_windows=False)

    for job in (install, status):
        with pytest.raises(UsageError, match="不是 Windows"):
            job(machine, ADDIN)
    with pytest.raises(UsageError, match="不是 Windows"):
        remove(machine)


def test_a_session_without_its_folders_is_told(machine: MadeUpMachine) -> None:
    del machine.variables["APPDATA"]

    with pytest.raises(UsageError, match="APPDATA"):
        install(machine, ADDIN)
