"""`xladdin status`: where each unit stands, from the inbox's files and its record."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command_line import Run
from tests.inboxes import ROSTER, put, status_of, unit
from tests.workbook.contents import project
from xladdin import services
from xladdin.domain.tracking import Progress
from xladdin.mail.inbox_log import EventKind, InboxEvent, InboxLog
from xladdin.rules.settings import RuleChoice
from xladdin.sending import send


@pytest.fixture(autouse=True)
def nothing_sent_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Of three units one sent a workbook with an error, one a good one, one nothing."""
    folder = tmp_path / "收件箱"
    put(folder, "一.xlsx", unit("316001", project(budget="2000万")), "wang@example.cn")
    put(folder, "二.xlsx", unit("316003"))
    (folder / "坏.xlsx").write_bytes(b"<html>")
    (folder / "单位名录.csv").write_text(ROSTER, encoding="utf-8")
    return folder


def test_every_unit_of_the_list_has_a_line(inbox: Path) -> None:
    report = status_of(inbox)

    told = [(each.unit_code, each.progress, each.history.sender) for each in report.units]
    assert told[0] == ("316001", Progress.RECEIVED, "wang@example.cn")
    assert told[1][0] == "316003"
    assert told[2] == ("316008", Progress.MISSING, "")
    first = report.units[0]
    assert first.errors > 0
    assert first.history.received_at == "2024-11-30T02:00:00+00:00"
    assert [item.file.endswith("坏.xlsx") for item, _ in report.others] == [True]
    assert (report.days_left, report.days_label) == (9, "还有 9 天")
    assert report.exit_status == 3


def test_the_deadline_may_be_today_past_or_none(inbox: Path) -> None:
    assert status_of(inbox, dt.date(2024, 12, 1)).days_label == "今天截止"
    assert status_of(inbox, dt.date(2024, 11, 29)).days_label == "已过期 2 天"
    assert status_of(inbox, None).days_label == ""


def test_without_a_list_nobody_is_missing(inbox: Path) -> None:
    (inbox / "单位名录.csv").unlink()
    report = status_of(inbox)

    assert report.count(Progress.MISSING) == 0
    assert report.notes == ("没有单位名录，无法判断哪些单位未报送",)


def test_a_copy_that_was_changed_after_it_was_sent_is_told(inbox: Path, tmp_path: Path) -> None:
    source = put(tmp_path / "单位", "316003.xlsx", unit("316003"))
    copy = send(source).copy
    assert copy is not None
    (inbox / "二.xlsx").unlink()
    target = inbox / copy.name
    target.write_bytes(copy.read_bytes())
    (_, track, _) = status_of(inbox).units
    assert track.stamp is not None
    assert (track.stamp.number, track.remarks) == (1, ())

    book = load_workbook(target)
    book["项目1"]["E10"] = "375个"
    book.save(target)

    (_, track, _) = status_of(inbox).units
    assert "发出后改动过" in track.remarks


def test_what_the_record_refused_is_told(inbox: Path) -> None:
    details = {"sender": "x@y.cn", "original": "表.xls", "reason": "旧格式"}
    InboxLog(inbox).append([InboxEvent(EventKind.REFUSED, details=details)])

    (refusal,) = status_of(inbox).refusals
    assert (refusal.sender, refusal.name, refusal.reason) == ("x@y.cn", "表.xls", "旧格式")


def test_the_summary_of_the_inbox_is_no_submission_and_its_decisions_count(inbox: Path) -> None:
    files = [path for path in inbox.glob("*.xlsx") if path.name != "坏.xlsx"]
    services.consolidate(files, inbox / "汇总表.xlsx")
    assert not any("汇总表" in item.file for item, _ in status_of(inbox).others)

    (inbox / "汇总表.xlsx").write_bytes(b"PK")
    (note,) = status_of(inbox).notes
    assert note.startswith("没有采用 汇总表.xlsx 中的审核意见")


def test_the_summary_tells_what_the_record_says(inbox: Path) -> None:
    files = services.workbooks_to_consolidate(inbox)
    output = inbox / "汇总表.xlsx"
    services.consolidate(files, output, inbox=inbox)

    rows = list(load_workbook(output, data_only=True)["报送情况"].values)
    headings = rows[2]
    lines = [dict(zip(headings, row, strict=True)) for row in rows[3:]]
    (first,) = (line for line in lines if line["文件"] == "一.xlsx")
    assert first["发件人"] == "wang@example.cn"
    local = dt.datetime(2024, 11, 30, 2, tzinfo=dt.UTC).astimezone()
    assert first["收到时间"] == f"{local:%Y-%m-%d %H:%M}"
    assert first["进度"] == "已收到"
    assert "不是用本模板制作" not in str(first["说明"])


def test_the_command(run: Run, inbox: Path) -> None:
    shown = run("status", inbox, "--deadline", "2099-01-01")
    assert shown.status == 3
    assert "未报送 1 个" in shown.out
    assert "截止日期 2099-01-01，还有" in shown.out
    assert "坏.xlsx" in shown.out

    told = run("status", inbox, "--json").json
    assert [unit["unit_code"] for unit in told["units"]] == ["316001", "316003", "316008"]
    assert told["counts"]["missing"] == 1
    assert told["deadline"] is None
    assert told["others"][0]["status"] == "unreadable"

    wrong = run("status", inbox, "--deadline", "明天")
    assert (wrong.status, "截止日期“明天”不对" in wrong.err) == (2, True)


def test_a_list_of_units_of_its_own(run: Run, inbox: Path, tmp_path: Path) -> None:
    roster = tmp_path / "名录.csv"
    roster.write_text("单位编码,单位名称\n316009,新单位\n", encoding="utf-8")

    told = run("status", inbox, "--roster", roster, "--json").json

    assert [unit["unit_code"] for unit in told["units"]] == ["316009"]
    assert {other["reason"] for other in told["others"]} >= {
        f"单位 {code} 不在单位名录 名录.csv 中" for code in ("316001", "316003")
    }


def test_a_changed_settings_file_changes_what_is_open(inbox: Path) -> None:
    def without(rule: str) -> int:
        change = {rule: RuleChoice(is_on=False)}
        return status_of(inbox, change=lambda s: replace(s, rules=change)).units[0].errors

    assert without("C07") < without("R01")
