"""The command `return`: what units have to mend goes back to them, and missing ones are asked.

Who sent a file that could not be taken hears of it, too. Nothing is sent here: there are drafts for
a person to look at, and marked copies beside them. What was written is recorded in the inbox, so
that nobody is sent the same thing twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from xladdin.domain.letter_settings import LetterSettings
from xladdin.domain.tracking import Progress, UnitTrack
from xladdin.errors import OutputError, UnreadableWorkbookError, UsageError, XladdinError
from xladdin.mail.inbox_log import EventKind, InboxLog
from xladdin.returning.not_taken import unheard_senders
from xladdin.returning.post import Post, unit_event
from xladdin.returning.reports import Answer, Letter, ReturnReport
from xladdin.tracking import StatusReport

__all__ = ["Answer", "Letter", "ReturnReport", "ReturnWishes", "return_workbooks"]

RETURN_FOLDER = "退回"


@dataclass(frozen=True, slots=True)
class ReturnWishes:
    """What was asked for: where the drafts go, and whether to write them once more."""

    folder: Path | None = None
    again: bool = False


def return_workbooks(
    status: StatusReport, letters: LetterSettings, wishes: ReturnWishes = ReturnWishes()
) -> ReturnReport:
    """Write a draft for each unit that has to mend something, and for each that is missing.

    Also one to each sender of files that were not taken (see not_taken.py). Whatever was returned
    or told before is passed over, unless it is asked for again. Each draft is recorded in the inbox
    once it is written; so is each workbook that nothing is wrong with.
    Raises UsageError, OutputError and UnreadableWorkbookError.
    """
    folder = wishes.folder or status.inbox.resolve().parent / RETURN_FOLDER
    if folder.resolve().is_relative_to(status.inbox.resolve()):
        raise UsageError(
            "退回的副本不能放在收件箱里，否则会被当作报送的工作簿", "请用 -o 换一个文件夹"
        )
    if status.deadline and status.deadline < status.today:
        raise UsageError(
            f"截止日期 {status.deadline} 已经过去，没有写退回和催报的草稿",
            "请用 --deadline 给出新的日期，或改校验设置中“邮件”表的截止日期",
        )
    post = Post(status, replace(letters, deadline=status.deadline), folder, InboxLog(status.inbox))
    to_mend = [unit for unit in status.units if unit.must_mend]
    before = [u for u in to_mend if u.progress is Progress.RETURNED and not wishes.again]
    missing = [unit for unit in status.units if unit.progress is Progress.MISSING]
    units = [unit for unit in (*to_mend, *missing) if unit not in before]
    senders = unheard_senders(status, again=wishes.again)
    written, failures = _written(
        [
            *((_name(unit), partial(post.write_to, unit)) for unit in units),
            *((sender.address, partial(post.answer, sender)) for sender in senders),
        ]
    )
    accepted = [unit for unit in status.units if _is_newly_accepted(unit)]
    if accepted:
        post.log.append(unit_event(EventKind.ACCEPTED, unit) for unit in accepted)
    return ReturnReport(
        status,
        tuple(each for each in written if isinstance(each, Letter)),
        tuple(before),
        tuple(accepted),
        tuple(each for each in written if isinstance(each, Answer)),
        tuple(f"{whom}：{error}" for whom, error in failures),
    )


def _written(
    drafts: Sequence[tuple[str, Callable[[], Letter | Answer]]],
) -> tuple[list[Letter | Answer], list[tuple[str, XladdinError]]]:
    """The drafts, written one by one, with whom each is for.

    One that fails doesn't stop the others, unless all of them fail.
    """
    written: list[Letter | Answer] = []
    failures: list[tuple[str, XladdinError]] = []
    for whom, write in drafts:
        try:
            written.append(write())
        except (OutputError, UnreadableWorkbookError) as error:
            failures.append((whom, error))
    if failures and not written:
        raise failures[0][1]
    return written, failures


def _name(unit: UnitTrack) -> str:
    return f"{unit.unit_code} {unit.unit_name}"


def _is_newly_accepted(unit: UnitTrack) -> bool:
    return unit.progress is Progress.ACCEPTED and not unit.history.accepted_at
