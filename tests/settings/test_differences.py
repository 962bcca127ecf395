"""What `xladdin settings check` says of a content."""

from tests.settings.contents import FULL, LINES
from xladdin.rules.settings_content import SettingsContent
from xladdin.settings.differences import differences


def test_nothing_decided_is_no_difference() -> None:
    assert differences(SettingsContent()) == []


def test_each_difference_is_a_line_with_what_holds_without_it() -> None:
    lines = differences(FULL)

    assert {
        "规则 R04 定量缺单位：不启用",
        "规则 R13 描述照抄他行：级别为提示（默认警告）",
        "参数 C07 金额小数位数上限：3位（默认 2位）",
        f"本部门校验 X01（错误）：{LINES[0]}",
        "本部门校验 X02（不启用）：还没有写好",
        f"本部门校验 X03（警告）：{LINES[1]}",
        "单位名录：2 个单位",
        "词表 分级用语：增加 卓越",
        "词表 分级用语：删除 差",
        "词表 计量单位：增加 充电桩",
        "预算年度：2025",
        "行政区划代码：130306",
        "指标体系：2021版",
        "邮件 收件人：cz@example.gov.cn；bj@example.com",
        "邮件 截止日期：2024-12-10",
        "邮件 退回正文：“{问题} 请{期限}报送”",
    } <= set(lines)
    assert any(line.endswith("：增加 新词，对应 旧词") for line in lines)
    assert len(lines) == 25
