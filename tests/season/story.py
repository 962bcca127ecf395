"""The script: what the units send, when, in three rounds, and what the finance office does.

November 4 to 11: 一上. November 12 to 25: what was returned or is missing. December: 二上, when
every unit has its 控制数.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.season import units
from tests.season.office import Clock, Office, at
from tests.season.posting import (
    HABITS,
    Message,
    Writes,
    message_of,
    of_no_program,
    written_by,
)
from tests.workbook.packages import retype, say_saved
from xladdin.domain.content import UnitContent
from xladdin.domain.finding import Severity, count_label
from xladdin.mail.collecting import CollectionReport
from xladdin.returning import ReturnReport
from xladdin.rules.engine import check_submission
from xladdin.sending import SendingReport, SendingWishes, send
from xladdin.services import ConsolidationReport
from xladdin.tracking import StatusReport
from xladdin.workbook.marked_copy import write_marked_copy
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

FIRST_DEADLINE = date(2024, 11, 8)
SECOND_DEADLINE = date(2024, 11, 22)
LAST_DEADLINE = date(2024, 12, 6)
REASON = "先报，次日补正"
EXPLAINED = "内部检查，不直接面向群众"
STRANGER = "shui@elsewhere.example"


@dataclass(frozen=True)
class Post:
    """A message on its way to the office, and how its mail program writes it."""

    message: Message
    writes: Writes
    suffix: str = ".eml"


@dataclass
class Season:
    """The offices' files, and what every step of the story showed."""

    folder: Path
    collections: list[CollectionReport] = field(default_factory=list)
    statuses: dict[str, StatusReport] = field(default_factory=dict)
    returns: list[ReturnReport] = field(default_factory=list)
    summaries: list[ConsolidationReport] = field(default_factory=list)
    refused_by_send: list[SendingReport] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.office = Office(self.folder / "收件箱")
        self.office.inbox.mkdir()
        self.numbers = count(1)

    def post(self, day: datetime, posts: Iterable[Post]) -> None:
        """The office saves the mails it got into a folder of the day and collects them."""
        Clock.moment = day
        folder = self.folder / f"邮件 {day:%m%d}"
        folder.mkdir(exist_ok=True)
        for post in posts:
            name = f"{next(self.numbers):02d}{post.suffix}"
            (folder / name).write_bytes(post.writes(post.message))
        self.collections.append(self.office.collect(folder))

    def desk(self, code: str) -> Path:
        """The folder of a unit's clerk."""
        folder = self.folder / "单位" / code
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def sent(self, code: str, content: UnitContent, moment: datetime) -> Path:
        """A clerk fills in a workbook and sends it: the copy for the mail."""
        source = self.desk(code) / f"{moment:%m%d}.xlsx"
        build_unit_workbook(source, content)
        return self.sent_as_it_is(code, source, moment)

    def sent_as_it_is(self, code: str, source: Path, moment: datetime) -> Path:
        """Where there are errors, the clerk first is refused and then gives a reason."""
        Clock.moment = moment
        wishes = SendingWishes(now=moment.replace(tzinfo=None))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CONFIG_HOME", str(self.desk(code) / "设置"))
            report = send(source, wishes=wishes)
            if report.copy is None:
                self.refused_by_send.append(report)
                report = send(source, wishes=replace(wishes, reason=REASON))
        assert report.copy is not None
        return report.copy

    def by_mail(self, code: str, copy: Path, moment: datetime, name: str = "") -> Post:
        """The unit's message with a copy, in the ways of its mail program."""
        writes, suffix = HABITS[code]
        return Post(message_of(code, moment, name or copy.name, copy.read_bytes()), writes, suffix)

    def usual(self, code: str, which_round: str, moment: datetime) -> Post:
        """A unit fills in, sends and mails what it asks for in a round."""
        copy = self.sent(code, units.unit(code, which_round), moment)
        return self.by_mail(code, copy, moment)


def play(season: Season) -> None:
    """All of it, in order."""
    for step in (first_round, late_ones, second_round, third_round):
        step(season)


def first_round(season: Season) -> None:
    """一上, to November 8."""
    office = season.office
    office.roster.write_text(units.roster(), encoding="utf-8")
    usual = partial(season.usual, which_round=units.FIRST)
    posts = [
        usual("318001", moment=at(11, 4)),
        usual("318002", moment=at(11, 4, 11)),  # its sum doesn't tie: sent in spite of that
        usual("318003", moment=at(11, 5)),
        *_twice_and_by_another(season),
        _cut_short(season),
        _renamed(season),
        _edited_after_sending(season),
        _explained(season, units.FIRST, at(11, 7, 14)),
        _of_a_unit_that_is_none(season),
        _of_another_unit(season),
    ]
    season.post(at(11, 8, 9), posts)
    season.statuses["一上截止日"] = office.status(FIRST_DEADLINE)


def late_ones(season: Season) -> None:
    """One sent on time arrives three days late; then the office gives back what is wrong."""
    on_time = season.usual("318011", units.FIRST, at(11, 8, 16))
    late = replace(on_time, message=replace(on_time.message, under_way=timedelta(days=2, hours=17)))
    season.post(at(11, 11, 10), [late])
    season.statuses["一上过期"] = season.office.status(FIRST_DEADLINE)
    season.returns.append(season.office.give_back(SECOND_DEADLINE))


def second_round(season: Season) -> None:
    """What was returned, refused or missing, to November 22; the first summary."""
    office = season.office
    (office.inbox / "318003_图书馆_2025_第1次 (2).xlsx").unlink()  # it is the 放映队's
    unchanged = season.sent_as_it_is("318002", season.desk("318002") / "1104.xlsx", at(11, 13))
    posts = [
        season.by_mail("318002", unchanged, at(11, 13)),
        season.usual("318005", units.FIRST, at(11, 14)),
        season.usual("318009", units.FIRST, at(11, 15)),
        season.usual("318010", units.FIRST, at(11, 15, 11)),
        Post(Message(STRANGER, at(11, 16), "发票.exe", b"MZ\x90"), of_no_program),
    ]
    season.post(at(11, 22, 9), posts)
    season.collections.append(office.collect(season.folder / "邮件 1108"))  # by mistake, again
    season.statuses["一上重报"] = office.status(SECOND_DEADLINE)
    season.returns.append(office.give_back(SECOND_DEADLINE))
    season.summaries.append(office.consolidate())
    _accept_the_explanation(office.summary)
    say_saved(office.summary, at(11, 22, 17))


def third_round(season: Season) -> None:
    """二上, to December 6: the list has every unit's 控制数; the department's targets are there."""
    office = season.office
    office.roster.write_text(units.roster(units.CEILINGS), encoding="utf-8")
    whole_season = [code for code in HABITS if code != "318008"]
    posts = [
        season.usual(code, units.SECOND, at(12, 3, 9, number))
        for number, code in enumerate(whole_season)
    ]
    season.post(at(12, 4, 9), [*posts, _explained(season, units.SECOND, at(12, 3, 10))])
    Clock.moment = at(12, 5)
    own = season.folder / "整体目标.xlsx"
    build_department_workbook(own, units.own_targets())
    office.put("318_整体目标.xlsx", own.read_bytes())
    office.put("拍照.xlsx", b"\xff\xd8\xff\xe0 JFIF")
    Clock.moment = at(12, 6)
    season.statuses["二上"] = office.status(LAST_DEADLINE)
    season.returns.append(office.give_back(LAST_DEADLINE))
    season.statuses["退回以后"] = office.status(LAST_DEADLINE)
    Clock.moment = at(12, 9)
    season.summaries.append(office.consolidate())


def _twice_and_by_another(season: Season) -> list[Post]:
    """The museum's message was exported twice, and its deputy sent the same workbook, too."""
    own = season.usual("318004", units.FIRST, at(11, 5, 11))
    deputy = replace(own.message, sender=units.address("fuguan"), sent_at=at(11, 5, 15))
    return [own, own, Post(deputy, written_by("Outlook", "gb2312"))]


def _cut_short(season: Season) -> Post:
    """Of the gallery's workbook the second half got lost on the way."""
    post = season.usual("318005", units.FIRST, at(11, 6))
    content = post.message.content
    return replace(post, message=replace(post.message, content=content[: len(content) // 2]))


def _renamed(season: Season) -> Post:
    """A name that says nothing: what stands in the workbook decides."""
    copy = season.sent("318006", units.unit("318006", units.FIRST), at(11, 6, 11))
    return season.by_mail("318006", copy, at(11, 6, 11), "新建 Microsoft Excel 工作表.xlsx")


def _edited_after_sending(season: Season) -> Post:
    """The clerk changed a target value in the copy before the mail went off."""
    copy = season.sent("318007", units.unit("318007", units.FIRST), at(11, 7))
    retype(copy, "≥12场次", "≥10场次")
    say_saved(copy, at(11, 7, 11))
    return season.by_mail("318007", copy, at(11, 7, 12))


def _explained(season: Season, which_round: str, moment: datetime) -> Post:
    """A warning that the clerk explained in 校验结果."""
    Clock.moment = moment
    folder = season.desk("318008")
    plain, explained = folder / "底稿.xlsx", folder / f"{moment:%m%d}.xlsx"
    build_unit_workbook(plain, units.unit("318008", which_round))
    findings = [
        replace(finding, explanation=EXPLAINED if finding.severity is Severity.WARNING else "")
        for finding in check_submission(read_submission_file(plain))
    ]
    write_marked_copy(plain, explained, findings, count_label(findings))
    return season.by_mail("318008", season.sent_as_it_is("318008", explained, moment), moment)


def _of_a_unit_that_is_none(season: Season) -> Post:
    """The cover has a code that the list of units doesn't have."""
    content = units.unit("318009", units.FIRST, claims_to_be="318099")
    return season.by_mail("318009", season.sent("318009", content, at(11, 7, 15)), at(11, 7, 15))


def _of_another_unit(season: Season) -> Post:
    """The cinema's clerk started from the library's workbook and left its cover as it was."""
    content = units.unit("318010", units.FIRST, claims_to_be="318003")
    copy = season.sent("318010", content, at(11, 7, 16))
    return season.by_mail("318010", copy, at(11, 7, 16))


def _accept_the_explanation(summary: Path) -> None:
    """The finance office decides in the summary, and saves it."""
    book = load_workbook(summary)
    sheet = book["审核说明"]
    sheet["J4"], sheet["K4"] = "接受", "同意"
    book.save(summary)
