import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.domain.money import AmountError, parse_amount
from xladdin.domain.origin import Origin
from xladdin.rules.wording import listed, place, what_and_mend

HERE = Origin("a.xlsx", "项目1", "C4")


def test_a_list_is_chinese() -> None:
    assert listed(["C4", "E4"]) == "C4、E4"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (Origin("a.xlsx", "项目1", "E4"), "本表 E4"),
        (Origin("a.xlsx", "项目2", "E4"), "工作表“项目2”的 E4"),
        (Origin("b.xlsx", "项目1", "E4"), "文件“b.xlsx”中工作表“项目1”的 E4"),
        (Origin("/财务/收件箱/b.xlsx", "项目1", "E4"), "文件“b.xlsx”中工作表“项目1”的 E4"),
    ],
)
def test_a_place_says_as_much_as_is_needed(target: Origin, said: str) -> None:
    assert place(target, HERE) == said


def test_a_reason_parts_into_what_and_mend_outside_quotes() -> None:
    assert what_and_mend("“单位：元”不是数字：只填数字，如：1.5") == (
        "“单位：元”不是数字",
        "只填数字，如：1.5",
    )
    assert what_and_mend("不是数字") == ("不是数字", "请核对后重新填写")


@given(st.text())
def test_every_reason_of_an_amount_parts_without_loss(text: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(f"{text}？")

    what, mend = what_and_mend(refused.value.reason)

    assert f"{what}：{mend}" == refused.value.reason
