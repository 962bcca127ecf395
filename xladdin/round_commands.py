"""Commands of the round by e-mail that end in drafts or in a list: send, status, return."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xladdin.command_options import RosterOption, SettingsOption
from xladdin.errors import UsageError
from xladdin.json_output import JsonOption

if TYPE_CHECKING:
    from xladdin.settings.lookup import UsedSettings
    from xladdin.tracking import StatusReport

InboxArgument = Annotated[Path, typer.Argument(help="收件箱文件夹 (inbox)")]
DeadlineOption = Annotated[
    str, typer.Option("--deadline", help="截止日期，如 2024-12-10，默认用校验设置中的 (deadline)")
]


def send_command(
    file: Annotated[Path, typer.Argument(help="本单位的工作簿 (workbook)")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="副本和草稿的文件夹，默认为旁边的“报送” (folder)"),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="收件人，可多次给出，默认用校验设置中的 (address)"),
    ] = None,
    anyway: Annotated[
        str,
        typer.Option("--anyway", help="有错误也报送，写明原因 (in spite of errors, and why)"),
    ] = "",
    roster: RosterOption = None,
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """报送：校验，做报送副本，生成邮件草稿 (check, copy, draft a mail; nothing is sent).

    有错误时不生成。副本的封面写有轮次、次数、时间和内容校验码；原文件不改动，邮件由人核对后发出。
    """
    from xladdin import sending, services
    from xladdin.console import rounds
    from xladdin.console.ending import end
    from xladdin.settings.lookup import find_settings_of

    used = find_settings_of(settings, [file]).with_roster(services.load_roster(roster))
    wishes = sending.SendingWishes(output, tuple(to or ()), anyway)
    report = sending.send(file, used.settings, used.content.letters, wishes)
    end(report, rounds.print_sending, as_json=as_json, used=used)


def status_command(
    inbox: InboxArgument,
    roster: RosterOption = None,
    settings: SettingsOption = None,
    deadline: DeadlineOption = "",
    as_json: JsonOption = False,
) -> None:
    """报送情况：哪些单位报了、报的怎样、还差谁 (who sent what, who is missing)."""
    from xladdin.console import rounds
    from xladdin.console.ending import end

    used, report = _status(inbox, roster, settings, deadline, is_quiet=as_json)
    end(report, rounds.print_status, as_json=as_json, used=used)


def return_command(
    inbox: InboxArgument,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="草稿的文件夹，默认为收件箱旁的“退回” (folder)"),
    ] = None,
    deadline: DeadlineOption = "",
    again: Annotated[
        bool, typer.Option("--again", help="已退回、已告知而没有重报的，再写一次 (once more)")
    ] = False,
    roster: RosterOption = None,
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """退回：有错误的单位各写一封草稿，附标出问题的副本；未报送的催报 (drafts to the units).

    附件没有收下的，也给发件人写一封草稿，写明哪个附件、为什么。
    """
    from xladdin import returning
    from xladdin.console import rounds
    from xladdin.console.ending import end

    used, status = _status(inbox, roster, settings, deadline, is_quiet=as_json)
    wishes = returning.ReturnWishes(output, again=again)
    report = returning.return_workbooks(status, used.content.letters, wishes)
    end(report, rounds.print_return, as_json=as_json, used=used)


def _status(
    inbox: Path, roster: Path | None, settings: Path | None, deadline: str, *, is_quiet: bool
) -> "tuple[UsedSettings, StatusReport]":
    from xladdin import services, tracking
    from xladdin.console import terminal
    from xladdin.settings.lookup import find_settings

    roster = roster or services.roster_of_inbox(inbox)
    files = tracking.inbox_workbooks(inbox, roster, settings)
    used = find_settings(settings, inbox).with_roster(services.load_roster(roster))
    by = _date(deadline) or used.content.letters.deadline
    with terminal.reading_progress(len(files), is_quiet=is_quiet) as on_read:
        report = tracking.status(inbox, files, used.settings, by, on_read=on_read)
    return used, report


def _date(text: str) -> dt.date | None:
    from xladdin.domain.letter_settings import date_in

    date = date_in(text)
    if text and date is None:
        raise UsageError(f"截止日期“{text}”不对", "应写成 2024-12-10 这样")
    return date
