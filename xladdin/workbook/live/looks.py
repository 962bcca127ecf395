"""What Excel says of the looks of cells: many questions at once, by the shortest way.

Every step in Excel's objects is a call into another process, and a question is three of them. So
the add-in's VBA, which is inside, answers a round of questions in one call (XladdinLooks.bas);
where it isn't loaded, they are asked one by one.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import xlwings as xw

from xladdin.domain.origin import cell_address, cell_position
from xladdin.form import layout
from xladdin.form.grid import Area
from xladdin.workbook.live.areas import Look, Question

_WORDS = {
    Look.MERGED: "MergeCells",
    Look.MERGED_AREA: "MergeArea",
    Look.NUMBER_FORMAT: "NumberFormat",
    Look.ROWS_HIDDEN: "HiddenRows",
    Look.COLUMNS_HIDDEN: "HiddenColumns",
}
_BETWEEN_LINES, _BETWEEN_WORDS = "\x1e", "\x1f"  # stand in no name and no number format
_QUESTIONS_A_CALL = 1000  # some 20,000 characters


Answers = list[Any]
"""True or False, a text or an Area; None where the cells of an area differ."""


def asking(book: xw.Book) -> Callable[[Sequence[Question]], Answers]:
    """Who answers questions about an open workbook."""
    try:
        book.app.books(layout.ADDIN_FILE)  # an add-in isn't listed, but is found by its name
    except KeyError:
        return partial(_ask_one_by_one, book)
    return partial(_ask_addin, book)


def _ask_one_by_one(book: xw.Book, questions: Sequence[Question]) -> Answers:
    return [_ask_one(book.sheets[question.sheet], question) for question in questions]


def _ask_addin(book: xw.Book, questions: Sequence[Question]) -> Answers:
    ask = book.app.macro(f"'{layout.ADDIN_FILE}'!{layout.ANSWERS_MACRO}")
    answers: Answers = []
    for start in range(0, len(questions), _QUESTIONS_A_CALL):
        part = questions[start : start + _QUESTIONS_A_CALL]
        said = ask(book.name, _BETWEEN_LINES.join(_lines(part))).split(_BETWEEN_LINES)
        pairs = zip(part, said, strict=True)
        answers += [_answer(question, text or None) for question, text in pairs]
    return answers


def _lines(questions: Sequence[Question]) -> Iterator[str]:
    """Word and address of each question, the first about a sheet with the sheet's name."""
    last = ""
    for question in questions:
        name = question.sheet if question.sheet != last else ""
        yield _BETWEEN_WORDS.join((_WORDS[question.look], _address(question), name))
        last = question.sheet


def _ask_one(sheet: xw.Sheet, question: Question) -> Any:
    cells = sheet.api.Range(_address(question))
    match question.look:
        case Look.MERGED:
            said = cells.MergeCells
        case Look.MERGED_AREA:
            said = cells.MergeArea.Address
        case Look.NUMBER_FORMAT:
            said = cells.NumberFormat
        case Look.ROWS_HIDDEN:
            said = cells.EntireRow.Hidden
        case Look.COLUMNS_HIDDEN:
            said = cells.EntireColumn.Hidden
    return _answer(question, said)


def _answer(question: Question, said: Any) -> Any:
    """What Excel says, or the add-in's VBA for it."""
    match question.look:
        case Look.NUMBER_FORMAT:
            return said
        case Look.MERGED_AREA:
            return _area(said) or question.areas[0]
        case _:
            return {"1": True, "0": False}.get(said, said)


def _area(address: str) -> Area | None:
    first, _, last = address.replace("$", "").partition(":")
    top_left, bottom_right = cell_position(first), cell_position(last or first)
    return Area(*top_left, *bottom_right) if top_left and bottom_right else None


def _address(question: Question) -> str:
    areas = question.areas
    corners = (((a.top, a.left), (a.bottom, a.right)) for a in areas)
    return ",".join(f"{cell_address(*first)}:{cell_address(*last)}" for first, last in corners)
