"""What an office decided about the mails of a round: who gets them, what they say, by when."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from xladdin.domain.text import squeeze

_PLACEHOLDER = re.compile(r"\{([^{}\n]{1,20})\}")
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")


class Placeholder(StrEnum):
    """What a subject or a text may have in braces; the value is the word."""

    UNIT_CODE = "单位编码"
    UNIT_NAME = "单位名称"
    DEPARTMENT = "部门名称"
    YEAR = "年度"
    ROUND = "轮次"
    NUMBER = "次数"
    PROJECTS = "项目数"
    BUDGET = "预算数"
    RESULT = "校验结果"
    REASON = "说明"
    FINDINGS = "问题"
    DEADLINE = "期限"


Values = Mapping[Placeholder, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text of a kind of mail."""

    subject: str
    text: str


SENDING = Wording(
    "{年度}预算项目绩效目标报送：{单位编码} {单位名称} {轮次}{次数}",
    "您好：\n\n"
    "现报送{单位名称}（{单位编码}）{年度}预算项目绩效目标，{轮次}{次数}，见附件。\n\n"
    "项目 {项目数} 个，预算数合计 {预算数} 万元。校验结果：{校验结果}。\n"
    "{说明}",
)
RETURN = Wording(
    "请修改{年度}预算项目绩效目标：{单位编码} {单位名称}",
    "{单位名称}：\n\n"
    "你单位报送的{年度}预算项目绩效目标需要修改：{校验结果}。请{期限}改正后重新报送。\n\n"
    "{问题}\n\n"
    "附件是填好校验结果的副本：问题所在的单元格已标出，修改建议见“校验结果”表，"
    "可以直接在这份副本上修改后报送。",
)
REMINDER = Wording(
    "请报送{年度}预算项目绩效目标：{单位编码} {单位名称}",
    "{单位名称}：\n\n"
    "尚未收到你单位的{年度}预算项目绩效目标，请{期限}报送。已经发出的，请与我们核对。",
)
NOT_TAKEN = Wording(
    "您发来的附件没有收下，请重新报送",
    "您好：\n\n"
    "您的邮件已收到，但以下附件没有收下：\n\n"
    "{问题}\n\n"
    "请用 Excel 或 WPS 打开原来的工作簿，另存为“Excel 工作簿（*.xlsx）”，不设打开密码、不带宏，"
    "{期限}作为普通附件重新发送。需要压缩的，用 zip 格式，不设密码。\n"
    "已经重新报送的，不必再发。",
)


@dataclass(frozen=True, slots=True)
class LetterSettings:
    """The decisions; what is empty is left to the built-in wordings, or to nobody."""

    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    deadline: dt.date | None = None
    return_subject: str = ""
    return_text: str = ""
    reminder_subject: str = ""
    reminder_text: str = ""

    @property
    def sending(self) -> Wording:
        """The mail with a workbook."""
        return Wording(self.subject or SENDING.subject, self.text or SENDING.text)

    @property
    def returning(self) -> Wording:
        """The mail with what a unit has to mend."""
        return Wording(self.return_subject or RETURN.subject, self.return_text or RETURN.text)

    @property
    def reminder(self) -> Wording:
        """The mail to a unit from which nothing came."""
        return Wording(
            self.reminder_subject or REMINDER.subject, self.reminder_text or REMINDER.text
        )


BUILT_IN_LETTERS = LetterSettings()
"""What holds where nobody decided otherwise."""


def unknown_placeholders(template: str) -> list[str]:
    """Words in braces that nothing stands for."""
    known = {placeholder.value for placeholder in Placeholder}
    return [word for word in _PLACEHOLDER.findall(template) if word not in known]


def has_placeholder(template: str, placeholder: Placeholder) -> bool:
    """Whether a template says where something is to stand."""
    return placeholder.value in _PLACEHOLDER.findall(template)


def filled_in(template: str, values: Values) -> str:
    """A template with what its placeholders stand for; a line left empty by that is left out."""
    told = {placeholder.value: text for placeholder, text in values.items()}
    lines: list[str] = []
    for line in template.splitlines():
        full = _PLACEHOLDER.sub(lambda found: told.get(found[1], ""), line)
        if full.strip() or not line.strip():
            lines.append(full.rstrip())
    return "\n".join(lines).strip()


def date_in(text: str) -> dt.date | None:
    """A date as people write one: 2024-12-10, 2024年12月10日, 20241210; None where it is none."""
    found = _DATE.fullmatch(squeeze(text))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def date_label(date: dt.date) -> str:
    """A date in words: ``2024年12月10日``."""
    return f"{date.year}年{date.month}月{date.day}日"


def deadline_label(deadline: dt.date | None) -> str:
    """By when something is asked for: ``于2024年12月10日前``."""
    return f"于{date_label(deadline)}前" if deadline else "尽快"
