"""The line on the cover of a copy that was sent: written, and read again."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form import sheets
from xladdin.domain.stamp import Stamp
from xladdin.form import layout
from xladdin.form.reading import read_submission
from xladdin.form.sending_stamp import parse_stamp, place_for_stamp, read_stamp, stamp_text

STAMP = Stamp("一上", 2, dt.datetime(2024, 11, 20, 10, 30), "0123456789abcdef")
LINE = "报送记录：一上 第2次 2024-11-20 10:30 内容校验码 0123456789abcdef"


def test_what_a_person_reads() -> None:
    assert stamp_text(STAMP) == LINE
    assert stamp_text(replace(STAMP, reason="已请示")) == f"{LINE}；有错误仍报送：已请示"


@pytest.mark.parametrize(
    "stamp",
    [
        STAMP,
        replace(STAMP, round=""),
        replace(STAMP, round="二上"),
        replace(STAMP, reason="领导已同意；次日补正（见附件）"),
    ],
)
def test_it_is_read_as_it_was_written(stamp: Stamp) -> None:
    assert parse_stamp(stamp_text(stamp)) == stamp


@pytest.mark.parametrize(
    "text",
    [
        "",
        "报送记录",
        "报送记录：第2次",
        LINE.replace("11-20", "13-20"),
        LINE.replace("0123", "0G23"),
        LINE.replace("第2次", "第次"),
    ],
)
def test_what_makes_no_sense_is_none(text: str) -> None:
    assert parse_stamp(text) is None


@given(text=st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    parse_stamp(layout.STAMP_LABEL + text)


def test_a_line_that_a_person_typed_anew_is_read() -> None:
    assert parse_stamp(LINE.replace("：", ": ").replace(" ", "　")) == STAMP


def test_it_stands_in_the_free_row_or_where_it_stood_before() -> None:
    cover = sheets.cover_sheet(["项目1"], Decimal("33.19"))
    assert place_for_stamp(cover) == (layout.STAMP_ROW, 1)
    moved = sheets.grid_of({"A2": "附件1", "C30": LINE}, (), layout.COVER_SHEET)
    assert place_for_stamp(moved) == (30, 3)
    assert read_stamp(moved) == STAMP
    taken = sheets.grid_of({"A2": "附件1"}, (), layout.COVER_SHEET)
    assert place_for_stamp(taken) is None
    assert read_stamp(taken) is None


def test_a_submission_knows_whether_it_was_changed_since() -> None:
    cover = sheets.cover_sheet(["项目1"], Decimal("33.19"))
    plain = read_submission(sheets.workbook(cover))
    assert plain.stamp is None
    assert not plain.is_changed_since_sent

    def stamped(digest: str) -> bool:
        line = stamp_text(replace(STAMP, digest=digest))
        cells = {**cover.cells, **sheets.grid_of({"A2": line}, (), layout.COVER_SHEET).cells}
        sent = read_submission(sheets.workbook(replace(cover, cells=cells)))
        assert sent.digest == plain.digest  # the stamp is no content
        return sent.is_changed_since_sent

    assert not stamped(plain.digest)
    assert stamped("0" * 64)
