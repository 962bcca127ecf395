"""The TOML twin of the settings workbook, both ways: the same content, for programs."""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from xladdin.domain.department import RosterUnit
from xladdin.domain.letter_settings import LetterSettings
from xladdin.errors import DataFileError
from xladdin.form import settings_form as form
from xladdin.form.layout import Column
from xladdin.rules.settings_content import OwnCheckLine, SettingsContent
from xladdin.settings.said import Line, Remarks, Said, SaidSettings

_RULES, _THRESHOLDS, _CHECKS, _UNITS, _WORDS = "rules", "thresholds", "own_checks", "units", "words"
_ADD, _REMOVE = "add", "remove"
_ACTIONS = {_ADD: form.ADD, _REMOVE: form.REMOVE}
_YEAR, _DIVISION, _TAXONOMY = "budget_year", "division_code", "taxonomy"
_LETTERS = "letters"
_GENERAL = {_YEAR: form.BUDGET_YEAR, _DIVISION: form.DIVISION_CODE, _TAXONOMY: form.TAXONOMY}

_LONGEST_NUMBER = 30  # digits; 1e999999999 written out would fill the memory
Plain = dict[str, object]


def toml_of(content: SettingsContent) -> str:
    """The content as TOML."""
    import tomli_w

    return tomli_w.dumps(plain(content, lambda number: number))


def plain(content: SettingsContent, number: Callable[[Decimal], object] = str) -> Plain:
    """The content as tables, lists, texts and numbers; nothing is said of what isn't decided."""
    rules = {
        rule: _without_nothing({form.IS_ON.key: choice.is_on, form.SEVERITY.key: choice.severity})
        for rule, choice in content.rules.items()
    }
    thresholds = {name: number(value) for name, value in content.thresholds.items()}
    said = {
        _YEAR: content.budget_year,
        _DIVISION: content.division_code or None,
        _TAXONOMY: content.taxonomy,
        _RULES: rules or None,
        _THRESHOLDS: thresholds or None,
        _CHECKS: [_plain_check(line) for line in content.own_lines] or None,
        _UNITS: [_plain_unit(unit, number) for unit in content.units] or None,
        _WORDS: _plain_words(content) or None,
        _LETTERS: _plain_letters(content.letters) or None,
    }
    return _without_nothing(said)


def _plain_letters(letters: LetterSettings) -> Plain:
    """Addresses as one text, as in the workbook; the date as a text, which JSON has, too."""
    said: Plain = {}
    for key in form.LETTER_ITEMS:
        match getattr(letters, key):
            case tuple() as addresses:
                said[key] = "; ".join(addresses)
            case value:
                said[key] = str(value or "")
    return {key: text for key, text in said.items() if text}


def _plain_check(line: OwnCheckLine) -> Plain:
    said = {
        form.CHECK_IS_ON.key: line.is_on,
        form.CHECK_SEVERITY.key: line.severity,
        form.CHECK_LINE.key: line.line,
        form.CHECK_MESSAGE.key: line.message or None,
    }
    return _without_nothing(said)


def _plain_unit(unit: RosterUnit, number: Callable[[Decimal], object]) -> Plain:
    amounts = {
        form.CEILING.key: unit.ceiling_amount,
        form.APPROVED.key: unit.approved_amount,
    }
    return {
        form.UNIT_CODE.key: unit.unit_code,
        form.UNIT_NAME.key: unit.unit_name,
        **{key: number(amount) for key, amount in amounts.items() if amount is not None},
        **({form.UNIT_ADDRESS.key: unit.address} if unit.address else {}),
    }


def _without_nothing(said: Mapping[str, object]) -> Plain:
    return {key: value for key, value in said.items() if value is not None}


def _plain_words(content: SettingsContent) -> Plain:
    """By list: words to add (with what they stand for, in a table) and words to remove."""
    changes = content.ordered_word_changes
    lists: Plain = {}
    for name in dict.fromkeys(change.words for change in changes):
        of_list = [change for change in changes if change.words == name]
        added = {change.word: change.meaning for change in of_list if change.is_added}
        removed = [change.word for change in of_list if not change.is_added]
        add = added if any(added.values()) else list(added)
        lists[name] = _without_nothing({_ADD: add or None, _REMOVE: removed or None})
    return lists


def said_in_toml(text: str, file: str) -> SaidSettings:
    """What a settings file in TOML says. Raises DataFileError where it is no TOML."""
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"校验设置 {file} 不是 TOML：{error}", "请改正后再试") from error
    reader = _TomlReader()
    reader.read(tables)
    return reader.said


class _TomlReader:
    """Takes the tables apart; what has another form than it should is a problem."""

    def __init__(self) -> None:
        self.said = SaidSettings({table.sheet: [] for table in form.TABLES})

    @property
    def remarks(self) -> Remarks:
        return self.said.remarks

    def read(self, tables: Plain) -> None:
        readers: dict[str, Callable[[object], None]] = {
            _RULES: self._rules,
            _THRESHOLDS: self._thresholds,
            _CHECKS: lambda value: self._records(value, _CHECKS, form.OWN_CHECKS),
            _UNITS: lambda value: self._records(value, _UNITS, form.UNITS),
            _WORDS: self._words,
            _LETTERS: self._letters,
        }
        for key, value in tables.items():
            if key in _GENERAL:
                cells = {form.GENERAL_ITEM.key: Said(_GENERAL[key], key)}
                cells[form.GENERAL_VALUE.key] = self._text(value, key)
                self._add(form.GENERAL, key, cells)
            elif key in readers:
                readers[key](value)
            else:
                self.remarks.wrong(key, "没有这一项")

    def _rules(self, value: object) -> None:
        for rule, said in self._table(value, _RULES):
            place = f"{_RULES}.{rule}"
            cells = self._cells(said, place, (form.IS_ON, form.SEVERITY))
            self._add(form.RULES, place, {form.RULE.key: Said(rule, place), **cells})

    def _thresholds(self, value: object) -> None:
        for name, number in self._table(value, _THRESHOLDS):
            place = f"{_THRESHOLDS}.{name}"
            cells = {form.THRESHOLD.key: Said(name, place)}
            cells[form.VALUE.key] = self._text(number, place)
            self._add(form.RULES, place, cells)

    def _records(self, value: object, key: str, table: form.SettingsTable) -> None:
        columns = (*table.required, *table.optional)
        for place, said in self._items(value, key):
            self._add(table, place, self._cells(said, place, columns))

    def _letters(self, value: object) -> None:
        for key, said in self._table(value, _LETTERS):
            place = f"{_LETTERS}.{key}"
            if key in form.LETTER_ITEMS:
                cells = {form.GENERAL_ITEM.key: Said(form.LETTER_ITEMS[key], place)}
                cells[form.GENERAL_VALUE.key] = self._text(said, place)
                self._add(form.LETTERS, place, cells)
            else:
                self.remarks.wrong(place, "没有这一项")

    def _words(self, value: object) -> None:
        for name, said in self._table(value, _WORDS):
            place = f"{_WORDS}.{name}"
            for key, words in self._table(said, place):
                at = f"{place}.{key}"
                if key in _ACTIONS:
                    self._changes(name, at, words, _ACTIONS[key])
                else:
                    self.remarks.wrong(at, f"没有这一项，应为 {'、'.join(_ACTIONS)}")

    def _changes(self, name: str, place: str, words: object, action: str) -> None:
        pairs = (
            [(f"{place}.{word}", Said(word, place), meaning) for word, meaning in words.items()]
            if isinstance(words, dict)
            else [(at, self._text(word, at), "") for at, word in self._items(words, place)]
        )
        for at, word, meaning in pairs:
            cells = {
                form.WORD_LIST.key: Said(name, at),
                form.WORD.key: word,
                form.MEANING.key: self._text(meaning, at),
                form.ACTION.key: Said(action, at),
            }
            self._add(form.WORDS, at, cells)

    def _add(self, table: form.SettingsTable, place: str, cells: dict[str, Said]) -> None:
        self.said.lines[table.sheet].append(Line(place, cells))

    def _cells(self, said: object, place: str, columns: tuple[Column, ...]) -> dict[str, Said]:
        known = {column.key for column in columns}
        cells: dict[str, Said] = {}
        for key, value in self._table(said, place):
            if key in known:
                cells[key] = self._text(value, f"{place}.{key}")
            else:
                self.remarks.wrong(f"{place}.{key}", "没有这一项")
        return cells

    def _table(self, value: object, place: str) -> Iterator[tuple[str, object]]:
        if isinstance(value, dict):
            yield from value.items()
        else:
            self.remarks.wrong(place, "应为一个表")

    def _items(self, value: object, place: str) -> Iterator[tuple[str, object]]:
        if isinstance(value, list):
            yield from ((f"{place}[{number}]", item) for number, item in enumerate(value, 1))
        else:
            self.remarks.wrong(place, "应为一个列表")

    def _text(self, value: object, place: str) -> Said:
        match value:
            case bool():
                return Said(form.YES if value else form.NO, place)
            case Decimal() if value.is_finite() and abs(value.adjusted()) < _LONGEST_NUMBER:
                return Said(f"{value:f}", place)
            case str() | int() | Decimal() | dt.date():
                return Said(str(value).strip(), place)
        self.remarks.wrong(place, "应为文字、数字、日期或 true、false")
        return Said("", place)
