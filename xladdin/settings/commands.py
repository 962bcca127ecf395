"""Commands of the group `xladdin settings`: each parses and calls one function."""

from pathlib import Path
from typing import Annotated

import typer

from xladdin.json_output import JsonOption, print_json

settings_app = typer.Typer(
    help="校验设置：规则、参数、词表、单位名录 (settings of the rules)",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FileArgument = Annotated[Path, typer.Argument(help="设置文件，.xlsx 或 .toml (settings file)")]
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="写入的文件 (file to write)")]
ForceOption = Annotated[bool, typer.Option("--force", help="覆盖已有文件 (overwrite)")]


@settings_app.callback()
def common() -> None:
    """校验设置：规则、参数、词表、单位名录 (settings of the rules)."""


@settings_app.command()
def new(
    output: OutputOption,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="照抄另一个设置文件的内容 (take over from another file)"),
    ] = None,
    force: ForceOption = False,
) -> None:
    """新建设置工作簿，规则和词表按本版本列出 (a new settings workbook)."""
    from xladdin.settings import writing

    writing.new_workbook(output, source, may_replace=force)
    typer.echo(f"已生成 {output}")


@settings_app.command()
def check(file: FileArgument, as_json: JsonOption = False) -> None:
    """检查设置文件：与内置的有什么不同，哪里填错 (what differs, what is wrong)."""
    from xladdin.errors import SettingsError
    from xladdin.settings.differences import differences
    from xladdin.settings.lookup import load_settings
    from xladdin.settings.toml_text import plain

    try:
        used = load_settings(file)
    except SettingsError as error:
        if as_json:
            print_json({"file": str(file), "problems": list(error.problems)})
        else:
            typer.echo("\n".join(error.problems))
            typer.echo(f"共 {len(error.problems)} 处不对，改正前不能用来校验")
        raise typer.Exit(error.exit_status) from error
    if as_json:
        print_json({**used.as_json(), "problems": [], "settings": plain(used.content)})
        return
    changes = differences(used.content)
    typer.echo("\n".join(changes) if changes else "与内置设置相同")
    for note in used.notes:
        typer.echo(f"提醒：{note}")
    typer.echo(f"检查完毕，没有错误：{file}")


@settings_app.command()
def export(file: FileArgument, output: OutputOption, force: ForceOption = False) -> None:
    """转成 TOML，内容相同，供程序使用 (the same as TOML, for programs)."""
    from xladdin.settings import writing

    writing.export_toml(file, output, may_replace=force)
    typer.echo(f"已生成 {output}")
