"""词表: the words that are added to the built-in lists or taken from them."""

from xladdin.domain.text import quoted, squeeze
from xladdin.domain.units import LONGEST_UNIT_WORD
from xladdin.form import settings_form as form
from xladdin.rules.settings_content import WordChange, built_in_words
from xladdin.rules.words import WordTable, word_lists
from xladdin.settings.said import Line, Remarks, Said

_LONGEST_WORD = 30
_LONGEST_IN = {"unit_words": LONGEST_UNIT_WORD}  # a unit is looked for in so many characters
_ACTIONS = {form.ADD: True, form.REMOVE: False}


def word_changes(lines: list[Line], remarks: Remarks) -> frozenset[WordChange]:
    """The changes of all lists; one that changes nothing stays, and is remarked on."""
    labels = {squeeze(about.label): name for name, about in word_lists().items()}
    names = {**labels, **{name: name for name in labels.values()}}
    found: set[WordChange] = set()
    places: dict[tuple[str, str], str] = {}
    for line in lines:
        change = _change(line, names, remarks)
        if change is None:
            continue
        said = line.at(form.WORD)
        first = places.setdefault((change.words, change.word), said.place)
        if first != said.place:
            remarks.wrong(said, f"{quoted(said.text)}已在 {first} 写过，同一词表的同一词只写一行")
            continue
        found.add(change)
        _remark_idle(change, said, remarks)
    return frozenset(found)


def _change(line: Line, names: dict[str, str], remarks: Remarks) -> WordChange | None:
    words, word, meaning = map(line.at, (form.WORD_LIST, form.WORD, form.MEANING))
    name = names.get(squeeze(words.text))
    if name is None:
        what = f"没有词表{quoted(words.text)}" if words.text else "没有写是哪个词表"
        remarks.wrong(words, f"{what}，可选的见“{form.CHOICE.label}”一栏")
        return None
    is_added = _is_added(line.at(form.ACTION), remarks)
    is_right = _is_right_word(name, word, remarks)
    if is_added is None or not is_right:
        return None
    is_table = isinstance(built_in_words(name), WordTable)
    stands_for = squeeze(meaning.text)
    if is_added and is_table and not stands_for:
        remarks.wrong(meaning, f"要写明{quoted(word.text)}对应什么")
        return None
    if stands_for and not is_table:
        remarks.wrong(meaning, "这个词表的词没有对应，请留空")
        return None
    return WordChange(name, squeeze(word.text), is_added, stands_for if is_added else "")


def _is_added(said: Said, remarks: Remarks) -> bool | None:
    is_added = _ACTIONS.get(squeeze(said.text))
    if is_added is None:
        what = f"做法{quoted(said.text)}不对" if said.text else "没有写做法"
        remarks.wrong(said, f"{what}，应为 {form.ADD}、{form.REMOVE}")
    return is_added


def _is_right_word(name: str, said: Said, remarks: Remarks) -> bool:
    word = squeeze(said.text)
    longest = _LONGEST_IN.get(name, _LONGEST_WORD)
    if not word:
        remarks.wrong(said, "没有写词")
    elif len(word) > longest:
        remarks.wrong(said, f"{quoted(said.text)}太长，这个词表的词最多 {longest} 个字")
    return 0 < len(word) <= longest


def _remark_idle(change: WordChange, said: Said, remarks: Remarks) -> None:
    words = built_in_words(change.words)
    is_there = (
        change.word in words.meanings if isinstance(words, WordTable) else change.word in words
    )
    if isinstance(words, WordTable) and change.is_added:
        is_there = words.meaning(change.word) == change.meaning
    if is_there == change.is_added:
        what = "内置词表中已有" if is_there else "内置词表中没有"
        remarks.idle(said, f"{what}{quoted(said.text)}，这一行没有作用")
