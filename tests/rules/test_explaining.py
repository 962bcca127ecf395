"""An explanation holds while what was explained stands, wherever it stands now."""

from dataclasses import replace

import pytest

from tests.rules.builders import project, submission
from xladdin.domain.explanation import Explanation, Subject
from xladdin.domain.finding import Finding, Severity
from xladdin.domain.origin import Origin
from xladdin.rules.engine import check_submission
from xladdin.rules.explaining import with_explanations

SHEETS = ("封面", "项目1", "项目2")
TEXT = "含税差额"
OLD = Explanation(Subject("项目1", "D16", "R13", "5G宽带"), TEXT)


def found(
    cell: str = "D16", content: str = "5G宽带", sheet: str = "项目1", rule: str = "R13"
) -> Finding:
    origin = Origin("f", sheet, cell)
    return Finding(rule, Severity.WARNING, "有误", "请改", origin, content=content)


def old(cell: str = "D16", content: str = "5G宽带", text: str = TEXT) -> Explanation:
    return Explanation(Subject("项目1", cell, "R13", content), text)


def texts(findings: list[Finding], *explanations: Explanation) -> list[tuple[str, str]]:
    """Explanation and lapsed text of each finding."""
    explained = with_explanations(findings, explanations, SHEETS)
    bare = [replace(each, explanation="", lapsed="") for each in explained]
    assert bare == findings
    return [(each.explanation, each.lapsed) for each in explained]


def test_it_holds_at_its_cell() -> None:
    assert texts([found(), found("E16", "另")], old()) == [(TEXT, ""), ("", "")]


def test_it_goes_with_its_row() -> None:
    assert texts([found("D18")], old()) == [(TEXT, "")]


def test_each_goes_with_its_own_row_where_rows_changed_places() -> None:
    explained = (old("D16", "甲", "一"), old("D17", "乙", "二"))
    assert texts([found("D16", "乙"), found("D17", "甲")], *explained) == [("二", ""), ("一", "")]


def test_it_holds_where_other_cells_say_the_same() -> None:
    assert texts([found("D16"), found("D20")], old("D16")) == [(TEXT, ""), ("", "")]


def test_nothing_is_guessed_where_two_cells_may_be_meant() -> None:
    assert texts([found("D18"), found("D20")], old("D16")) == [("", TEXT), ("", "")]


def test_it_goes_with_a_renamed_sheet_but_to_no_other_sheet() -> None:
    moved = replace(OLD, subject=replace(OLD.subject, sheet="项目3"))
    assert texts([found()], moved) == [(TEXT, "")]
    assert texts([found(sheet="项目2")], OLD) == [("", "")]


def test_it_lapses_when_the_content_changes() -> None:
    assert texts([found(content="4G宽带")], old()) == [("", TEXT)]


def test_it_lapses_when_row_and_content_change() -> None:
    assert texts([found("D18", "4G宽带")], old()) == [("", TEXT)]


def test_it_lapses_where_another_rule_now_speaks_of_the_cell() -> None:
    assert texts([found(rule="R03", content="")], old()) == [("", TEXT)]


def test_a_lapsed_one_stays_lapsed_until_it_is_written_anew() -> None:
    lapsed = Explanation(OLD.subject, TEXT, has_lapsed=True)
    assert texts([found()], lapsed) == [("", TEXT)]
    assert texts([found(content="4G")], lapsed) == [("", TEXT)]


def test_it_never_takes_the_place_of_one_that_holds() -> None:
    explained = (old("D16", "甲", "一"), old("D17", "乙", "二"))
    assert texts([found("D16", "乙")], *explained) == [("二", "")]


def test_it_is_gone_with_the_problem() -> None:
    assert texts([found("E2", rule="S14")], old()) == [("", "")]


@pytest.mark.parametrize("content", ["5G宽带", "4G宽带", ""])
def test_one_of_an_unknown_content_holds_at_its_cell(content: str) -> None:
    unknown = old(content="")
    assert texts([found(content=content)], unknown) == [(TEXT, "")]
    assert texts([found("D18", content=content)], unknown) == [("", TEXT)]


def test_a_line_that_was_not_explained_stays_so() -> None:
    assert texts([found()], old(text="")) == [("", "")]
    assert texts([found("D20")], old("D16"), old("D20", text="")) == [("", "")]
    assert texts([found("D20", "4G")], old("D16", text=""), old("D18")) == [("", TEXT)]


def test_the_engine_gives_explanations_to_what_it_finds() -> None:
    sent = submission(project(budget="2"))
    before = check_submission(sent)
    (first, *_) = before
    written = (Explanation(first.subject, TEXT),)

    again = check_submission(replace(sent, explanations=written))
    assert again == [replace(first, explanation=TEXT), *before[1:]]

    changed = check_submission(replace(submission(project(budget="3")), explanations=written))
    assert [(each.origin.cell, each.lapsed) for each in changed if each.lapsed] == [
        (first.origin.cell, TEXT)
    ]
    assert all(each.content for each in before)
