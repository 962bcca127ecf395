"""Commands of the group `xladdin addin`, and `doctor`: each parses and calls one function."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.json_output import JsonOption, print_json

if TYPE_CHECKING:
    from xladdin.addin.check import Check

addin_app = typer.Typer(
    help="Excel 加载项 (the Excel add-in)", no_args_is_help=True, rich_markup_mode=None
)


@addin_app.callback()
def common() -> None:
    """Excel 加载项 (the Excel add-in)."""


@addin_app.command()
def build(
    output: Annotated[Path, typer.Option("-o", "--output", help="写入的文件 (file to write)")],
) -> None:
    """生成加载项文件 (build the add-in's file)."""
    from xladdin.addin.build import build_addin

    build_addin(output)
    typer.echo(f"已生成 {output}")


@addin_app.command()
def install() -> None:
    """装入本用户的 Excel，不需要管理员权限 (install for this user)."""
    from xladdin.addin import install as installer
    from xladdin.addin.check import Level
    from xladdin.addin.doctor import diagnose
    from xladdin.addin.machine import ThisMachine
    from xladdin.addin.places import require_windows

    machine = ThisMachine()
    require_windows(machine)
    addin = _built_addin()
    installation = installer.install(machine, addin)
    typer.echo(f"已安装 {installation.addin}")
    typer.echo(f"已写入设置 {installation.settings}")
    for step in installer.next_steps(installation):
        typer.echo(step)
    _echo_checks(c for c in diagnose(machine, lambda: addin).checks if c.level is not Level.OK)


@addin_app.command()
def status(as_json: JsonOption = False) -> None:
    """查看是否已装入、是否为本版本 (what is installed)."""
    from xladdin.addin import install as installer
    from xladdin.addin.machine import ThisMachine
    from xladdin.addin.office_checks import check_installation
    from xladdin.addin.places import require_windows

    machine = ThisMachine()
    require_windows(machine)
    installation = installer.status(machine, _built_addin())
    if as_json:
        print_json(installation.as_json())
    else:
        _echo_checks(check_installation(installation))
    raise typer.Exit(int(not installation.is_ready))


@addin_app.command()
def remove() -> None:
    """从本用户的 Excel 中移除，工作簿和日志保留 (remove; your files stay)."""
    from xladdin.addin import install as installer
    from xladdin.addin.machine import ThisMachine

    removal = installer.remove(ThisMachine())
    for path in removal.removed:
        typer.echo(f"已删除 {path}")
    if not removal.removed:
        typer.echo("没有安装加载项，无需移除")
    for path in removal.other_copies:
        typer.echo(f"还有一份加载项文件没有删除，请自行处理：{path}")


def doctor_command(as_json: JsonOption = False) -> None:
    """诊断：缺什么、怎样修复 (what the add-in needs, and what to do)."""
    from xladdin.addin.doctor import diagnose
    from xladdin.addin.machine import ThisMachine

    diagnosis = diagnose(ThisMachine(), _built_addin)
    if as_json:
        print_json(diagnosis.as_json())
    else:
        _echo_checks(diagnosis.checks)
    raise typer.Exit(diagnosis.exit_status)


def _built_addin() -> bytes:
    from xladdin.addin.build import addin_bytes, addin_modules

    return addin_bytes(addin_modules())


def _echo_checks(checks: Iterable["Check"]) -> None:
    for check in checks:
        typer.echo(check.for_people())
