"""The commands as a person calls them, on a made-up Windows and on what isn't one."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.addin.machines import MadeUpMachine
from xladdin.addin.commands import addin_app, doctor_command
from xladdin.errors import UsageError

APP = typer.Typer()
APP.add_typer(addin_app, name="addin")
APP.command("doctor")(doctor_command)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(APP, arguments)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeUpMachine:
    """The computer that the commands believe to run on."""
    machine = MadeUpMachine(tmp_path / "pc")
    monkeypatch.setattr("xladdin.addin.machine.ThisMachine", lambda: machine)
    return machine


def test_installing_looking_and_removing(machine: MadeUpMachine) -> None:
    assert run("addin", "status").exit_code == 1

    installed = run("addin", "install")
    assert installed.exit_code == 0, installed.output
    assert "绩效目标" in installed.output
    assert "受信任位置" in installed.output
    assert "解除锁定" in installed.output
    assert "组策略" in installed.output
    assert "[有问题] 没有找到 Excel" in installed.output
    addin = machine.root / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "xladdin.xlam"
    assert addin.read_bytes().startswith(b"PK")

    looked = run("addin", "status")
    assert looked.exit_code == 0
    assert "[正常] 加载项已安装，与本版本一致" in looked.output
    assert json.loads(run("addin", "status", "--json").stdout)["addin_state"] == "current"

    removed = run("addin", "remove")
    assert removed.exit_code == 0
    assert f"已删除 {addin}" in removed.output
    assert not addin.exists()
    assert "没有安装加载项" in run("addin", "remove").output


def test_a_copy_that_stays_is_told(machine: MadeUpMachine) -> None:
    copy = machine.root / "Roaming" / "Microsoft" / "AddIns" / "xladdin.xlam"
    copy.parent.mkdir(parents=True)
    copy.touch()

    assert f"请自行处理：{copy}" in run("addin", "remove").output
    assert copy.exists()


@pytest.mark.parametrize("command", ["install", "status", "remove"])
def test_without_windows_it_is_said_that_excel_is_not_here(
    machine: MadeUpMachine, command: str
) -> None:
    machine.is_windows = False

    failure = run("addin", command).exception

    assert isinstance(failure, UsageError)
    assert failure.exit_status == 2
    assert "没有可以安装加载项的 Excel" in str(failure)


def test_the_doctor_tells_programs_and_people(machine: MadeUpMachine) -> None:
    machine.add_program("excel.exe")

    assert run("doctor").exit_code == 1
    shown = run("doctor").output
    assert "[正常] 找到 Excel（64 位）" in shown
    assert "[有问题] 加载项没有安装" in shown
    assert "\n    请运行 xladdin addin install\n" in shown
    told = json.loads(run("doctor", "--json").stdout)
    addin = machine.root / "Roaming/Microsoft/Excel/XLSTART/xladdin.xlam"
    assert told["status"] == "fail"
    assert {
        "check": "addin",
        "status": "fail",
        "message": f"加载项没有安装：没有 {addin}",
        "next_step": "请运行 xladdin addin install",
    } in told["checks"]


def test_elsewhere_the_doctor_is_content(machine: MadeUpMachine) -> None:
    machine.is_windows = False

    examined = run("doctor")

    assert examined.exit_code == 0
    assert "[注意] 这台电脑不是 Windows" in examined.output
