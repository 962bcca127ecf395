"""After each round: what came in, where every unit stands, and which drafts were written."""

from email.message import EmailMessage

from tests.mail.drafts import draft_text, read_draft
from tests.season.office import drafts_of, lines_of, others_of
from tests.season.story import FIRST_DEADLINE, REASON, Season
from tests.season.units import IN_FIRST_ROUND, NAMES
from xladdin.mail.collecting import CollectionReport
from xladdin.mail.inbox import Outcome
from xladdin.mail.inbox_log import EventKind, InboxLog
from xladdin.returning import Answer, Letter

MOVED = "以前收过，存为 318003_图书馆_2025_第1次 (2).xlsx，后来已移走或改动"
NO_UNIT = (
    "318099_非遗保护中心_2025_第1次.xlsx",
    "非申报文件",
    "单位 318099 不在单位名录 单位名录.csv 中",
)
CUT_SHORT = "文件已损坏或不完整（可能没有下载完，或邮件附件被截断）。请报送单位检查后重新发送"
PROGRAM = "附件是程序、脚本或带宏的文件，不收。请不要打开，先向发件人核实"


def came_in(report: CollectionReport) -> list[str]:
    """A line a file: what became of it, by whom it was sent, under which name."""
    return [
        f"{file.outcome.label} {file.find.envelope.sender.partition('@')[0]} {file.find.name}"
        for file in report.files
    ]


def mail_of(written: Letter | Answer) -> EmailMessage:
    return read_draft(written.draft_file.read_bytes())


def test_a_sum_that_does_not_tie_goes_off_only_with_a_reason(season: Season) -> None:
    refused = [report.submission.unit_code for report in season.refused_by_send]
    assert refused == ["318002", "318002"]  # 18 + 0 is not 20, and wasn't the second time

    first = next(unit for unit in season.statuses["一上截止日"].units if unit.unit_code == "318002")
    assert first.stamp is not None
    assert first.stamp.reason == REASON


def test_all_mail_programs_names_are_read(season: Season) -> None:
    first = season.collections[0]

    assert (first.messages, first.exit_status, first.problems) == (15, 0, ())
    assert came_in(first) == [
        "已收 318001 318001_局机关_2025_第1次.xlsx",  # Outlook
        "已收 318002 318002_群众艺术馆_2025_第1次.xlsx",  # Foxmail
        "已收 318003 318003_图书馆_2025_第1次.xlsx",  # QQ
        "已收 318004 318004_博物馆_2025_第1次.xlsx",  # 163
        "重复 318004 318004_博物馆_2025_第1次.xlsx",  # the same message once more
        "重复 fuguan 318004_博物馆_2025_第1次.xlsx",  # the same workbook from somebody else
        "拒收 318005 318005_美术馆_2025_第1次.xlsx",  # Thunderbird, cut short
        "已收 318006 新建 Microsoft Excel 工作表.xlsx",  # Apple Mail
        "已收 318007 318007_旅游服务中心_2025_第1次.xlsx",  # .msg
        "已收 318008 318008_文化市场执法队_2025_第1次.xlsx",  # a zip with names in GBK
        "已收 318009 318099_非遗保护中心_2025_第1次.xlsx",  # passed on as an attachment
        "已收 318010 318003_图书馆_2025_第1次.xlsx",  # a folder of Thunderbird
    ]
    assert first.files[9].find.via == ("报送材料.zip",)
    assert first.files[-1].file == "318003_图书馆_2025_第1次 (2).xlsx"  # nothing is replaced


def test_the_deadline_of_the_first_round(season: Season) -> None:
    status = season.statuses["一上截止日"]

    assert (status.deadline, status.days_label, status.exit_status) == (
        *(FIRST_DEADLINE, "今天截止"),
        1,
    )
    assert lines_of(status) == [
        "318001 已通过 第1次 1份 318001 11-04 10:01",
        "318002 已收到 第1次 1份 318002 11-04 11:01 错误1",
        "318003 已通过 第1次 2份 318010 11-07 16:01 由单位 318010 的邮箱发来，请核对",
        "318004 已通过 第1次 1份 318004 11-05 11:01",
        "318005 未报送 0份",
        "318006 已通过 第1次 1份 318006 11-06 11:01",
        "318007 已通过 第1次 1份 318007 11-07 12:00 发出后改动过",
        "318008 已通过 第1次 1份 318008 11-07 14:01 已说明1",
        "318009 未报送 0份",
        "318010 未报送 0份",
        "318011 未报送 0份",
        "318012 未报送 0份",
    ]
    assert others_of(status) == [
        (
            "318003_图书馆_2025_第1次.xlsx",
            "已被新版替代",
            "有更新的文件：采用 318003_图书馆_2025_第1次 (2).xlsx",
        ),
        NO_UNIT,
    ]
    assert [(each.sender, each.reason) for each in status.refusals] == [
        ("318005@wl.example.cn", CUT_SHORT)
    ]


def test_three_days_late(season: Season) -> None:
    before, status = season.statuses["一上截止日"], season.statuses["一上过期"]

    assert came_in(season.collections[1]) == ["已收 318011 318011_体育中心_2025_第1次.xlsx"]
    assert status.days_label == "已过期 3 天"
    assert lines_of(status)[10] == "318011 已通过 第1次 1份 318011 11-11 09:00 逾期收到"
    others = [line for number, line in enumerate(lines_of(status)) if number != 10]
    assert others == [line for number, line in enumerate(lines_of(before)) if number != 10]


def test_the_first_drafts(season: Season) -> None:
    report = season.returns[0]

    assert drafts_of(report) == [
        ("退回", "退回_318002_群众艺术馆_2025.eml", "318002@wl.example.cn"),
        ("催报", "催报_318005_美术馆_2025.eml", "318005@wl.example.cn"),
        ("催报", "催报_318009_非遗保护中心_2025.eml", "318009@wl.example.cn"),
        ("催报", "催报_318010_电影放映队_2025.eml", "318010@wl.example.cn"),
        ("催报", "催报_318012_旅游协会_2025.eml", "318012@wl.example.cn"),
        ("未收下", "未收下_318005@wl.example.cn.eml", "318005@wl.example.cn"),
    ]
    assert (report.returned_before, report.failures) == ((), ())
    assert [unit.unit_code for unit in report.accepted] == [
        *("318001", "318003", "318004", "318006", "318007", "318008", "318011"),
    ]
    returned = draft_text(mail_of(report.returns[0]))
    assert "需要修改：1 个错误。请于2024年11月22日前改正后重新报送。" in returned
    assert (
        "1. 项目1 C4：预算数与各项资金之和不符：20.00 ≠ 18.00 + 0.00，相差 2.00 万元。" in returned
    )
    assert "请于2024年11月22日前报送" in draft_text(mail_of(report.reminders[3]))
    answer = mail_of(report.answers[0])
    assert list(answer.iter_attachments()) == []
    assert (
        "1. 318005_美术馆_2025_第1次.xlsx（2024年11月6日的邮件）："
        "文件已损坏或不完整（可能没有下载完，或邮件附件被截断）。"
    ) in draft_text(answer)


def test_what_was_returned_missing_or_wrong_comes_again(season: Season) -> None:
    _, _, second, again, _ = season.collections

    assert came_in(second) == [
        "已收 318002 318002_群众艺术馆_2025_第2次.xlsx",
        "已收 318005 318005_美术馆_2025_第2次.xlsx",
        "已收 318009 318009_非遗保护中心_2025_第1次.xlsx",
        "已收 318010 318010_电影放映队_2025_第1次.xlsx",
        "拒收 shui 发票.exe",
    ]
    # The mails of November 8 once more: nothing is stored twice, nothing removed comes back.
    assert again.counts == {Outcome.DUPLICATE: 11, Outcome.REFUSED: 1}
    assert again.files[-1].reason == MOVED
    assert lines_of(season.statuses["一上重报"]) == [
        "318001 已通过 第1次 1份 318001 11-04 10:01",
        "318002 已收到 第2次 2份 318002 11-13 10:01 错误1 警告1",
        "318003 已通过 第1次 1份 318003 11-05 10:01",
        "318004 已通过 第1次 1份 318004 11-05 11:01",
        "318005 已通过 第2次 1份 318005 11-14 10:01",
        "318006 已通过 第1次 1份 318006 11-06 11:01",
        "318007 已通过 第1次 1份 318007 11-07 12:00 发出后改动过",
        "318008 已通过 第1次 1份 318008 11-07 14:01 已说明1",
        "318009 已通过 第1次 1份 318009 11-15 10:01",
        "318010 已通过 第1次 1份 318010 11-15 11:01",
        "318011 已通过 第1次 1份 318011 11-11 09:00",
        "318012 未报送 0份",
    ]
    assert others_of(season.statuses["一上重报"]) == [
        (
            "318002_群众艺术馆_2025_第1次.xlsx",
            "已被新版替代",
            "内容相同：采用 318002_群众艺术馆_2025_第2次.xlsx",
        ),
        NO_UNIT,
    ]


def test_sent_again_without_a_change(season: Season) -> None:
    (warning,) = (item for item in season.statuses["一上重报"].findings if item.rule == "D06")

    assert warning.message == (
        "单位 318002 两次报送的“318002_群众艺术馆_2025_第1次.xlsx”和"
        "“318002_群众艺术馆_2025_第2次.xlsx”内容相同，一处没有改动"
    )


def test_the_second_drafts(season: Season) -> None:
    report = season.returns[1]

    assert drafts_of(report) == [
        ("退回", "退回_318002_群众艺术馆_2025 (2).eml", "318002@wl.example.cn"),
        ("催报", "催报_318012_旅游协会_2025 (2).eml", "318012@wl.example.cn"),
        ("未收下", "未收下_shui@elsewhere.example.eml", "shui@elsewhere.example"),
    ]
    assert [unit.unit_code for unit in report.accepted] == ["318003", "318005", "318009", "318010"]
    assert report.answers[0].notes == (
        "发件人 shui@elsewhere.example 不在单位名录中，也没有报送过，请核实后再发",
    )
    assert [each.reason for each in report.status.refusals] == [CUT_SHORT, PROGRAM]


def test_the_second_budget_round(season: Season) -> None:
    status = season.statuses["二上"]

    assert season.collections[4].counts == {Outcome.STORED: 11}
    assert (status.days_label, status.exit_status, status.notes) == ("今天截止", 3, ())
    assert lines_of(status) == [
        "318 已通过 1份",
        "318001 已通过 第2次 2份 318001 12-03 09:01",
        "318002 已通过 第3次 3份 318002 12-03 09:02",
        "318003 已通过 第2次 2份 318003 12-03 09:03",
        "318004 已收到 第2次 2份 318004 12-03 09:04 错误1",
        "318005 已通过 第3次 2份 318005 12-03 09:05",
        "318006 已通过 第2次 2份 318006 12-03 09:06",
        "318007 已通过 第2次 2份 318007 12-03 09:06",
        "318008 已通过 第2次 2份 318008 12-03 10:01 已说明1",
        "318009 已通过 第2次 2份 318009 12-03 09:08",
        "318010 已通过 第2次 2份 318010 12-03 09:09",
        "318011 已通过 第2次 2份 318011 12-03 09:10",
        "318012 未报送 0份",
    ]
    counted = [status for _, status, _ in others_of(status)]
    assert (counted.count("已被新版替代"), len(counted)) == (12, 14)
    assert NO_UNIT in others_of(status)
    assert (
        "拍照.xlsx",
        "无法读取",
        "文件是图片，不是工作簿。请报送单位检查后重新发送",
    ) in others_of(status)


def test_the_last_drafts(season: Season) -> None:
    report = season.returns[2]

    assert drafts_of(report) == [
        ("退回", "退回_318004_博物馆_2025.eml", "318004@wl.example.cn"),
        ("催报", "催报_318012_旅游协会_2025 (3).eml", "318012@wl.example.cn"),
    ]
    assert (
        "1. 封面 E26：各项目预算数合计 28.00 万元，超过控制数 26.00 万元，相差 2.00 万元。"
    ) in draft_text(mail_of(report.returns[0]))
    before, after = season.statuses["二上"], season.statuses["退回以后"]
    changed = [
        pair for pair in zip(lines_of(before), lines_of(after), strict=True) if pair[0] != pair[1]
    ]
    assert changed == [
        (
            "318004 已收到 第2次 2份 318004 12-03 09:04 错误1",
            "318004 已退回 第2次 2份 318004 12-03 09:04 错误1",
        )
    ]


def test_every_draft_and_nothing_else_is_in_the_record(season: Season) -> None:
    log = InboxLog(season.office.inbox)
    log.refresh()
    kinds = [event.kind for event in log.events]

    assert {kind: kinds.count(kind) for kind in EventKind} == {
        EventKind.RECEIVED: 26,  # 24 that are there, one by two people, one that was taken out
        EventKind.REFUSED: 2,
        EventKind.RETURNED: 3,
        EventKind.ACCEPTED: 22,
        EventKind.REMINDED: 6,
        EventKind.TOLD: 2,
        EventKind.POSITION: 0,
    }
    assert log.broken_lines == []


def test_twelve_units_of_which_one_never_sends() -> None:
    assert len(NAMES) == 12
    assert set(NAMES) - set(IN_FIRST_ROUND) == {"318012"}
