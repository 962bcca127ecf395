"""A table's head: labels broken over lines, amounts, what the funds are for."""

from decimal import Decimal

import pytest

from xladdin.documents.plain_text.breaks import Breaks
from xladdin.documents.plain_text.claims import Claims
from xladdin.documents.plain_text.head import HeadReader
from xladdin.documents.plain_text.stream import TextStream
from xladdin.domain.content import Amount, ProjectContent

HEAD = (
    "项目编码 13030624P0058511\n0564P 项目名称 其他资金管理\n经费\n预算规模及\n资金用途 \n"
    "预算数 1,013.48 \n其中：财政    \n\n资金 \n13.48 其他资金 {other}\n资金支出计\n划（%） \n"
    "3 月底 6 月底 10 月底 12 月底 \n25% 50% 75% 100% \n绩效目标 \n1.保障绩效目标实现 \n"
)


def read(other: str) -> ProjectContent:
    stream = TextStream(HEAD.format(other=other))
    reader = HeadReader(stream, Claims(stream), Breaks(), "316001 项目1")
    return reader.read(0, len(stream), in_yuan=False)


def test_labels_are_found_over_lines_and_words_in_texts_are_no_labels() -> None:
    project = read("\n用于绩效目标管理\n经费")
    assert project.code == "13030624P00585110564P"
    assert project.name == "其他资金管理经费"
    assert (project.budget, project.fiscal) == (Decimal("1013.48"), Decimal("13.48"))
    assert project.fund_use == "用于绩效目标管理经费"
    assert project.goals == ("1.保障绩效目标实现",)
    assert list(project.plan.values())[-1] == Decimal(1)


@pytest.mark.parametrize(
    ("text", "other", "fund_use"),
    [
        ("  \n用于 374 个村", None, "用于374个村"),
        ("2.00 \n用于甲", Decimal(2), "用于甲"),
        ("5 \n用于甲", Decimal(5), "用于甲"),
        ("\n2.00\n用于甲", Decimal(2), "用于甲"),
        ("2.00 用于甲", Decimal(2), "用于甲"),
        ("\n374 个村的费用", None, "374个村的费用"),
        ("无 \n用于甲", "无", "用于甲"),
        ("2.00", Decimal(2), ""),
        ("", None, ""),
    ],
)
def test_other_funds_are_parted_from_their_use(text: str, other: Amount, fund_use: str) -> None:
    project = read(text)
    assert (project.other, project.fund_use) == (other, fund_use)
