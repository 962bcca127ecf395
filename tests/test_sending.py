"""`xladdin send`: checked, copied, drafted; nothing is sent and the source stays as it is."""

import datetime as dt
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.command_line import Run
from tests.mail.drafts import draft_text, read_draft
from tests.workbook.contents import project, sample_department, sample_units
from xladdin.domain.content import UnitContent
from xladdin.domain.letter_settings import LetterSettings
from xladdin.errors import OutputError, UsageError
from xladdin.sending import NO_STAMP, SendingReport, SendingWishes, send
from xladdin.user_files import sent_log_file
from xladdin.workbook.submission_file import read_submission_file
from xladdin.workbook.templates import build_department_workbook, build_unit_workbook

NOW = dt.datetime(2024, 11, 20, 10, 30, 59)
NAME = "316001_秦皇岛市抚宁区行政审批局本级_2024"


@pytest.fixture(autouse=True)
def nothing_sent_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def unit() -> UnitContent:
    return replace(sample_units()["316001"], projects=(project(),))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "316001.xlsx"
    build_unit_workbook(path, unit())
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "有错误.xlsx"
    build_unit_workbook(path, replace(unit(), projects=(project(budget="2000万"),)))
    return path


def mail(report: SendingReport) -> EmailMessage:
    assert report.draft_file is not None
    return read_draft(report.draft_file.read_bytes())


def text_of(report: SendingReport) -> str:
    return draft_text(mail(report))


def test_copy_and_draft_stand_in_a_folder_beside(good: Path) -> None:
    before = good.read_bytes()
    letters = LetterSettings(to=("cz@example.cn",), cc=("jz@example.cn",))

    report = send(good, letters=letters, wishes=SendingWishes(now=NOW))

    assert report.exit_status == 0
    assert good.read_bytes() == before
    folder = good.parent / "报送"
    assert {path.name for path in folder.iterdir()} == {f"{NAME}_第1次.xlsx", f"{NAME}_第1次.eml"}
    assert report.copy is not None
    sent = read_submission_file(report.copy)
    assert sent.stamp == report.stamp
    assert sent.stamp is not None
    assert (sent.stamp.round, sent.stamp.number) == ("一上", 1)
    assert sent.stamp.sent_at == dt.datetime(2024, 11, 20, 10, 30)
    assert not sent.is_changed_since_sent
    message = mail(report)
    assert (message["To"], message["Cc"]) == ("cz@example.cn", "jz@example.cn")
    assert message["Subject"] == (
        "2024年预算项目绩效目标报送：316001 秦皇岛市抚宁区行政审批局本级 一上第1次"
    )
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == report.copy.name
    assert attached.get_payload(decode=True) == report.copy.read_bytes()
    assert "项目 1 个，预算数合计 13.48 万元。校验结果：0 个错误" in text_of(report)
    assert report.notes == ()


def test_errors_stop_it(wrong: Path) -> None:
    report = send(wrong)

    assert (report.copy, report.draft_file, report.exit_status) == (None, None, 1)
    assert report.errors
    assert report.as_json()["refused"] is True
    assert not (wrong.parent / "报送").exists()
    assert send(wrong, wishes=SendingWishes(reason=" \n")).copy is None


def test_a_reason_goes_into_the_mail_and_onto_the_copy(wrong: Path) -> None:
    wishes = SendingWishes(reason="领导已同意，\n次日补正", to=("a@b.cn",))
    report = send(wrong, letters=LetterSettings(text="{单位名称}报送"), wishes=wishes)

    assert report.exit_status == 1
    assert text_of(report).splitlines() == [
        "秦皇岛市抚宁区行政审批局本级报送",
        "",
        "有错误仍报送，原因：领导已同意， 次日补正",
    ]
    assert report.copy is not None
    cover = load_workbook(report.copy)["封面"]["A2"].value
    assert str(cover).endswith("；有错误仍报送：领导已同意， 次日补正")


def test_a_reason_without_errors_is_no_blemish(good: Path) -> None:
    report = send(good, wishes=SendingWishes(reason="怕有错误"))

    assert report.stamp is not None
    assert report.stamp.reason == ""
    assert "怕有错误" not in text_of(report)


def test_submissions_are_counted_by_the_users_log(good: Path, tmp_path: Path) -> None:
    other = SendingWishes(tmp_path / "别处")
    numbers = [
        report.stamp.number for report in (send(good), send(good, wishes=other)) if report.stamp
    ]
    third = send(good)

    assert numbers == [1, 2]
    assert third.stamp is not None
    assert third.stamp.number == 3
    assert "内容与第 2 次报送相同，一处没有改动" in third.notes
    assert sent_log_file().read_text(encoding="utf-8").count("\n") == 3


def test_a_copy_that_came_back_carries_its_number_to_another_computer(good: Path) -> None:
    first = send(good)
    sent_log_file().unlink()
    assert first.copy is not None
    again = send(first.copy, wishes=SendingWishes(good.parent / "第二台"))

    assert again.stamp is not None
    assert again.stamp.number == 2


def test_nothing_that_is_there_is_replaced(good: Path) -> None:
    folder = good.parent / "报送"
    folder.mkdir()
    (folder / f"{NAME}_第1次.eml").write_text("改过的草稿", encoding="utf-8")

    report = send(good)

    assert report.stamp is not None
    assert report.stamp.number == 2
    assert (folder / f"{NAME}_第1次.eml").read_text(encoding="utf-8") == "改过的草稿"


def test_a_full_disk_leaves_neither(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_draft: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xladdin.sending.draft_bytes", fail)

    with pytest.raises(OutputError, match="磁盘空间不足"):
        send(good)
    assert list((good.parent / "报送").iterdir()) == []
    assert not sent_log_file().exists()


def test_a_log_that_cannot_be_written_is_a_note(good: Path) -> None:
    sent_log_file().mkdir(parents=True)

    report = send(good)

    assert report.copy is not None
    assert any("次数没有记下" in note for note in report.notes)


def test_the_departments_own_workbook_is_sent_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "整体目标.xlsx"
    build_department_workbook(path, sample_department())
    report = send(path, wishes=SendingWishes(reason="样例"))

    assert report.copy is not None
    department = sample_department().department
    assert report.copy.name == f"{department.code}_{department.name}_{department.year}_第1次.xlsx"


def test_strange_names_become_safe_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    build_unit_workbook(path, replace(unit(), unit_name="a/b\\..:中心*"))
    report = send(path, wishes=SendingWishes(reason="样例"))

    assert report.copy is not None
    assert report.copy.parent == tmp_path / "报送"
    assert report.copy.name == "316001_a_b_.._中心__2024_第1次.xlsx"


def test_no_free_row_no_stamp(good: Path) -> None:
    book = load_workbook(good)
    book["封面"]["A2"] = "附件1"
    book.save(good)
    report = send(good, wishes=SendingWishes(reason="样例"))

    assert NO_STAMP in report.notes


def test_what_is_no_submission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    Workbook().save(path)

    with pytest.raises(UsageError, match="没有预算项目绩效目标表"):
        send(path)


def test_the_command(run: Run, wrong: Path, good: Path) -> None:
    refused = run("send", wrong)
    assert refused.status == 1
    assert "没有生成报送邮件" in refused.out

    done = run("send", wrong, "--anyway", "已请示", "--to", "a@b.cn", "--to", "x", "--json")
    assert done.status == 1
    assert done.json["to"] == ["a@b.cn"]
    assert done.json["notes"] == ["x 不是邮箱地址，没有写入草稿"]
    assert done.json["stamp"]["reason"] == "已请示"
    assert Path(done.json["copy"]).is_file()

    told = run("send", good, "--anyway", "已请示", "-o", good.parent / "别处")
    assert "草稿没有发出" in told.out
    assert "没有收件人" in told.out


def test_settings_beside_the_workbook_word_the_mail(run: Run, good: Path) -> None:
    (good.parent / "校验设置.toml").write_text(
        '[letters]\nto = "cz@example.cn"\nsubject = "{单位编码}{轮次}"\n', encoding="utf-8"
    )

    done = run("send", good, "--json")

    assert (done.json["to"], done.json["subject"]) == (["cz@example.cn"], "316001一上")
