"""What settings change, in words: each difference from the built-in in one line."""

from collections.abc import Iterator

from xladdin.domain.finding import Severity
from xladdin.domain.letter_settings import LetterSettings
from xladdin.domain.text import quoted
from xladdin.form import settings_form as form
from xladdin.rules.engine import all_rules
from xladdin.rules.settings import RuleChoice
from xladdin.rules.settings_content import (
    OwnCheckLine,
    SettingsContent,
    WordChange,
    built_in_number,
    built_in_words,
)
from xladdin.rules.thresholds import thresholds
from xladdin.rules.words import WordTable, word_lists


def differences(content: SettingsContent) -> list[str]:
    """The lines in the order of the workbook's sheets; none where everything is as built in."""
    return [
        *_rules(content),
        *_own_checks(content),
        *_words(content),
        *_general(content),
        *_letters(content.letters),
    ]


def _rules(content: SettingsContent) -> Iterator[str]:
    for rule in all_rules():
        if rule.id in content.rules:
            what = _choice(content.rules[rule.id], rule.severity)
            yield f"规则 {rule.id} {rule.title}：{what}"
    for name, about in thresholds().items():
        if name in content.thresholds:
            number, built_in = content.thresholds[name], built_in_number(name)
            yield (
                f"参数 {about.rule} {about.label}：{number:f}{about.unit}"
                f"（默认 {built_in:f}{about.unit}）"
            )


def _choice(choice: RuleChoice, default: Severity) -> str:
    if not choice.is_on:
        return "不启用"
    severity = choice.severity or default
    return f"级别为{severity.label}（默认{default.label}）"


def _own_checks(content: SettingsContent) -> Iterator[str]:
    for number, line in enumerate(content.own_lines, 1):
        yield f"{form.OWN_CHECKS.sheet} X{number:02d}（{_grade(line)}）：{line.line}"
    if content.units:
        yield f"{form.UNITS.sheet}：{len(content.units)} 个单位"


def _grade(line: OwnCheckLine) -> str:
    return line.grade.label if line.is_on else "不启用"


def _words(content: SettingsContent) -> Iterator[str]:
    for change in content.ordered_word_changes:
        label = word_lists()[change.words].label
        yield f"{form.WORDS.sheet} {label}：{_change(change)}"


def _change(change: WordChange) -> str:
    words = built_in_words(change.words)
    before = words.meaning(change.word) if isinstance(words, WordTable) else ""
    if not change.is_added:
        return f"{form.REMOVE} {change.word}"
    if not change.meaning:
        return f"{form.ADD} {change.word}"
    instead = f"（内置对应 {before}）" if before and before != change.meaning else ""
    return f"{form.ADD} {change.word}，对应 {change.meaning}{instead}"


def _general(content: SettingsContent) -> Iterator[str]:
    values = (
        (form.BUDGET_YEAR, str(content.budget_year or "")),
        (form.DIVISION_CODE, content.division_code),
        (form.TAXONOMY, content.taxonomy.label if content.taxonomy else ""),
    )
    yield from (f"{name}：{value}" for name, value in values if value)


def _letters(letters: LetterSettings) -> Iterator[str]:
    for key, item in form.LETTER_ITEMS.items():
        match getattr(letters, key):
            case tuple() as addresses:
                text = "；".join(addresses)
            case str() as wording:
                text = quoted(wording) if wording else ""
            case date:
                text = str(date or "")
        if text:
            yield f"{form.LETTERS.sheet} {item}：{text}"
