"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

RosterOption = Annotated[
    Path | None,
    typer.Option("--roster", help="单位名录：单位编码、单位名称、控制数 (list of units, CSV)"),
]
SettingsOption = Annotated[
    Path | None,
    typer.Option(
        "--settings", help="校验设置，默认用文件旁的 校验设置.xlsx (settings of the rules)"
    ),
]
