"""The doctor on made-up computers: a well one, and one with each ailment."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.addin.machines import MadeUpMachine
from xladdin.addin.check import Check, Level
from xladdin.addin.doctor import diagnose
from xladdin.addin.install import install
from xladdin.addin.python_checks import check_packages
from xladdin.addin.vba import AddinBuildError
from xladdin.user_files import settings_folder

ADDIN = b"this version's add-in"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0"
OWN = r"HKCU\Software\Microsoft\Office\16.0"


@pytest.fixture
def machine(tmp_path: Path) -> MadeUpMachine:
    """A Windows with Excel, xlwings' libraries and the add-in installed."""
    machine = MadeUpMachine(tmp_path / "pc")
    machine.add_program("excel.exe")
    for width in (32, 64):
        library_of(machine, width).touch()
    install(machine, ADDIN)
    return machine


def library_of(machine: MadeUpMachine, width: int) -> Path:
    return machine.root / f"xlwings{width}-{version('xlwings')}.dll"  # above Python's own folder


def answer(machine: MadeUpMachine, name: str) -> Check:
    (check,) = (check for check in diagnose(machine, lambda: ADDIN).checks if check.name == name)
    return check


def never() -> bytes:
    raise AssertionError("built in vain")


def addin_of(machine: MadeUpMachine) -> Path:
    return machine.root / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "xladdin.xlam"


def settings_of(machine: MadeUpMachine) -> Path:
    return machine.root / "Users" / "填报人" / ".xladdin" / "xladdin.conf"


def test_a_well_computer(machine: MadeUpMachine) -> None:
    diagnosis = diagnose(machine, lambda: ADDIN)

    assert [check for check in diagnosis.checks if check.level is not Level.OK] == []
    assert diagnosis.exit_status == 0
    assert [check.name for check in diagnosis.checks] == [
        "interpreter",
        "packages",
        "folders",
        "rule_settings",
        "excel",
        "functions_library",
        "vba",
        "addins",
        "macros",
        "download_mark",
        "addin",
        "settings",
        "other_copies",
    ]
    assert diagnosis.as_json()["status"] == "ok"
    assert "3.12.10（64 位）" in answer(machine, "interpreter").message


def test_without_windows_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    diagnosis = diagnose(MadeUpMachine(tmp_path / "pc", is_windows=False), never)

    assert [(check.name, check.level) for check in diagnosis.checks] == [
        ("interpreter", Level.OK),
        ("packages", Level.OK),
        ("folders", Level.OK),
        ("rule_settings", Level.OK),
        ("excel", Level.WARN),
    ]
    assert diagnosis.exit_status == 0


Ailment = Callable[[MadeUpMachine], object]


def setting(key: str, name: str, value: int) -> Ailment:
    return lambda machine: machine.set_registry(key, name, value)


def lose_excel(machine: MadeUpMachine) -> None:
    machine.values.clear()


def have_only_wps(machine: MadeUpMachine) -> None:
    machine.values.clear()
    machine.add_program("et.exe")


def age_python(machine: MadeUpMachine) -> None:
    machine.python_version = (3, 10, 11)


def mark_addin(machine: MadeUpMachine) -> None:
    machine.marked.add(addin_of(machine))


def mark_addin_and_block(machine: MadeUpMachine) -> None:
    mark_addin(machine)
    machine.set_registry(rf"{POLICY}\Excel\Security", "blockcontentexecutionfrominternet", 1)


def distrust_start_folder(macros: int | None) -> Ailment:
    def ail(machine: MadeUpMachine) -> None:
        locations = rf"{POLICY}\Common\Security\Trusted Locations"
        machine.set_registry(locations, "Allow User Locations", 0)
        if macros is not None:
            machine.set_registry(rf"{OWN}\Excel\Security", "VBAWarnings", macros)

    return ail


def use_another_python(machine: MadeUpMachine) -> None:
    other = machine.root / "other.exe"
    other.touch()
    settings_of(machine).write_text(f'"INTERPRETER_WIN","{other}"\n')


@pytest.mark.parametrize(
    ("ailment", "name", "level", "said", "next_step"),
    [
        (age_python, "interpreter", "fail", "3.10.11", "Python 3.11"),
        (lose_excel, "excel", "fail", "没有找到 Excel", "请先安装 Excel"),
        (have_only_wps, "excel", "warn", "找到 WPS 表格（64 位）", "可以在 WPS 中填写"),
        (
            lambda machine: library_of(machine, 64).unlink(),
            "functions_library",
            "fail",
            "xlwings64-",
            "重新安装 xladdin",
        ),
        (setting(rf"{POLICY}\Common", "VBAOFF", 1), "vba", "fail", "VBA 已停用", "信息管理员"),
        (
            setting(rf"{POLICY}\Common\Security", "requirealwaysonmacrosig", 1),
            "addins",
            "fail",
            "受信任的签名",
            "组策略",
        ),
        (
            setting(rf"{OWN}\Excel\Security", "RequireAddinSig", 1),
            "addins",
            "fail",
            "受信任发布者的签名",
            "信任中心",
        ),
        (
            setting(
                r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0\Excel\Security",
                "DisableAllAddins",
                1,
            ),
            "addins",
            "fail",
            "所有加载项均已禁用",
            "组策略",
        ),
        (
            setting(rf"{OWN}\Excel\Security\Trusted Locations", "AllLocationsDisabled", 1),
            "macros",
            "warn",
            "会询问是否启用宏",
            "信任中心",
        ),
        (distrust_start_folder(None), "macros", "warn", "会询问是否启用宏", "信息管理员"),
        (distrust_start_folder(2), "macros", "warn", "会询问是否启用宏", "启用宏"),
        (distrust_start_folder(1), "macros", "ok", "启用所有宏", ""),
        (distrust_start_folder(3), "macros", "fail", "加载项不能运行", "信任中心"),
        (distrust_start_folder(4), "macros", "fail", "加载项不能运行", "信任中心"),
        (mark_addin, "download_mark", "warn", "来自互联网", "解除锁定"),
        (mark_addin_and_block, "download_mark", "fail", "来自互联网", "解除锁定"),
        (lambda m: addin_of(m).unlink(), "addin", "fail", "没有安装", "xladdin addin install"),
        (
            lambda m: addin_of(m).write_bytes(b"older"),
            "addin",
            "fail",
            "不是本版本的",
            "xladdin addin install",
        ),
        (
            lambda m: settings_of(m).unlink(),
            "settings",
            "fail",
            "没有指明 Python",
            "xladdin addin install",
        ),
        (
            lambda m: settings_of(m).write_bytes(b"\xff"),
            "settings",
            "fail",
            "无法读取",
            "请删除该文件",
        ),
        (
            lambda m: settings_of(m).write_text('"INTERPRETER_WIN","C:\\gone.exe"\n'),
            "settings",
            "fail",
            "C:\\gone.exe",
            "xladdin addin install",
        ),
        (use_another_python, "settings", "warn", "other.exe", "改用本 Python"),
        (
            lambda m: addin_of(m).with_name("xladdin 旧.xlam").touch(),
            "other_copies",
            "warn",
            "xladdin 旧.xlam",
            "删除",
        ),
    ],
)
def test_each_ailment_is_told_with_what_to_do(
    machine: MadeUpMachine, ailment: Ailment, name: str, level: str, said: str, next_step: str
) -> None:
    ailment(machine)

    found = answer(machine, name)

    assert found.level == level
    assert said in found.message
    assert next_step in found.next_step
    assert bool(next_step) == bool(found.next_step)
    assert diagnose(machine, lambda: ADDIN).exit_status == int(level == "fail")


def test_settings_of_the_rules_are_read(machine: MadeUpMachine) -> None:
    assert answer(machine, "rule_settings").message == "校验设置：内置"

    file = settings_folder() / "校验设置.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[rules.R99]\nenabled = false\n", encoding="utf-8")
    try:
        faulty = answer(machine, "rule_settings")
    finally:
        file.unlink()
    assert faulty.level is Level.FAIL
    assert "R99" in faulty.message
    assert faulty.next_step.startswith("请改正")


def test_a_policy_goes_before_what_the_user_set(machine: MadeUpMachine) -> None:
    machine.set_registry(rf"{OWN}\Excel\Security", "RequireAddinSig", 1)
    machine.set_registry(rf"{POLICY}\Excel\Security", "RequireAddinSig", 0)

    assert answer(machine, "addins").level is Level.OK


def test_excel_of_32_bits_needs_its_own_library(machine: MadeUpMachine) -> None:
    machine.add_program("excel.exe", bits=32)
    library_of(machine, 64).unlink()
    assert answer(machine, "functions_library").level is Level.OK

    library_of(machine, 32).unlink()
    assert "xlwings32-" in answer(machine, "functions_library").message


def test_wps_beside_excel_is_mentioned(machine: MadeUpMachine) -> None:
    machine.add_program("et.exe")

    assert "另有 WPS 表格" in answer(machine, "excel").message


def test_a_folder_without_permission_is_named(
    machine: MadeUpMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, dir: Path) -> object:  # noqa: A002 -- tempfile's own name
        if dir == machine.temporary_folder:
            raise PermissionError(13, "refused")
        return dir.open()

    assert answer(machine, "folders").level is Level.OK
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)

    assert str(machine.temporary_folder) in answer(machine, "folders").message


@pytest.mark.parametrize("failure", [AddinBuildError("xlwings 不同"), ModuleNotFoundError("no")])
def test_an_add_in_that_cannot_be_built_is_an_ailment(
    machine: MadeUpMachine, failure: Exception
) -> None:
    def fail() -> bytes:
        raise failure

    diagnosis = diagnose(machine, fail)

    (check,) = (check for check in diagnosis.checks if check.name == "addin")
    assert check.level is Level.FAIL
    assert str(failure) in check.message
    assert diagnosis.checks[-1].name == "settings"


def describe_package(folder: Path, name: str, number: str, *needed: str) -> None:
    described = folder / f"{name.replace('-', '_')}-{number}.dist-info"
    described.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {number}"]
    lines += [f"Requires-Dist: {text}" for text in needed]
    (described / "METADATA").write_text("\n".join(lines) + "\n")


def test_packages_are_followed_through_what_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe_package(tmp_path, "made-up-a", "1.0", "made-up-b>=2,<3", 'no-b; extra == "more"')
    describe_package(tmp_path, "made-up-b", "2.1rc1", "made-up-c==1.*", "made-up-a")
    monkeypatch.syspath_prepend(tmp_path)
    assert "缺少 made-up-c" in check_packages("made-up-a").message

    describe_package(tmp_path, "made-up-c", "2.0", 'nothing; python_version < "3"')
    found = check_packages("made-up-a")
    assert found.level is Level.FAIL
    assert "made-up-c 2.0（需要 ==1.*）" in found.message
    assert "made-up-b" not in found.message
    assert "nothing" not in found.message


def test_a_package_that_is_not_there_is_missing() -> None:
    assert "缺少 made-up-nowhere" in check_packages("made-up-nowhere").message
