import pytest

from xladdin.domain.private_data import (
    PrivateKind,
    has_card_check,
    has_identity_check,
    may_hold_number,
    private_numbers,
)

IDENTITY = "11010519491231002X"  # the example of GB 11643
CARD = "6222021234567890128"


def kinds(text: str) -> list[str]:
    return [number.kind.value for number in private_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "联系13800138000（张三）",
        "138-0013-8000",
        "138 0013 8000",
        "＋８６ １３８００１３８０００",
        "手机号码：13800138000",
    ],
)
def test_mobile_numbers(text: str) -> None:
    assert kinds(text) == ["mobile"]


@pytest.mark.parametrize(
    "text",
    [
        "0335-6012345",
        "（0335）6012345",
        "010-62345678",
        "联系电话：6012345",
        "电话 03356012345",
        "传真：0335-6012345转8",
    ],
)
def test_telephone_numbers(text: str) -> None:
    assert kinds(text) == ["telephone"]


def test_identity_numbers_by_their_check_character_or_by_what_is_said() -> None:
    assert kinds(f"受益人（{IDENTITY}）") == ["identity"]
    assert kinds(f"受益人（{IDENTITY.lower()}）") == ["identity"]
    assert kinds("110105194912310021") == []
    assert kinds("身份证号：110105194912310021") == ["identity"]
    assert kinds("身份证号码 110105491231002") == ["identity"]


def test_bank_accounts_by_their_check_digit_or_by_what_is_said() -> None:
    assert kinds(CARD) == ["account"]
    assert kinds("6222 0212 3456 7890 128") == ["account"]
    assert kinds("6222021234567890123") == []
    assert kinds("账号：0410001234567") == ["account"]
    assert kinds("收款账户 1234 5678 9012 3456") == ["account"]


@pytest.mark.parametrize(
    "text",
    [
        "13030624P00585110564P",
        "13030624P0058511056413800138000",
        "财库〔2016〕198号",
        "抚审批呈【2023】23号",
        "2024年10月1日至2025年12月31日",
        "2023.07-2024.01",
        "投资13800138000元",
        "总投资 13800138000.00 元",
        "1,380,013,800元",
        "面积15000000000平方米",
        "合同编号13812345678",
        "招标编号:13812345678",
        "GB/T 19001-2016",
        "服务热线400-123-4567",
        "热线12345、12315、95598",
        "客服电话 95598000",
        "电话费120000元",
        "电话120000000元",
        "统一社会信用代码11130306000123456X",
        "账户12345户",
        "6000份、20000张",
        "",
    ],
)
def test_what_merely_has_many_digits_is_nobodys_number(text: str) -> None:
    assert kinds(text) == []


def test_a_number_is_shown_masked() -> None:
    [mobile] = private_numbers("138-0013-8000")
    [identity] = private_numbers(IDENTITY)

    assert mobile.masked == "138****00"
    assert identity.masked == "110****2X"
    assert [kind.label for kind in PrivateKind] == [
        "手机号码",
        "电话号码",
        "身份证号码",
        "银行账号",
    ]


def test_several_numbers_are_told_once_each() -> None:
    text = f"电话：13800138000，手机13800138000，0335-6012345，{IDENTITY}"

    assert sorted(kinds(text)) == ["identity", "mobile", "telephone"]


def test_check_characters() -> None:
    assert has_identity_check(IDENTITY)
    assert not has_identity_check("110105194912310021")
    assert has_card_check("79927398713")
    assert not has_card_check("79927398710")


def test_texts_without_seven_digits_are_passed_over() -> None:
    assert not may_hold_number("2024年完成374个村，≥95%")
    assert may_hold_number("电话（0335）6012345")
