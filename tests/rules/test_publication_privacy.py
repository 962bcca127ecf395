from typing import Any

import pytest

from tests.rules.builders import (
    OWN_FILE,
    department,
    found_by,
    own_workbook,
    project,
    received,
    rows_with,
    submission,
    where,
)
from tests.rules.test_sample import UNITS, workbook
from xladdin.domain.finding import Finding
from xladdin.rules.engine import check_department
from xladdin.rules.settings import STANDARD, Settings
from xladdin.rules.words import WordList, Words


def found(settings: Settings = STANDARD, **values: Any) -> list[Finding]:
    sent = department(received(submission(project(**values))))
    return found_by("D07", check_department(sent, settings))


def test_d07_a_telephone_number_is_a_warning_and_shown_masked() -> None:
    [finding] = found(fund_use="用于宽带费用，联系张工13800138000")

    assert where([finding]) == [("D07", "warning", "B5")]
    assert finding.message == "资金用途中有手机号码 138****00，会随公开文本公开"


def test_d07_every_published_field_is_looked_at() -> None:
    number = "11010519491231002X"
    findings = found(
        project_name=f"补助（{number}）",
        goals=(f"1.补助{number}",),
        rows=rows_with({2: {"indicator_description": number, "target_basis": f"见{number}"}}),
    )

    assert [finding.origin.cell for finding in findings] == ["E3", "B8", "D12", "F12"]
    assert all("身份证号码 110****2X" in finding.message for finding in findings)


def test_d07_the_departments_own_targets_are_published_too() -> None:
    own = own_workbook(measures=(("加强监督", "举报电话：0335-6012345"),))

    [finding] = found_by("D07", check_department(department(received(own))))

    assert (finding.origin.file, finding.origin.cell) == (OWN_FILE, "C11")
    assert "电话号码 033****45" in finding.message


def test_d07_several_in_one_cell_are_one_warning() -> None:
    [finding] = found(fund_use="收款人：王小明，账号：0410001234567，电话13800138000")

    assert finding.message == (
        "资金用途中有银行账号 041****67、手机号码 138****00、疑似个人姓名“王**”，会随公开文本公开"
    )


@pytest.mark.parametrize(
    "text",
    [
        "联系人：张三",
        "收款人: 李 四",
        "户名：欧阳明",
        "负责人为王小明，按合同支付",
        "受助人姓名：赵六等5人",
        "经办人：孙七电话6012345",
    ],
)
def test_d07_names_behind_such_words_are_suspected(text: str) -> None:
    [finding] = found(fund_use=text)

    assert "疑似个人姓名“" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "用于联系人员劳务费",
        "负责人：各科室负责人",
        "户名：秦皇岛市抚宁区行政审批局",
        "收款人：施工单位",
        "受益人：马庄村",
        "受益人为王庄村民",
        "申请人：农户",
        "负责人：王某",
        "项目负责人满意度",
        "联系人：待定",
        "户主：于家庄村居民",
        "法人代表：黄山小学",
        "经办人：",
    ],
)
def test_d07_organisations_places_and_masked_names_are_no_names(text: str) -> None:
    assert found(fund_use=text) == []


def test_d07_labels_and_surnames_are_settings() -> None:
    labels = Settings(words=Words(name_labels=WordList.of("讲师")))
    surnames = Settings(words=Words(surnames=WordList.of("高")))

    assert found(fund_use="讲师：张三") == []
    assert len(found(labels, fund_use="讲师：张三")) == 1
    assert len(found(surnames, fund_use="联系人：高山")) == 1


def test_d07_the_cover_is_not_published() -> None:
    sent = submission(project(), preparer="联系人：张三", telephone="13800138000")

    assert found_by("D07", check_department(department(received(sent)))) == []


def test_the_sample_gives_nobody_away() -> None:
    sent = [received(workbook(unit_code)) for unit_code in UNITS]

    assert found_by("D07", check_department(department(*sent))) == []
