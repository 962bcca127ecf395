"""Contents of settings files for tests: one that says something of everything, and any at all."""

import datetime as dt
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from xladdin.domain.department import RosterUnit
from xladdin.domain.finding import Severity
from xladdin.domain.letter_settings import LetterSettings
from xladdin.domain.taxonomy import Taxonomy
from xladdin.domain.text import squeeze
from xladdin.domain.units import LONGEST_UNIT_WORD
from xladdin.rules.engine import all_rules
from xladdin.rules.settings import AS_WRITTEN, RuleChoice
from xladdin.rules.settings_content import (
    OwnCheckLine,
    SettingsContent,
    WordChange,
    built_in_words,
)
from xladdin.rules.thresholds import thresholds
from xladdin.rules.words import WordTable, word_lists

LINES = ("预算数 >= 5 → 必须有 满意度指标", "项目名称 包含 “购置” → 必须有 成本指标")
A_TABLE = next(name for name in word_lists() if isinstance(built_in_words(name), WordTable))

FULL = SettingsContent(
    rules={
        "R04": RuleChoice(is_on=False),
        "R13": RuleChoice(severity=Severity.INFO),
        "D03": RuleChoice(is_on=False, severity=Severity.WARNING),
    },
    thresholds={"most_amount_decimals": Decimal(3), "cost_rounding": Decimal("0.01")},
    own_lines=(
        OwnCheckLine(LINES[0], severity=Severity.ERROR, message="请补充满意度指标"),
        OwnCheckLine("还没有写好", is_on=False),
        OwnCheckLine(LINES[1]),
    ),
    units=(
        RosterUnit(
            *("316001", "行政审批局本级", Decimal("101.5"), Decimal("100.89")), "spj@example.com"
        ),
        RosterUnit("316003", "政务服务中心"),
    ),
    word_changes=frozenset(
        {
            WordChange("unit_words", "充电桩", is_added=True),
            WordChange("graded_words", "卓越", is_added=True),
            WordChange("graded_words", "差", is_added=False),
            WordChange(A_TABLE, "新词", is_added=True, meaning="旧词"),
        }
    ),
    budget_year=2025,
    division_code="130306",
    taxonomy=Taxonomy.Y2021,
    letters=LetterSettings(
        to=("cz@example.gov.cn", "bj@example.com"),
        cc=("jz@example.com",),
        subject="{单位编码} 报送",
        text="您好：\n\n{单位名称}报送，{次数}。\n{说明}",
        deadline=dt.date(2024, 12, 10),
        return_subject="退回",
        return_text="{问题}\n请{期限}报送",
        reminder_subject="催报",
        reminder_text="请{期限}报送",
    ),
)

_CHARACTERS = st.characters(categories=["L", "N", "P", "S"], exclude_characters="_\uff3f\ufe4f")


def _texts(longest: int) -> st.SearchStrategy[str]:
    """Texts on one line, as they stand in a cell, without spaces around them.

    Not with underlines: readers of .xlsx take _x0041_ for a character, whoever wrote it.
    """
    characters = st.text(st.one_of(_CHARACTERS, st.just(" ")), min_size=1, max_size=longest)
    return characters.map(str.strip).filter(bool)


def _words(longest: int) -> st.SearchStrategy[str]:
    return _texts(longest).map(squeeze).filter(lambda word: 0 < len(word) <= longest)


_AMOUNTS = st.none() | st.decimals(0, 999_999, places=2)
_CHOICES = st.builds(RuleChoice, st.booleans(), st.none() | st.sampled_from(Severity))
_OWN_LINES = st.builds(
    OwnCheckLine,
    st.sampled_from(LINES),
    st.booleans(),
    st.none() | st.sampled_from(Severity),
    st.just("") | _texts(20),
)
_ADDRESSES = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.(com|gov\.cn)", fullmatch=True)
_UNITS = st.builds(
    RosterUnit,
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    _texts(12),
    _AMOUNTS,
    _AMOUNTS,
    st.just("") | _ADDRESSES,
)
_WORDINGS = st.just("") | _texts(30).filter(lambda text: not set(text) & {"{", "}"})
_LETTERS = st.builds(
    LetterSettings,
    to=st.lists(_ADDRESSES, max_size=2, unique=True).map(tuple),
    subject=_WORDINGS,
    deadline=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    return_text=_WORDINGS,
)


@cache
def _numbers() -> st.SearchStrategy[dict[str, Decimal]]:
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.decimals(about.lowest, about.highest, places=0 if about.is_whole else 2)
            for name, about in thresholds().items()
        },
    )


def _change(name: str, word: str, is_added: bool, meaning: str) -> WordChange:
    is_paired = is_added and isinstance(built_in_words(name), WordTable)
    longest = LONGEST_UNIT_WORD if name == "unit_words" else len(word)
    return WordChange(name, word[:longest], is_added, meaning if is_paired else "")


_CHANGES = st.builds(
    _change, st.sampled_from(list(word_lists())), _words(10), st.booleans(), _words(10)
).filter(lambda change: change.word == squeeze(change.word) != "")


def contents() -> st.SearchStrategy[SettingsContent]:
    """Everything that a settings file can say without a mistake."""
    return st.builds(
        SettingsContent,
        rules=st.dictionaries(
            st.sampled_from([rule.id for rule in all_rules()]),
            _CHOICES.filter(lambda choice: choice != AS_WRITTEN),
            max_size=5,
        ),
        thresholds=_numbers(),
        own_lines=st.lists(_OWN_LINES, max_size=3).map(tuple),
        units=st.lists(_UNITS, max_size=3, unique_by=lambda unit: unit.unit_code).map(tuple),
        word_changes=st.lists(
            _CHANGES, max_size=5, unique_by=lambda change: (change.words, change.word)
        ).map(frozenset),
        budget_year=st.none() | st.integers(2000, 2099),
        division_code=st.just("") | st.from_regex(r"[0-9]{6}", fullmatch=True),
        taxonomy=st.none() | st.sampled_from(Taxonomy),
        letters=_LETTERS,
    )
