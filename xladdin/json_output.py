"""What every command with ``--json`` has: the option, and the way its object is printed."""

import json
import sys
from typing import Annotated

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用 (for programs)")]


def print_json(value: object) -> None:
    """Programs read UTF-8, whatever the code page of the terminal is."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")
