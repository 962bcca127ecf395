import re

from tests.rules.builders import NOT_CALCULATED, own_workbook, project, rows_with, submission
from xladdin.domain.submission import Submission
from xladdin.rules.cell_scan import cells_with, sheet_texts
from xladdin.rules.context import Context


def found(sent: Submission, *signs: str) -> list[tuple[str, str]]:
    cells = cells_with(sent, Context.of(sent), *map(re.compile, signs))
    return [(cell.entry.origin.cell, cell.text) for cell in cells]


def test_a_cell_is_named_once_and_in_the_order_of_the_sheet() -> None:
    rows = rows_with({0: {"target_basis": "XX"}, 2: {"level3": "XX率XX"}})
    sent = submission(project(rows=rows, project_name="XX费"))

    assert [text for _, text in found(sent, "率X", "X+")] == ["XX费", "XX", "XX率XX"]
    assert found(sent, "X+")[1:] == [("F10", "XX"), ("C12", "XX率XX")]


def test_a_sign_may_ask_for_the_beginning_of_a_text_or_a_line() -> None:
    sent = submission(project(goals=("1.保障", "-更新"), fund_use="-"))

    assert [text for _, text in found(sent, r"\n-")] == ["-", "1.保障\n-更新"]


def test_goals_in_one_cell_are_one_text_again() -> None:
    sent = submission(project(goals=("1.保障畅通", "2.更新规则")))
    [sheet] = sheet_texts(sent, Context.of(sent))

    [goals] = sheet.written("绩效目标")
    assert goals.text == "1.保障畅通\n2.更新规则"
    assert found(sent, "畅通")[0][1] == goals.text


def test_a_cell_without_a_text_is_passed_over() -> None:
    sent = submission(
        project(rows=rows_with({0: {"target_basis": NOT_CALCULATED, "level3": None}}))
    )

    assert [text for _, text in found(sent, "检修合格")] == ["检修合格率", "检修合格设备占比"]


def test_the_departments_own_targets_are_texts_too() -> None:
    sent = own_workbook(overall="全面提升**水平")

    assert [text for _, text in found(sent, r"\*")] == ["全面提升**水平"]
