"""退回: drafts for the units of an inbox that have to mend something, or that are missing."""

from collections.abc import Sequence
from dataclasses import replace

import xlwings as xw

from xladdin import services, tracking
from xladdin.domain.tracking import UnitTrack
from xladdin.mail.showing import open_by_system
from xladdin.returning import ReturnReport
from xladdin.returning import return_workbooks as write_letters
from xladdin.ribbon.frame import button, progress
from xladdin.ribbon.rule_settings import settings_note
from xladdin.settings.lookup import find_settings
from xladdin.user_settings import read_settings, write_settings
from xladdin.workbook.live.dialogs import ask_folder, tell

_MOST_NAMED = 8


@button
def return_workbooks(app: xw.App) -> None:
    """退回."""
    settings = read_settings()
    inbox = ask_folder(app, "选择存放各单位工作簿的收件箱", settings.inbox)
    if inbox is None:
        return
    with progress(app, "正在退回") as on_file:
        roster = services.roster_of_inbox(inbox)
        used = find_settings(None, inbox).with_roster(services.load_roster(roster))
        files = tracking.inbox_workbooks(inbox, roster)
        letters = used.content.letters
        status = tracking.status(
            inbox,
            files,
            used.settings,
            letters.deadline,
            on_read=lambda path: on_file(path.name),
        )
        report = write_letters(status, letters)
        write_settings(replace(settings, inbox=str(inbox)))
    if report.folder:
        open_by_system(report.folder)
    tell(app, _outcome(report) + settings_note(used))


def _outcome(report: ReturnReport) -> str:
    returns = [letter.unit for letter in report.returns]
    reminders = [letter.unit for letter in report.reminders]
    senders = [answer.sender.address for answer in report.answers]
    parts = (
        f"写了退回草稿 {len(returns)} 封：{_names(returns)}。" if returns else "",
        f"写了催报草稿 {len(reminders)} 封：{_names(reminders)}。" if reminders else "",
        f"附件没有收下，写了告知发件人的草稿 {len(senders)} 封：{_named(senders, '人')}。"
        if senders
        else "",
        f"草稿没有发出，请逐个打开，核对后由您发出：{report.folder}" if report.folder else "",
        f"已退回、还没有重报，未重复退回：{_names(report.returned_before)}。"
        if report.returned_before
        else "",
        f"没有问题，记为已通过：{_names(report.accepted)}。" if report.accepted else "",
        *(f"没有写成：{text}" for text in report.failures),
        *(f"注意：{note}。" for answer in report.answers for note in answer.notes),
        *(f"注意：{note}。" for note in report.status.notes),
    )
    told = [part for part in parts if part]
    return "\n\n".join(told if report.folder else ["没有需要退回或催报的单位。", *told])


def _names(units: Sequence[UnitTrack]) -> str:
    return _named([f"{unit.unit_code} {unit.unit_name}" for unit in units], "单位")


def _named(names: Sequence[str], what: str) -> str:
    shown = "、".join(names[:_MOST_NAMED])
    return f"{shown} 等 {len(names)} 个{what}" if len(names) > _MOST_NAMED else shown
