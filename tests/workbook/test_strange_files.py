"""Any bytes, and any content in intact parts: read, or refused as it should be."""

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.packages import (
    written,
    zipped,
)
from xladdin.errors import UnreadableWorkbookError
from xladdin.workbook.file_reader import read_workbook


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("strange") / "a.xlsx"


def real_workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("项目")
        sheet.write("A1", "文字")
        sheet.write("B1", 1.5, book.add_format({"num_format": "0%"}))
        sheet.write("C1", True)
        sheet.write("D1", 45292, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write("E1", 1.5, book.add_format({"num_format": "[h]:mm"}))
        sheet.write_formula("F1", "=1/0", None, "#DIV/0!")
        sheet.write_array_formula("A7:A8", "{=B1:B2}", None, 3)
        sheet.merge_range("A3:C4", "合并")
    return buffer.getvalue()


REAL = real_workbook()
with zipfile.ZipFile(io.BytesIO(REAL)) as _archive:
    REAL_PARTS = {name: _archive.read(name) for name in _archive.namelist()}
SPOT = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]*(?=<)')  # a value of an attribute, a text
STRANGE = [
    b"", b"-1", b"1e300", b"-1e300", b"NaN", b"XFD1048576", b"A0", b"A1", b"B1:A1", b"e", b"s",
    b"d", b"str", b"9" * 40, b" 3 ", b"&#49;", b"../x", b"&#10;", b"\xff", b"<c/>",
]  # fmt: skip


def read_or_refuse(path: Path, data: bytes) -> None:
    """Pass where the file is read, or refused as it should be; anything else is a failure."""
    refusal: UnreadableWorkbookError | None = None
    sheets = 0
    try:
        sheets = len(read_workbook(written(path, data)).sheets)
    except UnreadableWorkbookError as failure:
        refusal = failure
    assert sheets or (refusal and refusal.next_step and "\n" not in str(refusal))


@given(st.binary(max_size=300))
def test_any_bytes(scratch: Path, data: bytes) -> None:
    read_or_refuse(scratch, data)


@given(st.binary(max_size=300))
def test_any_bytes_that_begin_like_a_zip(scratch: Path, data: bytes) -> None:
    read_or_refuse(scratch, b"PK\x03\x04" + data)


@given(st.integers(1, len(REAL) - 1))
def test_any_truncation(scratch: Path, length: int) -> None:
    with pytest.raises(UnreadableWorkbookError):
        read_workbook(written(scratch, REAL[:length]))


@given(st.lists(st.integers(0, len(REAL) * 8 - 1), min_size=1, max_size=5))
def test_any_flipped_bits(scratch: Path, bits: list[int]) -> None:
    data = bytearray(REAL)
    for bit in bits:
        data[bit // 8] ^= 1 << bit % 8
    read_or_refuse(scratch, bytes(data))


@given(st.integers(), st.integers(1, 4))
def test_any_strange_content_in_intact_parts(scratch: Path, seed: int, changes: int) -> None:
    dice = random.Random(seed)  # noqa: S311 -- a choice of test data
    content = dict(REAL_PARTS)
    for _ in range(changes):
        name = dice.choice(sorted(content))
        spot = dice.choice([*SPOT.finditer(content[name]), re.match(b"", content[name])])
        assert spot is not None
        strange = dice.choice(STRANGE)
        content[name] = content[name][: spot.start()] + strange + content[name][spot.end() :]
    read_or_refuse(scratch, zipped(content))
