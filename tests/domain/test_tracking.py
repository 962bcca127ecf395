"""Where units stand: from what came, what is wrong with it, and the record."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from tests.consolidation.departments import department, own_submission, unit_submission
from tests.workbook import contents
from xladdin.domain.department import Department, Roster, RosterUnit
from xladdin.domain.explanation import Review, Verdict
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.domain.stamp import Stamp
from xladdin.domain.submission import Anomaly, AnomalyKind, Submission
from xladdin.domain.tracking import (
    NOTHING_RECORDED,
    FileHistory,
    Progress,
    UnitTrack,
    moment_of,
    odd_sender,
    track_units,
)

DEADLINE = dt.date(2024, 12, 10)
ROSTER = Roster(
    "u.csv",
    (
        RosterUnit("316001", "本级", address="a@b.cn"),
        RosterUnit("316008", "服务站", address="h@b.cn"),
    ),
)


def sent(file: str = "a.xlsx", code: str = "316001") -> Submission:
    return unit_submission(file, code, "本级", [contents.project()])


def finding(severity: Severity, explanation: str = "", review: Review | None = None) -> Finding:
    origin = Origin("a.xlsx", "项目1", "C4")
    return Finding("R01", severity, "问题", "改", origin, explanation, review=review)


def track(
    *findings: Finding,
    submission: Submission | None = None,
    histories: Mapping[str, FileHistory] = NOTHING_RECORDED,
    deadline: dt.date | None = DEADLINE,
) -> UnitTrack:
    whole = department(submission or sent(), roster=ROSTER)
    tracks = track_units(whole, findings, histories, {}, deadline)
    (found,) = (each for each in tracks if each.unit_code == "316001")
    return found


def test_nothing_wrong_is_accepted() -> None:
    found = track(finding(Severity.INFO), finding(Severity.WARNING, "按合同"))

    assert found.progress is Progress.ACCEPTED
    assert (found.errors, found.open_warnings, found.explained_warnings) == (0, 0, 1)
    assert found.must_mend == ()
    assert found.address == "a@b.cn"


def test_an_open_warning_is_neither_accepted_nor_to_mend() -> None:
    found = track(finding(Severity.WARNING))

    assert (found.progress, found.must_mend) == (Progress.RECEIVED, ())


def test_errors_and_refused_explanations_are_to_be_mended() -> None:
    refused = finding(Severity.WARNING, "无", Review(Verdict.REFUSED))
    error = finding(Severity.ERROR)
    found = track(refused, finding(Severity.WARNING), error)

    assert found.progress is Progress.RECEIVED
    assert found.must_mend == (error, refused)
    assert (found.errors, found.open_warnings, found.explained_warnings) == (1, 2, 0)


def test_what_the_record_says_counts() -> None:
    open_warning = finding(Severity.WARNING)
    returned = {"a.xlsx": FileHistory(returned_at="2024-12-01T00:00:00+00:00")}
    accepted = {"a.xlsx": FileHistory(accepted_at="2024-12-01T00:00:00+00:00")}

    assert track(open_warning, histories=returned).progress is Progress.RETURNED
    assert track(open_warning, histories=accepted).progress is Progress.ACCEPTED
    assert track(finding(Severity.ERROR), histories=accepted).progress is Progress.RECEIVED


def test_a_unit_of_the_list_that_sent_nothing_is_missing() -> None:
    whole = department(sent(), roster=ROSTER)
    reminders = {"316008": "2024-12-01T00:00:00+00:00"}
    (_, missing) = track_units(whole, (), NOTHING_RECORDED, reminders, None)

    assert (missing.unit_code, missing.progress) == ("316008", Progress.MISSING)
    assert missing.reminded_at == reminders["316008"]
    assert missing.submission is None
    assert missing.as_json()["file"] is None


def test_a_workbook_from_another_units_address_is_told() -> None:
    def remarks(sender: str, submission: Submission | None = None) -> tuple[str, ...]:
        histories = {"a.xlsx": FileHistory(sender=sender)}
        return track(submission=submission, histories=histories).remarks

    assert remarks("A@b.cn") == ()
    assert remarks("nobody@b.cn") == ()
    assert remarks("h@b.cn") == ("由单位 316008 的邮箱发来，请核对",)


def test_the_departments_own_workbook_may_come_from_any_unit() -> None:
    own = own_submission("a.xlsx", contents.sample_department())

    assert odd_sender(own, "h@b.cn", ROSTER) == ""
    assert odd_sender(sent(), "h@b.cn", None) == ""


def test_the_day_of_the_deadline_is_in_time() -> None:
    def arrived(day: int) -> bool:
        received = dt.datetime(2024, 12, day, 12).astimezone().isoformat()
        return track(histories={"a.xlsx": FileHistory(received_at=received)}).is_late

    assert not arrived(10)
    assert arrived(11)
    assert not track().is_late


def test_remarks_tell_of_changes_and_of_another_template() -> None:
    stamp = Stamp("一上", 2, dt.datetime(2024, 12, 1, 9), "0" * 16)
    old = Anomaly(AnomalyKind.TEMPLATE_VERSION, Origin("a.xlsx"), "unit 0")
    found = track(submission=replace(sent(), stamp=stamp, anomalies=(old,)))

    assert found.remarks == ("发出后改动过", "模板版本不对")
    assert found.as_json()["changed_since_sent"] is True
    assert found.as_json()["stamp"] == stamp.as_json()
    good = replace(sent(), stamp=replace(stamp, digest=sent().digest[:16]))
    assert track(submission=good).remarks == ()


def test_units_without_a_list_and_the_order_of_codes() -> None:
    whole = department(sent("b.xlsx", "316009"), sent("a.xlsx", "316002"))

    codes = [each.unit_code for each in track_units(whole, (), NOTHING_RECORDED, {}, None)]
    assert codes == ["316002", "316009"]
    assert track_units(Department(()), (), NOTHING_RECORDED, {}, None) == []


def test_times_that_are_none() -> None:
    assert moment_of("") is None
    assert moment_of("昨天") is None
