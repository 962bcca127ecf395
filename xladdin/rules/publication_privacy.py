"""Rule on what must not be published: telephones, identity numbers, accounts, names."""

import re
from collections.abc import Iterator
from functools import lru_cache

from xladdin.domain.department import Department
from xladdin.domain.entry import Entry
from xladdin.domain.finding import Severity
from xladdin.domain.private_data import may_hold_number, private_numbers
from xladdin.domain.submission import Submission
from xladdin.domain.text import squeeze
from xladdin.rules.context import Context
from xladdin.rules.judging import LabelledEntry, is_judged, target_texts, texts
from xladdin.rules.registry import Problem, Problems, department_rule
from xladdin.rules.wording import listed
from xladdin.rules.words import Words

_CHINESE = "\u4e00-\u9fff"
_BEHIND_NAME = f"(?=[^{_CHINESE}]|$|等|同志|先生|女士|电话|手机|身份证|联系)"
_NO_NAME = "(?<![村镇乡县区市省科部处站局馆所室院校厂队组团社司店员者方人户家某])"


@department_rule("D07", Severity.WARNING, "公开信息检查")
def nothing_private_published(department: Department, context: Context) -> Problems:
    """要公开的内容里没有手机号码、电话号码、身份证号码、银行账号和个人姓名。

    项目表和部门整体绩效目标会全文公开。身份证号码和银行卡号核对校验位；姓名只查“联系人：”一类用语之后的，
    是疑似。封面的填报人、联系电话不公开，不查；95、96、400、800 开头的服务热线不提示。

    来源：其他公开表格；公开文本中出现过的电话号码
    """
    words = context.settings.words
    for submission in department.counted:
        for label, entry in _published(submission, words):
            told = _private_in(entry, words)
            if told:
                yield Problem(
                    entry,
                    f"{label}中有{listed(told)}，会随公开文本公开",
                    "公开前删去；确属可以公开的办公电话等，写审核说明",
                )


def _published(submission: Submission, words: Words) -> Iterator[LabelledEntry]:
    """What could hold such a thing: the texts of a sheet are looked at together first."""
    parts = [
        [pair for pair in texts(project) if pair[1] is not project.project_code]
        for project in submission.projects
    ]
    if submission.targets is not None:
        parts.append(list(target_texts(submission.targets)))
    for part in parts:
        joined = "\n".join(entry.text for _, entry in part)
        if may_hold_number(joined) or words.name_labels.first_in(joined):
            yield from part


def _private_in(entry: Entry, words: Words) -> list[str]:
    """What a cell gives away, numbers masked: a message travels further than the cell."""
    if not is_judged(entry):
        return []
    text = entry.text
    told = [f"{number.kind.label} {number.masked}" for number in private_numbers(text)]
    if words.name_labels.first_in(text):
        names = dict.fromkeys(_name_pattern(words).findall(squeeze(text)))
        told += [f"疑似个人姓名“{name[0]}{'*' * (len(name) - 1)}”" for name in names]
    return told


@lru_cache(maxsize=8)
def _name_pattern(words: Words) -> re.Pattern[str]:
    """A label, a colon, and one or two characters behind a surname."""
    labels, surnames = words.name_labels.pattern.pattern, words.surnames.pattern.pattern
    name = f"((?:{surnames})[{_CHINESE}]{{1,2}}?)"
    return re.compile(f"(?:{labels})(?:姓名)?(?::|为){name}{_NO_NAME}{_BEHIND_NAME}")
