"""Whose a workbook is, as files and mails call it."""

from dataclasses import replace

from tests.consolidation.departments import own_submission, unit_submission
from tests.workbook import contents
from xladdin.domain.letter_settings import Placeholder
from xladdin.mail.sender import Sender, sender_of


def test_a_unit() -> None:
    sender = sender_of(unit_submission("a.xlsx", "316001", "本级", [contents.project()]))

    assert (sender.code, sender.name) == ("316001", "本级")
    assert replace(sender, year="2024").stem("第2次") == "316001_本级_2024_第2次"


def test_the_department_itself() -> None:
    content = contents.sample_department()
    sender = sender_of(own_submission("整体目标.xlsx", content))

    assert (sender.code, sender.name) == (content.department.code, content.department.name)


def test_what_nobody_stated_is_left_out() -> None:
    assert Sender().stem("第1次") == "未填单位_第1次"
    assert Sender().values[Placeholder.YEAR] == ""
    assert Sender("316001", "a/b").stem() == "316001_a_b"
