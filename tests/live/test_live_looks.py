"""Questions about looks: the add-in's VBA answers as Excel's own objects do, asked one by one."""

from pathlib import Path

import pytest
import xlwings as xw

from tests.live.ribbon_desk import Desk
from xladdin.workbook.live import looks
from xladdin.workbook.live.areas import Look, Question
from xladdin.workbook.live.reading import read_open_workbook


def odd_looks(book: xw.Book) -> None:
    """What a person may do to a form that is not protected."""
    sheet = book.sheets["项目2"]
    sheet.api.Unprotect("")
    sheet["A12:A14"].merge()
    sheet["C15:D16"].merge()
    sheet["3:3"].rows.hidden = True
    sheet["F:G"].columns.hidden = True
    sheet["E12:E13"].number_format = "0.0%"
    sheet["E12"].value = 0.95
    sheet["E13"].value = 12


def test_a_workbook_reads_the_same_with_the_add_in_and_without(
    excel: xw.App, sample: dict[str, Path], xlam: Path
) -> None:
    book = excel.books.open(sample["316003"])
    odd_looks(book)
    alone = read_open_workbook(book)

    excel.books.open(xlam)
    assert looks.asking(book).func is looks._ask_addin  # type: ignore[attr-defined]
    assert read_open_workbook(book) == alone
    read = alone.sheet("项目2")
    assert read is not None
    assert read.hidden_rows == {3}
    assert read.hidden_columns == {6, 7}
    assert read.at(12, 5).text == "95%"


def test_more_questions_than_go_into_one_call(
    desk: Desk, sample: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "_QUESTIONS_A_CALL", 50)
    book = desk.open(sample["316001"])
    grid = read_open_workbook(book)
    asked = [
        Question(sheet.name, look, (area,))
        for sheet in grid.sheets[:4]
        for area in sheet.merged
        for look in (Look.MERGED, Look.MERGED_AREA, Look.ROWS_HIDDEN, Look.NUMBER_FORMAT)
    ]
    assert len(asked) > 2 * 50

    answers = looks.asking(book)(asked)
    assert answers == looks._ask_one_by_one(book, asked)
    assert set(answers[::4]) == {True}
    assert answers[1::4] == [question.areas[0] for question in asked[1::4]]
