"""Wordings with placeholders, and dates as people write them."""

import datetime as dt

import pytest

from xladdin.domain.letter_settings import (
    REMINDER,
    RETURN,
    SENDING,
    LetterSettings,
    Placeholder,
    date_in,
    date_label,
    deadline_label,
    filled_in,
    has_placeholder,
    unknown_placeholders,
)


def test_placeholders_become_what_they_stand_for() -> None:
    values = {Placeholder.UNIT_NAME: "政务中心", Placeholder.NUMBER: "第2次"}
    assert filled_in("{单位名称}报送{次数}{年度}。", values) == "政务中心报送第2次。"


def test_what_is_filled_in_is_not_filled_again() -> None:
    values = {Placeholder.UNIT_NAME: "{次数}", Placeholder.NUMBER: "第2次"}
    assert filled_in("{单位名称}", values) == "{次数}"


def test_a_line_that_is_empty_by_that_is_left_out_and_a_blank_one_stays() -> None:
    assert filled_in("甲\n{说明}\n\n乙\n{说明}", {}) == "甲\n\n乙"


def test_the_built_in_wordings_know_their_placeholders() -> None:
    for wording in (SENDING, RETURN, REMINDER):
        assert unknown_placeholders(wording.subject + wording.text) == []
    assert has_placeholder(RETURN.text, Placeholder.FINDINGS)
    assert has_placeholder(SENDING.text, Placeholder.REASON)
    assert unknown_placeholders("{单位} {年度}") == ["单位"]


def test_what_is_decided_holds_and_the_rest_is_built_in() -> None:
    letters = LetterSettings(subject="报送", reminder_text="请报送")
    assert (letters.sending.subject, letters.sending.text) == ("报送", SENDING.text)
    assert (letters.reminder.subject, letters.reminder.text) == (REMINDER.subject, "请报送")
    assert letters.returning == RETURN


@pytest.mark.parametrize(
    "text",
    ["2024-12-10", "2024/12/10", "2024.12.10", "2024年12月10日", "20241210", " ２０２４-12-10 "],
)
def test_a_date_as_people_write_it(text: str) -> None:
    assert date_in(text) == dt.date(2024, 12, 10)


@pytest.mark.parametrize("text", ["", "12月10日", "2024-13-01", "2024-02-30", "明天", "2024-12"])
def test_what_is_no_date(text: str) -> None:
    assert date_in(text) is None


def test_a_deadline_in_words() -> None:
    assert date_label(dt.date(2024, 12, 1)) == "2024年12月1日"
    assert deadline_label(dt.date(2024, 12, 1)) == "于2024年12月1日前"
    assert deadline_label(None) == "尽快"
