from dataclasses import replace

from tests.rules.comparing.editions import SAMPLE, edition, one, statement
from xladdin.rules.comparing.comparison import compare
from xladdin.rules.comparing.editions import Edition
from xladdin.rules.comparing.wording import (
    counts_label,
    remark,
    sender_remark,
    told,
    untold_label,
)

TURNED = replace(SAMPLE[0], indicators=(*SAMPLE[0].indicators[1:], SAMPLE[0].indicators[0]))


def test_counts_of_projects() -> None:
    assert counts_label(compare(one(SAMPLE), one(SAMPLE))) == "没有变化，项目未变 13 个"
    assert counts_label(compare(one(SAMPLE[:3]), one(SAMPLE[1:]))) == (
        "项目新增 10 个，删除 1 个，更名 0 个，变更 0 个，未变 2 个"
    )


def test_what_else_is_to_be_said_of_a_project() -> None:
    rows = SAMPLE[1].indicators
    changed = replace(SAMPLE[1], code="13030624P", fund_use="", indicators=rows[2:])

    (project,) = compare(one([SAMPLE[1]]), one([changed])).projects

    assert remark(project) == "项目编码不同，按名称对应；改动 2 处；删除指标 2 条"


def test_what_became_of_a_sender() -> None:
    def said(old: Edition, new: Edition) -> str:
        (sender,) = compare(old, new).senders
        return sender_remark(sender)

    assert said(one(SAMPLE), one(SAMPLE)) == "内容相同，一处没有改动"
    assert said(one(SAMPLE[:1]), one([TURNED])) == "没有改动，移动 1 行指标"
    assert said(one(SAMPLE[:2]), one([SAMPLE[1], SAMPLE[0]])) == "没有改动，移动 1 张项目表"
    assert said(one(SAMPLE[:2]), one([replace(SAMPLE[1], fund_use="")])) == "改动 2 处"
    assert said(edition(), edition(statement(SAMPLE))) == "新增，原来没有"
    assert said(edition(statement(SAMPLE)), edition()) == "现在没有"


def test_each_change_in_one_line() -> None:
    rows = SAMPLE[0].indicators
    now = replace(SAMPLE[0], fund_use="", indicators=rows[1:])

    (sender,) = compare(one([SAMPLE[0]]), one([now])).senders

    assert [told(change) for _, change in sender.all_changes()] == [
        "项目1!B5 资金用途 “用于374个村（社区)服务站政务外网费用” → 空白",
        "删去指标“接通村（社区）数”（原 项目1!C10）",
    ]


def test_what_was_compared_whole_has_nothing_untold() -> None:
    assert untold_label(compare(one(SAMPLE), one(SAMPLE))) == ""
