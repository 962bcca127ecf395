"""What a user sent before: the next number comes from it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from xladdin.domain.stamp import Stamp
from xladdin.errors import OutputError
from xladdin.mail.sent_log import Sent, read_sent, write_sent

STAMP = Stamp("一上", 1, dt.datetime(2024, 11, 20, 10, 30), "0123456789abcdef", "急")
SENT = Sent("316001", "2024", STAMP, "/a/316001.xlsx")


def test_what_was_sent_is_remembered_by_unit_and_year(tmp_path: Path) -> None:
    path = tmp_path / "config" / "报送记录.jsonl"
    second = replace(SENT, stamp=replace(STAMP, number=2, reason=""))
    for sent in (SENT, replace(SENT, sender="316003"), replace(SENT, year="2025"), second):
        write_sent(path, sent)

    assert read_sent(path, "316001", "2024") == [SENT, second]
    assert read_sent(path, "316009", "2024") == []


def test_without_a_log_nothing_was_sent(tmp_path: Path) -> None:
    assert read_sent(tmp_path / "没有.jsonl", "316001", "2024") == []


def test_lines_that_cannot_be_read_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b'\xff\n[]\n{"sender": 1}\nnull\n{"sender": "316001", "num')
    write_sent(path, SENT)

    assert read_sent(path, "316001", "2024") == [SENT]


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="报送记录"):
        write_sent(tmp_path, SENT)
