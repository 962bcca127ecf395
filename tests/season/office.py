"""The finance office of the season: its clock, its inbox, and what it reads on the screen."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest

from xladdin import services
from xladdin.domain.letter_settings import BUILT_IN_LETTERS
from xladdin.domain.tracking import moment_of
from xladdin.mail.collecting import CollectionReport, Postman
from xladdin.returning import ReturnReport, return_workbooks
from xladdin.rules.settings import Settings
from xladdin.services import ConsolidationReport
from xladdin.tracking import StatusReport, inbox_workbooks, status

HERE = timezone(timedelta(hours=8), "CST")
_TELL_THE_TIME = (  # what notes in a file when something happened
    "xladdin.mail.inbox_log.datetime",
    "xladdin.workbook.package_copy.datetime",
    "xladdin.consolidation.summary_sheets.summary.datetime",
)


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of the season."""
    return datetime(2024, month, day, hour, minute, tzinfo=HERE)


class Clock(datetime):
    """A clock that stands still until the story sets it."""

    moment = at(11, 1)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        moment = cls.moment.astimezone(tz or HERE)
        return cls.fromtimestamp(moment.timestamp(), tz)


@contextmanager
def in_the_season() -> Iterator[None]:
    """Times are told by the season's clock, and shown as in China."""
    with pytest.MonkeyPatch.context() as patch:
        for place in _TELL_THE_TIME:
            patch.setattr(place, Clock)
        patch.setenv("TZ", "CST-8")
        time.tzset()
        yield
    time.tzset()


@dataclass(frozen=True)
class Office:
    """An inbox with the list of units in it."""

    inbox: Path

    @property
    def summary(self) -> Path:
        return self.inbox / "汇总表.xlsx"

    @property
    def roster(self) -> Path:
        return self.inbox / "单位名录.csv"

    @property
    def settings(self) -> Settings:
        return Settings(roster=services.load_roster(self.roster))

    def put(self, name: str, content: bytes) -> None:
        """Copy a file into the inbox by hand; it was saved just now."""
        path = self.inbox / name
        path.write_bytes(content)
        os.utime(path, (Clock.moment.timestamp(),) * 2)

    def collect(self, folder: Path) -> CollectionReport:
        return services.collect([str(folder)], self.inbox, Postman(lambda _account: ""))

    def status(self, deadline: date) -> StatusReport:
        files = inbox_workbooks(self.inbox, self.roster)
        return status(self.inbox, files, self.settings, deadline, Clock.moment.date())

    def give_back(self, deadline: date) -> ReturnReport:
        return return_workbooks(self.status(deadline), BUILT_IN_LETTERS)

    def consolidate(self) -> ConsolidationReport:
        files = services.workbooks_to_consolidate(self.inbox, self.summary, self.roster)
        return services.consolidate(files, self.summary, self.settings, inbox=self.inbox)


def lines_of(report: StatusReport) -> list[str]:
    """A line a unit: code, progress, number, files, sender, when it came, errors, remarks."""
    lines = []
    for unit in report.units:
        came = moment_of(unit.history.received_at)
        parts = (
            unit.unit_code,
            unit.progress.label,
            f"第{unit.stamp.number}次" if unit.stamp else "",
            f"{unit.submissions}份",
            unit.history.sender.partition("@")[0],
            f"{came:%m-%d %H:%M}" if came else "",
            f"错误{unit.errors}" if unit.errors else "",
            f"警告{unit.open_warnings}" if unit.open_warnings else "",
            f"已说明{unit.explained_warnings}" if unit.explained_warnings else "",
            *unit.remarks,
        )
        lines.append(" ".join(part for part in parts if part))
    return lines


def others_of(report: StatusReport) -> list[tuple[str, str, str]]:
    """Files that count for no unit: name, what became of them, why."""
    return [(Path(item.file).name, item.status.label, item.reason) for item, _ in report.others]


def drafts_of(report: ReturnReport) -> list[tuple[str, str, str]]:
    """The drafts that were written: kind, file and to whom."""
    letters = [
        ("退回" if letter.copy else "催报", letter.draft_file.name, *letter.draft.to)
        for letter in report.letters
    ]
    answers = [("未收下", answer.draft_file.name, *answer.draft.to) for answer in report.answers]
    return [(kind, name, to) for kind, name, to in (*letters, *answers)]
