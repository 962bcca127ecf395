"""How a command ends: its report is shown, or printed for programs, and gives the exit status."""

from collections.abc import Callable
from typing import NoReturn, Protocol, TypeVar

import typer
from rich.console import Console

from xladdin.console.terminal import output_console, print_settings
from xladdin.json_output import print_json
from xladdin.settings.lookup import UsedSettings


class Report(Protocol):
    """What a service gives back."""

    @property
    def exit_status(self) -> int:
        """0, or why not."""

    def as_json(self) -> dict[str, object]:
        """The report for programs."""


ReportT = TypeVar("ReportT", bound=Report)


def end(
    report: ReportT,
    show: Callable[[ReportT, Console], None],
    *,
    as_json: bool,
    used: UsedSettings | None = None,
) -> NoReturn:
    """Say what came of a command, under which settings where it went by any, and leave."""
    if as_json:
        print_json(report.as_json() | ({"settings": used.as_json()} if used else {}))
    else:
        screen = output_console()
        if used is not None:
            print_settings(used, screen)
        show(report, screen)
    raise typer.Exit(report.exit_status)
