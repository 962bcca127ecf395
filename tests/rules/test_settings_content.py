"""What a content means for the rules."""

from decimal import Decimal

import pytest

from tests.rules.builders import check, found_by, project, submission
from tests.settings.contents import A_TABLE, FULL
from xladdin.domain.finding import Severity
from xladdin.domain.text import squeeze
from xladdin.rules.engine import check_submission
from xladdin.rules.own_checks import OwnCheckError
from xladdin.rules.settings import STANDARD, RuleChoice
from xladdin.rules.settings_content import (
    STANDARD_WORDS,
    OwnCheckLine,
    SettingsContent,
    WordChange,
    built_in_number,
    built_in_words,
)
from xladdin.rules.thresholds import thresholds
from xladdin.rules.words import WordTable, word_lists


def test_nothing_decided_means_the_built_in_settings() -> None:
    settings = SettingsContent().settings("设置.xlsx")

    assert settings.words is STANDARD_WORDS
    assert settings.thresholds == STANDARD.thresholds
    assert settings.vocabulary is STANDARD.vocabulary
    assert settings.roster is None


def test_everything_decided_reaches_the_rules() -> None:
    settings = FULL.settings("设置.xlsx")

    assert not settings.choice("R04").is_on
    assert settings.choice("R13").severity is Severity.INFO
    assert settings.thresholds.most_amount_decimals == 3
    assert settings.thresholds.cost_rounding == Decimal("0.01")
    assert "充电桩" in settings.vocabulary.unit_words
    assert "差" not in settings.vocabulary.graded_words
    table: WordTable = getattr(settings.words, A_TABLE)
    assert table.meaning("新词") == "旧词"
    assert settings.roster is not None
    assert (settings.roster.file, len(settings.roster.units)) == ("设置.xlsx", 2)
    assert (settings.division_code, settings.budget_year) == ("130306", 2025)
    checks = [(check.id, check.severity, check.message) for check in settings.own_checks]
    assert checks == [
        ("X01", Severity.ERROR, "请补充满意度指标"),
        ("X03", Severity.WARNING, ""),
    ]


def test_a_rule_that_is_off_finds_nothing() -> None:
    wrong = project(project_code="13")
    assert found_by("C01", check(wrong))

    settings = SettingsContent(rules={"C01": RuleChoice(is_on=False)}).settings("")

    assert found_by("C01", check_submission(submission(wrong), settings)) == []


def test_a_line_in_force_must_be_a_check() -> None:
    with pytest.raises(OwnCheckError):
        SettingsContent(own_lines=(OwnCheckLine("预算数 →"),)).settings("")


def test_changes_come_in_the_order_of_the_lists() -> None:
    changes = FULL.ordered_word_changes

    assert [(change.words, change.is_added) for change in changes[:3]] == [
        ("graded_words", True),
        ("graded_words", False),
        ("unit_words", True),
    ]
    assert WordChange(A_TABLE, "新词", is_added=True, meaning="旧词") in changes


def test_lists_and_numbers_can_be_told_apart_by_their_labels() -> None:
    labels = [about.label for about in word_lists().values()]
    of_rules = [(about.rule, about.label) for about in thresholds().values()]

    assert len(set(labels)) == len(labels)
    assert len(set(of_rules)) == len(of_rules)


@pytest.mark.parametrize("name", list(word_lists()))
def test_every_built_in_word_can_be_taken_away(name: str) -> None:
    words = built_in_words(name)
    listed = words.meanings if isinstance(words, WordTable) else words.words

    assert [word for word in listed if squeeze(word) != word or len(word) > 30] == []


@pytest.mark.parametrize("name", list(thresholds()))
def test_every_built_in_number_is_one_that_may_be_set(name: str) -> None:
    about, number = thresholds()[name], built_in_number(name)

    assert about.lowest <= number <= about.highest
    assert not about.is_whole or number == number.to_integral_value()
