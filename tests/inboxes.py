"""Inboxes of the round by e-mail for tests: workbooks that units sent, and the record of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.workbook.contents import project, sample_units
from xladdin import services
from xladdin.domain.content import ProjectContent, UnitContent
from xladdin.mail.history import file_digest
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog
from xladdin.rules.settings import Settings
from xladdin.tracking import StatusReport, inbox_workbooks, status
from xladdin.workbook.templates import build_unit_workbook

ROSTER = (
    "单位编码,单位名称,邮箱\n"
    "316001,本级,list1@example.cn\n"
    "316003,中心,\n"
    "316008,服务站,h@example.cn\n"
)
TODAY = dt.date(2024, 12, 1)


def unit(code: str = "316001", *projects: ProjectContent) -> UnitContent:
    """A unit without errors unless the projects have some."""
    whole = replace(sample_units()[code], unit_name={"316001": "本级", "316003": "中心"}[code])
    own = replace(project(), code=whole.projects[0].code)  # no two units share a project
    return replace(whole, projects=projects or (own,))


def put(inbox: Path, name: str, content: UnitContent, sender: str = "") -> Path:
    """Put a workbook into the inbox; with a sender as if it had been collected from a mail."""
    inbox.mkdir(exist_ok=True)
    path = inbox / name
    build_unit_workbook(path, content)
    if sender:
        received(inbox, path, sender)
    return path


def received(
    inbox: Path, path: Path, sender: str, arrived: str = "2024-11-30T02:00:00+00:00"
) -> None:
    details = {"sender": sender, "sender_name": "王某", "arrived": arrived}
    event = InboxEvent(EventKind.RECEIVED, path.name, file_digest(path), details)
    InboxLog(inbox).append([event])


def status_of(
    inbox: Path,
    deadline: dt.date | None = dt.date(2024, 12, 10),
    change: Callable[[Settings], Settings] = lambda settings: settings,
) -> StatusReport:
    roster = services.load_roster(services.roster_of_inbox(inbox))
    files = inbox_workbooks(inbox, services.roster_of_inbox(inbox))
    return status(inbox, files, change(Settings(roster=roster)), deadline, TODAY)


def kinds(inbox: Path) -> list[EventKind]:
    """What the record tells, in order."""
    log = InboxLog(inbox)
    log.refresh()
    return [event.kind for event in log.events]


def refused(
    inbox: Path,
    name: str,
    sender: str,
    reason: str = "文件不完整。请重新发送",
    arrived: str = "2024-11-29T02:00:00+00:00",
    message: str = "<坏>",
) -> None:
    """Record a file that came in a mail and was not taken, as collecting does."""
    inbox.mkdir(exist_ok=True)
    details = {"sender": sender, "original": name, "reason": reason}
    details |= {"arrived": arrived, "message": message}
    InboxLog(inbox).append([InboxEvent(EventKind.REFUSED, details=details)])
